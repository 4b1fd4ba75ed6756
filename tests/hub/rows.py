"""How much stands in every table: what a refusal must not change."""

from consent.database import snapshot
from consent.ledger.tables import TABLES as LEDGER_TABLES
from hub.tables import TABLES
from tests.hub.running import Running

COMES_AND_GOES = {"ledger_checkpoint", "ledger_tile"}
"""What follows from the number of entries."""


async def rows_of_everything(hub: Running) -> dict[str, int]:
    """The number of rows in each table, by its name; the ledger's entries under `ledger_entry`."""
    async with snapshot(hub.house.engine):
        return {
            table._meta.tablename: await table.count().run()
            for table in (*TABLES, *LEDGER_TABLES)
            if table._meta.tablename not in COMES_AND_GOES
        }
