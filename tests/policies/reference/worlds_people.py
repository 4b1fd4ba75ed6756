"""The people of a hostile world: family, staff, and what is recorded about children."""

from dataclasses import replace
from datetime import timedelta

from consent.words import Capacity, Outcome
from policies.facts import Assessment, Assignment, Child, Guardianship, Person, Prevention, Staff
from tests.policies.reference.worlds import CATEGORIES, DAY, FAMILY, STAFF, TICK, UNITS, Dice, born

AGES = (0, 9, 11, 12, 13, 14, 15, 15, 16, 16, 17, 18, 19)


def person(d: Dice, who: str, age: int) -> Person:
    """Somebody of the family, named so that the order of names is not that of identifiers."""
    return Person(
        id=who,
        name=d.one(("a", "b", "c")) if d.odd() else who,
        born=born(d, age),
        languages=frozenset({"so"} if d.odd(0.3) else {"sv"}),
        coordination_level=d.one(("probable", "uncertain")) if d.odd(0.3) else "confirmed",
        protected=d.odd(0.3),
        allow_list=d.some(("Asker", "Asker", "Ann", "Bea", "Kid"), 3),
    )


def people(d: Dice) -> dict[str, Person]:
    """The family, and sometimes the asker, or somebody missing."""
    ages = {"Kid": d.one(AGES), "Sib": d.one(AGES)}
    found = {who: person(d, who, ages.get(who, 40)) for who in FAMILY}
    if d.odd(0.4):
        found["Asker"] = person(d, "Asker", 40)
    if d.odd(0.1):
        del found[d.one(FAMILY)]
    return found


def guardianship(d: Dice, who: str) -> Guardianship:
    """Custody that mostly goes on, sometimes just begun, just ended or not yet begun."""
    since = d.past() if d.odd(0.5) else d.now - 4000 * DAY
    until = d.past() if d.odd(0.4) else d.now + d.one((TICK, DAY)) if d.odd(0.1) else None
    kind = Capacity.GOD_MAN if d.odd(0.5) else Capacity.GUARDIAN
    return Guardianship(who=who, kind=kind, since=since, until=until)


def prevention(d: Dice, room: str | None) -> Prevention:
    """A guardian recorded as prevented, rightly or wrongly."""
    at = d.about_a_year(-1) if d.odd(0.3) else d.past()
    return Prevention(
        guardian=d.one(("Ann", "Bea", "Bea", "Cai")),
        reason=d.one(("no_answer", "abroad")) if d.odd(0.3) else d.one(("ill", "absent")),
        urgent=d.one(("", " ")) if d.odd(0.2) else "x",
        at=at,
        by=d.one(("Asker", "Ann", "Nemo")) if d.odd(0.3) else "Sam",
        room=room,
    )


def assessments(d: Dice) -> tuple[Assessment, ...]:
    """Up to three, never two at the same instant: the rules say nothing of a tie."""
    found = {}
    for _ in range(int(d.r.random() * 4)):
        at = d.about_a_year(-1) if d.odd(0.5) else d.past()
        matter = None if d.r.random() < 0.5 else d.some(CATEGORIES, 2) | {d.one(CATEGORIES)}
        by = "Asker" if d.odd(0.3) else "Siv"
        found[at] = Assessment(matter=matter, outcome=d.one(tuple(Outcome)), by=by, at=at)
    return tuple(found.values())


def child(d: Dice, who: str) -> Child:
    """A child with none to three guardians, and what staff and register say."""
    guardians = [guardianship(d, name) for name in ("Ann", "Bea", "Cai")[: d.one((1, 2, 2, 2, 3))]]
    if d.odd(0.2):
        guardians = guardians[1:]
    if d.odd(0.1):
        guardians.append(guardianship(d, d.one(("Asker", "Ann", "Sib", who))))
    checked = d.now - (d.one((0 * DAY, DAY, DAY + TICK, 2 * DAY, -TICK)) if d.odd() else timedelta(hours=1))
    found = Child(
        id=who,
        guardians=tuple(guardians),
        register_checked=None if d.odd(0.05) else checked,
        care_order=d.odd(0.3),
        assessments=assessments(d) if d.r.random() < 0.7 else (),
        view=d.one((False, False, True, None)) if d.odd() else None,
        view_by="Siv",
    )
    if not d.odd(1.5):
        return found
    rooms = (None, "R1", "R1", "R2")
    return replace(found, prevented=tuple(prevention(d, d.one(rooms)) for _ in range(d.one((1, 1, 2, 3)))))


def staff(d: Dice) -> dict[str, Staff]:
    """The asker under one or two assignments, and those who write things down."""
    found = {}
    for who in STAFF:
        units = (d.one(UNITS[:2]), d.one((*UNITS, "FAMILY"))) if d.odd(0.3) else (UNITS[0],)
        mine = tuple(
            Assignment(
                unit=unit,
                role="x",
                since=d.past() if d.odd(0.3) else d.now - 4000 * DAY,
                until=d.past() if d.odd(0.1) else None,
            )
            for unit in units
        )
        jav = d.some(("Kid", "Sib", "Dag", "Nemo"), 2) if d.odd(0.1) else frozenset[str]()
        found[who] = Staff(id=who, assignments=mine, conflicts=jav)
    return found
