"""R4: kill -9 at every await and every statement of an append, at any time, and of PostgreSQL while it writes.

After each kill the hub is started again and nothing is mended by hand. Then all that was ever answered must
stand, no act without its effect, no checkpoint of a tree that is not this one, and new appends must work.
"""

from __future__ import annotations

import random

from tests.faults.kills_acts import ACTS
from tests.faults.kills_faults import PLANTED, SLOW, Fault
from tests.faults.kills_plan import Listed, hunted, places, planned
from tests.faults.kills_run import Killing
from tests.faults.kills_worlds import Worlds
from tests.prove.harness import Harness, Outcome, Progress

KINDS = ("sqlite", "postgresql")
FULL, SHORT = 1_400, 20
ENOUGH = 20
"""Failures after which there is no point in going on."""

KILLS_PER_LIFE = 100
"""How many kills may be planned for each that is to happen: now and then a life ends before its kill."""


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    """Plan the kills from the seed and carry them out; the moment of a kill by the clock is not repeatable."""
    chance = random.Random(seed)
    if fault is not None:
        return _hunt(PLANTED[fault], Worlds(fault), count, chance)
    with Worlds() as worlds:
        killing = Killing(worlds, chance)
        listed = killing.listed(ACTS, KINDS)
        tried = 0
        for kill in planned(listed, KILLS_PER_LIFE * count, chance, killing.steps):
            if tried >= count or len(worlds.failures) >= ENOUGH:
                break
            tried += killing.tried(kill)
            progress(tried)
        worlds.last_looks()
        synced = killing.synced(2 if count < FULL else 40, KINDS)
        counted = {**_walked(killing, listed), **worlds.tally, **synced}
        return Outcome(tried, tuple(worlds.failures), counted)


def _hunt(fault: Fault, lived: Worlds, count: int, chance: random.Random) -> Outcome:
    """Kill at awaits of the acts in which a fault can show, until it does, and count the fsyncs otherwise."""
    with lived as worlds:
        killing = Killing(worlds, chance)
        tried = 0
        listed = killing.listed(fault.acts, fault.kinds)
        for kill in hunted(listed, fault.how, fault.where, count, chance):
            if worlds.failures:
                break
            tried += killing.tried(kill)
        worlds.last_looks()
        synced = {} if worlds.failures else killing.synced(1, fault.kinds)
        return Outcome(tried, tuple(worlds.failures), {**worlds.tally, **synced})


def _walked(killing: Killing, listed: Listed) -> dict[str, int | float | str]:
    """How many of the steps that were seen had a kill of their own."""
    counted: dict[str, int | float | str] = {}
    for what in ("await", "statement"):
        known = {(kind, place) for kind in KINDS for place in places(listed, kind, what)}
        counted[f"{what}s killed at"] = f"{len(known & killing.steps)} of {len(known)}"
    return counted


HARNESS = Harness(
    id="R4",
    what="kill -9 at every step and of the database: nothing answered is lost",
    unit="kills",
    full=FULL,
    short=SHORT,
    faults=tuple(PLANTED),
    run=run,
    slow=SLOW,
)
