"""Finding entries, and proving them, on every kind of storage."""

import asyncio
from collections.abc import Collection
from contextvars import Context
from datetime import UTC, datetime

import pytest

from consent.database import close_database, engine_for, migrate, open_database, snapshot
from consent.errors import Forged
from consent.ledger import Ledger, Storage
from consent.ledger.checkpoint import open_checkpoint
from consent.ledger.merkle import root_of
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.proofs import check_consistency, check_inclusion
from consent.ledger.signed_note import Signer
from consent.ledger.storage import Reading
from tests.consent.ledger.conftest import LEDGER_APP
from tests.consent.ledger.happenings import began, changed, opened


async def test_pages_newest_first(ledger: Ledger):
    for number in range(6):
        await ledger.append([opened(f"r{number % 2}"), began("r1"), changed()])

    async def indexes(**which) -> list[int]:
        return [entry.index for entry in await ledger.find(**which)]

    assert await indexes(limit=3) == [17, 16, 15]
    assert await indexes(limit=3, before=15) == [14, 13, 12]
    assert await indexes(after=15) == [17, 16]
    assert await indexes(room="r0") == [12, 6, 0]
    assert await indexes(room="r1", kinds=["ItemOpened"]) == [15, 9, 3]
    assert await indexes(room="r1", kinds=["ItemOpened"], before=15, after=3) == [9]
    assert await indexes(kinds=["UnitChanged", "ItemOpened"], limit=2) == [17, 15]
    assert await indexes(room="") == [17, 14, 11, 8, 5, 2]
    assert await indexes(room="nobody") == []
    assert await indexes(room="", kinds=["UnitChanged"], before=8) == [5, 2]
    assert await indexes(room="", kinds=["ItemOpened"]) == []
    assert [entry.index async for entry in ledger.room_entries(None)] == [2, 5, 8, 11, 14, 17]
    assert (await ledger.entry(4)).kind == "MeetingOpened"
    assert (await ledger._storage.reading([])).versions == {}
    assert [entry.index for entry in await ledger.entries(3, 6)] == [3, 4, 5]
    assert [entry.index for entry in await ledger.entries(-2, 2)] == [0, 1]
    assert [entry.index for entry in await ledger.entries(16, 99)] == [16, 17]
    for missing in (-1, 18):
        with pytest.raises(IndexError):
            await ledger.entry(missing)


async def test_fifty_are_found_unasked(ledger: Ledger):
    await ledger.append([began() for _ in range(60)])
    assert [entry.index for entry in await ledger.find()] == list(range(59, 9, -1))
    await ledger.checkpoint()
    await ledger.append([began()])
    await ledger.checkpoint()
    assert [size for size, _ in await ledger.checkpoints()] == [60, 61]
    assert [size for size, _ in await ledger.checkpoints(60, 61)] == [60]
    assert [size for size, _ in await ledger.checkpoints(61, 62)] == [61]


async def test_within_a_snapshot_a_moment_is_of_the_snapshot(database_url: str, signer: Signer):
    engine = engine_for(database_url)
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    ledger = Ledger(PiccoloStorage(engine), signer)
    await ledger.start()
    await ledger.append([began()], bumps=["room:r1"])
    async with snapshot(engine):
        before = await ledger.moment(["room:r1"])
        await asyncio.create_task(ledger.append([began()], bumps=["room:r1"]), context=Context())
        again = await ledger.moment(["room:r1"])
    after = await ledger.moment(["room:r1"])
    assert [(m.size, m.versions["room:r1"]) for m in (before, again, after)] == [(1, 1), (1, 1), (2, 2)]
    await ledger.stop()
    await close_database(engine)


async def test_proofs_of_a_ledger_of_several_tiles(ledger: Ledger):
    for _ in range(7):
        await ledger.append([began() for _ in range(100)])
    hashes = [entry.hash for entry in await ledger.entries(0, 700)]
    for size in (1, 2, 255, 256, 257, 512, 600, 700):
        root = root_of(hashes[:size])
        for index in {0, 1, 254, 255, 256, 511, 512, size - 1}:
            if index < size:
                proof = await ledger.inclusion(index, size)
                check_inclusion(index, size, hashes[index], proof, root)
        check_consistency(size, 700, await ledger.consistency(size, 700), root, root_of(hashes))
    with pytest.raises(IndexError):
        await ledger.inclusion(3, 701)


async def test_a_proof_reads_little(ledger: Ledger, storage: Storage):
    await ledger.append([began() for _ in range(3000)])
    read: list[int] = []
    plain = storage.hashes

    async def counting(level: int, first: int, last: int):
        read.append(last - first)
        return await plain(level, first, last)

    storage.hashes = counting
    head = await ledger.head()
    proof = await ledger.inclusion(1500, 3000)
    check_inclusion(1500, 3000, (await ledger.entry(1500)).hash, proof, head.root)
    assert sum(read) < 600


async def test_a_checkpoint_is_of_the_head_and_kept_once(ledger: Ledger, signer: Signer, storage: Storage):
    empty = open_checkpoint(await ledger.checkpoint(), signer.verifier)
    assert (empty.size, empty.root) == (0, (await ledger.head()).root)
    await ledger.append([began(), began()])
    note = await ledger.checkpoint()
    assert note == await ledger.checkpoint()
    assert open_checkpoint(note, signer.verifier).root == (await ledger.head()).root
    assert [size for size, _ in await ledger.checkpoints()] == [0, 2]
    with pytest.raises(Forged, match="two trees"):
        await storage.keep_checkpoint(2, bytes(32), note)


async def test_who_waits_for_a_reading_that_is_given_up_does_not_wait_on(ledger: Ledger, storage: Storage):
    asked = asyncio.Event()

    async def never(scopes: Collection[str]) -> Reading:
        asked.set()
        await asyncio.sleep(60)
        raise AssertionError(scopes)

    storage.reading = never  # type: ignore[method-assign]
    waiting = asyncio.create_task(ledger.moment(["room:r1"]))
    await asked.wait()
    (task,) = ledger._readings._under_way
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(waiting, 1)


async def test_the_databases_clock_is_believed_where_it_has_one(storage: Storage, signer: Signer):
    ledger = Ledger(storage, signer)
    then = datetime(2001, 1, 1, tzinfo=UTC)
    assert ledger._now(then) == then
    assert ledger._now() > then
