"""What does not exist for somebody can't be told from what is hidden, protected, deleted or another's.

Through the real server: the same status, headers and body, and no telling difference in time.
"""

import asyncio
import random
import sqlite3
from contextlib import closing

import asyncpg

from tests.hub.absent_pairs import Compared, compare, telling
from tests.hub.absent_server import FAULTS
from tests.hub.absent_town import CASES, Case, Hub, a_hub, serving
from tests.prove.harness import Harness, Outcome, Progress

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
    """On PostgreSQL and on SQLite; with a fault planted on SQLite only, and there of every class as many."""
    failures: list[str] = []
    counted: dict[str, int | float | str] = {"pairs": 0}
    for kind in KINDS[fault is not None :]:
        with a_hub(kind) as hub:
            asked = shares(kind, count) if fault is None else dict.fromkeys(CASES[:MAIN], count)
            found = try_on(hub, asked, seed=seed, progress=progress, fault=fault, where=kind)
        failures += found.failures
        counted["pairs"] = int(counted["pairs"]) + sum(asked.values())
        for name, times in found.times.items():
            if asked[next(c for c in asked if c.name == name)] == count:
                counted[f"AUC {name}, {kind}"] = round(times.area(), 3)
    return Outcome(count, tuple(failures), counted)


HARNESS = Harness(
    id="R14",
    what="what is hidden, protected, deleted or another's against what is nowhere",
    unit="pairs a class",
    full=FULL,
    short=SHORT,
    planted=PLANTED,
    faults=tuple(FAULTS),
    run=run,
)
