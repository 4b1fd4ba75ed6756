"""The database under everything: SQLite for one process, PostgreSQL for several, durable in both.

`engine_for` gives a Piccolo engine that refuses to be anything but durable, `bind` puts tables on it,
`migrate` brings its schema up to date, `snapshot` makes several reads see one state.
"""

from consent.database.failures import FAILURES
from consent.database.migrating import migrate, pending
from consent.database.opening import Database, bind, close_database, engine_for, open_database, snapshot
from consent.database.refusal import DatabaseRefused

__all__ = [
    "FAILURES",
    "Database",
    "DatabaseRefused",
    "bind",
    "close_database",
    "engine_for",
    "migrate",
    "open_database",
    "pending",
    "snapshot",
]
