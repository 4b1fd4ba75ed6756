"""A process that sends what is due and can be killed at any moment: `python -m tests.hub.outbox_sender MINUTES`.

Its clock stands at noon, so many minutes later, so that what a killed one held is free again. It ends when nothing is
due.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta

from hub.notices.sending import send_due
from hub.opening import Fittings, opened
from hub.settings import Settings


async def run(ahead: timedelta) -> None:
    day = datetime.now(UTC).replace(hour=10, minute=0)
    fittings = Fittings(clock=lambda: day + ahead)
    async with opened(Settings.from_environment(os.environ), fittings) as house:
        while await send_due(house):
            pass


if __name__ == "__main__":
    asyncio.run(run(timedelta(minutes=int(sys.argv[1]))))
