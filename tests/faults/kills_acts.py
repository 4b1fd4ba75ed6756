"""What is done in a life, by the product's own verbs, and told as soon as it is answered."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import Any

from consent.database import FAILURES
from consent.errors import LedgerClosed
from consent.keys.destroy import destroy_scope
from consent.ledger.entry import Entry
from consent.words import ActKind
from hub import asking
from hub.desk import Outcome
from hub.house import House
from hub.ids import new_id
from hub.let_out import Reading
from policies.answer import Reason
from policies.facts import Person
from tests.faults.kills_world import World
from tests.stories.room import Room

OUT = 1


class Closed(Exception):
    """The answer was that nothing is answered now."""


def means_closed(error: Exception) -> bool:
    """Whether this is what becomes of an act while the database is away, and nothing worse."""
    if isinstance(error, ExceptionGroup):
        return all(means_closed(one) for one in error.exceptions)
    shut = isinstance(error, AssertionError) and Reason.LOG_FAILURE in str(error)
    return shut or isinstance(error, (Closed, LedgerClosed, *FAILURES))


def tell(**said: Any) -> None:
    """One line to whoever counts, in one write: it is there whole, or not at all."""
    os.write(OUT, json.dumps(said).encode() + b"\n")


def tell_answer(entries: Iterable[Entry], *, text: bool = False) -> None:
    """What was answered, and the entries that it says stand."""
    tell(answered=[[e.index, e.hash.hex(), e.kind] for e in entries], text=text, at=time.time())


class Doing:
    """The people of a world in an open house, each verb with what it answered told."""

    def __init__(self, house: House, world: World) -> None:
        self.house, self.world = house, world
        staff = {unit: world.caller(unit) for unit in ("SKOLA.EH", "BUP")}
        child = Person(id=world.child, name="", born=date(2017, 1, 1))
        self.room = Room(house, world.room, child, staff)
        self.consent = ""

    async def ask(self) -> None:
        """The school asks for a new consent, since one that has ended stays so."""
        consent = await self.room.a_question()
        told = await asking.ask_for(
            self.house, consent=consent, why="För att.", by=self.room.staff["SKOLA.EH"]
        )
        self.consent = consent.id
        _told(told)

    async def grant(self) -> None:
        """A question, and a yes from both guardians."""
        await self.ask()
        for who in ("mother", "father"):
            _told(await self.room.says(self.world.caller(who), ActKind.GRANT, self.consent))

    async def withdraw(self) -> None:
        """The mother takes her yes back: the act, its end and its row."""
        if not self.consent:
            await self.grant()
        _told(await self.room.says(self.world.caller("mother"), ActKind.WITHDRAW, self.consent))
        self.consent = ""

    async def read(self) -> None:
        """BUP opens the school's text."""
        _read(await self.room.reads(self.room.staff["BUP"], self.world.item))

    async def refused(self) -> None:
        """Somebody outside the room asks for it."""
        _read(await self.room.reads(self.world.caller("stranger"), self.world.item))

    async def publish(self) -> None:
        """The school writes another text."""
        await self.room.school_wrote()

    async def checkpoint(self) -> None:
        """The head is asked for, signed."""
        tell(note=await self.house.ledger.checkpoint())

    async def crowd(self) -> None:
        """Several at once, committed together, while the head is asked for again and again."""
        async with asyncio.TaskGroup() as together:
            work = (*(self.read for _ in range(4)), self.refused, self.withdraw)
            tasks = [together.create_task(one()) for one in work]
            while not all(task.done() for task in tasks):
                await self.checkpoint()
                await asyncio.sleep(0)

    async def destroy(self) -> None:
        """A key is destroyed for good, as it is told in the ledger before and after."""
        scope, keys, at = f"room:{new_id()}", self.house.keys, await self.house.clock()
        await keys.create(scope, at=at)
        await destroy_scope(self.house.ledger, keys, scope=scope, room=None, by=new_id(), at=at)
        tell(destroyed=scope)


Act = Callable[[Doing], Awaitable[None]]
ACTS: dict[str, Act] = {
    "read": Doing.read,
    "grant": Doing.grant,
    "withdraw": Doing.withdraw,
    "crowd": Doing.crowd,
    "checkpoint": Doing.checkpoint,
    "publish": Doing.publish,
    "destroy": Doing.destroy,
    "refused": Doing.refused,
}


def _read(reading: Reading) -> None:
    if reading.answer.reason is Reason.LOG_FAILURE:
        raise Closed
    tell_answer([reading.entry] if reading.entry else [], text=reading.words is not None)


def _told(outcome: Outcome) -> None:
    if outcome.answer.reason is Reason.LOG_FAILURE:
        raise Closed
    assert outcome.answer.allowed, outcome.answer
    tell_answer(outcome.entries)
