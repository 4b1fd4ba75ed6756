"""The hall before the gate: what somebody may know of a room, and which of its texts they could open.

Nothing is opened here. A list is a decision too, and is written down before it is shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from consent.errors import LedgerClosed
from consent.events import Event, RoomRefused, RoomViewed
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger
from consent.words import FAMILY
from hub.alone import is_guarded, shown_to, theirs_too
from hub.deciding import (
    NO_SESSION,
    again,
    at_moment,
    audience_of,
    ids,
    people_in,
    question_of,
    sorted_out,
)
from hub.facts import FactBook, Seen, session_over
from hub.login.caller import Caller
from hub.openings import OPENINGS_OF, readers_in
from hub.people.pseudonyms import Pseudonyms
from policies.answer import Answer
from policies.decide import decide
from policies.facts import Facts, Item
from policies.question import Asks, Question
from policies.told import Audience, Told, told

NOTHING = Facts()

OPENINGS = 1_000
"""How far back a list looks for what somebody has opened before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What somebody may know of a room: its facts, which items they can open now, which of those that
    they have opened before are closed to them, and which are deleted that they could otherwise open."""

    answer: Answer
    told: Told
    at: datetime
    facts: Facts = NOTHING
    items: tuple[Item, ...] = ()
    closed: tuple[Item, ...] = ()
    gone: tuple[Item, ...] = ()


class Hall:
    """Reads the facts, asks the policies, and writes down who saw what there is."""

    def __init__(self, ledger: Ledger, facts: FactBook, pseudonyms: Pseudonyms) -> None:
        self._ledger = ledger
        self._facts = facts
        self._pseudonyms = pseudonyms

    async def open_room(self, room: str, *, by: Caller, capacity: str) -> View:
        """Decide whether `by` may know of `room`, and which of its items they could open; write that down."""
        question = question_of(Asks.VIEWS, by, capacity, room=room)
        try:
            return await again(lambda: self._open_room(room, question, by))
        except LedgerClosed:
            answer = decide(replace(question, ledger_up=False), NOTHING)
            return View(answer=answer, told=told(answer, Audience.STRANGER), at=question.at)

    async def list_items(self, items: Collection[str], *, by: Caller, capacity: str) -> tuple[Item, ...]:
        """Those of these items that `by` could open now. Nothing is opened; the list is written down."""
        question = question_of(Asks.READS, by, capacity)
        rooms: dict[str, set[str]] = {}
        for item in items:
            room = await self._facts.room_of(item)
            if room is not None:
                rooms.setdefault(room, set()).add(item)
        try:
            found = [
                await again(partial(self._list, room, some, question, by)) for room, some in rooms.items()
            ]
        except LedgerClosed:
            return ()
        return tuple(item for some in found for item in some)

    async def _open_room(self, room: str, question: Question, by: Caller) -> View:
        seen = await self._facts.see_all(room=room, by=by)
        if session_over(seen, by):
            return View(answer=NO_SESSION, told=told(NO_SESSION, Audience.STRANGER), at=seen.at)
        question = at_moment(question, seen, by)
        answer = decide(question, seen.facts)
        said = told(answer, audience_of(question, seen.facts, room))
        if not answer.allowed:
            await self._refuse_room(room, answer, seen, by)
            return View(answer=answer, told=said, at=seen.at)
        names, unit = await self._pseudonyms.of(room, [by.who]), by.unit or FAMILY
        found = sorted_out(question, seen.facts, await self._opened_before(room, names[by.who], unit))
        found = shown_to(by, found, seen.facts, seen.at)
        viewed = RoomViewed(
            room=room,
            who=names[by.who],
            reader_unit=unit,
            items=ids(found.open),
            closed=ids(found.closed),
        )
        await self._append([viewed], seen, by)
        return View(
            answer=answer,
            told=said,
            at=seen.at,
            facts=seen.facts,
            items=found.open,
            closed=found.closed,
            gone=found.gone,
        )

    async def _refuse_room(self, room: str, answer: Answer, seen: Seen, by: Caller) -> None:
        """Write down that somebody may not know of a room, or of one that is not there."""
        known = room if room in seen.facts.rooms else None
        names = await self._pseudonyms.of(known, [by.who, *people_in(answer.detail, seen.facts)])
        event = RoomRefused(
            room=known,
            who=names[by.who],
            reader_unit=by.unit or FAMILY,
            reason=answer.reason,
            detail=names.get(answer.detail, answer.detail),
        )
        await self._append([event], seen, by)

    async def _list(self, room: str, items: set[str], question: Question, by: Caller) -> tuple[Item, ...]:
        seen = await self._facts.see_all(room=room, by=by)
        if session_over(seen, by):
            return ()
        asked = at_moment(question, seen, by)
        there = (seen.facts.items[item] for item in sorted(items) if item in seen.facts.items)
        could = tuple(item for item in there if decide(replace(asked, item=item.id), seen.facts).allowed)
        if is_guarded(by, seen.facts, seen.at):
            could = theirs_too(by.who, could, seen.facts, seen.at)
        names = await self._pseudonyms.of(room, [by.who])
        unit = by.unit or FAMILY
        viewed = RoomViewed(
            room=room, who=names[by.who], reader_unit=unit, items=ids(could), closed=frozenset()
        )
        await self._append([viewed], seen, by)
        return could

    async def _opened_before(self, room: str, who: str, unit: str) -> frozenset[str]:
        """The items that somebody has opened in a room under a unit: that these exist, they know."""
        found = await self._ledger.find(room=room, kinds=OPENINGS_OF, limit=OPENINGS)
        return frozenset(str(e.body["item"]) for e in found if (who, unit) in readers_in(e))

    async def _append(self, events: Sequence[Event], seen: Seen, by: Caller) -> tuple[Entry, ...]:
        guard = {**seen.versions, **by.guard}
        return await self._ledger.append(events, guard=guard, decided_at=seen.at)
