"""A turn on PostgreSQL without the lock: one statement looks, one writes and commits. Two round trips, not five.

The one that writes does so only if the head is still the very row that the first one saw. Since every append
moves the head, nothing that was found with it can have moved either: versions and chains are written by appends.
"""

from collections.abc import Collection
from typing import Any

import asyncpg

from consent.ledger import sql
from consent.ledger.entry import unstamp
from consent.ledger.merkle import Frontier
from consent.ledger.piccolo_turn import POSTGRES_SWIFT_WRITE, columns_of, found_in, rows_of
from consent.ledger.storage import Found, Head, Overtaken, Written

LOOK = sql.POSTGRES.say(sql.LOOKED)


class SwiftTurn:
    """One `find`, then one `write`, over one connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._mark = ""
        self.head = Head()

    async def find(self, scopes: Collection[str], chains: Collection[str]) -> Found:
        """The head, the database's time, versions and chain ends, all as of one moment."""
        rows = await self._connection.fetch(LOOK, list(scopes), list(chains))
        (own,) = [row for row in rows if row["what"] == 3]
        self._mark = own["mark"]
        self.head = head_of(own["number"], own["name"], own["hash"])
        return found_in((row for row in rows if row["what"] != 3), scopes)

    async def write(self, written: Written) -> None:
        """Put the batch down for good; raises Overtaken when somebody else has appended since `find`."""
        tables, head = rows_of(written)
        seen = (self.head.size, self._mark)
        try:
            moved = await self._connection.fetch(POSTGRES_SWIFT_WRITE, *columns_of(tables), *head, *seen)
        except asyncpg.SerializationError as error:
            raise Overtaken from error
        if not moved:
            raise Overtaken

    async def hash_at(self, index: int) -> bytes | None:
        """Not to be asked without the lock."""
        raise NotImplementedError

    async def assert_alive(self) -> None:
        """There is no transaction that could have been ended."""

    async def outrun(self) -> None:
        """Not without the lock."""
        raise NotImplementedError


def head_of(size: int, frontier: str, at: str) -> Head:
    """The head in its row."""
    nodes = tuple(bytes.fromhex(node) for node in frontier.split(",") if node)
    return Head(Frontier(size, nodes), unstamp(at) if at else None)
