"""The made-up town with what the sweep needs in it, made once in each process and copied for each test."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.hub.bad_input_sent import Desk
from tests.hub.loading import DATABASES, copy, running_on
from tests.hub.running import Kept, running
from tests.hub.sweep_walk import days, prepare
from tests.support.copies import Copies
from tests.support.databases import PostgresServer, name_in

Prepared = tuple[Kept, dict[str, str]]
"""The town, and the ids of what is in it."""


def _prepared(kept: Kept) -> Prepared:
    async def ids() -> dict[str, str]:
        async with running(kept) as hub:
            return await prepare(hub, hub.browser("participant"))

    with asyncio.Runner() as runner:
        return kept, runner.run(ids())


@pytest.fixture(scope="session")
def prepared_town(loaded_town: Kept, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """On SQLite; nobody writes in it any more."""
    return _prepared(copy(loaded_town, tmp_path_factory.mktemp("prepared") / "data"))


@pytest.fixture(scope="session")
def prepared_on_postgres(
    town_on_postgres: tuple[Kept, dict[str, Copies]],
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,
) -> Iterator[tuple[Prepared, dict[str, Copies]]]:
    """The same on PostgreSQL, and copies of its databases to write in."""
    loaded, _copies = town_on_postgres
    urls = {name: postgres_server.create(template=name_in(loaded.environment[name])) for name in DATABASES}
    kept = copy(loaded, tmp_path_factory.mktemp("prepared") / "data")
    copies = {name: Copies(postgres_server, url) for name, url in urls.items()}
    yield _prepared(Kept(kept.folder, urls, kept.cookies)), copies
    for name, url in urls.items():
        copies[name].close()
        postgres_server.drop(url)


@pytest.fixture
async def sqlite_table(prepared_town: Prepared, tmp_path: Path) -> AsyncIterator[Desk]:
    """A hub of one's own, to write in, on SQLite."""
    kept, ids = prepared_town
    async with running(copy(kept, tmp_path / "data")) as hub:
        yield Desk(hub, ids | await days(hub))


@pytest.fixture
async def postgres_table(
    prepared_on_postgres: tuple[Prepared, dict[str, Copies]], tmp_path: Path
) -> AsyncIterator[Desk]:
    """The same on PostgreSQL."""
    (kept, ids), copies = prepared_on_postgres
    async with running_on(kept, copies, tmp_path / "data") as hub:
        yield Desk(hub, ids | await days(hub))


@pytest.fixture(params=["sqlite", "postgresql"])
def table(request: pytest.FixtureRequest) -> Desk:
    """A hub of one's own, to write in, on each kind of database."""
    found: Desk = request.getfixturevalue("sqlite_table" if request.param == "sqlite" else "postgres_table")
    return found
