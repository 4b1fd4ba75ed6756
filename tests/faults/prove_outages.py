"""R9: the database goes away, comes back, is reset in the middle; the disk is full; the clock is wrong.

The whole application, asked over HTTP by people who are logged in: it closes, says so, and opens by itself.
"""

import asyncio
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from hub.demo import postgres
from tests.faults.outages_faults import ENDLESS, FAULTS, LOST, OWN_CLOCK, planted
from tests.faults.outages_kinds import on_postgres, on_sqlite
from tests.faults.outages_visits import Visits
from tests.hub.loading import load
from tests.prove.harness import Harness, Outcome, Progress
from tests.support.databases import PostgresServer

ON_DISK = 4
"""One outage in so many is a full disk under SQLite."""
DISK = 48 << 20


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    """A quarter of them on SQLite, the rest on PostgreSQL behind a way that can be cut."""
    chance, found = Random(seed), list[Visits]()
    with tempfile.TemporaryDirectory(prefix="samrum-outages-") as folder:
        with planted(fault), small_disk(Path(folder) / "disk") as disk:
            if disk is not None:
                asyncio.run(
                    on_sqlite(disk, load(Path(folder) / "town"), count // ON_DISK, chance, found, fault)
                )
        done = count // ON_DISK if disk is not None else 0
        progress(done)
        if fault is not None and any(visits.failures for visits in found):
            return Outcome(done, tuple(line for visits in found for line in visits.failures))
        running_server = postgres.start()
        try:
            asyncio.run(
                on_postgres(
                    PostgresServer(running_server.url), Path(folder), count - done, chance, found, fault
                )
            )
        finally:
            running_server.stop()
    failures = [line for visits in found for line in visits.failures]
    counted: dict[str, int | float | str] = {"full disk": "tmpfs" if disk else "could not be mounted here"}
    for visits in found:
        for name, many in visits.counted.items():
            counted[name] = int(counted.get(name, 0)) + many
    counted["slowest recovery, ms"] = round(max(visits.slowest for visits in found) * 1000)
    counted["slowest answer meanwhile, ms"] = round(max(visits.longest for visits in found) * 1000)
    if fault is None and not counted.get("answered 503"):
        failures.append("nothing was ever closed: no outage was one")
    tried = sum(visits.counted["outages"] for visits in found)
    counted.pop("outages", None)
    return Outcome(tried, tuple(failures), counted)


@contextmanager
def small_disk(where: Path) -> Iterator[Path | None]:
    """A file system of its own that is soon full; None where it may not be mounted."""
    where.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "samrum", str(where)], capture_output=True, check=False
    )
    if mounted.returncode:
        yield None
        return
    try:
        yield where
    finally:
        subprocess.run(["umount", "-l", str(where)], check=False, capture_output=True)


HARNESS = Harness(
    id="R9",
    what="the database away, silent, reset in COMMIT, the disk full, the clock wrong",
    unit="outages",
    full=500,
    short=20,
    faults=FAULTS,
    run=run,
    planted=40,
    slow=(LOST, OWN_CLOCK, ENDLESS),
)
