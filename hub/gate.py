"""The gate: the only door to a text.

Deciding and recording are one step. The outcome is appended under the versions that it stands on, and only an
entry that is durable lets words out. While the ledger can't be written, nothing is answered but that.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from consent.errors import KeyGone, LedgerClosed
from consent.events import ItemOpened, ItemRefused, RoomRefused, RoomViewed
from consent.keys.store import KeyStore
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger
from consent.words import FAMILY
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
from hub.people.pseudonyms import Pseudonyms
from hub.story.sealed import sealed_text
from hub.story.text import open_words
from hub.story.words import Words
from hub.written import opening, refusal
from policies.answer import Answer
from policies.decide import decide
from policies.facts import Facts, Item
from policies.question import Asks, Question
from policies.told import Audience, Told, told

NOTHING = Facts()

OPENINGS = 1_000
"""How far back a list looks for what somebody has opened before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of asking to read an item: `words` only where the answer is a yes and is written down."""

    answer: Answer
    told: Told
    at: datetime
    item: Item | None = None
    words: Words | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What somebody may know of a room: its facts, which items they can open now, and which of those that
    they have opened before are closed to them."""

    answer: Answer
    told: Told
    at: datetime
    facts: Facts = NOTHING
    items: tuple[Item, ...] = ()
    closed: tuple[Item, ...] = ()


class Gate:
    """Reads the facts, asks the policies, writes down the outcome, and only then opens."""

    def __init__(self, ledger: Ledger, facts: FactBook, keys: KeyStore, pseudonyms: Pseudonyms) -> None:
        self._ledger = ledger
        self._facts = facts
        self._keys = keys
        self._pseudonyms = pseudonyms

    async def open_item(
        self, item: str, *, by: Caller, capacity: str, purpose: str | None = None, meeting: str | None = None
    ) -> Reading:
        """Decide whether `by` may read `item` in `capacity`, write that down, and open it if so."""
        question = question_of(Asks.READS, by, capacity, item=item, purpose=purpose, meeting=meeting)
        try:
            return await again(lambda: self._open_item(item, question, by))
        except LedgerClosed:
            answer = decide(replace(question, ledger_up=False), NOTHING)
            return Reading(answer=answer, told=told(answer, Audience.STRANGER), at=question.at)

    async def open_room(self, room: str, *, by: Caller, capacity: str) -> View:
        """Decide whether `by` may know of `room`, and which of its items they could open; write that down."""
        question = question_of(Asks.VIEWS, by, capacity, room=room)
        try:
            return await again(lambda: self._open_room(room, question, by))
        except LedgerClosed:
            answer = decide(replace(question, ledger_up=False), NOTHING)
            return View(answer=answer, told=told(answer, Audience.STRANGER), at=question.at)

    async def could_open(self, item: str, *, by: Caller, capacity: str) -> Item | None:
        """The item if `by` could open it now, for a list of what can be read. Nothing of it is opened."""
        question = question_of(Asks.READS, by, capacity, item=item)
        seen = await self._facts.see(room=await self._facts.room_of(item), by=by, item=item)
        found = seen.facts.items.get(item)
        if found is None or session_over(seen, by):
            return None
        return found if decide(at_moment(question, seen, by), seen.facts).allowed else None

    async def _open_item(self, item: str, question: Question, by: Caller) -> Reading:
        # 1. The facts with their versions, and the words still sealed: only newer than their version.
        room = await self._facts.room_of(item)
        seen = await self._facts.see(room=room, by=by, item=item)
        if session_over(seen, by):
            return Reading(answer=NO_SESSION, told=told(NO_SESSION, Audience.STRANGER), at=seen.at)
        question = at_moment(question, seen, by)
        sealed = await sealed_text(item)
        # 2. The decision, which is pure.
        answer = decide(question, seen.facts)
        # 3. The outcome, appended under those versions, durable before anything is answered.
        found = seen.facts.items.get(item)
        entry = await self._record(question, answer, seen, by, found, sealed[0] if sealed else 0)
        said = told(answer, audience_of(question, seen.facts, room))
        if not answer.allowed or found is None:
            return Reading(answer=answer, told=said, at=seen.at, entry=entry)
        if sealed is None:
            raise KeyGone("The text of this item is gone.")
        # 4. Only now the words.
        key = await self._keys.key(f"room:{found.room}")
        words = open_words(entry, sealed[1], key=key, item=item, version=sealed[0])
        return Reading(answer=answer, told=said, at=seen.at, item=found, words=words, entry=entry)

    async def _record(
        self, question: Question, answer: Answer, seen: Seen, by: Caller, item: Item | None, version: int
    ) -> Entry:
        room = item.room if item is not None else None
        names = await self._pseudonyms.of(room, [by.who, *people_in(answer.detail, seen.facts)])
        event = (
            opening(question, answer, seen.facts, item, version, names)
            if answer.allowed and item is not None
            else refusal(question, answer, seen.facts, item, by.unit or FAMILY, names)
        )
        return (await self._append(event, seen, by))[0]

    async def _open_room(self, room: str, question: Question, by: Caller) -> View:
        seen = await self._facts.see_all(room=room, by=by)
        if session_over(seen, by):
            return View(answer=NO_SESSION, told=told(NO_SESSION, Audience.STRANGER), at=seen.at)
        question = at_moment(question, seen, by)
        answer = decide(question, seen.facts)
        known = room if room in seen.facts.rooms else None
        names = await self._pseudonyms.of(known, [by.who, *people_in(answer.detail, seen.facts)])
        unit = by.unit or FAMILY
        items: tuple[Item, ...] = ()
        closed: tuple[Item, ...] = ()
        if answer.allowed:
            opened = await self._opened_before(room, names[by.who], unit)
            items, closed = sorted_out(question, seen.facts, opened)
            viewed = RoomViewed(
                room=known, who=names[by.who], reader_unit=unit, items=ids(items), closed=ids(closed)
            )
            await self._append(viewed, seen, by)
        else:
            detail = names.get(answer.detail, answer.detail)
            event = RoomRefused(
                room=known, who=names[by.who], reader_unit=unit, reason=answer.reason, detail=detail
            )
            await self._append(event, seen, by)
        said = told(answer, audience_of(question, seen.facts, room))
        facts = seen.facts if answer.allowed else NOTHING
        return View(answer=answer, told=said, at=seen.at, facts=facts, items=items, closed=closed)

    async def _opened_before(self, room: str, who: str, unit: str) -> frozenset[str]:
        """The items that somebody has opened in a room under a unit: that these exist, they know."""
        found = await self._ledger.find(room=room, kinds={ItemOpened.__name__}, limit=OPENINGS)
        mine = (e.body for e in found if (e.body["who"], e.body["reader_unit"]) == (who, unit))
        return frozenset(str(body["item"]) for body in mine)

    async def _append(
        self, event: ItemOpened | ItemRefused | RoomViewed | RoomRefused, seen: Seen, by: Caller
    ) -> tuple[Entry, ...]:
        guard = {**seen.versions, **by.guard}
        return await self._ledger.append([event], guard=guard, decided_at=seen.at)
