"""What does not exist for somebody can't be told from what is hidden, protected, deleted or another's.

Through the real server: the same status, headers and body, and no telling difference in time.
"""

import asyncio
import random
import sqlite3
from contextlib import closing

import asyncpg

from tests.hub.absent_pairs import Compared, compare, telling
from tests.hub.absent_server import FAULTS, SLOW
from tests.hub.absent_town import CASES, Case, Hub, a_hub, serving
from tests.prove.harness import Harness, Outcome, Progress
from tests.prove.side_by_side import side_by_side

SHORT, PLANTED, FULL = 500, 200, 5_000
KINDS = ("postgresql", "sqlite")
MAIN = 3
"""So many classes are tried the whole short count; the others, and all on SQLite, a tenth of it."""

REFUSED = "SELECT count(*) FROM ledger_entry WHERE kind IN ('ItemRefused', 'RoomRefused')"


def shares(kind: str, count: int) -> dict[Case, int]:
    """How many pairs of each class: all, in a full count."""
    if count > SHORT:
        return dict.fromkeys(CASES, count)
    tenth = max(1, count // 10)
    return {case: count if kind == KINDS[0] and n < MAIN else tenth for n, case in enumerate(CASES)}


def refused(hub: Hub) -> int:
    """How many refusals stand in the ledger."""
    url = hub.settings.database_url
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            return int(file.execute(REFUSED).fetchone()[0])
    return asyncio.run(_refused(url))


async def _refused(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval(REFUSED))
    finally:
        await connection.close()


def try_on(
    hub: Hub, asked: dict[Case, int], *, seed: int, progress: Progress, fault: str | None, where: str
) -> Compared:
    """The pairs on one hub, with what was written down counted too."""
    with serving(hub, fault):
        before = refused(hub)
        found = compare(hub, asked, random.Random(seed), progress)
        written = refused(hub) - before
    if written != found.asked:
        found.failures.append(f"{where}: {found.asked} were refused, {written} refusals were written down")
    found.failures += telling(found, where)
    return found


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    """On PostgreSQL and on SQLite side by side, since the pace leaves the machine idle for most of the time;
    with a fault planted on SQLite only, and there of every class as many."""
    kinds = KINDS[fault is not None :]
    given = [(kind, count, seed, fault) for kind in kinds]
    failures: list[str] = []
    counted: dict[str, int | float | str] = {"pairs": 0}
    for kind, found in zip(
        kinds, side_by_side(_part, given, lambda n: progress(n // len(kinds))), strict=True
    ):
        failures += found.failures
        pairs = {name: len(times.there) for name, times in found.times.items()}
        counted["pairs"] = int(counted["pairs"]) + sum(pairs.values())
        areas = {name: found.times[name].area() for name, many in pairs.items() if many == count}
        counted |= {f"AUC {name}, {kind}": round(area, 3) for name, area in areas.items()}
    return Outcome(count, tuple(failures), counted)


def _part(kind: str, count: int, seed: int, fault: str | None, progress: Progress) -> Compared:
    asked = shares(kind, count) if fault is None else dict.fromkeys(CASES[:MAIN], count)
    with a_hub(kind) as hub:
        return try_on(hub, asked, seed=seed, progress=progress, fault=fault, where=kind)


HARNESS = Harness(
    id="R14",
    what="what is hidden, protected, deleted or another's against what is nowhere",
    unit="pairs a class",
    full=FULL,
    short=SHORT,
    planted=PLANTED,
    slow=SLOW,
    faults=tuple(FAULTS),
    run=run,
)
