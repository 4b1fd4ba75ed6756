"""The ledger's storage as a full disk would have it: everything can be read, and nothing written."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager

from consent.ledger.storage import Head, Reading, Storage, Turn


class Refusing:
    """A storage around the real one, which takes nothing more once it is `down`."""

    def __init__(self, held: Storage) -> None:
        self._held = held
        self.down = False

    def turn(self) -> AbstractAsyncContextManager[Turn]:
        """Lock the head, while that can be done."""
        if self.down:
            raise OSError("no space left on the device")
        return self._held.turn()

    def swift_turn(self) -> AbstractAsyncContextManager[Turn]:
        """The same."""
        return self.turn()

    def in_transaction(self) -> bool:
        """As the real one says."""
        return self._held.in_transaction()

    async def reading(self, scopes: Collection[str]) -> Reading:
        """As the real one reads."""
        return await self._held.reading(scopes)

    async def head(self) -> Head:
        """As the real one has it."""
        return await self._held.head()

    async def leaves(self, first: int, last: int) -> Sequence[bytes]:
        """As the real one has them."""
        return await self._held.leaves(first, last)

    async def find(
        self, *, room: str | None, kinds: Collection[str], after: int, before: int | None, limit: int
    ) -> Sequence[tuple[int, bytes]]:
        """As the real one finds."""
        return await self._held.find(room=room, kinds=kinds, after=after, before=before, limit=limit)

    async def hashes(self, level: int, first: int, last: int) -> Sequence[bytes]:
        """As the real one has them."""
        return await self._held.hashes(level, first, last)

    async def keep_checkpoint(self, size: int, root: bytes, note: str) -> str:
        """As the real one keeps."""
        return await self._held.keep_checkpoint(size, root, note)

    async def checkpoints(self, first: int, last: int) -> Sequence[tuple[int, str]]:
        """As the real one has them."""
        return await self._held.checkpoints(first, last)
