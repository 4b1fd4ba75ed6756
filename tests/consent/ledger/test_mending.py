"""The head's row is gone: it is computed again where nothing else is, and refused in one sentence where it is not."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextvars import Context

import pytest

from consent.database import Database, DatabaseRefused, close_database, engine_for, migrate, open_database
from consent.ledger import Ledger, Signer, mending
from consent.ledger.mending import head_is_there, mend_head
from consent.ledger.merkle import leaf_hash
from consent.ledger.piccolo_storage import PiccoloStorage
from tests.consent.ledger.conftest import LEDGER_APP
from tests.consent.ledger.happenings import began, changed

ENTRIES = 600
"""Enough for two tiles."""


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[Database]:
    engine = engine_for(database_url)
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    yield engine
    await close_database(engine)


@pytest.fixture
async def filled(engine: Database, signer: Signer) -> AsyncIterator[Ledger]:
    """Two rooms and what belongs to none, with two checkpoints handed out."""
    ledger = Ledger(PiccoloStorage(engine), signer)
    await ledger.start()
    await ledger.append([began(f"r{n % 2}") for n in range(ENTRIES - 1)], bumps=["room:r0"])
    await ledger.checkpoint()
    await ledger.append([changed()])
    await ledger.checkpoint()
    yield ledger
    await ledger.stop()


async def unguarded(engine: Database, *statements: str) -> None:
    """What somebody with every right does to the tables, their triggers out of the way."""
    for table in ("ledger_entry", "ledger_tile", "ledger_checkpoint"):
        if engine.engine_type == "postgres":
            await engine.fetch(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        else:
            for trigger in ("no_delete", "no_update"):
                await engine.fetch(f"DROP TRIGGER {table}_{trigger}")
    for statement in statements:
        await engine.fetch(statement)


async def test_a_head_that_is_there_is_left_alone(engine: Database, filled: Ledger) -> None:
    before = await filled.head()
    assert await mend_head(engine) is None
    assert await filled.head() == before


async def test_a_head_that_is_gone_comes_back_as_it_was(engine: Database, filled: Ledger) -> None:
    before, note = await filled.head(), await filled.checkpoint()
    await engine.fetch("DELETE FROM ledger_head")
    await engine.fetch("DELETE FROM ledger_chain WHERE room = 'r1'")
    assert not await head_is_there(engine)
    assert await mend_head(engine) == ENTRIES
    assert await filled.head() == before
    assert await filled.checkpoint() == note
    (entry,) = await filled.append([began("r1")])
    assert (entry.index, entry.room_index) == (ENTRIES, (ENTRIES - 1) // 2)


async def test_the_head_of_an_empty_ledger_comes_back_too(engine: Database) -> None:
    await engine.fetch("DELETE FROM ledger_head")
    assert await mend_head(engine) == 0
    assert (await PiccoloStorage(engine).head()).size == 0


async def test_a_checkpoint_over_nothing_is_compared_too(engine: Database) -> None:
    await engine.fetch("DELETE FROM ledger_head")
    await engine.fetch("INSERT INTO ledger_checkpoint (size, root, note) VALUES (0, 'aa', '')")
    with pytest.raises(DatabaseRefused, match="handed out over 0 entries is of another tree"):
        await mend_head(engine)


async def test_two_that_start_at_once_put_back_one_head(database_url: str, engine: Database) -> None:
    await engine.fetch("DELETE FROM ledger_head")
    mended = await asyncio.gather(*(asyncio.create_task(mend_head(engine)) for _ in range(3)))
    assert sorted(map(str, mended)) == ["0", "None", "None"]


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (f"DELETE FROM ledger_entry WHERE position = {ENTRIES - 1}", f"{ENTRIES} entries was handed out"),
        ("DELETE FROM ledger_entry WHERE position = 7", "entry 7 is missing"),
        ("UPDATE ledger_entry SET leaf = '{}' WHERE position = 8", "entry 8 is missing or changed"),
        (f"UPDATE ledger_checkpoint SET root = 'aa' WHERE size = {ENTRIES - 1}", "is of another tree"),
        ("UPDATE ledger_chain SET length = 999 WHERE room = 'r0'", "goes further than its entries"),
        ("DELETE FROM ledger_tile", "do not agree with its entries"),
        ("DELETE FROM ledger_version", "versions that decisions stand on"),
    ],
)
async def test_where_more_is_gone_it_says_what_and_puts_nothing_back(
    engine: Database, filled: Ledger, done: str, said: str
) -> None:
    await unguarded(engine, "DELETE FROM ledger_head", done)
    with pytest.raises(DatabaseRefused, match=said) as refused:
        await mend_head(engine)
    assert "Restore the database" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not await head_is_there(engine)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r'"room_index":299', '"room_index":300', "entry 598 does not follow the one before it in its room"),
        (r'"at":"2', '"at":"x', "entry 598 is no entry"),
        (r'"at":"\d{4}-\d\d', '"at":"2026-19', "entry 598 is no entry"),
    ],
)
async def test_an_entry_that_has_its_hash_and_is_none(
    engine: Database, filled: Ledger, old: str, new: str, said: str
) -> None:
    (leaf,) = await filled.leaves(598, 599)
    other, many = re.subn(old, new, leaf.decode())
    assert many == 1
    await unguarded(
        engine,
        "DELETE FROM ledger_head",
        f"UPDATE ledger_entry SET leaf = '{other}', hash = '{leaf_hash(other.encode()).hex()}' WHERE position = 598",
    )
    with pytest.raises(DatabaseRefused, match=said):
        await mend_head(engine)


async def test_who_waits_for_another_that_puts_it_back_finds_it_there(postgres_url: str) -> None:
    engine = engine_for(postgres_url)
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    await engine.fetch("DELETE FROM ledger_head")
    async with engine.transaction():
        await engine.fetch(mending.PUT_HEAD, 0, "", "")
        second = asyncio.create_task(mend_head(engine), context=Context())
        await asyncio.sleep(0.1)
        assert not second.done()
    assert await second is None
    await close_database(engine)


async def test_a_tail_that_only_the_chain_remembers_is_missed(engine: Database, filled: Ledger) -> None:
    """The newest entry had no checkpoint of its own."""
    await filled.append([began("r0")])
    tail = f"DELETE FROM ledger_entry WHERE position = {ENTRIES}"
    await unguarded(engine, "DELETE FROM ledger_head", tail)
    with pytest.raises(DatabaseRefused, match="further than its entries"):
        await mend_head(engine)
