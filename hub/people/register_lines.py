"""What each fact about people becomes: its event, its rows, and the versions that move with it. Pure.

A line is what one fact writes; lines are added together, so that a whole town is one append.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from piccolo.table import Table

from consent.book import column
from consent.events import AssignmentChanged, CustodyChanged, Event, PersonChanged, UnitChanged
from hub.facts import UNITS_SCOPE, person_scope, register_scope, staff_scope
from hub.ids import new_id
from hub.people.tables import (
    AssessmentRow,
    AssignmentRow,
    ChildRow,
    ConflictRow,
    GuardianRow,
    PersonRow,
    PreventionRow,
    UnitRow,
)
from policies.facts import Assessment, Assignment, Child, Person, Prevention, Unit

REGISTERED, CHECKED, GIVEN, ENDED, CONFLICT = "registered", "checked", "given", "ended", "conflict"
"""The codes of `change` in CustodyChanged and AssignmentChanged."""

SealNote = Callable[[str, str], bytes]
"""Seals words (second) about the fact with this id (first)."""


@dataclass(frozen=True, slots=True)
class Line:
    """Events, rows and moved scopes that belong in one append."""

    events: tuple[Event, ...] = ()
    rows: tuple[Table, ...] = ()
    moves: frozenset[str] = frozenset()


def together(lines: Iterable[Line]) -> Line:
    """All of them as one."""
    held = list(lines)
    return Line(
        tuple(event for line in held for event in line.events),
        tuple(row for line in held for row in line.rows),
        frozenset(scope for line in held for scope in line.moves),
    )


def unit_line(unit: Unit, *, name: str) -> Line:
    """A unit that is not registered yet."""
    row = UnitRow(
        id=unit.id,
        name=name,
        agency=unit.agency,
        private=unit.private,
        absolute=unit.absolute,
        may_publish=unit.may_publish,
    )
    return Line((UnitChanged(unit=unit.id),), (row,), frozenset({UNITS_SCOPE}))


def person_line(
    person: Person, *, name: str, number_hash: str | None = None, number_sealed: bytes | None = None
) -> Line:
    """A person who is not registered yet; without a number nobody can log in as them."""
    row = PersonRow(
        id=person.id,
        name=name,
        born=person.born,
        languages=column(person.languages),
        coordination_level=person.coordination_level,
        protected=person.protected,
        allow_list=column(person.allow_list),
        number_hash=number_hash,
        number_sealed=number_sealed,
    )
    return Line((PersonChanged(person=person.id),), (row,), frozenset({person_scope(person.id)}))


def child_line(child: Child, *, seal: SealNote) -> Line:
    """What the register says of a child who is registered as a person, and what staff have recorded of it."""
    row = ChildRow(
        id=child.id,
        register_checked=child.register_checked,
        care_order=child.care_order,
        view=child.view,
        view_by=child.view_by,
    )
    guardians = [
        GuardianRow(id=new_id(), child=child.id, who=g.who, kind=g.kind.value, since=g.since, until=g.until)
        for g in child.guardians
    ]
    rows = [
        row,
        *guardians,
        *(_prevention(child.id, one, seal) for one in child.prevented),
        *(_assessment(child.id, one) for one in child.assessments),
    ]
    moves = frozenset({person_scope(child.id), register_scope(child.id)})
    return Line((CustodyChanged(child=child.id, change=REGISTERED),), tuple(rows), moves)


def _prevention(child: str, one: Prevention, seal: SealNote) -> PreventionRow:
    number = new_id()
    urgent = seal(number, one.urgent) if one.urgent.strip() else None
    return PreventionRow(
        id=number,
        child=child,
        room=one.room or "",
        guardian=one.guardian,
        reason=one.reason,
        urgent_sealed=urgent,
        at=one.at,
        by=one.by,
    )


def _assessment(child: str, one: Assessment) -> AssessmentRow:
    matter = column(one.matter or ())
    return AssessmentRow(
        id=new_id(), child=child, matter=matter, outcome=one.outcome.value, at=one.at, by=one.by
    )


def assignment_line(assignment: Assignment, *, who: str) -> Line:
    """An assignment; its id is made here where it has none."""
    row = AssignmentRow(
        id=assignment.id or new_id(),
        who=who,
        unit=assignment.unit,
        role=assignment.role,
        since=assignment.since,
        until=assignment.until,
    )
    event = AssignmentChanged(who=who, unit=assignment.unit, change=GIVEN)
    return Line((event,), (row,), frozenset({staff_scope(who)}))


def conflict_line(*, who: str, person: str, unit: str = "") -> Line:
    """A conflict of interest (jäv) between a staff member and a person."""
    row = ConflictRow(id=new_id(), who=who, person=person)
    event = AssignmentChanged(who=who, unit=unit, change=CONFLICT)
    return Line((event,), (row,), frozenset({staff_scope(who)}))
