"""What has to be done again and again while the hub runs."""

import asyncio
import time

import structlog

from consent.database import FAILURES
from consent.errors import LedgerClosed
from hub.house import House
from hub.login.session import end_stale
from hub.notices.reminding import remind
from hub.notices.sending import send_due

EVERY = 300.0
"""Seconds between two rounds. A session that is over is refused at once; only its end is written here."""

PASSING: tuple[type[Exception], ...] = (LedgerClosed, *FAILURES)

log = structlog.get_logger()


SEND_EVERY, REMIND_EVERY = 5.0, 3600.0
"""Seconds between two looks into the outbox, and between two rounds of reminders."""


async def deliver(house: House) -> None:
    """Send what people are to be told, and look for what they are to be reminded of, until cancelled."""
    reminded = -REMIND_EVERY
    while house.post:
        await asyncio.sleep(SEND_EVERY)
        try:
            if time.monotonic() - reminded >= REMIND_EVERY:
                await remind(house)
                reminded = time.monotonic()
            await send_due(house)
        except PASSING as error:
            log.warning("sending failed", error=type(error).__name__)


async def tend(house: House) -> None:
    """End the sessions that nobody came back to, until cancelled. What fails is tried again next time."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            await end_stale(at=await house.clock(), ledger=house.ledger)
        except PASSING as error:
            log.warning("tending failed", error=type(error).__name__)
