"""The key store as a Piccolo app of its own, migrated in its own database."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from consent.keys.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="consent_keys",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[*TABLES],
)
