"""The people, children and staff of a decision, read from the registers into the policies' own words."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from consent.book import SEALED, codes
from consent.words import Capacity, Outcome
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
from policies.facts import Assessment, Assignment, Child, Guardianship, Person, Prevention, Staff, Unit

Row = dict[str, Any]


async def units() -> dict[str, Unit]:
    """Every unit."""
    rows = await UnitRow.select().run()
    return {
        row["id"]: Unit(
            id=row["id"],
            agency=row["agency"],
            private=bool(row["private"]),
            absolute=bool(row["absolute"]),
            may_publish=bool(row["may_publish"]),
        )
        for row in rows
    }


async def people(ids: Collection[str]) -> dict[str, Person]:
    """These people; staff who were never registered with a birth date are nobody's subject and left out."""
    rows = await PersonRow.select().where(PersonRow.id.is_in(sorted(ids))).run() if ids else []
    return {
        row["id"]: Person(
            id=row["id"],
            name=row["name"],
            born=row["born"],
            languages=codes(row["languages"]),
            coordination_level=row["coordination_level"],
            protected=bool(row["protected"]),
            allow_list=codes(row["allow_list"]),
        )
        for row in rows
        if row["born"] is not None
    }


async def children(ids: Collection[str]) -> dict[str, Child]:
    """Those of these people who are registered as children, with their guardians and assessments."""
    if not ids:
        return {}
    wanted = sorted(ids)
    rows = await ChildRow.select().where(ChildRow.id.is_in(wanted)).run()
    guardians = _by_child(await GuardianRow.select().where(GuardianRow.child.is_in(wanted)).run())
    prevented = _by_child(await PreventionRow.select().where(PreventionRow.child.is_in(wanted)).run())
    assessed = _by_child(await AssessmentRow.select().where(AssessmentRow.child.is_in(wanted)).run())
    return {
        row["id"]: _child(row, guardians[row["id"]], prevented[row["id"]], assessed[row["id"]])
        for row in rows
    }


def _by_child(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: str(r["id"])):
        found[row["child"]].append(row)
    return found


def _child(row: Row, guardians: list[Row], prevented: list[Row], assessed: list[Row]) -> Child:
    return Child(
        id=row["id"],
        guardians=tuple(
            Guardianship(who=g["who"], kind=Capacity(g["kind"]), since=g["since"], until=g["until"])
            for g in guardians
        ),
        register_checked=row["register_checked"],
        care_order=bool(row["care_order"]),
        prevented=tuple(
            Prevention(
                guardian=p["guardian"],
                reason=p["reason"],
                urgent=SEALED if p["urgent_sealed"] else "",
                at=p["at"],
                by=p["by"],
                room=p["room"] or None,
            )
            for p in prevented
        ),
        assessments=tuple(
            Assessment(
                matter=codes(a["matter"]) or None, outcome=Outcome(a["outcome"]), by=a["by"], at=a["at"]
            )
            for a in assessed
        ),
        view=None if row["view"] is None else bool(row["view"]),
        view_by=row["view_by"],
    )


async def staff(who: str) -> Staff:
    """One person's assignments and conflicts of interest; nothing known is an empty list of both."""
    assignments = (
        await AssignmentRow.select().where(AssignmentRow.who == who).order_by(AssignmentRow.id).run()
    )
    conflicts = await ConflictRow.select().where(ConflictRow.who == who).run()
    return Staff(
        id=who,
        assignments=tuple(
            Assignment(id=a["id"], unit=a["unit"], role=a["role"], since=a["since"], until=a["until"])
            for a in assignments
        ),
        conflicts=frozenset(c["person"] for c in conflicts),
    )


async def recorders(ids: Collection[str]) -> dict[str, Staff]:
    """Those of these people who are or were staff. Under which assignments does not matter of them here."""
    if not ids:
        return {}
    rows = await AssignmentRow.select(AssignmentRow.who).where(AssignmentRow.who.is_in(sorted(ids))).run()
    return {row["who"]: Staff(id=row["who"]) for row in rows}
