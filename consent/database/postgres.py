"""PostgreSQL for several processes, with a pool, and only where a commit is on disk before it is answered."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine

from consent.database.postgres_transaction import Lent, Transaction
from consent.database.refusal import DatabaseRefused

PATIENCE = 10.0
"""Seconds to wait for a connection, and for the answer to a statement: a database that has gone silent means no."""

OF_A_SESSION = {
    "application_name": "samrum",
    "idle_in_transaction_session_timeout": "20s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
"""So that the server lets go of the head's lock when a hub has gone silent that held it."""

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


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection on which nothing is set after its beginning, so that nothing has to be reset."""

    def get_reset_query(self) -> str:
        """None: it would be a round trip each time a connection goes back to the pool, as many as the queries.

        Locks are the transaction's, nothing is listened to, no setting is changed; what is left of a transaction
        asyncpg rolls back in any case.
        """
        return ""


class Postgres(PostgresEngine):
    """A PostgreSQL database through one pool. Open it before use."""

    def __init__(self, url: str, *, connections: int = 10, unhurried: bool = False) -> None:
        self.url, self.connections = url, connections
        self._patience = None if unhurried else PATIENCE
        super().__init__(config={"dsn": url})

    @asynccontextmanager
    async def unhurried(self) -> AsyncIterator["Postgres"]:
        """The same database over one more connection, on which a statement may take as long as it takes."""
        other = Postgres(self.url, connections=1, unhurried=True)
        await other.open()
        try:
            yield other
        finally:
            await other.close()

    async def check_version(self) -> None:
        """Nothing is asked of a database that has not been opened."""

    async def open(self) -> None:
        """Start the pool and assert that commits are durable. Opening twice is harmless."""
        if self.pool is not None:
            return
        await self.start_connection_pool(
            min_size=1,
            max_size=self.connections,
            connection_class=Connection,
            command_timeout=self._patience,
            timeout=PATIENCE,
            server_settings=OF_A_SESSION,
        )
        try:
            await self._assert_durable()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End the pool."""
        pool, self.pool = self.pool, None
        if pool is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await pool.close()
        except TimeoutError:
            pool.terminate()

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
        async with self.lent() as connection:
            answer: Sequence[Any] = await connection.fetch(sql, *args)
            return answer

    async def _run_in_pool(self, query: str, args: Sequence[object] | None = None) -> Sequence[Any]:
        return await self.fetch(query, *args or ())

    def lent(self) -> Lent:
        """A connection of one's own, as a context in which each statement is a transaction of its own."""
        if self.pool is None:
            raise DatabaseRefused("PostgreSQL is not open. Call open_database first.")
        return Lent(self.pool, self._patience)

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
