"""Whatever a driver can raise means no, and an open that failed leaves nothing behind."""

import sqlite3
import threading
from pathlib import Path

import asyncpg
import pytest

from consent.database import FAILURES, close_database, engine_for, open_database

RAISED = sorted(
    (
        error
        for driver in (asyncpg.exceptions, sqlite3)
        for error in vars(driver).values()
        if isinstance(error, type) and issubclass(error, Exception)
        if not issubclass(error, Warning | sqlite3.Warning)
    ),
    key=lambda error: error.__name__,
)


@pytest.mark.parametrize("error", RAISED)
def test_every_error_of_a_driver_means_that_the_database_is_away(error: type[Exception]) -> None:
    assert issubclass(error, FAILURES)


async def test_a_file_that_is_no_database_is_let_go_again(tmp_path: Path) -> None:
    """Nor does a thread stay, which would keep the process from ending after it has said why."""
    path, before = tmp_path / "letter.txt", set(threading.enumerate())
    path.write_text("Kära mamma! " * 200)
    engine = engine_for(f"sqlite:///{path}")
    for _ in range(2):
        with pytest.raises(Exception, match="not a database"):
            await open_database(engine)
    for left in set(threading.enumerate()) - before:
        left.join(5)
        assert not left.is_alive()
    path.unlink()
    await open_database(engine)
    await close_database(engine)
