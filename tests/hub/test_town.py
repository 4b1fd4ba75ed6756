"""The made-up town: nobody is anybody, everybody named exists, and every situation is there."""

from collections import Counter
from datetime import date

import pytest
from personnummer.personnummer import valid  # type: ignore[import-untyped]

from consent.words import FAMILY, Capacity
from hub.demo.town import Somebody, town
from hub.people.numbers import birth_date
from hub.wording.roles import ROLES

TOWN = town()
EVERYBODY: dict[str, Somebody] = {**TOWN.families, **TOWN.staff}
STEPS = [(key, one) for key, room in TOWN.rooms.items() for one in room.steps]


def age(person: str, on: date = date(2026, 11, 23)) -> int:
    born = EVERYBODY[person].born
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


# --- people


def test_there_are_enough_of_them() -> None:
    surnames = {tuple(sorted(child.guardians)) for child in TOWN.children.values()}
    assert len(surnames) >= 6
    assert len(TOWN.units) >= 10
    assert len(TOWN.staff) >= 14
    assert len(EVERYBODY) == len(TOWN.families) + len(TOWN.staff)


def test_no_two_share_a_number_or_a_name() -> None:
    assert set(Counter(p.number for p in EVERYBODY.values()).values()) == {1}
    assert set(Counter(p.name for p in EVERYBODY.values()).values()) == {1}


@pytest.mark.parametrize("key", sorted(EVERYBODY))
def test_every_number_is_a_test_persons(key: str) -> None:
    number = EVERYBODY[key].number
    assert number[8:11] in {"238", "239"}
    assert valid(number)
    assert birth_date(number) == EVERYBODY[key].born


def test_those_who_are_named_exist() -> None:
    for child, record in TOWN.children.items():
        assert {child, *record.guardians} <= set(TOWN.families)
        assert set(record.guardians.values()) <= {Capacity.GUARDIAN, Capacity.GOD_MAN}
    for person in TOWN.families.values():
        assert set(person.allow_list) <= set(EVERYBODY)
    for worker in TOWN.staff.values():
        assert set(worker.conflicts) <= set(TOWN.families)
        assert worker.assignments
        for held in worker.assignments:
            assert held.unit in set(TOWN.units) - {FAMILY}
            assert held.role in ROLES
            assert worker.born < held.since


def test_every_situation_is_there() -> None:
    children, families = TOWN.children, TOWN.families
    by_guardians = Counter(tuple(sorted(c.guardians)) for c in children.values())
    kinds = {name: set(c.guardians.values()) for name, c in children.items()}
    related = {p for name, c in children.items() for p in (name, *c.guardians)}
    assert any(len(c.guardians) == 2 for c in children.values()), "joint custody"
    assert any(len(c.guardians) == 1 and kinds[n] == {"guardian"} for n, c in children.items()), (
        "sole custody"
    )
    assert any(age(person) >= 18 for person in set(families) - related), "a parent without custody"
    assert any(age(child) == 16 for child in children), "a sixteen-year-old"
    assert any(families[child].protected for child in children), "protected identity"
    assert {"god_man"} in kinds.values(), "an unaccompanied minor"
    assert any(c.care_order for c in children.values()), "a care order"
    assert max(by_guardians.values()) >= 2, "a sibling"


def test_two_review_and_do_nothing_else() -> None:
    reviewers = {k for k, w in TOWN.staff.items() if any(a.role == "granskare" for a in w.assignments)}
    assert len(reviewers) == 2
    for key in reviewers:
        assert [a.unit for a in TOWN.staff[key].assignments] == ["GRANSKNING"]
    assert not reviewers & {one.by for _, one in STEPS}
