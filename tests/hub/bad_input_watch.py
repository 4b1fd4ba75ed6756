"""Watching the database from outside the application: what each request added to the ledger, and which tables
it wrote in. Triggers in the copy of the town tell of every row that is added, changed or taken away.
"""

import json
import sqlite3
from typing import Any, Protocol

import asyncpg

from hub.tables import TABLES
from tests.hub.running import Running

QUIET = {"pseudonym", "session", "login_attempt", "contact", "outbox"}
"""Tables that are written in without anything being done: names for a record, who is logged in, how often a code was
typed, and what the sender marks on its own, whoever asks for what meanwhile."""

WATCHED = sorted({table._meta.tablename for table in TABLES} - QUIET)
SECRET = "touched_by_a_request"

Entry = dict[str, Any]


class Watch(Protocol):
    """Both kinds of database answer alike."""

    async def news(self) -> tuple[list[Entry], set[str]]:
        """The entries, and the tables written in, since it was last asked."""

    async def known_as(self, room: str, who: str) -> str | None:
        """The id by which a person goes in a room's chain."""

    async def part_of(self, item: str) -> str | None:
        """The part of somebody's own story that an item is a copy of, whose words are then its own."""

    async def close(self) -> None:
        """Let go of the database."""


class SqliteWatch:
    """A second connection to the file."""

    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute(f"CREATE TABLE {SECRET} (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)")
        for name in WATCHED:
            for what in ("INSERT", "UPDATE", "DELETE"):
                self._db.execute(
                    f"CREATE TRIGGER {SECRET}_{name}_{what} AFTER {what} ON {name} "
                    f"BEGIN INSERT INTO {SECRET} (name) VALUES ('{name}'); END"
                )
        self._size = self._last("ledger_entry", "position", -1)
        self._touched = 0

    def _last(self, table: str, column: str, nothing: int) -> int:
        found = self._db.execute(f"SELECT max({column}) FROM {table}").fetchone()[0]
        return nothing if found is None else int(found)

    async def news(self) -> tuple[list[Entry], set[str]]:
        rows = self._db.execute(
            "SELECT position, leaf FROM ledger_entry WHERE position > ?", (self._size,)
        ).fetchall()
        named = self._db.execute(f"SELECT id, name FROM {SECRET} WHERE id > ?", (self._touched,)).fetchall()
        self._size = max([self._size, *(at for at, _ in rows)])
        self._touched = max([self._touched, *(at for at, _ in named)])
        return [json.loads(leaf) for _, leaf in rows], {name for _, name in named}

    async def known_as(self, room: str, who: str) -> str | None:
        found = self._db.execute("SELECT id FROM pseudonym WHERE pair = ?", (f"{room} {who}",)).fetchone()
        return found[0] if found else None

    async def part_of(self, item: str) -> str | None:
        found = self._db.execute("SELECT part FROM item WHERE id = ?", (item,)).fetchone()
        return found[0] if found else None

    async def close(self) -> None:
        self._db.close()


class PostgresWatch:
    """A connection of its own."""

    def __init__(self, db: asyncpg.Connection, size: int) -> None:
        self._db, self._size, self._touched = db, size, 0

    @classmethod
    async def of(cls, url: str) -> "PostgresWatch":
        db = await asyncpg.connect(url)
        await db.execute(f"CREATE TABLE {SECRET} (id bigserial PRIMARY KEY, name text)")
        await db.execute(
            f"CREATE FUNCTION {SECRET}_note() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN INSERT INTO {SECRET} (name) VALUES (TG_TABLE_NAME); RETURN NULL; END $$"
        )
        for name in WATCHED:
            await db.execute(
                f"CREATE TRIGGER {SECRET}_{name} AFTER INSERT OR UPDATE OR DELETE ON {name} "
                f"FOR EACH ROW EXECUTE FUNCTION {SECRET}_note()"
            )
        size = await db.fetchval("SELECT coalesce(max(position), -1) FROM ledger_entry")
        return cls(db, size)

    async def news(self) -> tuple[list[Entry], set[str]]:
        rows = await self._db.fetch(
            "SELECT position AS at, leaf AS said FROM ledger_entry WHERE position > $1 "
            f"UNION ALL SELECT -id, name FROM {SECRET} WHERE id > $2 AND id > 0",
            self._size,
            self._touched,
        )
        entries = [row for row in rows if row["at"] >= 0]
        named = [row for row in rows if row["at"] < 0]
        self._size = max([self._size, *(row["at"] for row in entries)])
        self._touched = max([self._touched, *(-row["at"] for row in named)])
        return [json.loads(row["said"]) for row in entries], {row["said"] for row in named}

    async def known_as(self, room: str, who: str) -> str | None:
        found: str | None = await self._db.fetchval(
            "SELECT id FROM pseudonym WHERE pair = $1", f"{room} {who}"
        )
        return found

    async def part_of(self, item: str) -> str | None:
        found: str | None = await self._db.fetchval("SELECT part FROM item WHERE id = $1", item)
        return found

    async def close(self) -> None:
        await self._db.close()


async def watching(hub: Running) -> Watch:
    """A watch over the database of a running hub."""
    url = hub.house.settings.database_url
    if url.startswith("sqlite"):
        return SqliteWatch(url.removeprefix("sqlite:///"))
    return await PostgresWatch.of(url)
