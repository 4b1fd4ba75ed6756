"""Where the tour walks: a folder and a database that are made for it and gone afterwards."""

import asyncio
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from hub.demo import postgres
from hub.demo.keys import demo_environment
from hub.settings import Settings

ADDRESS = "https://samrum.test"
SERVERS = ("TEST_DATABASE_URL", "DATABASE_URL")


@contextmanager
def place_for(database: str) -> Iterator[Settings]:
    """Settings for an empty place on `sqlite` or `postgresql`."""
    with TemporaryDirectory(prefix="samrum-tour-") as folder:
        env = demo_environment(Path(folder), public_url=ADDRESS)
        if database == "sqlite":
            yield Settings.from_environment(env)
            return
        with _database() as url:
            yield Settings.from_environment({**env, "DATABASE_URL": url})


@contextmanager
def _database() -> Iterator[str]:
    """An empty PostgreSQL database, on the server that the environment names or on one started for it."""
    with _server() as server:
        name = f"samrum_tour_{secrets.token_hex(6)}"
        asyncio.run(_run(server, f'CREATE DATABASE "{name}"'))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            asyncio.run(_run(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))


@contextmanager
def _server() -> Iterator[str]:
    """The address of a server; raises PostgresMissing with advice where there is none."""
    named = next((url for name in SERVERS if (url := os.environ.get(name, "")).startswith("postgres")), None)
    if named is not None:
        yield named
        return
    running = postgres.start()
    try:
        yield running.url
    finally:
        running.stop()


async def _run(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
