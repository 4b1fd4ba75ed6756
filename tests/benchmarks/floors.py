"""What can't be gone below on this machine: commits of the same PostgreSQL, one after another, each on disk."""

import asyncio
import time

import asyncpg

from hub.settings import Settings
from tests.benchmarks.measure import median

SECONDS = 1.0
REPETITIONS = 5


def commits_a_second(settings: Settings) -> list[float]:
    """Commits of one changed row a second over one connection, measured several times."""
    return asyncio.run(_commits(settings.database_url))


async def _commits(url: str) -> list[float]:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("CREATE TABLE bench_commit AS SELECT 1 AS id, 0 AS number")
        change = await connection.prepare("UPDATE bench_commit SET number = number + 1 WHERE id = 1")
        found = []
        for _ in range(REPETITIONS):
            done, ends = 0, time.perf_counter() + SECONDS
            while time.perf_counter() < ends:
                await change.fetch()
                done += 1
            found.append(done / SECONDS)
        await connection.execute("DROP TABLE bench_commit")
        return found
    finally:
        await connection.close()


def floors_said(found: dict[str, list[float]]) -> str:
    """The floors beside a rate, in words."""
    plain, commits = median(found["ungated rate"]), median(found["commits a second, one after another"])
    return (
        f"{plain:.0f}/s without the gate; {commits:.0f} bare commits/s; load takes {_share(found)} of a core"
    )


def _share(found: dict[str, list[float]]) -> str:
    return f"{median(found['load of a core']):.0%}"
