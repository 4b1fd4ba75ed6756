"""The key store on both databases: made once, wrapped again, destroyed for good."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from consent.database import Database, close_database, engine_for, migrate
from consent.errors import Forged, KeyGone
from consent.keys.store import BATCH, KeyStore

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD, NEW = os.urandom(32), os.urandom(32)


def a_store(engine: Database) -> KeyStore:
    return KeyStore(engine, {"k1": OLD}, "k1")


async def test_a_key_is_made_once(keys_engine: Database) -> None:
    store = a_store(keys_engine)
    key = await store.create("room:1", at=NOW)
    assert len(key) == 32
    assert await store.create("room:1", at=NOW) == key
    assert await a_store(keys_engine).key("room:1") == key
    assert await store.create("room:2", at=NOW) != key


async def test_two_who_create_at_once_get_the_same_key(keys_engine: Database) -> None:
    stores = [a_store(keys_engine) for _ in range(8)]
    assert len(set(await asyncio.gather(*(s.create("room:1", at=NOW) for s in stores)))) == 1


async def test_what_never_existed_is_gone(keys_engine: Database) -> None:
    with pytest.raises(KeyGone):
        await a_store(keys_engine).key("room:none")


async def test_the_database_never_holds_a_key_in_the_clear(keys_engine: Database) -> None:
    key = await a_store(keys_engine).create("room:1", at=NOW)
    (row,) = await keys_engine.fetch("SELECT * FROM data_key")
    assert len(bytes(row["wrapped"])) == 40
    assert key not in bytes(row["wrapped"])
    assert row["kek"] == "k1"


async def test_another_kek_of_the_same_name_opens_nothing(keys_engine: Database) -> None:
    await a_store(keys_engine).create("room:1", at=NOW)
    with pytest.raises(Forged):
        await KeyStore(keys_engine, {"k1": NEW}, "k1").key("room:1")


async def test_destroyed_is_for_good_and_can_be_repeated(keys_engine: Database) -> None:
    store = a_store(keys_engine)
    await store.create("room:1", at=NOW)
    other = await store.create("author:2", at=NOW)
    for later in (0, 1):
        await store.destroy("room:1", at=NOW + timedelta(minutes=later))
        with pytest.raises(KeyGone):
            await store.key("room:1")
        with pytest.raises(KeyGone):
            await store.create("room:1", at=NOW)
    (row,) = await keys_engine.fetch("SELECT * FROM data_key WHERE scope = 'room:1'")
    assert row["wrapped"] is None
    assert row["kek"] is None
    assert await store.destroyed() == ["room:1"]
    assert await store.key("author:2") == other
    assert await a_store(keys_engine).key("author:2") == other


async def test_a_restored_backup_is_told_what_was_destroyed(keys_engine: Database) -> None:
    store = a_store(keys_engine)
    await store.create("room:1", at=NOW)
    await store.create("room:2", at=NOW)
    await store.replay_destroyed(["room:1", "room:never-seen"], at=NOW)
    assert await store.destroyed() == ["room:1", "room:never-seen"]
    assert len(await store.key("room:2")) == 32
    with pytest.raises(KeyGone):
        await store.create("room:never-seen", at=NOW)


async def test_a_key_being_fetched_while_it_is_destroyed_is_not_kept(keys_engine: Database) -> None:
    store = a_store(keys_engine)
    await store.create("room:1", at=NOW)
    fetcher = a_store(keys_engine)

    async def fetch() -> None:
        for _ in range(20):
            try:
                await fetcher.key("room:1")
            except KeyGone:
                return

    await asyncio.gather(*(fetch() for _ in range(10)), fetcher.destroy("room:1", at=NOW))
    with pytest.raises(KeyGone):
        await fetcher.key("room:1")


async def test_rotation_wraps_every_key_and_changes_none(keys_engine: Database) -> None:
    store = a_store(keys_engine)
    scopes = [f"room:{n:03}" for n in range(BATCH + 5)]
    keys = {scope: await store.create(scope, at=NOW) for scope in scopes}
    await store.destroy("room:000", at=NOW)
    del keys["room:000"]
    seen: list[tuple[int, int]] = []
    both = KeyStore(keys_engine, {"k1": OLD, "k2": NEW}, "k2")
    assert await both.rotate(at=NOW, progress=lambda done, all_: seen.append((done, all_))) == len(keys)
    assert seen == [(BATCH, len(keys)), (len(keys), len(keys))]
    assert await both.rotate(at=NOW) == 0
    alone = KeyStore(keys_engine, {"k2": NEW}, "k2")
    assert {scope: await alone.key(scope) for scope in keys} == keys
    assert await alone.destroyed() == ["room:000"]


async def test_a_rotation_that_stopped_goes_on_where_it_was(keys_engine: Database) -> None:
    store = a_store(keys_engine)
    keys = {s: await store.create(s, at=NOW) for s in (f"room:{n:03}" for n in range(BATCH + 5))}
    both = KeyStore(keys_engine, {"k1": OLD, "k2": NEW}, "k2")

    class PowerCut(Exception):
        pass

    def cut(done: int, total: int) -> None:
        raise PowerCut

    with pytest.raises(PowerCut):
        await both.rotate(at=NOW, progress=cut)
    assert {s: await both.key(s) for s in keys} == keys
    assert await both.rotate(at=NOW) == 5
    assert {s: await KeyStore(keys_engine, {"k2": NEW}, "k2").key(s) for s in keys} == keys


async def test_rotation_without_the_old_kek_says_so_and_changes_nothing(keys_engine: Database) -> None:
    key = await a_store(keys_engine).create("room:1", at=NOW)
    with pytest.raises(KeyGone, match="k1"):
        await KeyStore(keys_engine, {"k2": NEW}, "k2").rotate(at=NOW)
    assert await a_store(keys_engine).key("room:1") == key


async def test_on_sqlite_a_destroyed_key_leaves_no_bytes_in_the_files(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    engine = engine_for(sqlite_url)
    await migrate(engine, ["consent.keys.piccolo_app"])
    store = a_store(engine)
    await store.create("room:1", at=NOW)
    (row,) = await engine.fetch("SELECT wrapped FROM data_key")
    assert bytes(row["wrapped"]) in _on_disk(path)
    await store.destroy("room:1", at=NOW)
    assert bytes(row["wrapped"]) not in _on_disk(path)
    await close_database(engine)


def _on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
