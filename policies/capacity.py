"""Who somebody is to a person: in what capacity, at what instant, as the register says."""

from datetime import datetime

from consent.words import AS_BOARD, BOARD, SELF, Capacity
from policies.facts import Child, Facts
from policies.times import REGISTER_LASTS, birthday, in_force

_UNREGISTERED = Child(id="")


def is_minor(who: str, facts: Facts, at: datetime) -> bool:
    """Whether the person is known and under 18 (FB 9:1); of an unknown person nothing holds."""
    person = facts.people.get(who)
    return person is not None and at < birthday(person.born, 18)


def child_record(who: str, facts: Facts) -> Child:
    """What is recorded about the child; an empty record, which opens nothing, where there is none."""
    return facts.children.get(who, _UNREGISTERED)


def holds(who: str, capacity: Capacity, subject: str, facts: Facts, at: datetime) -> bool:
    """Whether somebody has exactly that capacity for the subject at that instant."""
    if capacity is SELF:
        return who == subject
    child = child_record(subject, facts)
    if capacity is AS_BOARD:
        return who == BOARD and child.care_order
    # A plain loop: this runs twice for every grant of every decision, and a generator costs as much again.
    for g in child.guardians:  # noqa: SIM110
        if g.who == who and g.kind is capacity and in_force(g.since, g.until, at):
            return True
    return False


def is_guardian(who: str, subject: str, facts: Facts, at: datetime) -> bool:
    """Whether somebody is guardian or god man of the subject, who is then a minor."""
    for g in child_record(subject, facts).guardians:
        if g.who == who and in_force(g.since, g.until, at):
            return is_minor(subject, facts, at)
    return False


def register_is_fresh(child: Child, at: datetime) -> bool:
    """Whether the population register was checked at most 24 hours before."""
    checked = child.register_checked
    return checked is not None and checked <= at and at - checked <= REGISTER_LASTS


def guardians_now(child: Child, facts: Facts, at: datetime) -> list[str]:
    """Guardians and god män in force, by name."""
    found = {g.who for g in child.guardians if in_force(g.since, g.until, at)}
    return by_name(found, facts) if len(found) > 1 else [*found]


def by_name(people: set[str] | frozenset[str], facts: Facts) -> list[str]:
    """People in the order in which they are named; who is unknown goes by the id."""
    known = facts.people
    return [who for _, who in sorted([(known[who].name if who in known else who, who) for who in people])]
