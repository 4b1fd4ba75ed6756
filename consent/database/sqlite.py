"""SQLite for one process: connections that stay open, one writer at a time, every commit on disk.

Piccolo's own engine opens a connection and a thread for each query, which took about a millisecond a select
and 62 ms a transaction when fifty waited. Here one connection writes, a few read, and all of them stay.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
from piccolo.engine.sqlite import SQLiteEngine, TransactionType, dict_factory
from piccolo.querystring import QueryString

from consent.database.refusal import DatabaseRefused
from consent.database.sqlite_transaction import Transaction

READERS = 4
"""Connections that only read. More would not help on the few cores that SQLite is meant for."""


class Sqlite(SQLiteEngine):
    """A SQLite file that this process alone holds. Open it before use."""

    def __init__(self, path: str) -> None:
        super().__init__(path=path, timeout=10)
        self._lock_file: int | None = None
        self._writer: aiosqlite.Connection | None = None
        self._writing = asyncio.Lock()
        self._all_readers: list[aiosqlite.Connection] = []
        self._idle: asyncio.LifoQueue[aiosqlite.Connection] = asyncio.LifoQueue()

    async def open(self) -> None:
        """Take the file for this process and open its connections. Opening twice is harmless."""
        if self._writer is not None:
            return
        self._lock_file = _hold(f"{self.path}.lock")
        try:
            await self._connect_all()
        except BaseException:
            await self.close()
            raise

    async def _connect_all(self) -> None:
        self._writing = asyncio.Lock()
        self._idle = asyncio.LifoQueue()
        self._writer = await self._connect(("journal_mode = WAL", "synchronous = FULL", "foreign_keys = 1"))
        await self._assert_durable(self._writer)
        for _ in range(READERS):
            reader = await self._connect(("query_only = 1",))
            self._all_readers.append(reader)
            self._idle.put_nowait(reader)

    @asynccontextmanager
    async def unhurried(self) -> AsyncIterator["Sqlite"]:
        """Itself: there is nobody on the way who could go silent."""
        yield self

    async def close(self) -> None:
        """Close the connections and let the file go."""
        for connection in (*self._all_readers, self._writer):
            if connection is not None:
                await connection.close()
        self._writer, self._all_readers = None, []
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    async def _connect(self, pragmas: Sequence[str]) -> aiosqlite.Connection:
        connection = await aiosqlite.connect(**self.connection_kwargs)
        connection.row_factory = dict_factory  # type: ignore[assignment]
        try:
            for pragma in pragmas:
                await connection.execute_fetchall(f"PRAGMA {pragma}")
        except BaseException:
            await connection.close()  # its thread would keep the process from ending
            raise
        return connection

    async def _assert_durable(self, connection: aiosqlite.Connection) -> None:
        for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            (row,) = await connection.execute_fetchall(f"PRAGMA {pragma}")
            if row[pragma] != wanted:
                raise DatabaseRefused(
                    f"SQLite at {self.path} answers {pragma} = {row[pragma]}, wanted {wanted}. "
                    "Keep the file on a local disk that supports write-ahead logging."
                )

    async def take(self, *, reads_only: bool) -> aiosqlite.Connection:
        """A connection of one's own until it is given back."""
        if self._writer is None:
            raise DatabaseRefused(f"SQLite at {self.path} is not open. Call open_database first.")
        if reads_only:
            return await self._idle.get()
        await self._writing.acquire()
        return self._writer

    def give_back(self, connection: aiosqlite.Connection, *, reads_only: bool) -> None:
        """Let others have the connection."""
        if reads_only:
            self._idle.put_nowait(connection)
        else:
            self._writing.release()

    @asynccontextmanager
    async def _connection_for(self, sql: str) -> AsyncIterator[aiosqlite.Connection]:
        current = self.current_transaction.get()
        if current is not None:
            yield current.connection
            return
        reads_only = sql.lstrip()[:6].upper() == "SELECT"
        connection = await self.take(reads_only=reads_only)
        try:
            yield connection
        finally:
            self.give_back(connection, reads_only=reads_only)

    async def fetch(self, sql: str, *args: object) -> Sequence[Any]:
        """Run one statement with `?1`-style arguments and return its rows as dicts."""
        async with self._connection_for(sql) as connection:
            return list(await connection.execute_fetchall(sql, args))

    async def run_querystring(
        self,
        querystring: QueryString,
        in_pool: bool = False,  # noqa: ARG002
    ) -> Sequence[Any]:
        """Piccolo's way in."""
        sql, args = querystring.compile_string(engine_type=self.engine_type)
        return await self.fetch(sql, *args)

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> Sequence[Any]:  # noqa: ARG002
        """Piccolo's way in for changes of the schema."""
        return await self.fetch(ddl)

    async def assert_alive(self) -> None:
        """Raise unless this task's transaction can still be committed."""
        current = self.current_transaction.get()
        if current is None or not current.connection.in_transaction:
            raise RuntimeError("the transaction was ended by somebody else than who began it")

    def transaction(
        self,
        transaction_type: TransactionType = TransactionType.immediate,  # noqa: ARG002
        allow_nested: bool = True,
    ) -> Transaction:
        """A writing transaction. It waits for its turn; the type asked for is always immediate."""
        return Transaction(self, reads_only=False, allow_nested=allow_nested)

    def snapshot(self) -> Transaction:
        """A transaction in which several reads see one state."""
        return Transaction(self, reads_only=True)


def _hold(path: str) -> int:
    """Lock the file at `path` for this process, or refuse."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise DatabaseRefused(
            f"Another process holds {path}. SQLite serves one process: stop the other one, "
            "or set DATABASE_URL to a PostgreSQL database."
        ) from error
    return handle
