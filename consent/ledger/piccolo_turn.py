"""One transaction on the ledger's tables, under the head lock."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from consent.database import Database
from consent.ledger import sql
from consent.ledger.entry import stamp
from consent.ledger.storage import ChainEnd, Found, Head, Written

MOVED = "samrum_moved"
"""The channel on which PostgreSQL tells every process which scope has moved, once that is committed."""

# One statement writes a whole batch: arrays of columns on PostgreSQL, arrays of rows in JSON on SQLite.
_POSTGRES_WRITE = (
    "e AS (INSERT INTO ledger_entry (position, room, kind, hash, leaf) "
    "SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) {only}), "
    "t AS (INSERT INTO ledger_tile (key, hash) SELECT * FROM unnest($6::bigint[], $7::text[]) {only}), "
    "c AS (INSERT INTO ledger_chain (room, length, hash) "
    "SELECT * FROM unnest($8::text[], $9::bigint[], $10::text[]) {only} "
    "ON CONFLICT (room) DO UPDATE SET length = excluded.length, hash = excluded.hash), "
    "v AS (INSERT INTO ledger_version (scope, version) "
    "SELECT * FROM unnest($11::text[], $12::bigint[]) {only} "
    "ON CONFLICT (scope) DO UPDATE SET version = excluded.version RETURNING scope), "
    "n AS (SELECT pg_notify('samrum_moved', scope) FROM v) "
)
_TOLD = " AND (SELECT count(*) FROM n) >= 0"
"""True; what nobody asks of, PostgreSQL does not carry out."""
_POSTGRES_HEAD = "UPDATE ledger_head SET size = $13, frontier = $14, at = $15 WHERE id = 1"
_IF_SEEN = " AND size = $16 AND xmin::text = $17 RETURNING id"
POSTGRES_WRITE = "".join(("WITH ", _POSTGRES_WRITE.format(only="WHERE true"), _POSTGRES_HEAD, _TOLD))
POSTGRES_SWIFT_WRITE = "".join(
    (
        *("WITH h AS (", _POSTGRES_HEAD, _IF_SEEN, "), "),
        *(
            _POSTGRES_WRITE.format(only="WHERE EXISTS (SELECT 1 FROM h)"),
            "SELECT id FROM h WHERE true",
            _TOLD,
        ),
    )
)
"""The head moves only if it is the very row that was seen, and everything else is written only if it moved."""
_ROWS = "FROM json_each(?1) WHERE true"
SQLITE_WRITES = (
    "INSERT INTO ledger_entry (position, room, kind, hash, leaf) SELECT value->>0, value->>1, value->>2, "
    f"value->>3, value->>4 {_ROWS}",
    f"INSERT INTO ledger_tile (key, hash) SELECT value->>0, value->>1 {_ROWS}",
    f"INSERT INTO ledger_chain (room, length, hash) SELECT value->>0, value->>1, value->>2 {_ROWS} "
    "ON CONFLICT (room) DO UPDATE SET length = excluded.length, hash = excluded.hash",
    f"INSERT INTO ledger_version (scope, version) SELECT value->>0, value->>1 {_ROWS} "
    "ON CONFLICT (scope) DO UPDATE SET version = excluded.version",
)
SQLITE_HEAD = "UPDATE ledger_head SET size = ?1, frontier = ?2, at = ?3 WHERE id = 1"


class PiccoloTurn:
    """What can be done while the head is locked. The engine's current transaction is this turn's."""

    def __init__(self, engine: Database, head: Head) -> None:
        self._engine = engine
        self._sqlite = engine.engine_type == "sqlite"
        self.head = head

    async def find(self, scopes: Collection[str], chains: Collection[str]) -> Found:
        """The database's time, versions and chain ends, in one statement after the lock was had."""
        dialect, given = (sql.SQLITE, json.dumps) if self._sqlite else (sql.POSTGRES, list)
        return found_in(
            await self._engine.fetch(dialect.say(sql.FOUND), given([*scopes]), given([*chains])), scopes
        )

    async def write(self, written: Written) -> None:
        """Put the batch down."""
        tables, head = rows_of(written)
        if self._sqlite:
            await self._write_sqlite(tables, head)
        else:
            await self._engine.fetch(POSTGRES_WRITE, *columns_of(tables), *head)

    async def _write_sqlite(self, tables: Sequence[Sequence[Any]], head: Sequence[object]) -> None:
        for statement, rows in zip(SQLITE_WRITES, tables, strict=True):
            if rows:
                await self._engine.fetch(statement, json.dumps(rows))
        await self._engine.fetch(SQLITE_HEAD, *head)

    async def hash_at(self, index: int) -> bytes | None:
        """The leaf hash at `index`."""
        dialect = sql.SQLITE if self._sqlite else sql.POSTGRES
        for row in await self._engine.fetch(dialect.say(sql.HASH_AT), index):
            return bytes.fromhex(row["hash"])
        return None

    async def assert_alive(self) -> None:
        """Raise if the transaction was broken or ended by somebody else's hand."""
        await self._engine.assert_alive()

    async def outrun(self) -> None:
        """Move the head to a new row that says the same: a swift write under way then finds it is overtaken."""
        await self._engine.fetch(sql.OUTRUN)


def found_in(rows: Iterable[Any], scopes: Collection[str]) -> Found:
    """The time, versions and chain ends in the rows of `sql.FOUND`."""
    versions, ends = dict.fromkeys(scopes, 0), {}
    now = None
    for row in rows:
        if row["what"] == 0:
            now = row["now"]
        elif row["what"] == 1:
            versions[row["name"]] = row["number"]
        else:
            ends[row["name"]] = ChainEnd(row["number"], bytes.fromhex(row["hash"]))
    return Found(now, versions, ends)


def rows_of(written: Written) -> tuple[Sequence[Sequence[Any]], Sequence[object]]:
    """What goes into each table, and into the head."""
    tables = (
        [(e.index, e.room, e.kind, e.hash.hex(), e.leaf.decode()) for e in written.entries],
        [(tile.level * sql.TILE_KEY + tile.position, tile.hash.hex()) for tile in written.tiles],
        [(room, end.length, (end.hash or b"").hex()) for room, end in written.chains.items()],
        list(written.versions.items()),
    )
    at = stamp(written.head.at) if written.head.at else ""
    frontier = ",".join(node.hex() for node in written.head.frontier.nodes)
    return tables, (written.head.size, frontier, at)


def columns_of(tables: Sequence[Sequence[Any]]) -> list[object]:
    """The tables' rows as columns, which PostgreSQL takes as arrays."""
    columns: list[object] = []
    for rows, width in zip(tables, (5, 2, 3, 2), strict=True):
        columns.extend([row[column] for row in rows] for column in range(width))
    return columns
