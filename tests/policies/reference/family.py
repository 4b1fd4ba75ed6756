"""'A family member asks to read an item': the rows in their order."""

from datetime import timedelta

from consent.words import FAMILY, GUARDIANS
from tests.policies.reference import barriers, capacities, maturity
from tests.policies.reference.said import Said, no
from tests.policies.reference.shapes import Facts, Item, Question, Room

YES = Said("ALLOW", "OWN_FAMILY")


def reads(q: Question, facts: Facts) -> Said:
    """'anyone', then 'the child' or 'anyone but the child', then 'anyone' again."""
    if not q.ledger_up:
        return no("LOG_FAILURE")
    if q.loa < 3:
        return no("NO_SESSION")
    item = facts.items.get(q.item or "")
    if item is None or item.deleted:
        return no("NOT_PUBLISHED")
    if item.room not in facts.rooms or item.unit not in facts.units:
        return no("")
    room = facts.rooms[item.room]
    if not may_ask(q, room, facts, item):
        return no("NOT_GUARDIAN")
    if not {q.who, *barriers.concerned(item, facts)} <= set(facts.people):
        return no("")
    return _of_what_is_known(q, item, room, facts)


def _of_what_is_known(q: Question, item: Item, room: Room, facts: Facts) -> Said:
    """The rows from protection on."""
    child = is_the_child(q, room)
    hidden = barriers.protected(barriers.concerned(item, facts), facts)
    if not child and any(not barriers.listed(q.who, who, facts) for who in hidden):
        return no("PROTECTED")
    secrecy = barriers.unlifted(item, facts)
    if secrecy:
        return no(secrecy)
    reason = hidden_from_child(q, item) if child else hidden_from_others(q, item, room, facts)
    if reason:
        return no(reason)
    if item.unit == FAMILY and q.who != item.by and q.who not in item.family_readers:
        return no("NOT_RELEASED")
    if q.who != item.by and not every_subject_is_theirs(q, item, facts):
        return no("OTHER_SUBJECT")
    return YES


def views(q: Question, facts: Facts) -> Said:
    """'Asking only whether a room exists for oneself (`views`) uses the first five rows with the room in the
    item's place; its only further door is being the child or a guardian.'"""
    if not q.ledger_up:
        return no("LOG_FAILURE")
    if q.loa < 3:
        return no("NO_SESSION")
    room = facts.rooms.get(q.room or "")
    if room is None:
        return no("NOT_PUBLISHED")
    if not may_ask(q, room, facts, None):
        return no("NOT_GUARDIAN")
    if not {q.who, room.child} <= set(facts.people):
        return no("")
    shut = barriers.protected({room.child}, facts)
    if not is_the_child(q, room) and any(not barriers.listed(q.who, who, facts) for who in shut):
        return no("PROTECTED")
    return YES


def is_the_child(q: Question, room: Room) -> bool:
    """'the child' of the rows: the room's child, asking as `self`."""
    return q.capacity == "self" and q.who == room.child


def may_ask(q: Question, room: Room, facts: Facts, item: Item | None) -> bool:
    """'as `self`: is the room's child, or the only subject of the item; as `guardian`: is a guardian or god man
    in force now of the room's child, who is still a minor, by a register checked at most 24 hours ago'."""
    if q.capacity == "self":
        return q.who == room.child or (item is not None and item.subjects == {q.who})
    fresh = capacities.register_is_fresh(room.child, facts, q.at)
    return fresh and q.who in capacities.guardians(room.child, facts, q.at)


def hidden_from_child(q: Question, item: Item) -> str:
    """'the item is not hidden from the child'; 'an item hidden from somebody else: the child's own e-ID login is
    at most 5 minutes old'."""
    if any(h.who == q.who for h in item.hidden_from):
        return "HIDDEN_FROM_CHILD"
    return "NO_SESSION" if item.hidden_from and q.login_age > timedelta(minutes=5) else ""


def hidden_from_others(q: Question, item: Item, room: Room, facts: Facts) -> str:
    """'hidden neither from the asker nor from all guardians; and an item about the room's child, where the child
    is 15 or more and decides alone in all its categories, was released to the asker by the child'."""
    if any(h.who in (q.who, GUARDIANS) for h in item.hidden_from):
        return "HIDDEN_FROM_GUARDIAN"
    age = capacities.years(room.child, facts, q.at)
    if room.child in item.subjects and age is not None and age >= 15:
        outcome = maturity.together(room.child, item.categories, facts, q.at, q.who)
        by_the_child = item.by == room.child or item.unit != FAMILY
        if outcome == "decides_alone" and not (by_the_child and q.who in item.family_readers):
            return "HIDDEN_FROM_GUARDIAN"
    return ""


def every_subject_is_theirs(q: Question, item: Item, facts: Facts) -> bool:
    """'every subject is oneself, the room's child where one is the guardian, or another child whose guardian
    one is; an item without subjects is its author's only'. Whose guardian one is, the register says, as above."""
    return bool(item.subjects) and all(
        who == q.who
        or (
            q.who in capacities.guardians(who, facts, q.at) and capacities.register_is_fresh(who, facts, q.at)
        )
        for who in item.subjects
    )
