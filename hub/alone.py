"""What a child may see and some guardian of theirs may not: lists show it for a while after the child's own login.

A guardian may ask for the child's telephone. Nothing says that there is anything that is not shown: that one can
log in again to see everything always stands there. The policies ask for the child's own login where a text is
hidden from somebody (gate, section 5); the hub does where a guardian could not open it for any other reason too.
Pure.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from consent.record import Consent
from consent.words import Capacity
from hub.deciding import Sorted, with_register_checked
from hub.facts import Seen
from hub.foresight import NEWCOMER
from hub.login.caller import Caller
from hub.notices.telling import grantors, may_know
from hub.sharing import capacity_of
from policies.answer import Answer
from policies.capacity import guardians_now, is_minor
from policies.decide import decide
from policies.facts import Child, Facts, Guardianship, Item, Person
from policies.question import Asks, Question
from policies.rules import family
from policies.times import OWN_LOGIN_LASTS


def is_guarded(by: Caller, facts: Facts, at: datetime) -> bool:
    """Whether this is a child whose own login was too long ago for what is theirs alone."""
    return not by.staff and is_minor(by.who, facts, at) and by.login_age(at) > OWN_LOGIN_LASTS


def tells_receipt(by: Caller, seen: Seen) -> bool:
    """Whether whoever answers is told that there is a receipt: whoever holds a child's telephone would find out by it
    whether the child had answered the same before."""
    return not is_guarded(by, seen.facts, seen.at)


def shown_to(by: Caller, found: Sorted, facts: Facts, at: datetime) -> Sorted:
    """The items of a list, without those that a guardian of a child must not see, where the login is old."""
    if not is_guarded(by, facts, at):
        return found
    return Sorted(
        open=theirs_too(by.who, found.open, facts, at),
        closed=theirs_too(by.who, found.closed, facts, at),
        gone=theirs_too(by.who, found.gone, facts, at),
    )


def theirs_too(child: str, items: Iterable[Item], facts: Facts, at: datetime) -> tuple[Item, ...]:
    """Those of these items that every guardian of the child could open, or could have before they were deleted."""
    guardians, supposed = _guardians(child, facts, at)
    return tuple(item for item in items if all(_reads(who, item, supposed, at) for who in guardians))


def is_item_kept(by: Caller, item: str | None, facts: Facts, at: datetime) -> bool:
    """Whether a text is nowhere now, as the child could open it and not every guardian. Who is a parent and under age
    has their own child's texts as any parent."""
    found = facts.items.get(item or "")
    if found is None or not is_guarded(by, facts, at):
        return False
    child = facts.children.get(facts.rooms[found.room].child)
    parent = child is not None and by.who in guardians_now(child, facts, at)
    return not parent and not theirs_too(by.who, (found,), facts, at)


def unless_kept(answer: Answer, by: Caller, item: str | None, facts: Facts, at: datetime) -> Answer:
    """The same answer; to a child whose login is old no to what a guardian of theirs must not see."""
    return family.FRESH_LOGIN.no() if answer.allowed and is_item_kept(by, item, facts, at) else answer


def _guardians(child: str, facts: Facts, at: datetime) -> tuple[list[str], Facts]:
    """The child's guardians, and the facts with every register just checked: an old one must not say what is shown.

    Where none is known there may be one all the same: somebody of whom nothing else is known.
    """
    held = {**facts.children, child: facts.children.get(child, Child(id=child))}
    people = facts.people
    if not guardians_now(held[child], facts, at):
        unknown = Guardianship(who=NEWCOMER, kind=Capacity.GUARDIAN, since=at)
        guardians = (*held[child].guardians, unknown)
        held[child] = replace(held[child], guardians=guardians, register_checked=at)
        people = {**people, NEWCOMER: Person(id=NEWCOMER, name=NEWCOMER, born=date.min)}
    supposed = with_register_checked(replace(facts, children=held, people=people), at)
    return guardians_now(held[child], supposed, at), supposed


def _reads(who: str, item: Item, facts: Facts, at: datetime) -> bool:
    asked = Question(asks=Asks.READS, who=who, capacity=Capacity.GUARDIAN, at=at, item=item.id)
    return decide(asked, replace(facts, items={item.id: replace(item, deleted=False)})).allowed


def is_room_kept(by: Caller, room: str, facts: Facts, at: datetime) -> bool:
    """Whether a room is nowhere now, as the child knows of it and not every guardian may (protection)."""
    held = facts.rooms.get(room)
    if held is None or held.child != by.who or not is_guarded(by, facts, at):
        return False
    guardians, supposed = _guardians(by.who, facts, at)
    return not all(may_know(who, room, supposed, at) for who in guardians)


def has_page(by: Caller, consent: Consent, facts: Facts, at: datetime) -> bool:
    """Whether somebody has a page of this question now: it is theirs to answer, and is shown to them."""
    asked = capacity_of(consent, by.who, facts, at) is not None
    return asked and not consent.draft and not is_kept(by, consent, facts, at)


def is_kept(by: Caller, consent: Consent, facts: Facts, at: datetime) -> bool:
    """Whether a question is not shown now, as it stands on the page of the child and not of every guardian."""
    if not is_guarded(by, facts, at):
        return False
    guardians, supposed = _guardians(by.who, facts, at)
    return not {*guardians} <= grantors(consent, supposed, at)
