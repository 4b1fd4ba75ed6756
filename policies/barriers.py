"""What stands in the way whatever anybody has said: conflicts, protected identity, absolute secrecy."""

from consent.words import FAMILY
from policies.capacity import is_guardian
from policies.facts import Facts, Item, Person, Room, Staff
from policies.question import Question
from policies.rule import Rule
from policies.times import in_force

_NOT_STAFF = Staff(id="")


def concerned(item: Item, room: Room) -> frozenset[str]:
    """The room's child and everybody whom the item is about."""
    return item.subjects | {room.child}


def has_assignment(question: Question, facts: Facts) -> bool:
    """Whether the asker has that unit's assignment now, in a unit that is known and not the family's."""
    staff = facts.staff.get(question.who)
    unit = question.capacity
    if staff is None or unit == FAMILY or unit not in facts.units:
        return False
    held = [a for a in staff.assignments if a.unit == unit and in_force(a.since, a.until, question.at)]
    return bool(held)


def is_too_close(question: Question, people: frozenset[str], facts: Facts) -> bool:
    """Whether a conflict of interest (jäv, FL 16) is recorded, or the asker is one of them or a guardian."""
    staff = facts.staff.get(question.who, _NOT_STAFF)
    return (
        not staff.conflicts.isdisjoint(people)
        or question.who in people
        or any(is_guardian(question.who, p, facts, question.at) for p in people)
    )


def protected(people: frozenset[str], facts: Facts) -> list[Person]:
    """Those among them whose identity is protected."""
    return [p for who in people if (p := facts.people.get(who)) is not None and p.protected]


def may_see(who: str, person: Person) -> bool:
    """Whether somebody is on a protected person's allow-list, where that person always is."""
    return who == person.id or who in person.allow_list


def beyond_consent(item: Item, facts: Facts, register: Rule, absolute: Rule) -> Rule | None:
    """The rule against an item that no consent can open, or None.

    A register's extract stays closed whatever its name: belastningsregistret is the one that is known, and an
    unknown one is no better. A unit that is not known may have absolute secrecy, so it counts as having it.
    """
    if item.register is not None:
        return register
    unit = facts.units.get(item.unit)
    if (unit is None and item.unit != FAMILY) or (unit is not None and unit.absolute):
        return absolute
    return None
