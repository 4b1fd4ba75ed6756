"""What has to be done again and again while the hub runs."""

import asyncio

import structlog

from consent.database import FAILURES
from consent.errors import LedgerClosed
from hub.house import House
from hub.login.session import end_stale

EVERY = 300.0
"""Seconds between two rounds. A session that is over is refused at once; only its end is written here."""

PASSING: tuple[type[Exception], ...] = (LedgerClosed, *FAILURES)

log = structlog.get_logger()


async def tend(house: House) -> None:
    """End the sessions that nobody came back to, until cancelled. What fails is tried again next time."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            await end_stale(at=await house.clock(), ledger=house.ledger)
        except PASSING as error:
            log.warning("tending failed", error=type(error).__name__)
