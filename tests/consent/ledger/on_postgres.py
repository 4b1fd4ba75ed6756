"""A ledger's tables on PostgreSQL, and when somebody there waits for a lock, as the server tells it."""

import asyncio
from contextvars import Context

from consent.database import engine_for, migrate, open_database
from consent.database.postgres import Postgres
from tests.consent.ledger.conftest import LEDGER_APP

WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


async def opened_at(url: str) -> Postgres:
    made = engine_for(url)
    assert isinstance(made, Postgres)
    await open_database(made)
    await migrate(made, [LEDGER_APP])
    return made


async def waits_for_the_lock(engine: Postgres) -> None:
    """Until a statement on this database is seen to wait for a lock of somebody else's, as the caller may be."""
    await asyncio.create_task(_seen_waiting(engine), context=Context())


async def _seen_waiting(engine: Postgres) -> None:
    for _ in range(1000):
        if await engine.fetch(WAITING):
            return
        await asyncio.sleep(0.005)
    raise TimeoutError("nothing waits for a lock")
