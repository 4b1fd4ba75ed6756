"""The ledger: one order of events, appended to under guard, read, and proved."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from consent.errors import LedgerClosed
from consent.events import Event
from consent.ledger import checkpoint, entry, proofs
from consent.ledger.batch import Request, Work
from consent.ledger.entry import Entry
from consent.ledger.moves import Moves
from consent.ledger.proving import Nodes
from consent.ledger.readings import Readings
from consent.ledger.signed_note import Signer
from consent.ledger.storage import NO_ROOM, Head, Storage
from consent.ledger.writer import Writer

PAGE = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """What a decision stands on: the time, the version of each scope (0 where it never moved), the size."""

    at: datetime
    versions: dict[str, int]
    size: int


class Ledger:
    """Everything that happened, in the one order that is the truth.

    `clock` replaces the database's clock, for tests; without it PostgreSQL tells the time itself, and on
    SQLite, which has no other machine to differ from, this machine does.
    """

    def __init__(
        self, storage: Storage, signer: Signer, *, clock: Callable[[], datetime] | None = None
    ) -> None:
        self._storage, self._signer, self._clock = storage, signer, clock
        self._readings = Readings(storage)
        self._signed: tuple[int, bytes, str] | None = None
        self.moves = Moves()
        self._writer = Writer(storage, self._now, self._sign)

    async def start(self) -> None:
        """Begin to take appends."""
        await self._writer.start()

    async def stop(self) -> None:
        """Write what waits, then take no more."""
        await self._writer.stop()

    async def moment(self, scopes: Collection[str]) -> Moment:
        """The time and these versions, read in one statement, in the caller's snapshot if there is one.

        Raises LedgerClosed when they can't be read.
        """
        try:
            reading = await self._readings.reading(scopes)
        except Exception as error:
            raise LedgerClosed(f"the ledger can't be read: {type(error).__name__}") from error
        now = self._now(reading.now)
        at = now if reading.last_at is None else max(now, reading.last_at)
        return Moment(at, dict(reading.versions), reading.size)

    async def append(
        self,
        events: Sequence[Event],
        *,
        guard: Mapping[str, int] | None = None,
        bumps: Collection[str] = (),
        decided_at: datetime | None = None,
        along: Work | None = None,
    ) -> tuple[Entry, ...]:
        """Append all of the events or none; the entries are durable when this returns.

        `guard` names versions that must not have moved, `bumps` the scopes whose version moves with this.
        `along` runs in the same transaction. Raises Moved, LedgerClosed, or what `along` raised.
        """
        request = Request(
            events=tuple(events),
            guard=dict(guard or {}),
            bumps=frozenset(bumps),
            decided_at=decided_at,
            along=along,
        )
        try:
            return await self._writer.append(request)
        finally:
            if request.bumps:
                self.moves.tell(request.bumps)  # Also where nobody knows whether it stands.

    async def head(self) -> Head:
        """The committed head: `size`, `root` and the last entry's time."""
        return await self._storage.head()

    async def checkpoint(self) -> str:
        """The committed head as a signed note, which is kept before it is handed out."""
        head = await self._storage.head()
        if self._signed is None or self._signed[:2] != (head.size, head.root):
            self._sign(head)
        assert self._signed is not None
        return await self._storage.keep_checkpoint(*self._signed)

    async def checkpoints(self, first: int = 0, last: int = 1 << 62) -> Sequence[tuple[int, str]]:
        """Size and note of what has been handed out, `first` <= size < `last`."""
        return await self._storage.checkpoints(first, last)

    async def entry(self, index: int) -> Entry:
        """The entry at `index`; raises IndexError where there is none."""
        for found in await self.entries(index, index + 1):
            return found
        raise IndexError(f"the ledger has no entry {index}")

    async def entries(self, first: int, last: int) -> tuple[Entry, ...]:
        """The entries from `first` up to but not including `last`, as far as there are."""
        leaves = await self._storage.leaves(max(first, 0), last)
        return tuple(entry.read(max(first, 0) + offset, leaf) for offset, leaf in enumerate(leaves))

    async def leaves(self, first: int, last: int) -> Sequence[bytes]:
        """The exact bytes of those entries."""
        return await self._storage.leaves(first, last)

    async def find(
        self,
        *,
        room: str | None = None,
        kinds: Collection[str] | None = None,
        after: int = -1,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[Entry, ...]:
        """Newest first, `after` < index < `before`: for the next page, `before` is the last index seen."""
        rows = await self._storage.find(
            room=room, kinds=frozenset(kinds or ()), after=after, before=before, limit=limit
        )
        return tuple(entry.read(index, leaf) for index, leaf in rows)

    async def room_entries(self, room: str | None) -> AsyncIterator[Entry]:
        """A room's whole chain, oldest first (None: the chain of entries without a room)."""
        found: list[Entry] = []
        before = None
        while page := await self.find(room=NO_ROOM if room is None else room, before=before, limit=PAGE):
            found.extend(page)
            before = page[-1].index
        for one in reversed(found):
            yield one

    async def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The hashes that prove the leaf at `index` in the tree of `size` (RFC 9162 section 2.1.3)."""
        return await self._hashes(proofs.inclusion_path(index, size), size)

    async def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        """The hashes that prove that the tree of `new` begins with the tree of `old`."""
        return await self._hashes(proofs.consistency_path(old, new), new)

    async def _hashes(self, path: Sequence[proofs.Span], size: int) -> tuple[bytes, ...]:
        if size > (await self.head()).size:
            raise IndexError(f"the ledger has not reached {size}")
        nodes = Nodes(self._storage)
        return tuple([await nodes.hash(span) for span in path])

    def _now(self, database: datetime | None = None) -> datetime:
        if self._clock is not None:
            return self._clock()
        return database or datetime.now(UTC)

    def _sign(self, head: Head) -> None:
        """Only ever of a head that is committed."""
        self._signed = (head.size, head.root, checkpoint.sign(self._signer, head.size, head.root))
