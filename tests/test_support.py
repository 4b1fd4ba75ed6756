"""The tests' own tools: databases of both kinds are fresh, durable and apart; the outside is closed."""

from __future__ import annotations

import socket
import sqlite3

import asyncpg
import pytest

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
