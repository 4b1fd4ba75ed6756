"""Triggers that make a table one that can only be added to, on both databases."""

from collections.abc import Mapping


def triggers(tables: Mapping[str, str], *, sqlite: bool) -> list[str]:
    """The statements that refuse update, delete and truncate; `tables` maps each table to its primary key.

    On SQLite, INSERT OR REPLACE deletes without asking a delete trigger, so a taken key is refused as well.
    """
    return _sqlite(tables) if sqlite else _postgres(tables)


def _sqlite(tables: Mapping[str, str]) -> list[str]:
    replaced = [
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
        f"BEGIN SELECT RAISE(ABORT, '{table} can only be added to'); END"
        for table, key in tables.items()
    ]
    return replaced + [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} can only be added to'); END"
        for table in tables
        for verb in ("update", "delete")
    ]


def _postgres(tables: Mapping[str, str]) -> list[str]:
    refuse = (
        "CREATE OR REPLACE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% can only be added to', TG_TABLE_NAME; END $$"
    )
    return [refuse] + [
        f"CREATE TRIGGER {table}_added_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
        for table in tables
    ]
