"""Destruction and rotation stand in the ledger once, whoever stops or races in between."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent.database import Database, close_database, engine_for, migrate
from consent.errors import KeyGone
from consent.events import KeyDestructionIntended
from consent.keys.destroy import destroy_scope, resume, rotate_keys
from consent.keys.store import KeyStore
from consent.ledger.log import Ledger
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.signed_note import Signer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OLD, NEW = os.urandom(32), os.urandom(32)
ONCE = ["KeyDestroyed", "KeyDestructionIntended"]


@pytest.fixture
async def ledger(database_url: str) -> AsyncIterator[Ledger]:
    engine = engine_for(database_url)
    await migrate(engine, ["consent.ledger.piccolo_app"])
    ledger = Ledger(PiccoloStorage(engine), Signer("test.example/log", Ed25519PrivateKey.generate()))
    await ledger.start()
    yield ledger
    await ledger.stop()
    await close_database(engine)


@pytest.fixture
def keys(keys_engine: Database) -> KeyStore:
    return KeyStore(keys_engine, {"k1": OLD}, "k1")


async def destroy(ledger: Ledger, keys: KeyStore) -> None:
    await destroy_scope(ledger, keys, scope="room:1", room="1", by="p1", at=NOW)


async def told(ledger: Ledger) -> list[str]:
    return [entry.kind for entry in await ledger.find()]


async def test_destroying_stands_as_intent_and_completion(ledger: Ledger, keys: KeyStore) -> None:
    await keys.create("room:1", at=NOW)
    await destroy(ledger, keys)
    with pytest.raises(KeyGone):
        await keys.key("room:1")
    done, intent = await ledger.find(room="1")
    assert [done.kind, intent.kind] == ONCE
    assert done.body == intent.body == {"by": "p1", "scope": "room:1"}


async def test_again_adds_nothing(ledger: Ledger, keys: KeyStore) -> None:
    for _ in range(2):
        await destroy(ledger, keys)
    assert await told(ledger) == ONCE
    assert await resume(ledger, keys, at=NOW) == []


async def test_many_at_once_are_one(ledger: Ledger, keys: KeyStore) -> None:
    await asyncio.gather(*(destroy(ledger, keys) for _ in range(6)))
    assert await told(ledger) == ONCE


async def test_cut_off_after_the_intent_it_is_finished_at_the_next_start(
    ledger: Ledger, keys: KeyStore
) -> None:
    await keys.create("room:1", at=NOW)
    intent = KeyDestructionIntended(room="1", by="p1", scope="room:1")
    await ledger.append([intent], guard={"key:room:1": 0}, bumps=["key:room:1"])
    assert await resume(ledger, keys, at=NOW) == ["room:1"]
    assert await told(ledger) == ONCE
    assert await keys.destroyed() == ["room:1"]
    assert await resume(ledger, keys, at=NOW) == []


async def test_cut_off_before_the_completion_only_that_is_added(ledger: Ledger, keys: KeyStore) -> None:
    intent = KeyDestructionIntended(room="1", by="p1", scope="room:1")
    await ledger.append([intent], guard={"key:room:1": 0}, bumps=["key:room:1"])
    await keys.destroy("room:1", at=NOW)
    assert await resume(ledger, keys, at=NOW) == ["room:1"]
    assert await told(ledger) == ONCE


async def test_a_key_that_a_backup_brought_back_goes_again(
    ledger: Ledger, keys: KeyStore, keys_engine: Database
) -> None:
    await keys.create("room:1", at=NOW)
    (kept,) = await keys_engine.fetch("SELECT * FROM data_key")
    await destroy(ledger, keys)
    back = KeyStore(keys_engine, {"k1": OLD}, "k1")
    row = back._rows(**kept)
    await back._rows.delete(force=True)
    await back._rows.insert(row)
    assert len(await back.key("room:1")) == 32
    assert await resume(ledger, back, at=NOW) == ["room:1"]
    with pytest.raises(KeyGone):
        await back.key("room:1")
    assert await told(ledger) == ONCE


async def test_rotation_is_told_once_with_the_name_of_the_key(
    ledger: Ledger, keys: KeyStore, keys_engine: Database
) -> None:
    await keys.create("room:1", at=NOW)
    both = KeyStore(keys_engine, {"k1": OLD, "k2": NEW}, "k2")
    assert await rotate_keys(ledger, both, by="admin", at=NOW) == 1
    assert await rotate_keys(ledger, both, by="admin", at=NOW) == 0
    (entry,) = await ledger.find()
    assert (entry.kind, entry.body) == ("KeysRotated", {"by": "admin", "kek": "k2"})


async def test_a_rotation_that_was_not_told_is_told_the_next_time(
    ledger: Ledger, keys: KeyStore, keys_engine: Database
) -> None:
    await keys.create("room:1", at=NOW)
    both = KeyStore(keys_engine, {"k1": OLD, "k2": NEW}, "k2")
    await both.rotate(at=NOW)
    assert await rotate_keys(ledger, both, by="admin", at=NOW) == 0
    assert await told(ledger) == ["KeysRotated"]
