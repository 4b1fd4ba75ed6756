"""The memory twin of the storage: the same promises but the last, that it is there tomorrow."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar

from consent.errors import Forged
from consent.ledger.entry import Entry
from consent.ledger.merkle import Tile
from consent.ledger.storage import NO_ROOM, ChainEnd, Found, Head, Reading, Written

_holding: ContextVar[bool] = ContextVar("holding_the_head", default=False)


class MemoryTurn:
    """What has been written in this turn is added to the storage when the turn is left normally."""

    def __init__(self, storage: "MemoryStorage") -> None:
        self.storage = storage
        self.head = storage.now_head
        self.written: list[Written] = []

    async def find(self, scopes: Collection[str], chains: Collection[str]) -> Found:
        """The versions and chain ends before this turn."""
        own = self.storage
        return Found(
            now=None,
            versions={scope: own.versions.get(scope, 0) for scope in scopes},
            chains={room: own.chains[room] for room in chains if room in own.chains},
        )

    async def write(self, written: Written) -> None:
        """Put it down."""
        self.written.append(written)

    async def hash_at(self, index: int) -> bytes | None:
        """The leaf hash at `index`."""
        entries = self.storage.entries
        return entries[index].hash if index < len(entries) else None

    async def assert_alive(self) -> None:
        """It always is."""

    async def outrun(self) -> None:
        """Nothing is ever written without the lock."""


class MemoryStorage:
    """Entries, tiles, versions and checkpoints in dicts."""

    def __init__(self) -> None:
        self.now_head = Head()
        self.entries: list[Entry] = []
        self.tiles: dict[tuple[int, int], Tile] = {}
        self.chains: dict[str, ChainEnd] = {}
        self.versions: dict[str, int] = {}
        self.notes: dict[int, tuple[bytes, str]] = {}
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[MemoryTurn]:
        """Lock the head."""
        async with self._lock:
            token = _holding.set(True)
            try:
                turn = MemoryTurn(self)
                yield turn
            finally:
                _holding.reset(token)
            for written in turn.written:
                self._add(written)

    def swift_turn(self) -> AbstractAsyncContextManager[MemoryTurn]:
        """A turn: the lock costs nothing here."""
        return self.turn()

    def _add(self, written: Written) -> None:
        self.entries.extend(written.entries)
        self.tiles.update({(tile.level, tile.position): tile for tile in written.tiles})
        self.chains.update(written.chains)
        self.versions.update(written.versions)
        self.now_head = written.head

    def in_transaction(self) -> bool:
        """Whether this task holds the head."""
        return _holding.get()

    async def reading(self, scopes: Collection[str]) -> Reading:
        """Size and versions."""
        versions = {scope: self.versions.get(scope, 0) for scope in scopes}
        return Reading(None, self.now_head.at, self.now_head.size, versions)

    async def head(self) -> Head:
        """The committed head."""
        return self.now_head

    async def leaves(self, first: int, last: int) -> Sequence[bytes]:
        """Leaves of a range."""
        return [entry.leaf for entry in self.entries[first:last]]

    async def find(
        self, *, room: str | None, kinds: Collection[str], after: int, before: int | None, limit: int
    ) -> Sequence[tuple[int, bytes]]:
        """Index and leaf, newest first."""
        found = [
            (entry.index, entry.leaf)
            for entry in reversed(self.entries[after + 1 : before])
            if (room is None or (entry.room or NO_ROOM) == room) and (not kinds or entry.kind in kinds)
        ]
        return found[:limit]

    async def hashes(self, level: int, first: int, last: int) -> Sequence[bytes]:
        """Tile hashes of a level."""
        if level == 0:
            return [entry.hash for entry in self.entries[first:last]]
        return [self.tiles[level, position].hash for position in range(first, last)]

    async def keep_checkpoint(self, size: int, root: bytes, note: str) -> str:
        """Keep what is handed out."""
        kept_root, kept = self.notes.setdefault(size, (root, note))
        if kept_root != root:
            raise Forged(f"two trees of size {size}")
        return kept

    async def checkpoints(self, first: int, last: int) -> Sequence[tuple[int, str]]:
        """Kept checkpoints, in order of size."""
        return [(size, self.notes[size][1]) for size in sorted(self.notes) if first <= size < last]
