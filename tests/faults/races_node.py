"""One process of the races: a whole house of its own on the shared database, told what to do over a pipe."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

import asyncpg

from consent.errors import Moved
from consent.events import Event, ItemOpened
from consent.ledger.entry import Entry
from consent.words import ActKind
from hub.facts import Seen
from hub.house import House
from hub.settings import Settings
from tests.faults.races_faults import plant
from tests.faults.races_plan import Race
from tests.faults.races_world import Place, Town, places, room_at, settle, with_consents
from tests.people import a_house

IS_THERE = "SELECT hash FROM ledger_entry WHERE position = $1"


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """What came of a withdrawal, and when it was begun and acknowledged."""

    race: int
    began: float
    ended: float
    acknowledged: bool
    entries: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Read:
    """What came of a reading: whether words came out, the entry it stands on, whether that was durable then.

    `durable` is what another connection saw at the moment the words were there.
    """

    race: int
    began: float
    ended: float
    reason: str
    words: bool
    item: str
    entry: int | None
    durable: bool


class Node:
    """A house, its town, and one more connection that sees only what is committed."""

    def __init__(self, house: House, outside: asyncpg.Connection, town: Town | None) -> None:
        self.house, self.outside, self.town = house, outside, town
        self._looking = asyncio.Lock()
        self.moved = self.quick = 0

    async def settle(self) -> Town:
        self.town = await settle(self.house)
        return self.town

    async def know(self, town: Town) -> None:
        self.town = town

    async def places(self, many: int) -> list[Place]:
        assert self.town is not None
        return await places(self.house, self.town, many)

    async def consents(self, asked: Sequence[Place]) -> list[Place]:
        assert self.town is not None
        return await with_consents(self.house, self.town, asked)

    async def race(
        self, number: int, races: Sequence[Race], at: Sequence[Place], start: float
    ) -> tuple[list[Withdrawn | Read], dict[str, int]]:
        """This node's part of a batch; how often a reading's facts moved under it, and how many were quick."""
        self.moved = self.quick = 0
        work = [self._withdraw(r, at[r.place], start) for r in races if r.withdrawer[0] == number]
        work += [
            self._read(r, at[r.place], unit, start + offset)
            for r in races
            for node, unit, offset in r.readers
            if node == number
        ]
        answers = list(await asyncio.gather(*work))
        return answers, {"decisions made again": self.moved, "decided on kept facts alone": self.quick}

    async def _withdraw(self, race: Race, place: Place, start: float) -> Withdrawn:
        assert self.town is not None
        room = room_at(self.house, self.town, place)
        began = await _wait_until(start + race.withdrawer[1])
        outcome = await room.says(
            self.town.family[race.capacity],
            ActKind.WITHDRAW,
            place.consent,
            capacity=race.capacity,
            units=race.units,
            categories=race.categories,
        )
        return Withdrawn(
            race=race.number,
            began=began,
            ended=time.monotonic(),
            acknowledged=outcome.answer.allowed,
            entries=tuple(entry.index for entry in outcome.entries),
        )

    async def _read(self, race: Race, place: Place, unit: str, at: float) -> Read:
        assert self.town is not None
        item = place.texts[race.category]
        by = self.town.staff[unit]
        began = await _wait_until(at)
        # Like a request: it brings the moment at which its session was found to stand.
        moment = await self.house.ledger.moment(by.guard)
        reading = await room_at(self.house, self.town, place).reads(replace(by, asked_at=moment.at), item)
        ended = time.monotonic()
        durable = reading.words is None or await self._is_there(reading.entry)
        return Read(
            race=race.number,
            began=began,
            ended=ended,
            reason=reading.answer.reason.value,
            words=reading.words is not None,
            item=item,
            entry=reading.entry.index if reading.entry is not None else None,
            durable=durable,
        )

    async def _is_there(self, entry: Entry | None) -> bool:
        async with self._looking:
            found = await self.outside.fetchval(IS_THERE, entry.index if entry is not None else -1)
        return entry is not None and found == entry.hash.hex()

    def count_moved(self) -> None:
        """Count the readings whose facts moved between deciding and appending."""
        append = self.house.ledger.append

        async def counted(events: Sequence[Event], **how: Any) -> tuple[Entry, ...]:
            try:
                return await append(events, **how)
            except Moved:
                self.moved += isinstance(events[0], ItemOpened)
                raise

        self.house.ledger.append = counted  # type: ignore[method-assign]

    def count_quick(self) -> None:
        """Count the readings that were decided on kept facts alone, with only the guard to say they stand."""
        recall = self.house.facts.recall

        def counted(**asked: Any) -> Seen | None:
            seen = recall(**asked)
            self.quick += seen is not None
            return seen

        self.house.facts.recall = counted  # type: ignore[method-assign]


async def _wait_until(then: float) -> float:
    await asyncio.sleep(max(0.0, then - time.monotonic()))
    return time.monotonic()


def live(settings: Settings, pipe: Connection, fault: str | None) -> None:
    """The life of the process: open the house, do as told, answer each time, until told None."""
    asyncio.run(_live(settings, pipe, fault))


async def _live(settings: Settings, pipe: Connection, fault: str | None) -> None:
    outside = await asyncpg.connect(settings.database_url)
    try:
        async with a_house("", "", settings=settings) as house:
            node = Node(house, outside, None)
            node.count_moved()
            node.count_quick()
            plant(fault, house)
            pipe.send("open")
            while (told := await asyncio.to_thread(pipe.recv)) is not None:
                verb, *given = told
                pipe.send(await getattr(node, verb)(*given))
    finally:
        await outside.close()
