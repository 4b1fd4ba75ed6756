"""A town as the command finds it: in the environment."""

import asyncio
import os
import shutil
from pathlib import Path

import pytest

from hub.demo.service import prepare
from hub.demo.settings import demo_settings
from hub.settings import Settings

SETTINGS = ("SAMRUM_", "OIDC_", "DATABASE_URL", "KEY_DATABASE_URL", "PORT", "WORKERS", "PUBLIC_URL")


def load_town_for_the_command(folder: Path, monkeypatch: pytest.MonkeyPatch, **urls: str) -> Settings:
    """A loaded town, and the environment that the command then finds."""
    settings = settings_for_the_command(folder, monkeypatch, **urls)
    asyncio.run(prepare(settings, say=lambda _: None))
    return settings


def settings_for_the_command(folder: Path, monkeypatch: pytest.MonkeyPatch, **urls: str) -> Settings:
    """The environment alone, and what it says."""
    for name in [name for name in os.environ if name.startswith(SETTINGS)]:
        monkeypatch.delenv(name)
    chosen = {"SAMRUM_DATA": str(folder), **urls}
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    return demo_settings(chosen)


@pytest.fixture(scope="module")
def loaded_for_the_command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town on SQLite, loaded once; nobody writes in it."""
    folder = tmp_path_factory.mktemp("loaded") / "demo"
    with pytest.MonkeyPatch.context() as meanwhile:
        load_town_for_the_command(folder, meanwhile)
    return folder


@pytest.fixture
def town_here(loaded_for_the_command: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of it, for what does not depend on the database."""
    shutil.copytree(loaded_for_the_command, tmp_path / "demo")
    return settings_for_the_command(tmp_path / "demo", monkeypatch)


@pytest.fixture
def either_town(
    database_url: str, keys_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """A town on each database."""
    urls = {"DATABASE_URL": database_url, "KEY_DATABASE_URL": keys_url}
    return load_town_for_the_command(tmp_path / "demo", monkeypatch, **urls)
