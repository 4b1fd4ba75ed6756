"""Storages of a ledger that misbehave as a test wants them to, around a real one."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any

from consent.ledger.storage import Reading, Storage, Turn
from hub.opening import Fittings


class Bent:
    """A storage in front of a real one. Everything that is not bent is the real one's."""

    def __init__(self, real: Storage) -> None:
        self._real = real
        self.broken = False
        self.unreadable = False
        self.after_reading: list[Callable[[], Awaitable[object]]] = []
        self.before_turn: list[Callable[[], Awaitable[object]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Turn]:
        """The real turn, unless the disk is full."""
        if self.broken:
            raise OSError("no space left on the device")
        async with self._real.turn() as turn:
            yield turn

    swift_turn = turn

    async def reading(self, scopes: Collection[str]) -> Reading:
        """The real reading, after which something may happen before the caller gets it."""
        if self.unreadable:
            raise OSError("the disk does not answer")
        reading = await self._real.reading(scopes)
        while self.after_reading and not self._real.in_transaction():
            await self.after_reading.pop(0)()
        return reading


def bent() -> tuple[Fittings, list[Bent]]:
    """Fittings that put a `Bent` in front of the storage, and the list that it will then stand in."""
    made: list[Bent] = []

    def wrap(real: Storage) -> Storage:
        made.append(Bent(real))
        return made[0]  # type: ignore[return-value]

    return Fittings(storage=wrap), made
