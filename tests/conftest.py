"""What every test may ask for: fresh databases of both kinds, and no way out to other hosts.

A database that can't be had is a failure with advice, never a skip.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from hub.demo import postgres
from tests.support.databases import PostgresServer
from tests.support.sockets import close_the_outside

close_the_outside()

MakeDatabase = Callable[[str], str]
LONG = (
    "test_prove_absent",
    "test_prove_bad_input",
    "test_pages_look",
    "test_prove_races",
    "test_prove_kills",
    "test_prove_mutants",
    "test_prove_outages",
    "test_prove_tampering",
    "test_sweep",
)
"""How the files begin whose tests take minutes, the longest first."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each process begins with some of the files that take long: at the end one alone would still have them.

    xdist hands out the tests in as many equal runs as there are processes.
    """
    many = getattr(config, "workerinput", {}).get("workercount", 1)
    long: list[list[pytest.Item]] = [[] for _ in range(many)]
    rest = []
    for item in items:
        place = next((n for n, name in enumerate(LONG) if item.path.stem.startswith(name)), None)
        (rest if place is None else long[place % many]).append(item)
    share = -(-len(items) // many)
    items.clear()
    for one in long:
        items += one
        items += [rest.pop(0) for _ in range(min(len(rest), share - len(one)))]
    items += rest


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking through it for garbage again and again is a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server per test process: TEST_DATABASE_URL, the system's, or the one from pip."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        server = PostgresServer(given)
        yield server
        server.close()
        return
    running = postgres.start()
    yield PostgresServer(running.url)
    running.stop()


@pytest.fixture
def make_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeDatabase]:
    """Makes as many empty databases of a kind ("sqlite" or "postgresql") as a test needs."""
    made: list[str] = []
    numbers = count(1)

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / f'samrum-{next(numbers)}.sqlite'}"
        made.append(request.getfixturevalue("postgres_server").create())
        return made[-1]

    yield make
    for url in made:
        request.getfixturevalue("postgres_server").drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, make_database: MakeDatabase) -> str:
    """An empty database; the test runs once on each kind."""
    return make_database(request.param)


@pytest.fixture
def keys_url(database_url: str, make_database: MakeDatabase) -> str:
    """A second empty database of the same kind as ``database_url``, for the key store."""
    return make_database(database_url.partition(":")[0])


@pytest.fixture
def sqlite_url(make_database: MakeDatabase) -> str:
    return make_database("sqlite")


@pytest.fixture
def postgres_url(make_database: MakeDatabase) -> str:
    return make_database("postgresql")
