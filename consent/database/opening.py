"""From a URL to an open engine, and from tables to that engine."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from piccolo.table import Table

from consent.database.postgres import Postgres
from consent.database.refusal import DatabaseRefused
from consent.database.sqlite import Sqlite

Database = Sqlite | Postgres


def engine_for(url: str) -> Database:
    """The engine for `sqlite:///path` or `postgresql://...`; raises DatabaseRefused for anything else.

    `sqlite:///town.sqlite` is a path from the working folder, `sqlite:////var/town.sqlite` an absolute one.
    """
    if url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite:///")
        if not path or path == ":memory:":
            raise DatabaseRefused("SQLite needs a file: what is only in memory is not durable.")
        return Sqlite(path)
    if url.startswith(("postgresql://", "postgres://")):
        return Postgres(url)
    raise DatabaseRefused("DATABASE_URL must begin with sqlite:/// or postgresql://")


def bind(tables: Iterable[type[Table]], engine: Database) -> None:
    """Put the tables on this engine, whatever they were on before."""
    for table in tables:
        table._meta.db = engine


async def open_database(engine: Database) -> None:
    """Open it, or raise DatabaseRefused with advice when it is not durable or held by another process."""
    await engine.open()


async def close_database(engine: Database) -> None:
    """Close it. Closing twice is harmless."""
    await engine.close()


@asynccontextmanager
async def snapshot(engine: Database) -> AsyncIterator[None]:
    """Within this, every read of this task sees one state of the database, and nothing can be written."""
    async with engine.snapshot():
        yield
