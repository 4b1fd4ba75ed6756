"""People, rooms, items and sessions as a Piccolo app, for its migrations."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from hub.tables import HUB_TABLES

APP_CONFIG = AppConfig(
    app_name="hub",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=[*HUB_TABLES],
)
