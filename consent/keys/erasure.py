"""Getting a destroyed key off the disk as far as the database can do it.

What may be left in dead tuples or write-ahead logs is still wrapped: it opens only with a key-encryption key,
and is out of reach for good when that one has been rotated away.
"""

from typing import Any

from piccolo.engine.base import Engine
from piccolo.querystring import QueryString


async def overwrite_deleted(engine: Engine[Any]) -> None:
    """Within a transaction: let SQLite write zeros over what is removed."""
    if engine.engine_type == "sqlite":
        await engine.run_querystring(QueryString("PRAGMA secure_delete = ON"))


async def sweep(engine: Engine[Any], table: str) -> None:
    """After the commit: empty SQLite's write-ahead log, or let PostgreSQL reclaim dead tuples.

    Either may leave something behind while another connection still reads an older state.
    """
    if engine.engine_type == "sqlite":
        await engine.run_querystring(QueryString("PRAGMA wal_checkpoint(TRUNCATE)"))
    else:
        await engine.run_ddl(f'VACUUM "{table}"')
