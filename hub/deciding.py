"""What every decision of the gate has in common: the question, its moment, to whom the answer is told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from consent.database import FAILURES
from consent.errors import LedgerClosed, Moved
from consent.words import BOARD, Capacity, MeetingState
from hub.facts import Seen
from hub.login.caller import Caller
from policies.decide import decide
from policies.facts import Facts, Item, Room
from policies.question import Asks, Question
from policies.rules import reading
from policies.told import Audience, Status, told

TRIES = 20
"""How often a decision is made again when the facts move under it, before the door stays shut."""

NO_SESSION = reading.SESSION.no()
"""What is answered in a session that has ended. There is no session to decide in, so nothing is decided."""

Result = TypeVar("Result")


async def again(attempt: Callable[[], Awaitable[Result]]) -> Result:
    """Make the attempt until the facts hold still; raise `LedgerClosed` when they never do, or can't be read."""
    for _ in range(TRIES):
        try:
            return await attempt()
        except Moved:
            continue
        except FAILURES as error:
            raise LedgerClosed("The facts can't be read.") from error
    raise LedgerClosed("The facts would not hold still.")


def audience_of(question: Question, facts: Facts, room: str | None) -> Audience:
    """To whom an answer is told: who is not of the room is a stranger to it."""
    held = facts.rooms.get(room) if room is not None else None
    if held is None:
        return Audience.STRANGER
    if (question.who, question.capacity) in held.participants:
        return Audience.READER
    if (question.who, question.capacity) == (held.child, "self"):
        return Audience.CHILD
    child = facts.children.get(held.child)
    family = child is not None and any(g.who == question.who for g in child.guardians)
    return Audience.FAMILY if family and question.capacity == "guardian" else Audience.STRANGER


def question_of(
    asks: Asks,
    by: Caller,
    capacity: str,
    *,
    item: str | None = None,
    room: str | None = None,
    purpose: str | None = None,
    meeting: str | None = None,
) -> Question:
    """The question without its moment, which the facts bring; a login's own moment stands until then."""
    return Question(
        asks=asks,
        who=by.who,
        capacity=capacity_in(by, capacity),
        at=by.login_at,
        item=item,
        room=room,
        purpose=purpose,
        meeting=meeting,
        loa=by.loa,
    )


AS_SUGGESTED = "?"
"""Instead of a capacity: as one of the family, who has not said whether for oneself or for the child.

The facts of the decision itself say it. To look for them once more would take longer for what is there.
"""


def at_moment(question: Question, seen: Seen, by: Caller) -> Question:
    """The question at the moment that its facts hold at, in the capacity that they suggest where none is claimed."""
    return as_suggested(replace(question, at=seen.at, login_age=by.login_age(seen.at)), seen.facts)


def as_suggested(question: Question, facts: Facts) -> Question:
    """As `self` about oneself alone or as the room's child, else as `guardian`; what was claimed stays."""
    if question.capacity != AS_SUGGESTED:
        return question
    item = facts.items.get(question.item or "")
    room = facts.rooms.get(item.room) if item is not None else None
    alone = item is not None and item.subjects == {question.who}
    child = room is not None and room.child == question.who
    return replace(question, capacity=Capacity.SELF if alone or child else Capacity.GUARDIAN)


def with_room(facts: Facts, room: Room) -> Facts:
    """The facts with a room that does not stand yet: what its opener may do once it does is asked of them."""
    return facts if room.id in facts.rooms else replace(facts, rooms={room.id: room})


def with_register_checked(facts: Facts, at: datetime) -> Facts:
    """The facts with every register that has been checked at all checked at that moment, as it is every day."""
    checked = {
        who: replace(child, register_checked=at) if child.register_checked is not None else child
        for who, child in facts.children.items()
    }
    return replace(facts, children=checked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """A room's items for one asker: what they could open now; what they have opened and can open no more;
    and what is deleted and they could otherwise open, of which the readings are still theirs to know."""

    open: tuple[Item, ...]
    closed: tuple[Item, ...]
    gone: tuple[Item, ...]


def sorted_out(question: Question, facts: Facts, opened: frozenset[str]) -> Sorted:
    """The items of the room that the question asks for, asked of in the meeting that is open, if any.

    `opened` are those that the asker has opened before. What is hidden is nowhere.
    """
    asked = replace(question, asks=Asks.READS, meeting=_open_meeting(facts), room=None)
    could: list[Item] = []
    closed: list[Item] = []
    gone: list[Item] = []
    for item in facts.items.values():
        one = replace(asked, item=item.id)
        if item.deleted:
            standing = replace(facts, items={item.id: replace(item, deleted=False)})
            gone += [item] if decide(one, standing).allowed else []
            continue
        answer = decide(one, facts)
        if answer.allowed:
            could.append(item)
        elif item.id in opened and told(answer, Audience.READER).status is Status.CLOSED:
            closed.append(item)
    return Sorted(open=tuple(could), closed=tuple(closed), gone=tuple(gone))


def capacity_in(by: Caller, capacity: str) -> str:
    """The capacity claimed, or none where the session stands on an assignment and this is not its unit.

    Whoever works here and is also a parent chooses anew what to be here as; a session is never both.
    """
    return capacity if capacity == by.unit or not by.staff else ""


def _open_meeting(facts: Facts) -> str | None:
    return next((m.id for m in facts.meetings.values() if m.state is MeetingState.OPEN), None)


def ids(items: tuple[Item, ...]) -> frozenset[str]:
    """The ids of some items."""
    return frozenset(item.id for item in items)


def people_in(detail: str, facts: Facts) -> list[str]:
    """Whom an answer's detail names, if anybody: also a guardian or a participant of whom no more is known."""
    if not detail:
        return []
    known = detail in facts.people or detail in facts.staff or detail in facts.children
    guards = (g.who for child in facts.children.values() for g in child.guardians)
    inside = (who for room in facts.rooms.values() for who, _unit in room.participants)
    about = (who for item in facts.items.values() for who in item.subjects)
    return [detail] if known or detail in {*guards, *inside, *about} - {BOARD} else []
