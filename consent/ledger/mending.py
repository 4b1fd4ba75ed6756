"""The head, put back where its row is gone: a working copy, computed again from the entries themselves.

Only where nothing is missing: every entry in its place, every chain, every tile and every checkpoint that was
handed out agreeing with what is computed. Otherwise entries are gone, and nothing may be signed over that.
"""

from collections.abc import AsyncIterator
from typing import Any

from consent.database import Database, DatabaseRefused
from consent.errors import Malformed
from consent.ledger import sql
from consent.ledger.entry import decode, unstamp
from consent.ledger.merkle import Frontier, grown, leaf_hash
from consent.ledger.storage import NO_ROOM

PAGE = 1000
THERE = "SELECT 1 FROM ledger_head WHERE id = 1"
ENTRIES = "SELECT position, hash, leaf FROM ledger_entry WHERE position >= $1 ORDER BY position LIMIT $2"
CHAINS = "SELECT room, length, hash FROM ledger_chain"
TILES = "SELECT key, hash FROM ledger_tile"
CHECKPOINTS = "SELECT size, root FROM ledger_checkpoint"
VERSIONS = "SELECT 1 FROM ledger_version LIMIT 1"
PUT_HEAD = "INSERT INTO ledger_head (id, size, frontier, at) VALUES (1, $1, $2, $3)"
PUT_CHAIN = "INSERT INTO ledger_chain (room, length, hash) VALUES ($1, $2, $3)"


async def head_is_there(engine: Database) -> bool:
    """Whether the head has its row, without which nothing can be read or appended."""
    return bool(await engine.fetch(THERE))


async def mend_head(engine: Database) -> int | None:
    """Put the head back if it is gone; answers how many entries it stands on, None where it was there.

    Raises DatabaseRefused when the entries are not all there any more.
    """
    if await head_is_there(engine):
        return None
    size = None
    async with engine.transaction():
        if engine.engine_type == "postgres":
            await engine.fetch("LOCK TABLE ledger_head IN SHARE ROW EXCLUSIVE MODE")
        if not await head_is_there(engine):
            size = await _Mending(engine).done()
    return size


class _Mending:
    """One walk over the entries, under the lock that keeps others from doing the same."""

    def __init__(self, engine: Database) -> None:
        self._engine = engine
        self._dialect = sql.SQLITE if engine.engine_type == "sqlite" else sql.POSTGRES
        self._frontier, self._at = Frontier(), ""
        self._chains: dict[str, tuple[int, str]] = {}
        self._tiles: dict[int, str] = {}

    async def done(self) -> int:
        """Walk, compare, and put down what was missing."""
        kept = {row["size"]: row["root"] for row in await self._ask(CHECKPOINTS)}
        self._compare_root(kept)
        async for row in self._entries():
            self._take(row)
            self._compare_root(kept)
        if kept:
            raise _lost(f"a checkpoint over {max(kept)} entries was handed out and {self._size} are there")
        await self._compare_rest()
        frontier = ",".join(node.hex() for node in self._frontier.nodes)
        await self._ask(PUT_HEAD, self._size, frontier, self._at)
        return self._size

    @property
    def _size(self) -> int:
        return self._frontier.size

    async def _ask(self, statement: str, *args: object) -> Any:
        return await self._engine.fetch(statement.replace("$", self._dialect.mark), *args)

    async def _entries(self) -> AsyncIterator[Any]:
        while rows := await self._ask(ENTRIES, self._size, PAGE):
            for row in rows:
                yield row

    def _take(self, row: Any) -> None:
        leaf = row["leaf"].encode()
        digest = leaf_hash(leaf)
        if (row["position"], row["hash"]) != (self._size, digest.hex()):
            raise _lost(f"entry {self._size} is missing or changed")
        try:
            fields = decode(leaf)
            unstamp(fields.at)
        except Malformed as error:
            raise _lost(f"entry {self._size} is no entry") from error
        room = fields.room or NO_ROOM
        length, previous = self._chains.get(room, (0, None))
        if (fields.room_index, fields.room_prev) != (length, previous):
            raise _lost(f"entry {self._size} does not follow the one before it in its room")
        self._chains[room] = (length + 1, digest.hex())
        self._at = fields.at
        self._frontier, tiles = grown(self._frontier, [digest])
        self._tiles.update({t.level * sql.TILE_KEY + t.position: t.hash.hex() for t in tiles})

    def _compare_root(self, kept: dict[int, str]) -> None:
        root = kept.pop(self._size, None)
        if root is not None and root != self._frontier.root().hex():
            raise _lost(f"the checkpoint that was handed out over {self._size} entries is of another tree")

    async def _compare_rest(self) -> None:
        ends = {row["room"]: (row["length"], row["hash"]) for row in await self._ask(CHAINS)}
        if any(self._chains.get(room) != end for room, end in ends.items()):
            raise _lost("a room's chain goes further than its entries")
        if self._tiles != {row["key"]: row["hash"] for row in await self._ask(TILES)}:
            raise _lost("the tiles of its tree do not agree with its entries")
        if self._size and not await self._ask(VERSIONS):
            raise _lost("the versions that decisions stand on are gone as well")
        for room in self._chains.keys() - ends.keys():
            await self._ask(PUT_CHAIN, room, *self._chains[room])


def _lost(what: str) -> DatabaseRefused:
    return DatabaseRefused(
        f"The ledger's head is gone and can't be computed again, since {what}. "
        "Restore the database from its newest backup; until then nothing is served."
    )
