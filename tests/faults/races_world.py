"""The town of the races: one family, three workers, and as many rooms as there are races at once."""

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass

from consent.words import Capacity
from hub.house import House
from hub.login.caller import Caller
from policies.facts import Person
from tests.faults.races_plan import CATEGORIES, UNITS
from tests.people import (
    Worker,
    a_child,
    a_kurator,
    a_mother,
    a_psychologist,
    a_social_worker,
    child_of,
    logs_in,
    moves_in,
)
from tests.stories.room import Room, a_room

AT_ONCE = 4
"""So many places are prepared at once in a process: a decision holds for a second, and with all of them at once a
busy machine does not get round to the last ones in time."""


@dataclass(frozen=True)
class Town:
    """Who lives and works here, and their sessions: staff by unit, the family by capacity."""

    child: Person
    workers: tuple[Worker, ...]
    staff: dict[str, Caller]
    family: dict[Capacity, Caller]


@dataclass(frozen=True)
class Place:
    """A room of the town, one text of each category in it, and the consent that is raced now."""

    room: str
    texts: dict[str, str]
    consent: str = ""


async def settle(house: House) -> Town:
    """A girl of sixteen, who withdraws for herself too, her mother, and a worker from each of three units."""
    child, mother = a_child(age=16), a_mother()
    workers = (a_kurator(), a_psychologist(), a_social_worker())
    await moves_in(house, family=[child, mother], children=[child_of(child, mother)], workers=workers)
    staff = {w.units[0]: await logs_in(house, w.person, w.units[0]) for w in workers}
    family = {
        Capacity.GUARDIAN: await logs_in(house, mother),
        Capacity.SELF: await logs_in(house, child),
    }
    return Town(child, workers, staff, family)


def room_at(house: House, town: Town, place: Place) -> Room:
    """The room as one process has it."""
    return Room(house, place.room, town.child, town.staff)


async def a_place(house: House, town: Town) -> Place:
    """A new room, where the school has written two texts for BUP and socialtjänsten."""
    room = await a_room(house, town.child, town.workers)
    room = Room(house, room.id, town.child, town.staff)
    school = town.staff["SKOLA.EH"]
    texts = {c: (await room.wrote(school, categories=[c], to=UNITS)).id for c in CATEGORIES}
    return Place(room.id, texts)


async def places(house: House, town: Town, many: int) -> list[Place]:
    """That many new rooms."""
    return await _few_at_once(a_place(house, town) for _ in range(many))


async def with_a_consent(house: House, town: Town, place: Place) -> Place:
    """The same place with a new consent, that the girl and her mother have said yes to."""
    room = room_at(house, town, place)
    consent = await room.asks(to_units=frozenset(UNITS), categories=frozenset(CATEGORIES))
    for capacity, caller in town.family.items():
        await room.grants(caller, consent, capacity)
    return Place(place.room, place.texts, consent)


async def with_consents(house: House, town: Town, asked: Iterable[Place]) -> list[Place]:
    """The same places, each with a new consent."""
    return await _few_at_once(with_a_consent(house, town, place) for place in asked)


async def _few_at_once(making: Iterable[Awaitable[Place]]) -> list[Place]:
    turns = asyncio.Semaphore(AT_ONCE)

    async def in_turn(one: Awaitable[Place]) -> Place:
        async with turns:
            return await one

    return list(await asyncio.gather(*(in_turn(one) for one in making)))
