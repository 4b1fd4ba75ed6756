"""A migrated key store on both kinds of database."""

from collections.abc import AsyncIterator

import pytest

from consent.database import Database, close_database, engine_for, migrate, open_database


@pytest.fixture
async def keys_engine(keys_url: str) -> AsyncIterator[Database]:
    engine = engine_for(keys_url)
    await open_database(engine)
    await migrate(engine, ["consent.keys.piccolo_app"])
    yield engine
    await close_database(engine)
