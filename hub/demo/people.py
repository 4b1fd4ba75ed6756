"""The made-up town's people in the words that the registers and the demo's identity provider take."""

from datetime import datetime

from consent.words import Capacity
from hub.demo.identity import DemoPerson
from hub.demo.ids import TownIds
from hub.demo.town import Child as TownChild
from hub.demo.town import Relative, Somebody, Town, Worker
from hub.pages.forms import start_of
from hub.wording import words
from policies.facts import Assignment, Child, Facts, Guardianship, Person, Staff, Unit

KINDS = {Capacity.GUARDIAN: "vårdnadshavare", Capacity.GOD_MAN: "god man"}


def facts_of(town: Town, ids: TownIds, *, checked: datetime) -> Facts:
    """Units, persons, children and staff as facts; the children's guardians as of `checked`."""
    everybody: dict[str, Somebody] = {**town.families, **town.staff}
    people = [_person(ids, key, one) for key, one in everybody.items()]
    children = [_child(town, ids, key, one, checked) for key, one in town.children.items()]
    staff = [_staff(ids, key, one) for key, one in town.staff.items()]
    return Facts(
        units={
            key: Unit(
                id=key,
                agency=one.agency,
                private=one.private,
                absolute=one.absolute,
                may_publish=one.may_publish,
            )
            for key, one in town.units.items()
        },
        people={one.id: one for one in people},
        children={one.id: one for one in children},
        staff={one.id: one for one in staff},
    )


def names_of(town: Town, ids: TownIds) -> dict[str, str]:
    """What every person and unit is called, by id."""
    everybody: dict[str, Somebody] = {**town.families, **town.staff}
    people = {ids.person(key): one.name for key, one in everybody.items()}
    return people | {key: one.name for key, one in town.units.items()}


def numbers_of(town: Town, ids: TownIds) -> dict[str, str]:
    """Everybody's identity number, by id."""
    everybody: dict[str, Somebody] = {**town.families, **town.staff}
    return {ids.person(key): one.number for key, one in everybody.items()}


def demo_people(town: Town) -> tuple[DemoPerson, ...]:
    """Who can log in: the families first, then those who work here, each with what they are."""
    relatives = [
        DemoPerson(name=one.name, number=one.number, note=_relation(town, key))
        for key, one in town.families.items()
    ]
    workers = [
        DemoPerson(name=one.name, number=one.number, note=_work(town, one)) for one in town.staff.values()
    ]
    return (*relatives, *workers)


def _relation(town: Town, key: str) -> str:
    if key in town.children:
        return "barn"
    children = {
        town.families[child].name: one.guardians[key]
        for child, one in town.children.items()
        if key in one.guardians
    }
    if not children:
        return "anhörig"
    kind = KINDS[Capacity(next(iter(children.values())))]
    return f"{kind} för {' och '.join(name.split()[0] for name in children)}"


def _work(town: Town, worker: Worker) -> str:
    return "; ".join(f"{words.role(held.role)}, {town.units[held.unit].name}" for held in worker.assignments)


def _person(ids: TownIds, key: str, one: Somebody) -> Person:
    relative = one if isinstance(one, Relative) else None
    return Person(
        id=ids.person(key),
        name=one.name,
        born=one.born,
        languages=frozenset(relative.languages if relative else ("sv",)),
        protected=relative.protected if relative else False,
        allow_list=frozenset(ids.person(who) for who in relative.allow_list) if relative else frozenset(),
    )


def _child(town: Town, ids: TownIds, key: str, one: TownChild, checked: datetime) -> Child:
    born = start_of(town.families[key].born)
    return Child(
        id=ids.person(key),
        guardians=tuple(
            Guardianship(who=ids.person(who), kind=Capacity(kind), since=born)
            for who, kind in one.guardians.items()
        ),
        register_checked=checked,
        care_order=one.care_order,
    )


def _staff(ids: TownIds, key: str, one: Worker) -> Staff:
    held = [
        Assignment(
            unit=a.unit,
            role=a.role,
            since=start_of(a.since),
            id=ids.of("assignment", f"{key}/{a.unit}/{a.role}"),
        )
        for a in one.assignments
    ]
    return Staff(
        id=ids.person(key),
        assignments=tuple(held),
        conflicts=frozenset(ids.person(person) for person in one.conflicts),
    )
