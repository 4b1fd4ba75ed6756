"""'A staff member asks to read an item': steps 0 to 9. 'The first rule that fails gives the answer.'"""

from dataclasses import replace

from consent.words import FAMILY
from tests.policies.reference import barriers, capacities, clock, covers
from tests.policies.reference.said import Said, no
from tests.policies.reference.shapes import Facts, Item, Question


def reads(q: Question, facts: Facts) -> Said:
    """The steps in their order."""
    item = facts.items.get(q.item or "")
    if not q.ledger_up:
        return no("LOG_FAILURE")
    if q.loa < 3:
        return no("NO_SESSION")
    if not has_assignment(q, facts) or (item is not None and is_partial_to(q, item, facts)):
        return no("NO_ASSIGNMENT")
    if item is None or item.deleted or not is_meeting_of(q, item, facts):
        return no("NOT_PUBLISHED")
    if not all_known(q, item, facts):
        return no("")
    return _in_the_room(q, item, facts)


def has_assignment(q: Question, facts: Facts) -> bool:
    """'the assignment is the asker's own and in force now'; in `FAMILY` 'nobody has an assignment'."""
    if q.capacity == FAMILY:
        return False
    own = facts.staff[q.who].assignments if q.who in facts.staff else ()
    return any(a.unit == q.capacity and clock.in_force(a.since, a.until, q.at) for a in own)


def is_partial_to(q: Question, item: Item, facts: Facts) -> bool:
    """'no conflict of interest (jäv) with the room's child or a subject is recorded for the asker, who is
    neither a subject nor a guardian of any of them (those ask as family)'."""
    if item.room not in facts.rooms:
        return False
    them = barriers.concerned(item, facts)
    if facts.staff[q.who].conflicts & them or q.who in item.subjects:
        return True
    return any(q.who in capacities.guardians(who, facts, q.at) for who in them)


def is_meeting_of(q: Question, item: Item, facts: Facts) -> bool:
    """'the meeting, if one is named, is a meeting of the item's room'."""
    if q.meeting is None:
        return True
    return q.meeting in facts.meetings and facts.meetings[q.meeting].room == item.room


def all_known(q: Question, item: Item, facts: Facts) -> bool:
    """'What is unknown (a unit, a person, a subject without a record) is a no, never a crash, never a yes.'"""
    units = {item.unit, q.capacity} <= set(facts.units)
    return item.room in facts.rooms and units and barriers.concerned(item, facts) <= set(facts.people)


def _in_the_room(q: Question, item: Item, facts: Facts) -> Said:
    """Steps 4 to 9."""
    own = item.unit == q.capacity
    inside = (q.who, q.capacity) in facts.rooms[item.room].participants
    if own and item.by != q.who and not inside:
        return no("INNER_SECRECY")
    if not own and not inside:
        return no("NOT_PARTICIPANT")
    if not own and item.released_to is not None and q.capacity not in item.released_to:
        return no("NOT_RELEASED")
    hidden = barriers.protected(barriers.concerned(item, facts), facts)
    if any(not barriers.listed(q.who, who, facts) for who in hidden):
        return no("PROTECTED")
    if hidden and not item.place_free and item.by != q.who:
        return no("PROTECTED")
    secrecy = barriers.unlifted(item, facts)
    if secrecy:
        return no(secrecy)
    said = Said("ALLOW", "OWN_UNIT", None, frozenset()) if own else covers.all_covered(item, q, facts)
    return replace(said, decision="ALLOW_REDACTED") if hidden and said.decision == "ALLOW" else said
