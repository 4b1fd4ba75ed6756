"""What a database that can't be reached, or has no room left, raises: all of it means no."""

import sqlite3

import asyncpg

from consent.database.refusal import DatabaseRefused

FAILURES: tuple[type[Exception], ...] = (
    DatabaseRefused,
    OSError,
    TimeoutError,
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
)
"""The errors of both drivers. A fault of our own in a statement is among them: that means no as well."""
