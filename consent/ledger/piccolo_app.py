"""The ledger as a Piccolo app, for its migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from consent.ledger.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="ledger",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=list(TABLES),
    migration_dependencies=[],
    commands=[],
)
