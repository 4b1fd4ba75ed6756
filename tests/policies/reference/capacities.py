"""Who is a minor, and who holds which capacity for whom, at a time."""

from datetime import datetime

from consent.words import BOARD, Capacity
from tests.policies.reference import clock
from tests.policies.reference.shapes import Facts


def years(who: str, facts: Facts, at: datetime) -> int | None:
    """Somebody's age; None for somebody unknown."""
    return clock.age(facts.people[who].born, at) if who in facts.people else None


def is_minor(who: str, facts: Facts, at: datetime) -> bool:
    """'An adult (18 or more now)'; who is unknown is neither."""
    age = years(who, facts, at)
    return age is not None and age < 18


def words_for(who: str, child: str, facts: Facts, at: datetime) -> set[Capacity]:
    """'`guardian` or `god_man` as the register says', of a child that is a minor then."""
    if child not in facts.children or not is_minor(child, facts, at):
        return set()
    rows = [g for g in facts.children[child].guardians if g.who == who]
    return {g.kind for g in rows if clock.in_force(g.since, g.until, at)}


def guardians(child: str, facts: Facts, at: datetime) -> list[str]:
    """'guardians and god män in force now', in the order of their names."""
    if child not in facts.children:
        return []
    found = {g.who for g in facts.children[child].guardians if words_for(g.who, child, facts, at)}
    return by_name(found, facts)


def by_name(them: set[str] | frozenset[str], facts: Facts) -> list[str]:
    """'by name'; two of the same name by identifier."""
    return sorted(them, key=lambda who: (facts.people[who].name if who in facts.people else who, who))


def care_order(child: str, facts: Facts) -> bool:
    """'under a care order `board` as well'."""
    return child in facts.children and facts.children[child].care_order


def held(who: str, capacity: Capacity, subject: str, facts: Facts, at: datetime) -> bool:
    """Whether somebody held that capacity for the subject then, 'under the register's own word for it'."""
    if capacity is Capacity.SELF:
        return who == subject
    if capacity is Capacity.BOARD:
        return who == BOARD and care_order(subject, facts) and is_minor(subject, facts, at)
    return capacity in words_for(who, subject, facts, at)


def register_is_fresh(child: str, facts: Facts, at: datetime) -> bool:
    """'a register checked at most 24 hours ago'; 'what lies in the future does not exist yet'."""
    checked = facts.children[child].register_checked if child in facts.children else None
    return checked is not None and checked <= at <= checked + clock.DAY
