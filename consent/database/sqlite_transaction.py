"""A transaction on connections that stay: the one that writes, or one that only reads."""

import asyncio
from typing import TYPE_CHECKING, Any

from piccolo.engine.sqlite import SQLiteTransaction, TransactionType

if TYPE_CHECKING:
    from consent.database.sqlite import Sqlite


class Transaction(SQLiteTransaction):
    """The one writing transaction of this process, or (`reads_only`) one reader's unchanging view."""

    engine: "Sqlite"

    def __init__(self, engine: "Sqlite", *, reads_only: bool, allow_nested: bool = True) -> None:
        super().__init__(engine, TransactionType.immediate, allow_nested)
        self.reads_only = reads_only

    async def __aenter__(self) -> SQLiteTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await self.engine.take(reads_only=self.reads_only)
        try:
            await self.connection.execute("BEGIN" if self.reads_only else "BEGIN IMMEDIATE")
        except BaseException:
            await self._leave()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(self, exception_type: Any, exception: Any, traceback: Any) -> bool:
        if self._parent is not None:
            return False
        self.engine.current_transaction.reset(self.context)
        try:
            if exception is None and not (self._committed or self._rolled_back):
                await self.connection.execute("COMMIT")
        finally:
            await self._leave()
        return False

    async def _leave(self) -> None:
        """Give the connection back outside any transaction, also when the wait for it was cancelled.

        A connection does its work in the order it was asked, so whoever takes it next comes after this.
        """
        try:
            await asyncio.shield(self.connection.rollback())
        finally:
            self.engine.give_back(self.connection, reads_only=self.reads_only)
