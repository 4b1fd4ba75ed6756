"""One change of a room at a time in this process.

Every change moves its room, so of forty that decide at once thirty-nine decide in vain, again and again. The
guard alone keeps the ledger right, also between processes; the turn only keeps anybody from being tired out.
"""

import asyncio
from weakref import WeakValueDictionary


class Turns:
    """A lock for each room, for as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, room: str) -> asyncio.Lock:
        """The turn to change this room."""
        return self._locks.setdefault(room, asyncio.Lock())
