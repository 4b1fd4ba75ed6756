"""Fresh, empty databases on a PostgreSQL server, one per test, emptied or dropped afterwards."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import asyncpg

T = TypeVar("T")

KEPT = 4
"""So many emptied databases wait for the next test: making one takes five times as long as emptying one."""

ALL_BUT_US = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""

MORE_THAN_TABLES = """
    SELECT EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
                   WHERE d.datname = current_database())
        OR EXISTS (SELECT FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
                   AND nspname NOT IN ('public', 'information_schema'))
        OR EXISTS (SELECT FROM pg_extension WHERE extname <> 'plpgsql')
        OR EXISTS (SELECT FROM pg_event_trigger)
        OR EXISTS (SELECT FROM pg_largeobject_metadata)"""
"""What a test may leave behind that goes with no schema."""


@dataclass(frozen=True)
class PostgresServer:
    """A server where databases may be made; ``url`` leads to a database to stand in meanwhile."""

    url: str
    emptied: list[str] = field(default_factory=list, init=False, compare=False)

    def create(self, *, template: str | None = None) -> str:
        """Make a database and give its URL. A template must have no open connections."""
        if template is None and self.emptied:
            return self.rename(self.url_of(self.emptied.pop()))
        name = _new_name()
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template1"}"')
        return self.url_of(name)

    def rename(self, url: str) -> str:
        """Give a database another name, so that nobody who remembers the old one can come to it; its new URL."""
        name = _new_name()
        self.execute(
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name_in(url)}'; "
            f'ALTER DATABASE "{name_in(url)}" RENAME TO "{name}"'
        )
        return self.url_of(name)

    def drop(self, url: str) -> None:
        """Take a database back, also when a test left connections to it open."""
        name = name_in(url)
        if len(self.emptied) < KEPT and run_apart(brought_back(url, _empty)):
            self.emptied.append(name)
        else:
            self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def close(self) -> None:
        """Leave nothing behind on a server that goes on running."""
        while self.emptied:
            self.execute(f'DROP DATABASE "{self.emptied.pop()}"')

    def url_of(self, name: str) -> str:
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def execute(self, statement: str) -> None:
        """Run one statement."""
        run_apart(_execute(self.url, statement))


def name_in(url: str) -> str:
    """The name of the database that a URL leads to."""
    return urlsplit(url).path.removeprefix("/")


def _new_name() -> str:
    return f"samrum_test_{secrets.token_hex(6)}"


def run_apart(work: Coroutine[object, object, T]) -> T:
    """In a thread of its own: the test's event loop is not ours to touch."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def brought_back(url: str, work: Callable[[asyncpg.Connection], Awaitable[bool]]) -> bool:
    """Whether `work` brought a database back to what it was; False where that can't be had or can't be known."""
    try:
        connection = await asyncpg.connect(url, timeout=5)
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return False
    try:
        await connection.execute("SET lock_timeout = '2s'")
        await connection.execute(ALL_BUT_US)
        return not await connection.fetchval(MORE_THAN_TABLES) and await work(connection)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False
    finally:
        await connection.close()


async def _empty(connection: asyncpg.Connection) -> bool:
    await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return True
