"""What has run out by itself can only be added."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.engine import engine_finder

from consent.database.added_only import triggers

ID = "2026-11-30T00:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Triggers against update, delete and truncate"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="consent", description=DESCRIPTION)

    async def run() -> None:
        engine = engine_finder()
        assert engine is not None
        for statement in triggers({"expiry": "consent"}, sqlite=engine.engine_type == "sqlite"):
            await engine.run_ddl(statement)

    manager.add_raw(run)
    return manager
