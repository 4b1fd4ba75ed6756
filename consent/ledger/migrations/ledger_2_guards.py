"""Entries, tiles and checkpoints can only be added, and the head exists from the start."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

ID = "2026-11-23T14:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Triggers against update, delete and truncate; an index by room; the head"

ADDED_ONLY = {"ledger_entry": "position", "ledger_tile": "key", "ledger_checkpoint": "size"}
BOTH = (
    "CREATE INDEX ledger_entry_room ON ledger_entry (room, position)",
    "INSERT INTO ledger_head (id, size, frontier, at) VALUES (1, 0, '', '')",
)


def _sqlite() -> list[str]:
    """INSERT OR REPLACE deletes without asking a delete trigger, so a taken key is refused as well."""
    replaced = [
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} can only be added to'); END"
        for table, key in ADDED_ONLY.items()
    ]
    return replaced + [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} can only be added to'); END"
        for table in ADDED_ONLY
        for verb in ("update", "delete")
    ]


def _postgres() -> list[str]:
    refuse = (
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% can only be added to', TG_TABLE_NAME; END $$"
    )
    return [refuse] + [
        f"CREATE TRIGGER {table}_added_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
        for table in ADDED_ONLY
    ]


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="ledger", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None
        own = _sqlite() if engine.engine_type == "sqlite" else _postgres()
        for statement in (*BOTH, *own):
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
