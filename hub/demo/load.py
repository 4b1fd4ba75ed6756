"""Loading the made-up town: its people by the register's verbs, its stories by the verbs of those who live them.

Nothing is written past the product and nothing is dated back: the stories happen while they are loaded. It
can be started again: whatever a loading that was cut off left undone is done, and nothing twice, since the
ledger says how far each story was told.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from consent.database import FAILURES
from consent.errors import LedgerClosed
from hub.demo.ids import TownIds
from hub.demo.people import facts_of, names_of, numbers_of
from hub.demo.sessions import Sessions
from hub.demo.telling import Telling
from hub.demo.town import Town, town
from hub.house import House
from hub.people.register import load_facts
from hub.people.register_changes import check_register
from hub.people.tables import ChildRow

Say = Callable[[str], None]

RENEW_EVERY = timedelta(hours=12)
"""Half of the 24 hours for which a check of the register counts."""

TRY_AGAIN = timedelta(minutes=1)
CLOSED: tuple[type[Exception], ...] = (LedgerClosed, *FAILURES)


async def load_town(house: House, *, say: Say) -> None:
    """Load what is missing of the town, telling `say` how far it has come."""
    held, ids = town(), TownIds(house.settings.lookup_key)
    at = await house.clock()
    if not await ChildRow.exists().where(ChildRow.id == ids.person(next(iter(held.children)))).run():
        say(f"Registering {len(held.families)} family members and {len(held.staff)} staff ...")
        facts = facts_of(held, ids, checked=at)
        await load_facts(house, facts=facts, names=names_of(held, ids), numbers=numbers_of(held, ids))
    await _tell_stories(house, held, ids, say)


async def renew_register(house: House) -> None:
    """Check the children's guardians again.

    A real hub asks folkbokföringen. There is none for a made-up town, so the town's own data is the register,
    and what stands there still stands: only the moment of checking is new.
    """
    ids = TownIds(house.settings.lookup_key)
    children = [ids.person(key) for key in town().children]
    await check_register(house, children=children, at=await house.clock())


async def keep_register_fresh(house: House) -> None:
    """Renew it for as long as the demo serves; while nothing can be written, try again soon."""
    wait = RENEW_EVERY
    while True:
        await asyncio.sleep(wait.total_seconds())
        try:
            await renew_register(house)
            wait = RENEW_EVERY
        except CLOSED:
            wait = TRY_AGAIN


async def _tell_stories(house: House, held: Town, ids: TownIds, say: Say) -> None:
    sessions = Sessions(house)
    try:
        for number, key in enumerate(held.rooms, start=1):
            telling = Telling(house, held, ids, key, sessions)
            left = await telling.left()
            if left:
                say(f"Room {number} of {len(held.rooms)}: {key} ({len(left)} steps) ...")
            for one in left:
                await telling.tell(one)
    finally:
        await sessions.end()
