"""The ledger in SQLite or PostgreSQL, through the engine that Piccolo's tables stand on.

The statements are sent as they are: an append is the hot path, and goes in two round trips on PostgreSQL, in
five where others append too or work goes along, whatever the number of entries.
"""

import json
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Any

from consent.database import Database
from consent.database.sqlite import Sqlite
from consent.errors import Forged, LedgerClosed, Malformed
from consent.ledger import sql
from consent.ledger.entry import unstamp
from consent.ledger.piccolo_turn import PiccoloTurn
from consent.ledger.storage import Head, Reading, Turn
from consent.ledger.swift_turn import SwiftTurn, head_of


class PiccoloStorage:
    """A storage in the database of this engine, which is open and migrated."""

    def __init__(self, engine: Database) -> None:
        self._engine = engine
        self._sqlite = engine.engine_type == "sqlite"
        self._dialect = sql.SQLITE if self._sqlite else sql.POSTGRES

    async def _ask(self, statement: str, *args: object) -> Sequence[Any]:
        return await self._engine.fetch(self._dialect.say(statement), *args)

    def _list(self, texts: Collection[str]) -> object:
        return json.dumps(list(texts)) if self._sqlite else list(texts)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[PiccoloTurn]:
        """Lock the head in a transaction."""
        async with self._engine.transaction():
            rows = await self._ask(sql.HEAD + self._dialect.lock)
            yield PiccoloTurn(self._engine, _head(rows))

    @asynccontextmanager
    async def swift_turn(self) -> AsyncIterator[Turn]:
        """On PostgreSQL without the lock; SQLite has one writer, and no way to go."""
        if isinstance(self._engine, Sqlite):
            async with self.turn() as turn:
                yield turn
            return
        async with self._engine.lent() as connection:
            yield SwiftTurn(connection)

    def in_transaction(self) -> bool:
        """Whether this task is inside a transaction, which the append may be waiting for."""
        return self._engine.transaction_exists()

    async def reading(self, scopes: Collection[str]) -> Reading:
        """Clock, size and versions in one statement."""
        rows = await self._ask(sql.MOMENT, self._list(scopes))
        versions = dict.fromkeys(scopes, 0)
        versions.update({row["scope"]: row["version"] for row in rows if row["scope"] is not None})
        first = rows[0]
        last = unstamp(first["at"]) if first["at"] else None
        return Reading(first["now"], last, first["size"], versions)

    async def head(self) -> Head:
        """The committed head; raises LedgerClosed where it is gone or spoilt."""
        return _head(await self._ask(sql.HEAD))

    async def leaves(self, first: int, last: int) -> Sequence[bytes]:
        """Leaves of a range."""
        return [row["leaf"].encode() for row in await self._ask(sql.LEAVES, first, last)]

    async def find(
        self, *, room: str | None, kinds: Collection[str], after: int, before: int | None, limit: int
    ) -> Sequence[tuple[int, bytes]]:
        """Index and leaf, newest first."""
        statement = self._dialect.find(room=room, kinds=bool(kinds), before=before is not None)
        given = (room or None, self._list(kinds) if kinds else None, before)
        rows = await self._engine.fetch(statement, after, limit, *(one for one in given if one is not None))
        return [(row["position"], row["leaf"].encode()) for row in rows]

    async def hashes(self, level: int, first: int, last: int) -> Sequence[bytes]:
        """Tile hashes of a level."""
        shift = level * sql.TILE_KEY
        rows = await self._ask(sql.TILES if level else sql.HASHES, shift + first, shift + last)
        return [bytes.fromhex(row["hash"]) for row in rows]

    async def keep_checkpoint(self, size: int, root: bytes, note: str) -> str:
        """Keep what is handed out. The head is locked meanwhile, so that two processes keep one note."""
        async with self.turn():
            rows = await self._ask(sql.KEPT, size)
            if not rows:
                await self._ask(sql.KEEP, size, root.hex(), note)
                return note
        if rows[0]["root"] != root.hex():
            raise Forged(f"two trees of size {size}")
        kept: str = rows[0]["note"]
        return kept

    async def checkpoints(self, first: int, last: int) -> Sequence[tuple[int, str]]:
        """Kept checkpoints, in order of size."""
        return [(row["size"], row["note"]) for row in await self._ask(sql.KEPT_RANGE, first, last)]


def _head(rows: Sequence[Any]) -> Head:
    try:
        (row,) = rows
        return head_of(row["size"], row["frontier"], row["at"])
    except (ValueError, TypeError, Malformed) as error:
        raise LedgerClosed("the head of the ledger is gone or spoilt") from error
