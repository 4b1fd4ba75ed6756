"""What is raced, drawn from the seed: who withdraws what, who reads meanwhile, and when each begins.

A consent is raced three times: a category is taken out of it, then a unit, and then it is ended.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from consent.words import Capacity

NODES = 3
UNITS = ("BUP", "SOC.UTR")
CATEGORIES = ("franvaro", "maende")
STEPS = ("category", "unit", "whole")

PACE = 0.011
"""Seconds from one withdrawal of a batch to the next, on average: about what three processes keep up with."""

APART = 0.012
"""Seconds that a reading typically begins before or after the middle (standard deviation)."""

LATER = 0.008
"""Seconds after its withdrawal that a reading begins on average: a withdrawal takes longer to be written."""


@dataclass(frozen=True, kw_only=True)
class Race:
    """One withdrawal in one process, and a reading in each of the two others.

    `units` and `categories` are what is taken out, none for the whole. `readers` are node, unit and offset in
    seconds of each reading; every one of them may read until the withdrawal, and none after.
    """

    number: int
    place: int
    step: str
    capacity: Capacity
    units: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    category: str
    withdrawer: tuple[int, float]
    readers: tuple[tuple[int, str, float], ...]


@dataclass(frozen=True)
class Course:
    """The three races of one consent at one place: which category and which unit go first."""

    category: str
    unit: str

    @property
    def left_category(self) -> str:
        return next(c for c in CATEGORIES if c != self.category)

    @property
    def left_unit(self) -> str:
        return next(u for u in UNITS if u != self.unit)


def draw_courses(places: int, chance: random.Random) -> list[Course]:
    """How each place's next consent comes to its end."""
    return [Course(chance.choice(CATEGORIES), chance.choice(UNITS)) for _ in range(places)]


def draw_batch(courses: Sequence[Course], step: str, first: int, chance: random.Random) -> list[Race]:
    """One race at every place, all at once."""
    span = PACE * len(courses)
    return [
        _race(first + place, place, course, step, chance.uniform(0, span), chance)
        for place, course in enumerate(courses)
    ]


def _race(number: int, place: int, course: Course, step: str, at: float, chance: random.Random) -> Race:
    withdrawer, *others = chance.sample(range(NODES), NODES)
    units = UNITS if step == "category" else (course.unit,) * 2 if step == "unit" else (course.left_unit,) * 2
    return Race(
        number=number,
        place=place,
        step=step,
        capacity=chance.choice((Capacity.GUARDIAN, Capacity.SELF)),
        units=frozenset({course.unit}) if step == "unit" else frozenset(),
        categories=frozenset({course.category}) if step == "category" else frozenset(),
        category=course.category if step == "category" else course.left_category,
        withdrawer=(withdrawer, at),
        readers=tuple(
            (node, unit, max(0.0, chance.gauss(at + LATER, APART)))
            for node, unit in zip(others, units, strict=True)
        ),
    )
