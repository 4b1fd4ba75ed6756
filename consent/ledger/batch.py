"""One batch, worked out without touching anything: who may append, what is written, what moves."""

import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from consent.errors import Malformed, Moved, SamrumError
from consent.events import Event
from consent.ledger.entry import Entry, write
from consent.ledger.merkle import grown
from consent.ledger.storage import NO_ROOM, ChainEnd, Found, Head, Written

Work = Callable[[tuple[Entry, ...]], Awaitable[object]]
"""Runs in the append's own transaction and gets the entries just numbered."""

_NAME = re.compile(r"[!-~]{1,200}")

OLDEST_DECISION = timedelta(seconds=1)
"""A decision that is older than this when it is appended is made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What one caller wants appended, and what must still hold then."""

    events: Sequence[Event]
    guard: Mapping[str, int] = field(default_factory=dict)
    bumps: frozenset[str] = frozenset()
    decided_at: datetime | None = None
    along: Work | None = None

    def __post_init__(self) -> None:
        """Refuse what a database could not hold, before it can spoil the batch it would have gone with."""
        if not self.events:
            raise Malformed("nothing is written without the event that it is")
        for name in (*self.guard, *self.bumps, *(e.room for e in self.events if e.room is not None)):
            if not _NAME.fullmatch(name):
                raise Malformed("a room or a scope is 1 to 200 printable ASCII characters")


Outcome = tuple[Entry, ...] | SamrumError


@dataclass(frozen=True, slots=True)
class Batch:
    """What each request came to, in their order, and what is to be written for those that may append."""

    outcomes: Sequence[Outcome]
    written: Written


def scopes_of(requests: Collection[Request]) -> frozenset[str]:
    """Every scope whose version somebody asks about or moves."""
    return frozenset(scope for request in requests for scope in (*request.guard, *request.bumps))


def chains_of(requests: Collection[Request]) -> frozenset[str]:
    """Every chain that somebody appends to."""
    return frozenset(event.room or NO_ROOM for request in requests for event in request.events)


def work_out(requests: Sequence[Request], head: Head, found: Found, now: datetime) -> Batch:
    """Number, chain and time the entries of every request whose guard holds after those before it.

    `now` is the moment under the lock; an entry's time is never before the last entry's.
    """
    at = now if head.at is None else max(now, head.at)
    versions, chains = dict(found.versions), dict(found.chains)
    outcomes: list[Outcome] = []
    entries: list[Entry] = []
    moved: dict[str, int] = {}
    for request in requests:
        try:
            _check(request, versions, now)
            own = _entries(request, head.size + len(entries), at, chains)
        except (Moved, Malformed) as no:
            outcomes.append(no)
            continue
        for scope in request.bumps:
            moved[scope] = versions[scope] = versions.get(scope, 0) + 1
        entries.extend(own)
        outcomes.append(own)
    frontier, tiles = grown(head.frontier, [entry.hash for entry in entries])
    touched = {entry.room or NO_ROOM for entry in entries}
    ends = {room: chains[room] for room in touched}
    return Batch(outcomes, Written(entries, tiles, Head(frontier, at if entries else head.at), ends, moved))


def _check(request: Request, versions: Mapping[str, int], now: datetime) -> None:
    for scope, version in request.guard.items():
        if versions.get(scope, 0) != version:
            raise Moved(f"{scope} is at {versions.get(scope, 0)}, the decision stood on {version}")
    if request.decided_at is not None and now - request.decided_at > OLDEST_DECISION:
        raise Moved(f"decided at {request.decided_at.isoformat()}, appended at {now.isoformat()}")


def _entries(request: Request, size: int, at: datetime, chains: dict[str, ChainEnd]) -> tuple[Entry, ...]:
    """The request's entries; `chains` is moved only when all of them could be written."""
    ends = {
        (event.room or NO_ROOM): chains.get(event.room or NO_ROOM, ChainEnd()) for event in request.events
    }
    entries = []
    for offset, event in enumerate(request.events):
        end = ends[event.room or NO_ROOM]
        entry = write(event, index=size + offset, at=at, room_index=end.length, room_prev=end.hash)
        ends[event.room or NO_ROOM] = ChainEnd(end.length + 1, entry.hash)
        entries.append(entry)
    chains.update(ends)
    return tuple(entries)
