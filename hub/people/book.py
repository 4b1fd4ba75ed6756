"""Questions to the registers of people: who is this, and under which assignments may they act."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hub.people.tables import AssignmentRow, GuardianRow, PersonRow, UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody who is registered here."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An assignment in force, with the words that its holder chooses by."""

    id: str
    unit: str
    unit_name: str
    role: str


def lookup_hash(number: str, *, lookup_key: bytes) -> str:
    """The keyed hash (HMAC-SHA-256, hex) by which an identity number of 12 digits is looked up."""
    return hmac.new(lookup_key, number.encode(), hashlib.sha256).hexdigest()


async def find_by_number(number: str, *, lookup_key: bytes) -> Known | None:
    """The person with this identity number (12 digits), or None."""
    rows = (
        await PersonRow.select(PersonRow.id, PersonRow.name)
        .where(PersonRow.number_hash == lookup_hash(number, lookup_key=lookup_key))
        .run()
    )
    return Known(id=rows[0]["id"], name=rows[0]["name"]) if rows else None


async def assignments_of(who: str, *, at: datetime) -> tuple[Held, ...]:
    """The assignments of a person that are in force at `at`, by unit and role."""
    rows = await AssignmentRow.select().where(AssignmentRow.who == who).run()
    names = await unit_names()
    held = [
        Held(id=row["id"], unit=row["unit"], unit_name=names.get(row["unit"], row["unit"]), role=row["role"])
        for row in rows
        if _holds(row, at)
    ]
    return tuple(sorted(held, key=lambda h: (h.unit_name, h.role, h.id)))


async def unit_names() -> dict[str, str]:
    """What each unit is called."""
    return {row["id"]: row["name"] for row in await UnitRow.select(UnitRow.id, UnitRow.name).run()}


async def names(people: set[str] | frozenset[str]) -> dict[str, str]:
    """What each of these people is called; nobody else is in the answer."""
    if not people:
        return {}
    rows = (
        await PersonRow.select(PersonRow.id, PersonRow.name).where(PersonRow.id.is_in(sorted(people))).run()
    )
    return {row["id"]: row["name"] for row in rows}


async def born(who: str) -> date | None:
    """The day on which somebody was born, where that is registered."""
    rows = await PersonRow.select(PersonRow.born).where(PersonRow.id == who).run()
    return rows[0]["born"] if rows else None


async def children_of(who: str, *, at: datetime) -> tuple[str, ...]:
    """The children whose guardian or god man this person is at `at`, as the register says."""
    rows = await GuardianRow.select().where(GuardianRow.who == who).run()
    return tuple(sorted({r["child"] for r in rows if _holds(r, at)}))


async def guardians_of(child: str, *, at: datetime) -> tuple[str, ...]:
    """The guardians and god män of a child at `at`, as the register says."""
    rows = await GuardianRow.select().where(GuardianRow.child == child).run()
    return tuple(sorted({r["who"] for r in rows if _holds(r, at)}))


def _holds(row: dict[str, Any], at: datetime) -> bool:
    return bool(row["since"] <= at and (row["until"] is None or at < row["until"]))


async def staff_in_force(*, at: datetime) -> list[tuple[str, str]]:
    """Everybody with an assignment in force, as (`person:unit`, name, role and unit), by name."""
    rows = await AssignmentRow.select().run()
    held = [r for r in rows if _holds(r, at)]
    people = await names({row["who"] for row in held})
    units = await unit_names()
    offered = {
        f"{row['who']}:{row['unit']}": f"{people.get(row['who'], '')}, {units.get(row['unit'], row['unit'])}"
        for row in held
        if row["role"] != "granskare"
    }
    return sorted(offered.items(), key=lambda pair: pair[1])


async def family_of(child: str) -> dict[str, str]:
    """The child, its guardians, and other children of theirs, with what each is called."""
    guardians = {r["who"] for r in await GuardianRow.select().where(GuardianRow.child == child).run()}
    if not guardians:
        return await names({child})
    siblings = await GuardianRow.select().where(GuardianRow.who.is_in(sorted(guardians))).run()
    return await names({child, *guardians, *(row["child"] for row in siblings)})


async def roles(people: set[str]) -> dict[tuple[str, str], str]:
    """The role of each of these people in each unit where they have, or had, an assignment."""
    if not people:
        return {}
    rows = await AssignmentRow.select().where(AssignmentRow.who.is_in(sorted(people))).run()
    return {(row["who"], row["unit"]): row["role"] for row in rows}


async def hidden_from(who: str, people: set[str]) -> frozenset[str]:
    """Those of these people who are protected and have not listed `who`."""
    if not people:
        return frozenset()
    rows = await PersonRow.select().where(PersonRow.id.is_in(sorted(people))).run()
    return frozenset(
        row["id"]
        for row in rows
        if row["protected"] and who != row["id"] and who not in row["allow_list"].split()
    )
