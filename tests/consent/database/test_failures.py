"""Whatever a driver can raise means no: nothing of it comes through as an unknown fault."""

import sqlite3

import asyncpg
import pytest

from consent.database import FAILURES

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
