"""Bringing a schema up to date on any engine of this process.

Piccolo's own runner works on the one engine that `PICCOLO_CONF` names. Here the running migration's engine
is named for this task only, so that a second database (the key store) can be migrated beside the first.
"""

import asyncio
import importlib
import importlib.util
import io
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, redirect_stdout
from functools import cache
from pathlib import Path
from types import ModuleType
from weakref import WeakKeyDictionary

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.conf.apps import AppConfig

from consent.database import migrating_conf
from consent.database.opening import Database

ADVISORY_LOCK = 0x53414D52
"""One number that every process which migrates this database locks ("SAMR" in ASCII)."""

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


async def migrate(engine: Database, apps: Sequence[str]) -> list[str]:
    """Run what has not been run of these apps (dotted names of `piccolo_app` modules), all or nothing.

    Returns the names of the migrations that ran, as `app: id`. Takes a few milliseconds when there is none.
    """
    wanted = {app.app_name: _migrations(app) for app in map(_app, apps)}
    await engine.open()
    if not _missing(wanted, await _ran(engine)):
        return []
    turn = _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
    async with turn, engine.unhurried() as own, own.transaction(), _named_to_piccolo(own):
        if own.engine_type == "postgres":
            await own.fetch("SELECT pg_advisory_xact_lock($1)", ADVISORY_LOCK)
        missing = _missing(wanted, await _ran(own))
        for app_name, migration in missing:
            await _run(own, app_name, migration, wanted[app_name][migration])
    return [f"{app_name}: {migration}" for app_name, migration in missing]


async def pending(engine: Database, apps: Sequence[str]) -> list[str]:
    """The names of the migrations that `migrate` would run now; the engine is open."""
    wanted = {app.app_name: _migrations(app) for app in map(_app, apps)}
    return [f"{app_name}: {migration}" for app_name, migration in _missing(wanted, await _ran(engine))]


def _app(name: str) -> AppConfig:
    config = importlib.import_module(name).APP_CONFIG
    assert isinstance(config, AppConfig), name
    return config


def _migrations(app: AppConfig) -> dict[str, ModuleType]:
    """Migration id to module, in order."""
    folder = Path(app.resolved_migrations_folder_path)
    modules = [_module(path) for path in sorted(folder.glob("*.py")) if path.stem != "__init__"]
    return {module.ID: module for module in sorted(modules, key=lambda module: str(module.ID))}


@cache
def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_migration_{abs(hash(path))}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _missing(wanted: dict[str, dict[str, ModuleType]], ran: set[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(app, id_) for app, ids in wanted.items() for id_ in ids if (app, id_) not in ran]


async def _ran(engine: Database) -> set[tuple[str, str]]:
    """What Piccolo's own table of migrations says has run; nothing where it does not exist.

    `to_regclass` would not do: within a transaction it goes on not seeing a table that another process has made
    since it first asked, and this asks again after waiting for that process.
    """
    tables = (
        "SELECT 1 FROM sqlite_master WHERE name = 'migration'"
        if engine.engine_type == "sqlite"
        else "SELECT 1 FROM pg_class WHERE relname = 'migration' AND pg_table_is_visible(oid)"
    )
    if not await engine.fetch(tables):
        return set()
    rows = await engine.fetch("SELECT app_name, name FROM migration")
    return {(row["app_name"], row["name"]) for row in rows}


async def _run(engine: Database, app_name: str, migration: str, module: ModuleType) -> None:
    from piccolo.apps.migrations.tables import Migration

    manager = await module.forwards()
    assert isinstance(manager, MigrationManager), migration
    with redirect_stdout(io.StringIO()):  # Piccolo prints its progress
        await manager.run()
    Migration._meta.db = engine
    await Migration.create_table(if_not_exists=True)
    await Migration.insert(Migration(name=migration, app_name=app_name))


@asynccontextmanager
async def _named_to_piccolo(engine: Database) -> AsyncIterator[None]:
    """While a migration runs, Piccolo finds this engine where it looks for its settings."""
    before = os.environ.get("PICCOLO_CONF")
    os.environ["PICCOLO_CONF"] = migrating_conf.__name__
    token = migrating_conf.engine.set(engine)
    try:
        yield
    finally:
        migrating_conf.engine.reset(token)
        if before is None:
            del os.environ["PICCOLO_CONF"]
        else:
            os.environ["PICCOLO_CONF"] = before
