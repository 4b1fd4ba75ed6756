"""What a ledger needs of a place to stand in. `memory` and `piccolo_storage` are two such places."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from consent.ledger.entry import Entry
from consent.ledger.merkle import Frontier, Tile

NO_ROOM = ""
"""The name under which storage keeps the chain of entries that belong to no room."""


EMPTY = Frontier()


@dataclass(frozen=True, slots=True)
class Head:
    """How far the ledger goes: the right edge of its tree, and the time of its last entry."""

    frontier: Frontier = EMPTY
    at: datetime | None = None

    @property
    def size(self) -> int:
        """The number of entries."""
        return self.frontier.size

    @property
    def root(self) -> bytes:
        """The root over all of them."""
        return self.frontier.root()


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """How long a room's chain is and the leaf hash that it ends with."""

    length: int = 0
    hash: bytes | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one statement saw. `now` is the database's clock, None where it has none of its own."""

    now: datetime | None
    last_at: datetime | None
    size: int
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under the head lock."""

    now: datetime | None
    versions: Mapping[str, int]
    chains: Mapping[str, ChainEnd]


@dataclass(frozen=True, slots=True)
class Written:
    """All that a batch adds, and what it moves to."""

    entries: Sequence[Entry]
    tiles: Sequence[Tile]
    head: Head
    chains: Mapping[str, ChainEnd]
    versions: Mapping[str, int]


class Turn(Protocol):
    """One transaction that holds the head lock. Left normally it is committed, by an exception undone."""

    head: Head

    async def find(self, scopes: Collection[str], chains: Collection[str]) -> Found:
        """The versions (missing is 0) and the ends of the chains, as nobody else can change them now."""

    async def write(self, written: Written) -> None:
        """Put it down."""

    async def hash_at(self, index: int) -> bytes | None:
        """The leaf hash that stands at `index`, if any does."""

    async def assert_alive(self) -> None:
        """Raise unless this transaction can still be committed."""

    async def outrun(self) -> None:
        """Make sure that nothing written before this turn, without the lock, can come to stand after it."""


class Overtaken(Exception):
    """Somebody appended after a swift turn had looked: nothing of it is written."""


class Storage(Protocol):
    """A place for entries. Whatever goes wrong in it is raised as it is; the writer translates."""

    def turn(self) -> AbstractAsyncContextManager[Turn]:
        """Lock the head."""

    def swift_turn(self) -> AbstractAsyncContextManager[Turn]:
        """A turn for one `find` and then one `write`, where that can be had without waiting for the lock.

        `find` brings the head too. What `write` wrote may stand from then on, whatever comes after it; it raises
        Overtaken when the head is not the one that `find` saw. A storage without such a thing gives a `turn`.
        """

    def in_transaction(self) -> bool:
        """Whether the caller is inside a transaction, where waiting for an append might never end."""

    async def reading(self, scopes: Collection[str]) -> Reading:
        """Clock, size and versions, in one statement."""

    async def head(self) -> Head:
        """The committed head."""

    async def leaves(self, first: int, last: int) -> Sequence[bytes]:
        """The leaves from `first` up to but not including `last`, as far as there are."""

    async def find(
        self, *, room: str | None, kinds: Collection[str], after: int, before: int | None, limit: int
    ) -> Sequence[tuple[int, bytes]]:
        """Index and leaf, newest first, `after` < index < `before`; None and no kinds mean any.

        A room of `NO_ROOM` means the entries that belong to none.
        """

    async def hashes(self, level: int, first: int, last: int) -> Sequence[bytes]:
        """Tile hashes of a level, from position `first` up to but not including `last`; level 0 is leaves."""

    async def keep_checkpoint(self, size: int, root: bytes, note: str) -> str:
        """Keep what is handed out; returns what is kept for that size, which may be an earlier note.

        Raises Forged if another root is kept for that size.
        """

    async def checkpoints(self, first: int, last: int) -> Sequence[tuple[int, str]]:
        """Size and note of kept checkpoints with `first` <= size < `last`, in order."""
