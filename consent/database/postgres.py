"""PostgreSQL for several processes, with a pool, and only where a commit is on disk before it is answered."""

import asyncio
from collections.abc import Sequence
from typing import Any, Literal

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from consent.database.refusal import DatabaseRefused

ADVICE = {
    "fsync": "Set fsync = on in postgresql.conf and restart: without it a crash loses what was answered.",
    "synchronous_commit": "Set synchronous_commit = on (or remote_apply) for this database and role.",
    "full_page_writes": "Set full_page_writes = on: without it a crash can tear pages.",
}
DURABLE = {
    "fsync": {"on"},
    "synchronous_commit": {"on", "remote_apply"},
    "full_page_writes": {"on"},
}
Isolation = Literal["read_committed", "repeatable_read"]


class Transaction(PostgresTransaction):
    """Piccolo's transaction, but it always gives its connection back and leaves its task clean.

    The one it extends keeps both when the connection dies, so that the task can never ask anything again.
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
        self.connection = await self.engine.take()
        self.transaction = self.connection.transaction(isolation=self.isolation, readonly=self.reads_only)
        try:
            await self.transaction.start()
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
            if not (self._committed or self._rolled_back):
                await (self.transaction.commit() if exception is None else self.transaction.rollback())
        finally:
            await self._leave()
        return False

    async def _leave(self) -> None:
        if self.engine.pool is not None:
            await asyncio.shield(self.engine.pool.release(self.connection))


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection on which nothing of a session is ever set, so that nothing has to be reset."""

    def get_reset_query(self) -> str:
        """None: it would be a round trip each time a connection goes back to the pool, as many as the queries.

        Locks are the transaction's, nothing is listened to, no setting is changed; what is left of a transaction
        asyncpg rolls back in any case.
        """
        return ""


class Postgres(PostgresEngine):
    """A PostgreSQL database through one pool. Open it before use."""

    def __init__(self, url: str, *, connections: int = 10) -> None:
        self.connections = connections
        super().__init__(config={"dsn": url})

    async def check_version(self) -> None:
        """Nothing is asked of a database that has not been opened."""

    async def open(self) -> None:
        """Start the pool and assert that commits are durable. Opening twice is harmless."""
        if self.pool is not None:
            return
        await self.start_connection_pool(min_size=1, max_size=self.connections, connection_class=Connection)
        try:
            await self._assert_durable()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End the pool."""
        if self.pool is not None:
            await self.close_connection_pool()

    async def _assert_durable(self) -> None:
        rows = await self.fetch("SELECT name, setting FROM pg_settings WHERE name = ANY($1)", list(DURABLE))
        for row in rows:
            if row["setting"] not in DURABLE[row["name"]]:
                raise DatabaseRefused(
                    f"PostgreSQL has {row['name']} = {row['setting']}. {ADVICE[row['name']]}"
                )
        (recovering,) = await self.fetch("SELECT pg_is_in_recovery() AS yes")
        if recovering["yes"]:
            raise DatabaseRefused(
                "This PostgreSQL is a replica. Nothing is decided on a replica: name the primary."
            )

    async def fetch(self, sql: str, *args: object) -> Sequence[Any]:
        """Run one statement with `$1`-style arguments and return its rows."""
        current = self.current_transaction.get()
        if current is not None:
            rows: Sequence[Any] = await current.connection.fetch(sql, *args)
            return rows
        answer: Sequence[Any] = await self._opened().fetch(sql, *args)
        return answer

    async def take(self) -> Any:
        """A connection of one's own, until it is released to the pool."""
        return await self._opened().acquire()

    def lent(self) -> Any:
        """The same as a context, in which each statement is a transaction of its own."""
        return self._opened().acquire()

    def _opened(self) -> Any:
        if self.pool is None:
            raise DatabaseRefused("PostgreSQL is not open. Call open_database first.")
        return self.pool

    async def assert_alive(self) -> None:
        """Raise unless this task's transaction can still be committed."""
        current = self.current_transaction.get()
        if current is None or not current.connection.is_in_transaction():
            raise RuntimeError("the transaction was ended by somebody else than who began it")
        await self.fetch("SELECT 1")

    def transaction(self, allow_nested: bool = True) -> Transaction:
        """A transaction that sees what others have committed."""
        return Transaction(self, isolation="read_committed", reads_only=False, allow_nested=allow_nested)

    def snapshot(self) -> Transaction:
        """A transaction in which several reads see one state."""
        return Transaction(self, isolation="repeatable_read", reads_only=True)
