"""Consents and acts as a Piccolo app, for its migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from consent.tables import TABLES

APP_CONFIG = AppConfig(
    app_name="consent",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[*TABLES],
)
