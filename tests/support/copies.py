"""Copies of a loaded PostgreSQL database, one for each test: what a test has changed is put back as it was.

Making a copy and dropping it takes five times as long. A copy whose tables themselves are others, or that can't be
put back, is dropped and made anew.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import partial

import asyncpg

from tests.support.databases import PostgresServer, brought_back, name_in, run_apart

TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
)
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"

SET = "SELECT setval($1::text::regclass, $2, $3)"

BUILT = """
    SELECT sum(hashtextextended(part, 0)) FROM (
        SELECT concat('class', oid, relname, relkind, relacl, relowner, relrowsecurity, reloptions) AS part
            FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat('column', attrelid, attname, atttypid, attnotnull, attnum, attisdropped, attacl)
            FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat('default', adrelid, adnum, adbin) FROM pg_attrdef
        UNION ALL SELECT concat('trigger', oid, tgname, tgenabled, tgfoid) FROM pg_trigger
        UNION ALL SELECT concat('rule', oid, rulename, ev_enabled) FROM pg_rewrite WHERE ev_class >= 16384
        UNION ALL SELECT concat('check', oid, conname, contype, convalidated) FROM pg_constraint
        UNION ALL SELECT concat('schema', oid, nspname, nspacl) FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
        UNION ALL SELECT concat('policy', oid, polname) FROM pg_policy
        UNION ALL SELECT concat('sequence', seqrelid, seqstart, seqincrement, seqmax, seqcycle) FROM pg_sequence
        UNION ALL SELECT concat('function', oid, proname, prosrc, proconfig, prosecdef, proacl)
            FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT concat('type', oid, typname) FROM pg_type WHERE typnamespace = 'public'::regnamespace
    ) AS parts"""
"""How the database is built, as one number."""


@dataclass(frozen=True)
class Was:
    """A database as it was: how it is built, each table's rows and what they come to, each sequence's last value."""

    built: int
    rows: dict[str, bytes]
    sums: dict[str, tuple[int, int]]
    sequences: dict[str, int | None]


@dataclass
class Copies:
    """Copies of the database that `template` leads to. It must have no open connections."""

    server: PostgresServer
    template: str
    waiting: list[tuple[str, Was]] = field(default_factory=list)
    lent: dict[str, Was] = field(default_factory=dict)

    def lend(self) -> str:
        """The URL of a copy for one test, under a name that no other has had."""
        if self.waiting:
            url, was = self.waiting.pop()
        else:
            url = self.server.create(template=name_in(self.template))
            was = run_apart(_as_it_is(url))
        self.lent[url] = was
        return url

    def take_back(self, url: str) -> None:
        """Put it back as it was, under a name that nobody knows yet, also when a test left connections to it open."""
        was = self.lent.pop(url)
        try:
            url = self.server.rename(url)
        except asyncpg.PostgresError:  # Somebody holds on to it, or has dropped it.
            self.server.drop(url)
            return
        if run_apart(brought_back(url, partial(_put_back, was=was))):
            self.waiting.append((url, was))
        else:
            self.server.drop(url)

    def close(self) -> None:
        for url in [*(url for url, _was in self.waiting), *self.lent]:
            self.server.drop(url)
        self.waiting.clear()
        self.lent.clear()


async def _as_it_is(url: str) -> Was:
    connection = await asyncpg.connect(url)
    try:
        tables = [row["relname"] for row in await connection.fetch(TABLES)]
        rows = {}
        for table in tables:
            held = io.BytesIO()
            await connection.copy_from_table(table, output=held, format="binary")
            rows[table] = held.getvalue()
        return Was(
            built=await connection.fetchval(BUILT),
            rows=rows,
            sums=await _sums(connection, tables),
            sequences=dict(await connection.fetch(SEQUENCES)),
        )
    finally:
        await connection.close()


async def _sums(connection: asyncpg.Connection, tables: list[str]) -> dict[str, tuple[int, int]]:
    """What the rows of each table come to, in whatever order they lie."""
    one = "SELECT '{0}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM \"{0}\" t"
    found = await connection.fetch(" UNION ALL ".join(one.format(table) for table in tables))
    return {table: (count, total) for table, count, total in found}


async def _put_back(connection: asyncpg.Connection, was: Was) -> bool:
    if await connection.fetchval(BUILT) != was.built:
        return False
    await connection.execute("SET session_replication_role = replica")  # Past the triggers that forbid it.
    sums = await _sums(connection, [*was.rows])
    changed = [table for table in was.rows if sums[table] != was.sums[table]]
    async with connection.transaction():
        for table in changed:
            await connection.execute(f'DELETE FROM "{table}"')  # a name that the catalogue gave
            await connection.copy_to_table(table, source=io.BytesIO(was.rows[table]), format="binary")
    for name, value in was.sequences.items():
        await connection.execute(SET, f'public."{name}"', value or 1, value is not None)
    again = await _sums(connection, changed) if changed else {}
    return all(again[table] == was.sums[table] for table in changed)
