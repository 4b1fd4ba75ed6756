"""Where a ledger lies when it is tampered with: an export on its own, or the tables of a database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import Protocol

from consent.database import Database, close_database, engine_for, migrate, open_database
from consent.ledger import Ledger, MemoryStorage, Signer, Storage
from consent.ledger.merkle import leaf_hash
from consent.ledger.piccolo_storage import PiccoloStorage
from tests.consent.ledger.exports import exported
from tests.faults.tampering_copy import Copy, events, signer

TABLES = ("ledger_entry", "ledger_checkpoint")


class Medium(Protocol):
    """Takes a tampered copy, and gives the export that a verifier is handed."""

    copy: Copy
    readable: int | None

    async def export(self, tampered: Copy) -> list[bytes]:
        """The lines; afterwards everything is as it was."""


class Exported:
    """The file itself is tampered with."""

    readable = None

    def __init__(self, copy: Copy) -> None:
        self.copy = copy

    async def export(self, tampered: Copy) -> list[bytes]:
        """The lines of the tampered file."""
        return tampered.lines()


class Tables:
    """The rows are tampered with in SQL by whoever runs the database; the product makes the export of them."""

    def __init__(self, engine: Database, copy: Copy) -> None:
        self.copy, self._engine = copy, engine
        self.readable = len(copy.leaves)
        self._sqlite = engine.engine_type == "sqlite"

    async def export(self, tampered: Copy) -> list[bytes]:
        """What `samrum ledger export` writes down of the tampered tables."""
        await self._write(tampered)
        try:
            return await exported(Ledger(PiccoloStorage(self._engine), tampered.signer))
        finally:
            await self._write(replace(self.copy, stale=False))

    async def _write(self, copy: Copy) -> None:
        async with self._engine.transaction():
            for table in TABLES:
                await self._engine.fetch(f"DELETE FROM {table}")
            rows = [
                (n, copy.room(n), copy.fields(n)["kind"], hash_of(copy, n), leaf.decode())
                for n, leaf in enumerate(copy.leaves)
            ]
            await self._put("ledger_entry (position, room, kind, hash, leaf)", rows)
            notes = [(size, self._root(copy, size), note) for size, note in copy.notes.items()]
            await self._put("ledger_checkpoint (size, root, note)", notes)
            if not copy.stale:
                tree = copy.tree(len(copy.leaves))
                nodes = ",".join(node.hex() for node in tree.nodes)
                await self._put_head(tree.size, nodes)

    def _root(self, copy: Copy, size: int) -> str:
        """What the server compares its own head with before it hands out what it kept."""
        whole = self.copy if copy.stale else copy
        return whole.tree(size).root().hex()

    async def _put_head(self, size: int, frontier: str) -> None:
        marks = ("?1", "?2") if self._sqlite else ("$1", "$2")
        await self._engine.fetch(
            f"UPDATE ledger_head SET size = {marks[0]}, frontier = {marks[1]} WHERE id = 1", size, frontier
        )

    async def _put(self, where: str, rows: list[tuple[object, ...]]) -> None:
        mark = "?" if self._sqlite else "$"
        width = len(rows[0])
        values = ", ".join(
            "(" + ", ".join(f"{mark}{row * width + column + 1}" for column in range(width)) + ")"
            for row in range(len(rows))
        )
        await self._engine.fetch(
            f"INSERT INTO {where} VALUES {values}", *(value for row in rows for value in row)
        )


def hash_of(copy: Copy, index: int) -> str:
    """The leaf hash that a careful hand stores beside the leaf."""
    return leaf_hash(copy.leaves[index]).hex()


async def _filled(storage: Storage, key: Signer, chance: Random) -> Copy:
    """A ledger by its own code, with checkpoints handed out on the way and at the end."""
    ledger = Ledger(storage, key)
    await ledger.start()
    over: set[str] = set()
    for _ in range(chance.randrange(3, 6)):
        for event in events(chance, chance.randrange(4, 12), over):
            await ledger.append([event])
        await ledger.checkpoint()
    size = (await ledger.head()).size
    leaves, notes = await ledger.leaves(0, size), dict(await ledger.checkpoints())
    await ledger.stop()
    return Copy(key, tuple(leaves), notes)


@asynccontextmanager
async def medium(url: str | None, chance: Random) -> AsyncIterator[Medium]:
    """A fresh ledger, in a database or (None) in memory, from which an export was made."""
    key = signer()
    if url is None:
        yield Exported(await _filled(MemoryStorage(), key, chance))
        return
    engine = engine_for(url)
    await open_database(engine)
    try:
        await migrate(engine, ["consent.ledger.piccolo_app"])
        copy = await _filled(PiccoloStorage(engine), key, chance)
        await _unlocked(engine)
        yield Tables(engine, copy)
    finally:
        await close_database(engine)


async def _unlocked(engine: Database) -> None:
    """Whoever owns the tables takes away the triggers that refuse a change."""
    for table in TABLES:
        if engine.engine_type == "sqlite":
            for verb in ("update", "delete", "replace"):
                await engine.fetch(f"DROP TRIGGER {table}_no_{verb}")
        else:
            await engine.fetch(f"DROP TRIGGER {table}_added_only ON {table}")
