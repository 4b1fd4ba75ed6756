"""The tests' own tools: databases of both kinds are fresh, durable and apart; the outside is closed."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import AsyncIterator

import asyncpg
import pytest

from tests.support.copies import Copies
from tests.support.databases import KEPT, PostgresServer, name_in
from tests.support.sockets import OutsideHost, is_inside


def test_a_database_is_empty_and_apart_from_the_key_store(database_url: str, keys_url: str) -> None:
    assert database_url != keys_url
    assert database_url.partition(":")[0] == keys_url.partition(":")[0]


def test_sqlite_can_be_opened(sqlite_url: str) -> None:
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    tables = connection.execute("select count(*) from sqlite_master").fetchone()
    connection.close()
    assert tables == (0,)


async def test_postgresql_is_durable_and_empty(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    try:
        assert await connection.fetchval("show fsync") == "on"
        assert await connection.fetchval("show synchronous_commit") == "on"
        assert await connection.fetchval("select count(*) from pg_tables where schemaname = 'public'") == 0
    finally:
        await connection.close()


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1", "0.0.0.0"])
def test_another_host_is_refused(host: str) -> None:
    with pytest.raises(OutsideHost):
        socket.create_connection((host, 80), timeout=1)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", None, "127.9.9.9"])
def test_this_machine_is_inside(host: str | None) -> None:
    assert is_inside(host)


async def test_a_database_that_comes_back_is_empty_again_and_has_another_name(
    postgres_server: PostgresServer,
) -> None:
    left = postgres_server.create()
    holding = await asyncpg.connect(left)
    try:
        await holding.execute("CREATE TABLE left_behind (id int); CREATE TYPE mood AS ENUM ('sad')")
        await holding.execute("BEGIN; LOCK TABLE left_behind")
        postgres_server.drop(left)
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
            await holding.execute("SELECT 1")
    finally:
        holding.terminate()
    for again in [postgres_server.create() for _ in range(KEPT + 1)]:
        found = await asyncpg.connect(again)
        assert await found.fetchval(IN_IT) == 0
        await found.close()
        postgres_server.drop(again)
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await asyncpg.connect(left)


IN_IT = (
    "SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
    " + (SELECT count(*) FROM pg_type WHERE typnamespace = 'public'::regnamespace)"
)


@pytest.mark.parametrize(
    "more", ["CREATE SCHEMA other", "ALTER DATABASE {} SET work_mem = '9MB'", "SELECT lo_create(0)"]
)
async def test_a_database_with_more_than_tables_does_not_come_back(
    postgres_server: PostgresServer, more: str
) -> None:
    left = postgres_server.create()
    found = await asyncpg.connect(left)
    await found.execute(more.format(f'"{name_in(left)}"'))
    await found.close()
    postgres_server.drop(left)
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await asyncpg.connect(left)


MAKE = """
    CREATE TABLE told (id serial PRIMARY KEY, word text);
    CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'never'; END $$;
    CREATE TRIGGER kept BEFORE DELETE OR UPDATE OR TRUNCATE ON told EXECUTE FUNCTION never();
    CREATE TABLE counted (n int);
    INSERT INTO told (word) VALUES ('one'), ('two'); INSERT INTO counted VALUES (1), (2)"""
SEEN = """
    SELECT (SELECT string_agg(id || word, ',' ORDER BY id) FROM told),
        (SELECT string_agg(n::text, ',' ORDER BY n) FROM counted), nextval('told_id_seq')"""


@pytest.fixture
async def copies(postgres_server: PostgresServer) -> AsyncIterator[Copies]:
    """Copies of a small database with a table that nothing may be taken from."""
    template = postgres_server.create()
    await run(template, MAKE)
    made = Copies(postgres_server, template)
    yield made
    made.close()
    postgres_server.drop(template)


async def run(url: str, statements: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(statements)
    await connection.close()


async def seen(url: str) -> tuple[object, ...]:
    connection = await asyncpg.connect(url)
    found = await connection.fetchrow(SEEN)
    await connection.close()
    return tuple(found)


async def changed_and_lent_again(copies: Copies, change: str) -> bool:
    """Whether it came back itself; it is as it was either way, under another name."""
    first = copies.lend()
    await run(first, change)
    copies.take_back(first)
    itself = len(copies.waiting) == 1
    again = copies.lend()
    assert again != first
    assert await seen(again) == ("1one,2two", "1,2", 3)
    copies.take_back(again)
    return itself


@pytest.mark.parametrize(
    "change",
    [
        "SELECT 1",
        "INSERT INTO told (word) VALUES ('three'); DELETE FROM counted WHERE n = 1",
        "UPDATE counted SET n = 3 WHERE n = 2",
        "SELECT setval('told_id_seq', 99)",
    ],
)
async def test_a_copy_comes_back_as_it_was_under_another_name(copies: Copies, change: str) -> None:
    assert await changed_and_lent_again(copies, change), "it is the same one"


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE counted; CREATE TABLE counted (n int)",
        "ALTER TABLE told ADD more text",
        "ALTER TABLE told DISABLE TRIGGER kept",
        "CREATE INDEX found ON counted (n)",
        "CREATE OR REPLACE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
        "REVOKE ALL ON counted FROM PUBLIC, CURRENT_USER",
        "CREATE SCHEMA other",
    ],
)
async def test_a_copy_whose_tables_are_others_is_made_anew(copies: Copies, change: str) -> None:
    assert not await changed_and_lent_again(copies, change)
