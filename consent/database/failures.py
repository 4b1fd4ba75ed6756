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
    asyncpg.InternalClientError,
)
"""The errors of both drivers: asyncpg calls a server that is not the primary, and a connection that died while it
was given back, internal errors of its own. A fault of our own in a statement is among them: that means no as well."""
