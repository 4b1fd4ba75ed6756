"""How fast it is said that something does not exist: never faster than whether it does could be told by.

What is hidden and what is nowhere are looked for in the same way, and yet not in the same time: one has more to
read, the other is kept in memory. So an answer of 404 waits until it has taken as long as the slow ones lately.
"""

import asyncio
import time
from collections import deque

from litestar.types import ASGIApp, Message, Receive, Scope, Send

NOT_FOUND = 404

LATELY = 200
"""So many answers are remembered, of each route by itself."""

SLOWER = 4
"""As long as the fourth slowest of them: of what is there, which takes longer, hardly any takes longer still, and
one that took unusually long does not slow all the others."""

MOST = 0.25
"""Seconds; nobody waits longer than this, whatever happened lately."""


class Pace:
    """The times that answers took to make, waiting left out, and how long the next has to wait."""

    def __init__(self) -> None:
        self._lately: deque[float] = deque(maxlen=LATELY)

    def still(self, took: float) -> float:
        """The seconds to wait with an answer that took so long."""
        slow = sorted(self._lately)[-SLOWER:]
        self._lately.append(took)
        return max(0.0, min(slow[0], MOST) - took) if slow else 0.0


class PaceMiddleware:
    """Keeps the pace of one route; Litestar makes one for each."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and hold back the beginning of an answer that there is nothing."""
        began = time.perf_counter()

        async def paced(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == NOT_FOUND:
                await asyncio.sleep(self._pace.still(time.perf_counter() - began))
            await send(message)

        await self.app(scope, receive, paced)
