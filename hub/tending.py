"""What has to be done again and again while the hub runs."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from hub.expiring import expire
from hub.house import House
from hub.login.session import end_stale
from hub.notices.reminding import remind
from hub.notices.sending import send_due

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Round:
    """One thing that is done again and again: what it is called, first after and then every so many seconds."""

    name: str
    first: float
    every: float
    work: Callable[[House], Awaitable[object]]
    posts: bool = False
    """Whether there is nothing to do in a house without any post."""


async def _end_stale(house: House) -> None:
    """A session that is over is refused at once; only its end is written here."""
    await end_stale(at=await house.clock(), ledger=house.ledger)


ROUNDS = (
    Round("ending sessions", 300, 300, _end_stale),
    Round("expiring", 60, 300, expire),
    Round("sending", 5, 5, send_due, posts=True),
    Round("reminding", 60, 3600, remind, posts=True),
)


def tend(house: House) -> list[asyncio.Task[None]]:
    """Begin every round, each in a task of its own, until they are cancelled."""
    return [asyncio.create_task(_again(one, house)) for one in ROUNDS if house.post or not one.posts]


async def _again(one: Round, house: House) -> None:
    """Whatever goes wrong in one round, the next one is made."""
    await asyncio.sleep(one.first)
    while True:
        try:
            await one.work(house)
        except Exception as error:
            log.warning("a round failed", round=one.name, error=type(error).__name__)
        await asyncio.sleep(one.every)
