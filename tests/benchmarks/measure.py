"""What a measurement is, and how two sides are measured so that they can be compared.

Both sides do the same work, in turns, so that whatever else the machine does meets both alike.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

REPETITIONS = 7
"""At least 5; odd, so that the median is one of them."""


@dataclass(frozen=True)
class Row:
    """One line of the table: a value, what it is compared with, and whether the goal is met."""

    id: str
    what: str
    value: str
    comparison: str
    goal: str
    met: bool
    samples: dict[str, list[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Measurement:
    """One goal: its identifier, and what gives its rows. ``say`` is told how far it has come."""

    id: str
    what: str
    run: Callable[[Callable[[str], None]], list[Row]]


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def interleaved(
    sides: dict[str, Callable[[], float]], repetitions: int = REPETITIONS
) -> dict[str, list[float]]:
    """Every side in turn, ``repetitions`` times; each side measures itself and gives its figure.

    The order turns around each time, so that no side always comes first.
    """
    found: dict[str, list[float]] = {name: [] for name in sides}
    names = list(sides)
    for _ in range(repetitions):
        for name in names:
            found[name].append(sides[name]())
        names.reverse()
    return found


def median(values: list[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def ratio(found: dict[str, list[float]], side: str, other: str) -> float:
    """The median of the ratios of each repetition: drift of the machine meets both sides of a pair."""
    return statistics.median(a / b for a, b in zip(found[side], found[other], strict=True))
