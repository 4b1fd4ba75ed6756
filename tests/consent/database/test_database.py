"""Engines that are durable or refuse to be used, snapshots, and migrations of any engine of the process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextvars import Context
from urllib.parse import quote

import pytest
from piccolo.columns import BigInt, Text
from piccolo.table import Table

from consent.database import (
    Database,
    DatabaseRefused,
    bind,
    close_database,
    engine_for,
    migrate,
    open_database,
    pending,
    snapshot,
)

APP = "consent.ledger.piccolo_app"


class Thing(Table, tablename="thing"):
    id = BigInt(primary_key=True)
    word = Text()


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[Database]:
    engine = engine_for(database_url)
    await open_database(engine)
    bind([Thing], engine)
    await Thing.create_table()
    yield engine
    await close_database(engine)


@pytest.mark.parametrize(
    "url", ["", "mysql://x", "sqlite://", "sqlite:///", "sqlite:///:memory:", "town.sqlite"]
)
def test_what_is_no_database_is_refused(url: str):
    with pytest.raises(DatabaseRefused):
        engine_for(url)


async def test_a_second_holder_of_a_sqlite_file_is_refused(sqlite_url: str):
    first, second = engine_for(sqlite_url), engine_for(sqlite_url)
    await open_database(first)
    with pytest.raises(DatabaseRefused, match="one process"):
        await open_database(second)
    await close_database(first)
    await open_database(second)
    await close_database(second)
    await close_database(second)


@pytest.mark.parametrize("setting", ["synchronous_commit=off", "synchronous_commit=local"])
async def test_a_postgresql_that_is_not_durable_is_refused(postgres_url: str, setting: str):
    engine = engine_for(f"{postgres_url}?options={quote(f'-c {setting}')}")
    with pytest.raises(DatabaseRefused, match="synchronous_commit"):
        await open_database(engine)


async def test_an_engine_that_is_not_open_says_so(database_url: str):
    engine = engine_for(database_url)
    with pytest.raises(DatabaseRefused, match="not open"):
        await engine.fetch("SELECT 1")
    with pytest.raises(DatabaseRefused, match="not open"):
        async with engine.transaction():
            pass


async def test_a_transaction_is_all_or_nothing(engine: Database):

    async def half() -> None:
        async with engine.transaction():
            await Thing.insert(Thing(id=1, word="a"))
            assert await Thing.count() == 1
            raise KeyError

    with pytest.raises(KeyError):
        await half()
    assert await Thing.count() == 0
    async with engine.transaction():
        await Thing.insert(Thing(id=1, word="a"))
    assert await Thing.count() == 1


async def test_others_do_not_see_a_transaction_before_it_is_committed(engine: Database):
    seen: list[int] = []

    async def look() -> None:
        seen.append(await Thing.count())

    async with engine.transaction():
        await Thing.insert(Thing(id=1, word="a"))
        token = engine.current_transaction.set(None)
        await look()
        engine.current_transaction.reset(token)
    await look()
    assert seen == [0, 1]


async def test_a_snapshot_sees_one_state_and_can_not_write(engine: Database):
    await Thing.insert(Thing(id=1, word="a"))
    began, written = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        await began.wait()
        await Thing.insert(Thing(id=2, word="b"))
        written.set()

    writing = asyncio.create_task(write())
    async with snapshot(engine):
        assert await Thing.count() == 1
        began.set()
        await written.wait()
        assert await Thing.count() == 1
    await writing
    assert await Thing.count() == 2
    with pytest.raises(Exception, match=r"read.?only"):
        async with snapshot(engine):
            await Thing.insert(Thing(id=3, word="c"))
    await Thing.insert(Thing(id=3, word="c"))


async def test_many_at_once(engine: Database):
    async def one(number: int) -> None:
        async with engine.transaction():
            await Thing.insert(Thing(id=number, word="a"))
        assert await Thing.exists().where(Thing.id == number)

    await asyncio.gather(*(one(number) for number in range(100)))
    assert await Thing.count() == 100


async def test_cancelled_in_the_middle_leaves_no_lock_behind(engine: Database):
    async def hang(number: int) -> None:
        async with engine.transaction():
            await Thing.insert(Thing(id=number, word="a"))
            await asyncio.sleep(60)

    for steps in range(8):
        task = asyncio.create_task(hang(steps))
        for _ in range(steps):
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await asyncio.wait_for(Thing.insert(Thing(id=99, word="b")), 5)
    assert await Thing.count() == 1


async def test_migrations_run_once_on_each_of_two_databases(
    database_url: str, make_database: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("PICCOLO_CONF", raising=False)
    engines = [engine_for(database_url), engine_for(make_database(database_url.partition(":")[0]))]
    ran = await asyncio.gather(*(migrate(engine, [APP]) for engine in engines))
    assert ran[0] == ran[1]
    assert len(ran[0]) >= 2
    for engine in engines:
        assert await migrate(engine, [APP]) == []
        assert [row["size"] for row in await engine.fetch("SELECT size FROM ledger_head")] == [0]
        await close_database(engine)


async def test_two_processes_migrate_one_postgresql(postgres_url: str):
    engines = [engine_for(postgres_url) for _ in range(3)]
    ran = await asyncio.gather(*(migrate(engine, [APP]) for engine in engines))
    assert sorted(map(bool, ran)) == [False, False, True]
    for engine in engines:
        await close_database(engine)


async def test_who_waited_for_another_process_sees_what_it_migrated(postgres_url: str):
    """Both looked and found nothing; the one that waits for the lock then looks again in its transaction."""
    waiting, first = engine_for(postgres_url), engine_for(postgres_url)
    await waiting.open()
    async with waiting.transaction():
        assert await pending(waiting, [APP])
        assert await asyncio.create_task(migrate(first, [APP]), context=Context())
        assert await pending(waiting, [APP]) == []
    await asyncio.gather(*map(close_database, (waiting, first)))
