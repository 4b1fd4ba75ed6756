"""Furuvalla: a made-up town with its families, those who work there, and the rooms they meet in. Data only.

units.yaml      {unit: {name, agency, private, absolute, may_publish}}
families.yaml   {person: {name, born, birth_number, languages, protected, allow_list}}
children.yaml   {child: {guardians: {person: guardian or god_man}, care_order}}
staff.yaml      {person: {name, born, birth_number, conflicts, assignments: [{unit, role, from}]}}
rooms/*.yaml    {child, purpose, steps: [{do, by, as, ...}]}, told in the order of `steps`
"""

from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from hub.demo.town.steps import AnyStep
from hub.people.numbers import test_number

T = TypeVar("T")


class _Strict(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    pass


class Unit(_Strict, frozen=True, kw_only=True):
    """A unit, as in `policies.facts.Unit`, with what people call it."""

    name: str
    agency: str
    private: bool = False
    absolute: bool = False
    may_publish: bool = True


class Somebody(_Strict, frozen=True, kw_only=True):
    """Anybody: a name, a birth date, and one of the two birth numbers of test persons."""

    name: str
    born: date
    birth_number: int

    @property
    def number(self) -> str:
        """The identity number, 12 digits."""
        return test_number(self.born, self.birth_number)


class Relative(Somebody, frozen=True, kw_only=True):
    """A family member; the allow-list holds keys of family members and staff."""

    languages: tuple[str, ...] = ("sv",)
    protected: bool = False
    allow_list: tuple[str, ...] = ()


class Child(_Strict, frozen=True, kw_only=True):
    """The register's word: guardians by key, from the child's birth on."""

    guardians: dict[str, str]
    care_order: bool = False


class Assignment(_Strict, frozen=True, kw_only=True, rename={"since": "from"}):
    """One unit, one role, from a day on."""

    unit: str
    role: str
    since: date


class Worker(Somebody, frozen=True, kw_only=True):
    """A staff member; conflicts (jäv) are keys of family members."""

    assignments: tuple[Assignment, ...]
    conflicts: tuple[str, ...] = ()


class Room(_Strict, frozen=True, kw_only=True):
    """A room and its story so far."""

    child: str
    purpose: str
    steps: tuple[AnyStep, ...]


class Town(_Strict, frozen=True, kw_only=True):
    """All of it, by key; a room's key is its file's name."""

    units: dict[str, Unit]
    families: dict[str, Relative]
    children: dict[str, Child]
    staff: dict[str, Worker]
    rooms: dict[str, Room]


@cache
def town() -> Town:
    """The town; msgspec.ValidationError names the field where a file has another form."""
    here = files(__package__)
    rooms = sorted((f for f in (here / "rooms").iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return Town(
        units=_read(here / "units.yaml", dict[str, Unit]),
        families=_read(here / "families.yaml", dict[str, Relative]),
        children=_read(here / "children.yaml", dict[str, Child]),
        staff=_read(here / "staff.yaml", dict[str, Worker]),
        rooms={f.name.removesuffix(".yaml"): _read(f, Room) for f in rooms},
    )


def _read(file: Traversable, form: type[T]) -> T:
    return msgspec.yaml.decode(file.read_bytes(), type=form)
