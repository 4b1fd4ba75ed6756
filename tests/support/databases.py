"""Fresh, empty databases on a PostgreSQL server, one per test, dropped afterwards."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import asyncpg


@dataclass(frozen=True)
class PostgresServer:
    """A server where databases may be made; ``url`` leads to a database to stand in meanwhile."""

    url: str

    def create(self, *, template: str = "template1") -> str:
        """Make a database and give its URL. A template must have no open connections."""
        name = f"samrum_test_{secrets.token_hex(6)}"
        self.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url_of(name)

    def drop(self, url: str) -> None:
        """Remove a database, also when a test left connections to it open."""
        self.execute(f'DROP DATABASE IF EXISTS "{name_in(url)}" WITH (FORCE)')

    def url_of(self, name: str) -> str:
        return urlunsplit(urlsplit(self.url)._replace(path=f"/{name}"))

    def execute(self, statement: str) -> None:
        """Run one statement. In a thread of its own: the test's event loop is not ours to touch."""
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, _execute(self.url, statement)).result()


def name_in(url: str) -> str:
    """The name of the database that a URL leads to."""
    return urlsplit(url).path.removeprefix("/")


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
