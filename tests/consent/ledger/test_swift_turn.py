"""Appends without the lock: whoever was faster wins, and nothing of the other is written."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from consent.database import close_database, engine_for, open_database
from consent.database.postgres import Postgres
from consent.errors import LedgerClosed, Moved
from consent.ledger import Ledger, Signer, attempt
from consent.ledger.batch import Request, work_out
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.storage import Head, Overtaken, Turn, Written
from consent.ledger.swift_turn import SwiftTurn
from tests.consent.ledger.happenings import began, opened
from tests.consent.ledger.on_postgres import opened_at, waits_for_the_lock
from tests.support.databases import PostgresServer


@pytest.fixture
async def engine(postgres_url: str) -> AsyncIterator[Postgres]:
    made = await opened_at(postgres_url)
    yield made
    await close_database(made)


@pytest.fixture
def storage(engine: Postgres) -> PiccoloStorage:
    return PiccoloStorage(engine)


@pytest.fixture
async def ledger(storage: PiccoloStorage, signer: Signer) -> AsyncIterator[Ledger]:
    made = Ledger(storage, signer)
    await made.start()
    yield made
    await made.stop()


async def writes(turn: Turn, *scopes: str) -> Head:
    """One entry, worked out on what the turn finds and written in it; the new head."""
    request = Request(events=[began()], bumps=frozenset(scopes))
    found = await turn.find(scopes, [""])
    assert found.now is not None
    batch = work_out([request], turn.head, found, found.now)
    await turn.write(batch.written)
    return batch.written.head


async def test_it_stands_as_soon_as_it_is_written(storage: PiccoloStorage) -> None:
    async with storage.swift_turn() as turn:
        head = await writes(turn, "room:r1")
        assert await storage.head() == head
    assert (await storage.reading(["room:r1"])).versions == {"room:r1": 1}


async def test_who_is_overtaken_writes_nothing(storage: PiccoloStorage, ledger: Ledger) -> None:
    async with storage.swift_turn() as turn:
        found = await turn.find(["room:r1"], [""])
        assert found.now is not None
        request = Request(events=[began()], bumps=frozenset({"room:r1"}))
        batch = work_out([request], turn.head, found, found.now)
        (faster,) = await ledger.append([opened()], bumps=["room:r2"])
        with pytest.raises(Overtaken):
            await turn.write(batch.written)
    assert await ledger.entries(0, 9) == (faster,)
    assert (await storage.reading(["room:r1", "room:r2"])).versions == {"room:r1": 0, "room:r2": 1}


async def test_the_lock_of_another_is_waited_for_and_then_it_is_overtaken(
    storage: PiccoloStorage, engine: Postgres
) -> None:
    async with storage.swift_turn() as turn:
        found = await turn.find([], [""])
        assert found.now is not None
        batch = work_out([Request(events=[began()])], turn.head, found, found.now)
        async with storage.turn() as locked:
            writing = asyncio.create_task(turn.write(batch.written))
            await waits_for_the_lock(engine)
            head = await writes(locked)
        with pytest.raises(Overtaken):
            await writing
    assert await storage.head() == head


async def test_who_has_looked_and_found_nothing_is_not_overtaken_later(storage: PiccoloStorage) -> None:
    """A write that was sent before the look, and arrives after it, finds the head moved."""
    async with storage.swift_turn() as late:
        found = await late.find([], [""])
        assert found.now is not None
        batch = work_out([Request(events=[began()])], late.head, found, found.now)
        async with storage.turn() as look:
            assert await look.hash_at(0) is None
            await look.outrun()
        with pytest.raises(Overtaken):
            await late.write(batch.written)
    assert (await storage.head()).size == 0


async def test_it_goes_on_from_the_head_that_it_saw(storage: PiccoloStorage) -> None:
    for size in (1, 2, 3):
        async with storage.swift_turn() as turn:
            head = await writes(turn)
        assert head.size == size
        assert await storage.head() == head


async def test_what_needs_the_lock_is_not_asked_without_it(storage: PiccoloStorage) -> None:
    async with storage.swift_turn() as turn:
        await turn.assert_alive()
        for asked in (turn.hash_at(0), turn.outrun()):
            with pytest.raises(NotImplementedError):
                await asked


async def test_a_server_that_isolates_more_says_so_in_another_way(
    postgres_url: str, postgres_server: PostgresServer, signer: Signer
) -> None:
    name = postgres_url.rsplit("/", 1)[1]
    postgres_server.execute(f'ALTER DATABASE "{name}" SET default_transaction_isolation = "repeatable read"')
    made = await opened_at(postgres_url)
    storage = PiccoloStorage(made)
    async with storage.swift_turn() as turn:
        found = await turn.find([], [""])
        assert found.now is not None
        batch = work_out([Request(events=[began()])], turn.head, found, found.now)
        async with storage.turn() as locked:
            writing = asyncio.create_task(turn.write(batch.written))
            await waits_for_the_lock(made)
            await writes(locked)
        with pytest.raises(Overtaken) as overtaken:
            await writing
    assert isinstance(overtaken.value.__cause__, asyncpg.SerializationError)
    await close_database(made)


async def test_two_processes_take_turns_and_lose_nothing(
    postgres_url: str, signer: Signer, ledger: Ledger
) -> None:
    other_engine = engine_for(postgres_url)
    await open_database(other_engine)
    other = Ledger(PiccoloStorage(other_engine), signer)
    await other.start()
    both = [one.append([began()], bumps=["room:r1"]) for _ in range(40) for one in (ledger, other)]
    indexes = sorted(entry.index for entries in await asyncio.gather(*both) for entry in entries)
    assert indexes == list(range(80))
    moment = await ledger.moment(["room:r1"])
    assert (moment.size, moment.versions) == (80, {"room:r1": 80})
    with pytest.raises(Moved):
        await other.append([opened()], guard={"room:r1": 79})
    await other.stop()
    await close_database(other_engine)


async def test_an_answer_lost_after_the_write_is_still_an_answer(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    losing_answers(monkeypatch, written=True)
    (entry,) = await ledger.append([began()])
    assert await ledger.entries(0, 9) == (entry,)


async def test_a_write_that_never_arrived_is_no_answer(
    engine: Postgres, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt, "LOOKS", (0.0,))
    lost = losing_answers(monkeypatch, written=False)
    with pytest.raises(LedgerClosed):
        await ledger.append([began()], bumps=["room:r1"])
    assert (await ledger.head()).size == 0
    monkeypatch.undo()
    # Should it arrive after all, it comes too late.
    ((turn, late),) = lost
    async with engine.lent() as turn._connection:
        with pytest.raises(Overtaken):
            await turn.write(late)
    (entry,) = await ledger.append([began()], guard={"room:r1": 0})
    assert entry.index == 0


def losing_answers(monkeypatch: pytest.MonkeyPatch, *, written: bool) -> list[tuple[SwiftTurn, Written]]:
    """The connection breaks at the write of every swift turn, after or before the database has it."""
    real, lost = SwiftTurn.write, list[tuple[SwiftTurn, Written]]()

    async def breaks(turn: SwiftTurn, what: Written) -> None:
        if written:
            await real(turn, what)
        lost.append((turn, what))
        raise asyncpg.ConnectionDoesNotExistError

    monkeypatch.setattr(SwiftTurn, "write", breaks)
    return lost
