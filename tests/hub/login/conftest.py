"""A running hub on each kind of database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.hub.login.hub_under_test import Hub, running_hub


@pytest.fixture
async def hub(database_url: str, tmp_path: Path) -> AsyncIterator[Hub]:
    async with running_hub(database_url, tmp_path) as hub:
        yield hub


@pytest.fixture
async def small_hub(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Hub]:
    """For what does not touch the session store itself: on SQLite alone."""
    async with running_hub(sqlite_url, tmp_path) as hub:
        yield hub
