"""R7: bad input over every route, as every kind of person, on both kinds of database.

After each request: no answer of 500, none that is not declared, no text without its opening in the ledger by the
one who asked, nothing without a session, nothing half done, and a no in plain words.
"""

import math
from random import Random
from typing import Any

from tests.hub.bad_input_faults import FAULTS, SLOW, planted
from tests.hub.bad_input_running import A_ROUND, Plan, Trying, quiet, try_round
from tests.hub.bad_input_town import Towns
from tests.hub.bad_input_values import draw_values
from tests.prove.harness import Harness, Outcome, Progress, silent
from tests.prove.side_by_side import left_alone, side_by_side

PARTS = (("sqlite", 0.42), ("sqlite", 0.42), ("postgresql", 0.16))
"""Each part runs in a process of its own: its database, and its share of all requests."""

VALUES, NEW_VALUES = 2_000, 50
"""How many values hypothesis draws, and after how many rounds it draws others."""

CASES, FEW_CASES = 40, 3
"""How many cases schemathesis draws for each operation, in a long run and in a short one."""

ENOUGH = 50
"""Failures after which a part stops where no fault is planted."""


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    """In parts, each in a process of its own; with a fault planted, one part on SQLite in this one."""
    if fault is not None:
        return outcome_of([try_part("sqlite", count, seed, fault=fault)])
    given = [
        (database, math.ceil(share * count), f"{seed} {place}")
        for place, (database, share) in enumerate(PARTS)
    ]
    return outcome_of(side_by_side(_part, given, progress))


def outcome_of(parts: list[Trying]) -> Outcome:
    """The parts together; too few requests that got anywhere are a failure too, since then nothing was tried."""
    whole = sum(parts, Trying(ENOUGH))
    failures = whole.failures + ([] if whole.failures else whole.bounced())
    return Outcome(whole.tried, tuple(failures), dict(sorted(whole.counted.items())))


def try_part(
    database: str,
    count: int,
    seed: int | str,
    *,
    fault: str | None = None,
    towns: Towns | None = None,
    progress: Progress = silent,
) -> Trying:
    """So many requests on one kind of database, from a seed of its own."""
    draw, trying, held = (
        Random(f"{seed} {database}"),
        Trying(1 if fault else ENOUGH),
        towns or Towns(database),
    )
    each = CASES if count > A_ROUND * NEW_VALUES else FEW_CASES
    values: list[Any] = []
    try:
        for number in range(-(-count // A_ROUND)):
            if number % NEW_VALUES == 0:
                values = draw_values(draw.getrandbits(32), VALUES)
            with quiet(trying):
                town = held.town()
                plan = Plan(town, values, town.cases(draw, each))
                with planted(fault) as wrap:
                    town.run(try_round(trying, plan, draw, min(A_ROUND, count - trying.tried), wrap))
            progress(trying.tried)
            if trying.stopped or left_alone():
                break
    finally:
        if towns is None:
            held.close()
    return trying


def _part(database: str, count: int, seed: str, progress: Progress) -> Trying:
    return try_part(database, count, seed, progress=progress)


HARNESS = Harness(
    id="R7",
    what="bad input over every route, as every kind of person",
    unit="requests",
    full=1_000_000,
    short=20_000,
    faults=FAULTS,
    run=run,
    planted=4_000,
    slow=SLOW,
)
