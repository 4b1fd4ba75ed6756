"""Where everything is handed in that changes something: the same four steps as the gate, for saving.

Facts with their versions; the policies' answer; what follows from it, appended under those versions together
with its rows in one transaction; and only then the answer. A no is written down as well.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from piccolo.table import Table

from consent.errors import LedgerClosed, OutcomeUnknown
from consent.events import Event, SavingRefused, StoodAlready
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger
from hub.deciding import NO_SESSION, again, as_suggested, capacity_in
from hub.facts import FactBook, Seen, room_scope, session_over
from hub.login.caller import Caller
from hub.people.pseudonyms import Pseudonyms
from hub.turns import Turns
from hub.written import code, named
from policies.answer import Answer
from policies.decide import decide
from policies.facts import Facts
from policies.question import Asks, Question

Write = Callable[[tuple[Entry, ...]], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a verb wants to happen: its events, its writes (in the append's transaction), what it moves.

    `done` says that it stands already, so that nothing is written twice.
    """

    events: tuple[Event, ...] = ()
    writes: tuple[Write, ...] = ()
    moves: frozenset[str] = frozenset()
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The answer, the facts it stood on, and the entries written: none where it stood already."""

    answer: Answer
    seen: Seen
    entries: tuple[Entry, ...] = ()


class Desk:
    """Takes in what people hand in."""

    def __init__(self, ledger: Ledger, facts: FactBook, pseudonyms: Pseudonyms) -> None:
        self._ledger = ledger
        self._facts = facts
        self._pseudonyms = pseudonyms
        self._turns = Turns()

    async def hand_in(
        self,
        *,
        room: str,
        by: Caller,
        question: Callable[[datetime], Question],
        change: Callable[[Seen], Awaitable[Change | Answer]],
        item: str | None = None,
        also: Collection[str] = (),
        suppose: Callable[[Facts], Facts] = lambda facts: facts,
        inside: bool = False,
    ) -> Outcome:
        """Ask the policies `question` and, on a yes, carry out `change`, which may still say no.

        `question` is asked of what `suppose` makes of the facts: opening a room asks what its opener may do
        once it stands. `inside`: whoever hands in must also be able to know of the room.
        """
        try:
            async with self._turns.of(room):
                attempt = partial(self._hand_in, room, by, question, change, item, also, suppose, inside)
                return await again(attempt)
        except OutcomeUnknown:
            raise  # It may stand: that is no answer of the policies.
        except LedgerClosed:
            answer = decide(replace(question(by.login_at), ledger_up=False), Facts())
            return Outcome(answer=answer, seen=Seen(Facts(), {}, by.login_at))

    async def names(self, room: str, people: Collection[str]) -> dict[str, str]:
        """The pseudonyms of people in a room's events."""
        return await self._pseudonyms.of(room, people)

    async def _hand_in(
        self,
        room: str,
        by: Caller,
        question: Callable[[datetime], Question],
        change: Callable[[Seen], Awaitable[Change | Answer]],
        item: str | None,
        also: Collection[str],
        suppose: Callable[[Facts], Facts],
        inside: bool,
    ) -> Outcome:
        seen = await self._facts.see(room=room, by=by, item=item, also=also)
        if session_over(seen, by):
            return Outcome(answer=NO_SESSION, seen=Seen(Facts(), {}, seen.at))
        asked = as_suggested(question(seen.at), seen.facts)
        answer = decide(asked, suppose(seen.facts))
        if inside and answer.allowed:
            known = decide(replace(asked, asks=Asks.VIEWS, room=room, item=None), seen.facts)
            answer = answer if known.allowed else known
        wanted = await change(seen) if answer.allowed else answer
        if isinstance(wanted, Answer):
            answer, wanted = wanted, await self._refused(room, by, asked, wanted, seen)
        if wanted.done:
            await self._append(await self._stood(room, by, asked), by, seen)
            return Outcome(answer=answer, seen=seen)
        return Outcome(answer=answer, seen=seen, entries=await self._append(wanted, by, seen))

    async def _append(self, wanted: Change, by: Caller, seen: Seen) -> tuple[Entry, ...]:
        return await self._ledger.append(
            wanted.events,
            guard={**seen.versions, **by.guard},
            bumps=wanted.moves,
            decided_at=seen.at,
            along=_along(wanted.writes) if wanted.writes else None,
        )

    async def _stood(self, room: str, by: Caller, asked: Question) -> Change:
        """What is written of a decision that adds nothing: every one is, or else none is answered."""
        names = await self._pseudonyms.of(room, [by.who])
        return Change(events=(StoodAlready(room=room, who=names[by.who], asked=asked.asks),))

    async def _refused(self, room: str, by: Caller, asked: Question, answer: Answer, seen: Seen) -> Change:
        known = room if room in seen.facts.rooms else None
        names = await self._pseudonyms.of(known, [by.who, *named(answer, seen.facts)])
        event = SavingRefused(
            room=known,
            who=names[by.who],
            asked=asked.asks,
            reason=answer.reason,
            detail=names.get(answer.detail, code(answer, seen.facts)),
        )
        return Change(events=(event,))


def ask(asks: Asks, *, by: Caller, capacity: str, at: datetime, room: str | None = None) -> Question:
    """A question in `by`'s name at `at`, to which a verb adds what it would save."""
    return Question(
        asks=asks,
        who=by.who,
        capacity=capacity_in(by, capacity),
        at=at,
        room=room,
        loa=by.loa,
        login_age=by.login_age(at),
    )


def moves_room(room: str) -> frozenset[str]:
    """What nearly every change moves: the room."""
    return frozenset({room_scope(room)})


def adds(*rows: Table) -> Write:
    """A write that adds rows."""

    async def write(_: tuple[Entry, ...]) -> None:
        for row in rows:
            await type(row).insert(row).run()

    return write


def with_writes(change: Change, writes: Iterable[Write]) -> Change:
    """The same change with more to write."""
    return replace(change, writes=(*change.writes, *writes))


def _along(writes: tuple[Write, ...]) -> Write:
    async def run(entries: tuple[Entry, ...]) -> None:
        for write in writes:
            await write(entries)

    return run
