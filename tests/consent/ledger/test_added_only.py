"""The database itself refuses to change what was written."""

from collections.abc import Awaitable, Callable

import pytest

from consent.database import close_database, engine_for, migrate, open_database
from consent.ledger import Ledger, Signer
from consent.ledger.piccolo_storage import PiccoloStorage
from tests.consent.ledger.conftest import LEDGER_APP
from tests.consent.ledger.happenings import began

WAYS: list[Callable[[str], str]] = [
    lambda table: (
        f"UPDATE {table} SET hash = 'x'" if table != "ledger_checkpoint" else f"UPDATE {table} SET note = 'x'"
    ),
    lambda table: f"DELETE FROM {table}",
]


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_tile", "ledger_checkpoint"])
async def test_the_database_refuses_to_change_what_was_written(database_url: str, signer: Signer, table: str):
    engine = engine_for(database_url)
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    ledger = Ledger(PiccoloStorage(engine), signer)
    await ledger.start()
    await ledger.append([began() for _ in range(256)])
    await ledger.checkpoint()
    before = await everything(engine.fetch, table)
    own = (
        ["TRUNCATE {}"]
        if engine.engine_type == "postgres"
        else ["INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
    )
    for statement in [*(way(table) for way in WAYS), *(one.format(table) for one in own)]:
        with pytest.raises(Exception, match="can only be added to"):
            await engine.fetch(statement)
    assert await everything(engine.fetch, table) == before
    assert before
    await ledger.stop()
    await close_database(engine)


async def everything(fetch: Callable[[str], Awaitable[object]], table: str) -> list[dict[str, object]]:
    return [dict(row) for row in await fetch(f"SELECT * FROM {table}")]
