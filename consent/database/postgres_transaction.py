"""A transaction on PostgreSQL, and the connection lent out for it."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

import asyncpg
from piccolo.engine.postgres import PostgresTransaction

if TYPE_CHECKING:
    from consent.database.postgres import Postgres

Isolation = Literal["read_committed", "repeatable_read"]
SILENT = (TimeoutError, asyncio.CancelledError)
"""What is raised where an answer is not waited for any longer."""
STOPPING = 1.0
"""Seconds in which the server must have stopped what is not waited for any longer."""


class Transaction(PostgresTransaction):
    """Piccolo's transaction, but it always gives its connection back and leaves its task clean.

    The one it extends keeps both when the connection dies, so that the task can never ask anything again.
    A statement that was not answered in time is stopped at the server, so that it can't be done later after all;
    and where not even that is answered, the connection is ended.
    """

    engine: "Postgres"

    def __init__(
        self, engine: "Postgres", *, isolation: Isolation, reads_only: bool, allow_nested: bool = True
    ) -> None:
        super().__init__(engine, allow_nested)
        self.isolation: Isolation = isolation
        self.reads_only = reads_only

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        self._lent = self.engine.lent()
        self.connection = await self._lent.__aenter__()
        self.transaction = self.connection.transaction(isolation=self.isolation, readonly=self.reads_only)
        try:
            await self.transaction.start()
        except BaseException as error:
            await self._lent.give_back(error)
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(self, exception_type: Any, exception: Any, traceback: Any) -> bool:
        if self._parent is not None:
            return False
        self.engine.current_transaction.reset(self.context)
        try:
            if not (self._committed or self._rolled_back):
                await (self.transaction.commit() if exception is None else self._undo(exception))
        except BaseException as error:
            exception = error
            raise
        finally:
            await self._lent.give_back(exception)
        return False

    async def _undo(self, exception: BaseException) -> None:
        if not isinstance(exception, SILENT):
            await self.transaction.rollback()
            return
        try:
            async with asyncio.timeout(STOPPING):
                await self.transaction.rollback()
        except Exception:
            with suppress(asyncpg.InterfaceError):  # It has been ended already.
                self.connection.terminate()


class Lent:
    """A connection of the pool, lent out."""

    def __init__(self, pool: Any, patience: float | None) -> None:
        self._pool, self._patience = pool, patience

    async def __aenter__(self) -> Any:
        self._connection = await self._pool.acquire(timeout=self._patience)
        return self._connection

    async def __aexit__(self, kind: object, exception: BaseException | None, traceback: object) -> None:
        await self.give_back(exception)

    async def give_back(self, exception: BaseException | None) -> None:
        """To the pool, whatever was raised meanwhile. What was not answered is stopped first, or ended."""
        patience = STOPPING if isinstance(exception, SILENT) else self._patience
        with suppress(TimeoutError):
            await asyncio.shield(self._pool.release(self._connection, timeout=patience))
