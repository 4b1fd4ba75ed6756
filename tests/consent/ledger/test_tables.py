"""The tables are declared as the migrations have made them, on a database that says so itself."""

import pytest
from piccolo.columns import Varchar
from piccolo.table import Table

from consent.database import close_database, engine_for, migrate, open_database
from consent.ledger import Ledger, Signer
from consent.ledger.merkle import Frontier
from consent.ledger.piccolo_app import APP_CONFIG
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.tables import TABLES
from tests.consent.ledger.conftest import LEDGER_APP
from tests.consent.ledger.happenings import began

COLUMNS = (
    "SELECT table_name, column_name, character_maximum_length AS most, is_nullable = 'YES' AS null, "
    "coalesce(column_default, '') AS otherwise FROM information_schema.columns WHERE table_name LIKE 'ledger_%'"
)
KEYS = (
    "SELECT k.table_name, k.column_name FROM information_schema.key_column_usage k "
    "JOIN information_schema.table_constraints c USING (constraint_name, table_name) "
    "WHERE c.constraint_type = 'PRIMARY KEY' AND k.table_name LIKE 'ledger_%'"
)
Column = tuple[str, str, int | None, bool, bool]


def declared(table: type[Table]) -> set[Column]:
    """Table, column, greatest length, whether it may be null and whether it is null unasked."""
    return {
        (
            table._meta.tablename,
            column._meta.db_column_name,
            column.length if isinstance(column, Varchar) else None,
            column._meta.null,
            column.get_default_value() is None,
        )
        for column in table._meta.columns
    }


async def test_tiles_are_kept_under_their_level_and_position(database_url: str, signer: Signer) -> None:
    engine = engine_for(database_url)
    await open_database(engine)
    assert (await migrate(engine, [LEDGER_APP]))[0].startswith("ledger: ")
    assert APP_CONFIG.table_classes == list(TABLES)
    ledger = Ledger(PiccoloStorage(engine), signer)
    await ledger.start()
    await ledger.append([began() for _ in range(600)])
    await ledger.stop()
    rows = await engine.fetch("SELECT key FROM ledger_tile ORDER BY key")
    assert [row["key"] for row in rows] == [281_474_976_710_656, 281_474_976_710_657]
    await close_database(engine)


def test_a_frontier_stays_what_it_is() -> None:
    with pytest.raises(AttributeError):
        Frontier().size = 1  # type: ignore[misc]


async def test_columns_and_keys(postgres_url: str) -> None:
    engine = engine_for(postgres_url)
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    rows, keys = await engine.fetch(COLUMNS), await engine.fetch(KEYS)
    await close_database(engine)
    found = {
        (
            r["table_name"],
            r["column_name"],
            r["most"],
            r["null"],
            r["otherwise"] in ("", "NULL::character varying"),
        )
        for r in rows
    }
    assert {column for table in TABLES for column in declared(table)} == found
    primary = {(t._meta.tablename, t._meta.primary_key._meta.db_column_name) for t in TABLES}
    assert {(r["table_name"], r["column_name"]) for r in keys} == primary
