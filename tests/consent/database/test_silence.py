"""A PostgreSQL that goes silent, without a reset: nobody waits without end, and nothing stays locked."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from consent.database import FAILURES, close_database, engine_for, open_database, postgres
from consent.database.postgres import Postgres
from tests.faults.outages_proxy import Proxy, proxied

LONGEST = 2.0


@pytest.fixture
async def silent(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Postgres, Proxy, Postgres]]:
    """An engine that waits half a second, the way that it takes, and another that takes no such way."""
    monkeypatch.setattr(postgres, "PATIENCE", 0.5)
    monkeypatch.setitem(postgres.OF_A_SESSION, "idle_in_transaction_session_timeout", "1s")
    async with proxied(postgres_url) as (proxy, through):
        engines = [engine_for(through), engine_for(postgres_url)]
        for engine in engines:
            await open_database(engine)
        first, other = engines
        assert isinstance(first, Postgres)
        assert isinstance(other, Postgres)
        await other.fetch("CREATE TABLE told (id int PRIMARY KEY, word text)")
        await other.fetch("INSERT INTO told VALUES (1, 'before')")
        proxy.mute = True
        yield first, proxy, other
        for engine in engines:
            await close_database(engine)


async def test_an_answer_that_never_comes_is_a_no(silent: tuple[Postgres, Proxy, Postgres]) -> None:
    engine, proxy, _ = silent
    proxy.cut()
    began = time.monotonic()
    with pytest.raises(FAILURES):
        await engine.fetch("SELECT 1")
    assert time.monotonic() - began < LONGEST
    proxy.mend()
    assert [dict(row) for row in await engine.fetch("SELECT 1 AS one")] == [{"one": 1}]


@pytest.mark.parametrize("cancelled", [False, True])
async def test_a_transaction_that_goes_silent_is_left_at_once(
    silent: tuple[Postgres, Proxy, Postgres], cancelled: bool
) -> None:
    engine, proxy, _ = silent

    async def interrupted() -> None:
        async with engine.transaction():
            await engine.fetch("UPDATE told SET word = 'never' WHERE id = 1")
            proxy.cut()
            async with asyncio.timeout(0.1 if cancelled else None):
                await engine.fetch("SELECT 1")

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        await interrupted()
    assert time.monotonic() - began < LONGEST
    assert not engine.transaction_exists()
    proxy.mend()
    (row,) = await engine.fetch("SELECT word FROM told")
    assert row["word"] == "before"


async def test_the_server_lets_go_of_what_a_silent_hub_had_locked(
    silent: tuple[Postgres, Proxy, Postgres],
) -> None:
    engine, proxy, other = silent

    async def gone_with_the_lock() -> None:
        async with engine.transaction():
            await engine.fetch("SELECT * FROM told FOR UPDATE")
            proxy.cut()
            await engine.fetch("SELECT 1")

    with pytest.raises(TimeoutError):
        await gone_with_the_lock()
    began = time.monotonic()
    while time.monotonic() - began < LONGEST:
        try:
            await other.fetch("UPDATE told SET word = 'after'")
            break
        except TimeoutError:
            continue
    (row,) = await other.fetch("SELECT word FROM told")
    assert row["word"] == "after"


async def test_who_waits_for_a_connection_does_not_wait_without_end(
    silent: tuple[Postgres, Proxy, Postgres],
) -> None:
    engine, proxy, _ = silent
    proxy.cut()
    began = time.monotonic()
    answers = await asyncio.gather(*(engine.fetch("SELECT 1") for _ in range(30)), return_exceptions=True)
    assert all(isinstance(answer, FAILURES) for answer in answers)
    assert time.monotonic() - began < LONGEST


async def test_it_can_be_closed_in_silence(silent: tuple[Postgres, Proxy, Postgres]) -> None:
    engine, proxy, _ = silent
    proxy.cut()
    began = time.monotonic()
    await close_database(engine)
    assert time.monotonic() - began < LONGEST
