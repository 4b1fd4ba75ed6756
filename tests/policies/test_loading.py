"""Scenario files are read exactly: every key there is, what holds where one is left out, and what must stand."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from consent.record import NO_EFFECT, Consent
from policies.facts import Assignment, Child, Item, Person, Room, Staff, Unit
from policies.scenarios import Misfit
from policies.scenarios.world import Builder
from tests.policies.whole_world import GRANTED, ONE, PARTLY, WHOLE, WHOLE_FACTS, at, loaded


def test_every_key_of_a_world(tmp_path: Path) -> None:
    facts = loaded(tmp_path, WHOLE).facts
    for section in ("units", "people", "staff", "children", "rooms", "meetings", "items"):
        assert getattr(facts, section) == getattr(WHOLE_FACTS, section)
    [(key, [consent])] = facts.consents.items()
    assert key == ("R1", "Alva")
    assert [replace(act, effect=NO_EFFECT) for act in consent.acts] == [PARTLY, GRANTED]
    assert replace(consent, acts=()) == Consent(
        id="C1", subject="Alva", purpose="stod", room="R1", from_units=ONE({"BUP"}), to_units=ONE({"POL"}),
        categories=ONE({"maende"}), starts=at(1, 0), ends=datetime(2026, 12, 1, tzinfo=UTC), draft=True,
        meeting="M1", language="so", interpreter=True,
    )  # fmt: skip


SMALL = """
units: {U: {agency: a}}
people: {P: {born: 2000-01-02}}
staff: {S: {assignments: [{unit: U, role: r, from: 2026-01-01}]}, T: {}}
children: {P: {}}
rooms: {R: {child: P, purpose: p}}
consents: {C: {subject: P, purpose: p, room: R, from_units: [], to_units: [], categories: [], starts: 2026-01-01,
               ends: 2026-02-01}}
items: {I: {room: R, unit: U, by: S}}
"""


def test_what_is_left_out_of_a_world(tmp_path: Path) -> None:
    facts = loaded(tmp_path, SMALL).facts
    start, end = datetime(2025, 12, 31, 23, tzinfo=UTC), datetime(2026, 1, 31, 23, tzinfo=UTC)
    nothing: frozenset[str] = frozenset()
    assert facts.units == {"U": Unit(id="U", agency="a")}
    assert facts.people == {"P": Person(id="P", name="P", born=date(2000, 1, 2))}
    only = Assignment(unit="U", role="r", since=start)
    assert facts.staff == {"S": Staff(id="S", assignments=(only,)), "T": Staff(id="T")}
    assert facts.children == {"P": Child(id="P", register_checked=at(20, 10))}
    assert facts.rooms == {"R": Room(id="R", child="P", purpose="p")}
    assert facts.items == {
        "I": Item(id="I", room="R", unit="U", by="S", categories=nothing, subjects=nothing, released_to=None)
    }
    consent = Consent(
        id="C", subject="P", purpose="p", room="R", from_units=nothing, to_units=nothing, categories=nothing,
        starts=start, ends=end,
    )  # fmt: skip
    assert facts.consents == {("R", "P"): (consent,)}


WORLD: dict[str, Any] = yaml.safe_load(WHOLE)
Place = tuple[str | int, ...]
MAY = {
    "private", "absolute", "may_publish", "languages", "coordination_level", "protected", "allow_list",
    "assignments", "conflicts", "until", "guardians", "register_checked", "care_order", "prevented", "urgent",
    "assessments", "view", "view_by", "participants", "forbehall", "draft", "meeting", "language", "interpreter",
    "acts", "how", "loa", "confirmed", "again", "recorded_by", "said", "units", "categories", "subjects",
    "released_to", "place_free", "family_readers", "deleted", "register", "hidden_from",
}  # fmt: skip
NAMED = {"guardians", "prevented", "again"}


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Every place in the world below the names of things."""
    if len(path) > 2:
        yield path
    if isinstance(value, dict):
        for key, below in value.items():
            yield from places(below, (*path, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, below in enumerate(value):
            yield from places(below, (*path, number))


def where(path: Place) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def refused(path: Place, change: Any) -> str:
    """What is said of the world with something else in that place, or nothing."""
    world = deepcopy(WORLD)
    below = world
    for part in path[:-1]:
        below = below[part]
    if change is None:
        del below[path[-1]]
    else:
        below[path[-1]] = change
    with pytest.raises(Misfit) as caught:
        Builder().facts(world, "given", at(20))
    return str(caught.value)


def value_at(path: Place) -> Any:
    below: Any = WORLD
    for part in path:
        below = below[part]
    return below


PLACES = [*places(WORLD)]
KEYS = [p for p in PLACES if isinstance(p[-1], str) and p[-2] not in NAMED]
MUST = [p for p in KEYS if p[-1] not in MAY or (p[0] == "consents" and len(p) == 3 and p[-1] == "categories")]
MAPPINGS = [
    (*p, "odd")
    for p in [*((section, name) for section in WORLD for name in WORLD[section]), *PLACES]
    if p[-1] not in NAMED and isinstance(value_at(p), dict)
]


@pytest.mark.parametrize("path", KEYS, ids=where)
def test_a_value_of_another_kind_is_refused(path: Place) -> None:
    said = refused(path, 1.5)
    assert said.startswith(f"given.{where(path)}")
    assert "expected" in said


@pytest.mark.parametrize("path", MUST, ids=where)
def test_what_must_stand_there(path: Place) -> None:
    assert refused(path, None) == f"given.{where(path[:-1])}: expected the key {path[-1]}"


@pytest.mark.parametrize("path", MAPPINGS, ids=where)
def test_a_key_that_nobody_knows_is_refused(path: Place) -> None:
    assert refused(path, 1) == f"given.{where(path)}: unknown key"
