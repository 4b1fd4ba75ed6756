"""Entries, tiles and checkpoints can only be added, and the head exists from the start."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

from consent.database.added_only import triggers

ID = "2026-11-23T14:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Triggers against update, delete and truncate; an index by room; the head"

ADDED_ONLY = {"ledger_entry": "position", "ledger_tile": "key", "ledger_checkpoint": "size"}
BOTH = (
    "CREATE INDEX ledger_entry_room ON ledger_entry (room, position)",
    "INSERT INTO ledger_head (id, size, frontier, at) VALUES (1, 0, '', '')",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="ledger", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None
        for statement in (*BOTH, *triggers(ADDED_ONLY, sqlite=engine.engine_type == "sqlite")):
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
