"""Houses that break the promise of the races, each in one way. They exist only in a process of the races.

None is taken out again: the process that one is planted in ends with its races.
"""

import asyncio
import copy
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import hub.facts
from consent.database import Database
from consent.events import ConsentWithdrawn, Event, ItemOpened
from consent.ledger import batch
from consent.ledger.batch import Request
from consent.ledger.entry import Entry
from hub.desk import Change
from hub.facts import Seen, staff_scope
from hub.house import House
from hub.login.caller import Caller

STALE = 5.0
"""Seconds for which a cache that does not look at versions believes what it has."""


def unguarded(house: House) -> None:
    """The guarded append, without its guard, for openings: everything else stays as it is."""
    whole = batch._check

    def check(request: Request, versions: Mapping[str, int], now: datetime) -> None:
        if not isinstance(request.events[0], ItemOpened):
            whole(request, versions, now)

    batch._check = check


def stale(house: House) -> None:
    """The gate believes kept facts for a while, under whatever versions hold now."""
    book = copy.copy(house.facts)
    read, loaded = book._room, dict[str | None, tuple[float, Any]]()

    async def room(name: str | None, by: Caller, *more: Any) -> Any:
        then, kept = loaded.get(name, (0.0, None))
        if kept is None or time.monotonic() - then > STALE:
            found = await read(name, by, *more)
            loaded[name] = (time.monotonic(), found[0])
            return found
        moment = await house.ledger.moment({*kept.versions, staff_scope(by.who), *by.guard})
        return kept, moment.versions, moment.at

    book._room = room  # type: ignore[method-assign]
    house.gate._facts = book


def out_of_step(house: House) -> None:
    """A room's facts and their versions are read one after the other, not in one snapshot."""

    @asynccontextmanager
    async def no_snapshot(engine: Database) -> AsyncIterator[None]:
        yield

    assert hub.facts.snapshot
    hub.facts.snapshot = no_snapshot  # type: ignore[assignment]


def in_two_steps(house: House) -> None:
    """A withdrawal is appended first, and what it ends or narrows afterwards."""

    async def append(wanted: Change, by: Caller, seen: Seen) -> tuple[Entry, ...]:
        first = await handed_in(_only(wanted, wanted.events[:1]), by, seen)
        later = wanted.events[1:]
        return (*first, *(await house.ledger.append(later) if later else ()))

    handed_in = house.desk._append
    house.desk._append = append  # type: ignore[method-assign]


def unmoving(house: House) -> None:
    """A withdrawal moves no version, so that nobody's guard notices it."""

    async def append(wanted: Change, by: Caller, seen: Seen) -> tuple[Entry, ...]:
        silent = any(isinstance(event, ConsentWithdrawn) for event in wanted.events)
        moves: Collection[str] = () if silent else wanted.moves
        return await handed_in(_only(wanted, wanted.events, frozenset(moves)), by, seen)

    handed_in = house.desk._append
    house.desk._append = append  # type: ignore[method-assign]


def _only(wanted: Change, events: tuple[Event, ...], moves: frozenset[str] | None = None) -> Change:
    return Change(
        events=events, writes=wanted.writes, moves=wanted.moves if moves is None else moves, done=wanted.done
    )


def too_early(house: House) -> None:
    """An opening is believed as soon as its entry is written, before the transaction is committed."""
    append, going = house.ledger.append, set[asyncio.Task[Any]]()

    async def believed(events: Sequence[Event], **how: Any) -> tuple[Entry, ...]:
        if not isinstance(events[0], ItemOpened):
            return await append(events, **how)
        written: asyncio.Future[tuple[Entry, ...]] = asyncio.get_running_loop().create_future()

        async def tell(entries: tuple[Entry, ...]) -> None:
            written.set_result(entries)

        task = asyncio.create_task(append(events, along=tell, **how))
        going.add(task)
        await asyncio.wait({task, written}, return_when=asyncio.FIRST_COMPLETED)
        return written.result() if written.done() else task.result()

    house.ledger.append = believed  # type: ignore[method-assign,assignment]


def dropped(house: House) -> None:
    """Now and then a withdrawal is acknowledged, and nothing of it is appended."""
    handed_in, many = house.desk._append, [0]

    async def append(wanted: Change, by: Caller, seen: Seen) -> tuple[Entry, ...]:
        many[0] += isinstance(wanted.events[0], ConsentWithdrawn)
        lost = isinstance(wanted.events[0], ConsentWithdrawn) and many[0] % 10 == 0
        return () if lost else await handed_in(wanted, by, seen)

    house.desk._append = append  # type: ignore[method-assign]


FAULTS: dict[str, Callable[[House], None]] = {
    "openings are appended without their guard": unguarded,
    "kept facts are believed without a look at their versions": stale,
    "facts and versions are not read in one snapshot": out_of_step,
    "a withdrawal moves no version": unmoving,
    "what a withdrawal ends is appended in a later transaction": in_two_steps,
    "a text is answered before its entry is durable": too_early,
    "a withdrawal is acknowledged and lost": dropped,
}


def plant(fault: str | None, house: House) -> None:
    """Make this house break the promise in this way; no fault, no change."""
    if fault is not None:
        FAULTS[fault](house)
