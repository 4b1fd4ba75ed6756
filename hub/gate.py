"""The gate: the only door to a text.

Deciding and recording are one step. The outcome is appended under the versions that it stands on, and only an
entry that is durable lets words out. While the ledger can't be written, nothing is answered but that.
"""

from dataclasses import replace

from consent.database import FAILURES
from consent.errors import KeyGone, LedgerClosed, Moved
from consent.keys.store import KeyStore
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger
from consent.words import FAMILY
from hub.alone import unless_kept
from hub.deciding import (
    NO_SESSION,
    again,
    at_moment,
    audience_of,
    people_in,
    question_of,
)
from hub.facts import FactBook, Seen, room_scope, session_over
from hub.let_out import Decided, OnScreen, Reading, Screen, mark_of_reading
from hub.login.caller import Caller
from hub.people.pseudonyms import Pseudonyms
from hub.screen import Screens
from hub.story.sealed import Sealed
from hub.story.text import open_words
from hub.written import opening, refusal
from policies.answer import ALLOW_REDACTED, Answer
from policies.decide import decide
from policies.facts import Facts, Item
from policies.question import Asks, Question
from policies.told import Audience, told

NOTHING = Facts()


class Gate(Screens):
    """Reads the facts, asks the policies, writes down the outcome, and only then opens."""

    def __init__(self, ledger: Ledger, facts: FactBook, keys: KeyStore, pseudonyms: Pseudonyms) -> None:
        super().__init__(ledger, facts, pseudonyms)
        self._keys = keys

    async def open_item(
        self,
        item: str,
        *,
        by: Caller,
        capacity: str,
        purpose: str | None = None,
        meeting: str | None = None,
        compared: bool = False,
    ) -> Reading:
        """Decide whether `by` may read `item` in `capacity`, write that down, and open it if so.

        `compared`: with what a form of theirs says, and shown to nobody, whoever has a child's telephone by now.
        """
        question = question_of(Asks.READS, by, capacity, item=item, purpose=purpose, meeting=meeting)
        try:
            quick = await self._quickly(item, question, by, compared)
            if quick is not None:
                return quick
            return await again(lambda: self._open_item(item, question, by, compared))
        except LedgerClosed:
            answer = decide(replace(question, ledger_up=False), NOTHING)
            return Reading(answer=answer, told=told(answer, Audience.STRANGER), at=question.at)

    async def _quickly(self, item: str, question: Question, by: Caller, compared: bool) -> Reading | None:
        """A yes on facts that are kept, which stands if no version of theirs has moved when it is appended.

        Anything else is None, and is asked anew from the beginning.
        """
        room = self._facts.known_room_of(item)
        seen = self._facts.recall(room=room, by=by, item=item) if room is not None else None
        if room is None or seen is None:
            return None
        question = at_moment(question, seen, by)
        answer = _decided(question, seen, by, compared)
        if not answer.allowed:
            return None
        try:
            return await self._answer(question, answer, seen, by, room)
        except Moved:
            return None
        except FAILURES:
            return None

    async def _open_item(self, item: str, question: Question, by: Caller, compared: bool) -> Reading:
        # 1. The facts with their versions.
        room = await self._facts.room_of(item)
        seen = await self._facts.see(room=room, by=by, item=item)
        if session_over(seen, by):
            return Reading(answer=NO_SESSION, told=told(NO_SESSION, Audience.STRANGER), at=seen.at)
        question = at_moment(question, seen, by)
        # 2. The decision, which is pure.
        answer = _decided(question, seen, by, compared)
        return await self._answer(question, answer, seen, by, room)

    async def _answer(
        self, question: Question, answer: Answer, seen: Seen, by: Caller, room: str | None
    ) -> Reading:
        # 3. The words still sealed, only newer than their version; and the outcome, appended under the versions
        # that it stands on, durable before anything is answered.
        found = seen.facts.items.get(question.item or "")
        sealed = await self._sealed_of(found, seen) if answer.allowed else None
        entry = await self._record(question, answer, seen, by, found, sealed.version if sealed else 0)
        said = told(answer, audience_of(question, seen.facts, room))
        if not answer.allowed or found is None:
            return Reading(answer=answer, told=said, at=seen.at, entry=entry)
        if sealed is None:
            raise KeyGone("The text of this item is gone.")
        # 4. Only now the words.
        key = await self._keys.key(f"room:{found.room}")
        words = open_words(entry, sealed.sealed, key=key, item=found.id, version=sealed.version)
        return Reading(
            answer=answer,
            told=said,
            at=seen.at,
            item=found,
            words=words,
            corrected=sealed.corrected,
            entry=entry,
            mark=mark_of_reading(answer, seen, found),
        )

    async def could_read(
        self, item: str, *, by: Caller, capacity: str, purpose: str | None = None, meeting: str | None = None
    ) -> Reading:
        """What `open_item` would answer, with its mark: whether a reading stands. Nothing is opened, so nothing is
        written down but a refusal."""
        question = question_of(Asks.READS, by, capacity, item=item, purpose=purpose, meeting=meeting)
        return await again(lambda: self._could_read(item, question, by))

    async def _could_read(self, item: str, question: Question, by: Caller) -> Reading:
        room = await self._facts.room_of(item)
        seen = await self._facts.see(room=room, by=by, item=item)
        if session_over(seen, by):
            return Reading(answer=NO_SESSION, told=told(NO_SESSION, Audience.STRANGER), at=seen.at)
        question = at_moment(question, seen, by)
        answer, found = _decided(question, seen, by, compared=False), seen.facts.items.get(item)
        if not answer.allowed:
            await self._record(question, answer, seen, by, found, 0)
        said = told(answer, audience_of(question, seen.facts, room))
        mark = mark_of_reading(answer, seen, found) if answer.allowed and found is not None else ""
        return Reading(answer=answer, told=said, at=seen.at, mark=mark)

    async def show(self, room: str, meeting: str, *, display: str, by: Caller) -> Screen:
        """What the screen `display` of a sitting that is open shows to all who are here; written down, then opened."""
        asked = question_of(Asks.VIEWS, by, by.unit or "", room=room)
        try:
            decided, entries = await again(lambda: self._shown(room, meeting, display, by))
        except LedgerClosed:
            answer = decide(replace(asked, ledger_up=False), NOTHING)
            nothing = Decided(answer=answer, seen=Seen(NOTHING, {}, by.login_at))
            return Screen(decided=nothing, told=told(answer, Audience.STRANGER))
        key = await self._keys.key(f"room:{room}") if decided.texts else b""
        texts = tuple(
            OnScreen(
                item=one.item,
                words=open_words(entry, sealed.sealed, key=key, item=one.item.id, version=sealed.version),
                redacted=one.decision is ALLOW_REDACTED,
            )
            for one, sealed, entry in zip(decided.texts, decided.sealed, entries, strict=True)
        )
        said = told(decided.answer, audience_of(asked, decided.seen.facts, room))
        return Screen(
            decided=decided, told=said, texts=texts, fewer=await self._fewer(decided, room, meeting)
        )

    async def _sealed_of(self, item: Item | None, seen: Seen) -> Sealed | None:
        if item is None:
            return None
        return await self._sealed.of(item.id, room_version=seen.versions[room_scope(item.room)])

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
        return (await self._append([event], seen, by))[0]


def _decided(question: Question, seen: Seen, by: Caller, compared: bool) -> Answer:
    """What the policies answer; where a child's login is old, no to what a guardian of theirs must not see."""
    answer = decide(question, seen.facts)
    return answer if compared else unless_kept(answer, by, question.item, seen.facts, seen.at)
