"""What a harness is: something that is tried many times, and must also be seen to fail.

A harness that can't fail proves nothing, so each names the faults that can be planted in it.
The same ``run`` serves the full counts (``make prove``) and the short ones (``make test``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

Progress = Callable[[int], None]
"""Told, now and then, how many have been tried so far."""


def silent(tried: int) -> None:
    """The progress of a test: none."""


@dataclass(frozen=True)
class Outcome:
    """What came of one run: how many were tried, what failed (each in one line), what else was counted."""

    tried: int
    failures: tuple[str, ...] = ()
    counted: dict[str, int | float | str] = field(default_factory=dict)


class Run(Protocol):
    """Tries ``count`` times from ``seed``; with a fault planted, there must be failures.

    A fault is planted for the run only and taken out again, whatever happens.
    """

    def __call__(self, *, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome: ...


@dataclass(frozen=True)
class Harness:
    """One promise. ``full`` and ``short`` are counts of ``unit``; ``faults`` names what can be planted."""

    id: str
    what: str
    unit: str
    full: int
    short: int
    faults: tuple[str, ...]
    run: Run
    planted: int | None = None
    """How many to try when a fault is planted; None for ``short``."""

    slow: tuple[str, ...] = ()
    """The faults that take long to find: ``make prove`` plants them, ``make test`` does not."""

    def tried_when_planted(self) -> int:
        return self.short if self.planted is None else self.planted

    def planted_in_tests(self) -> tuple[str, ...]:
        """The faults that ``make test`` plants too: what can't be seen to fail there proves nothing there."""
        return tuple(fault for fault in self.faults if fault not in self.slow)
