"""Storage that fails: an unknown outcome is looked up, nothing false is ever answered or signed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from consent.database import close_database, engine_for, migrate, open_database
from consent.errors import LedgerClosed, Moved
from consent.ledger import Entry, Ledger, Signer, Storage, attempt
from consent.ledger.checkpoint import open_checkpoint
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.proofs import check_consistency
from tests.consent.ledger.conftest import LEDGER_APP
from tests.consent.ledger.happenings import began, changed, opened


class Broken(Exception):
    """The connection is gone."""


class Brittle:
    """A real storage whose next turns break: before the commit, or after it (the answer is lost)."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.before = self.after = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self.storage, name)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[object]:
        async with self.storage.turn() as turn:
            yield turn
            if self.before:
                self.before -= 1
                raise Broken
        if self.after:
            self.after -= 1
            raise Broken


@pytest.fixture
def brittle(storage: Storage) -> Brittle:
    return Brittle(storage)


@pytest.fixture
async def on_brittle(brittle: Brittle, signer: Signer) -> AsyncIterator[Ledger]:
    ledger = Ledger(brittle, signer)
    await ledger.start()
    yield ledger
    await ledger.stop()


async def test_an_answer_lost_after_the_commit_is_still_an_answer(brittle: Brittle, on_brittle: Ledger):
    brittle.after = 1
    (entry,) = await on_brittle.append([began()])
    assert await on_brittle.entries(0, 9) == (entry,)


async def test_a_commit_that_did_not_happen_is_no_answer(
    brittle: Brittle, on_brittle: Ledger, signer: Signer
):
    brittle.before = 1
    with pytest.raises(LedgerClosed):
        await on_brittle.append([began()], bumps=["room:r1"])
    assert (await on_brittle.head()).size == 0
    (entry,) = await on_brittle.append([began()], guard={"room:r1": 0})
    assert entry.index == 0
    assert open_checkpoint(await on_brittle.checkpoint(), signer.verifier).root == entry.hash


async def test_when_it_can_not_be_looked_up_nobody_is_answered_and_nothing_is_signed(
    brittle: Brittle, on_brittle: Ledger, monkeypatch: pytest.MonkeyPatch
):
    """The entry stands, but nobody could know: the caller is refused, and the ledger goes on after it."""
    monkeypatch.setattr(attempt, "LOOKS", (0.0, 0.0))
    signed = on_brittle._signed
    brittle.after = 3
    with pytest.raises(LedgerClosed):
        await on_brittle.append([began()])
    assert on_brittle._signed is signed
    (entry,) = await on_brittle.append([opened()])
    assert (entry.index, entry.room_index) == (1, 1)


async def test_every_one_that_waited_is_refused_and_the_next_succeed(brittle: Brittle, on_brittle: Ledger):
    brittle.before = 1
    outcomes = await asyncio.gather(
        *(on_brittle.append([began()]) for _ in range(30)), return_exceptions=True
    )
    assert {type(outcome) for outcome in outcomes} == {LedgerClosed}
    await asyncio.gather(*(on_brittle.append([began()]) for _ in range(30)))
    assert (await on_brittle.head()).size == 30


async def test_a_closed_database_closes_the_ledger_until_it_is_back(
    database_url: str, signer: Signer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attempt, "LOOKS", (0.0,))
    engine = engine_for(database_url)
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    ledger = Ledger(PiccoloStorage(engine), signer)
    await ledger.start()
    await ledger.append([began()])
    await close_database(engine)
    with pytest.raises(LedgerClosed):
        await ledger.append([began()])
    with pytest.raises(LedgerClosed):
        await ledger.moment(["room:r1"])
    await open_database(engine)
    (entry,) = await ledger.append([began()])
    assert entry.index == 1
    await ledger.stop()
    await close_database(engine)


async def test_a_head_that_somebody_else_keeps_locked_closes_the_ledger_while_it_lasts(
    storage: Storage, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attempt, "PATIENCE", 0.2)
    monkeypatch.setattr(attempt, "LOOKS", (0.0,))
    locked, free = asyncio.Event(), asyncio.Event()

    async def keep() -> None:
        async with storage.turn():
            locked.set()
            await free.wait()

    keeping = asyncio.create_task(keep())
    await locked.wait()
    with pytest.raises(LedgerClosed):
        await ledger.append([began()])
    free.set()
    await keeping
    (entry,) = await ledger.append([began()])
    assert entry.index == 0


async def test_work_that_takes_too_long_is_undone(ledger: Ledger, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(attempt, "PATIENCE", 0.2)

    async def work(entries: tuple[Entry, ...]) -> None:
        await asyncio.sleep(60)

    with pytest.raises(LedgerClosed):
        await ledger.append([began()], along=work)
    (entry,) = await ledger.append([began()])
    assert entry.index == 0


@pytest.fixture
async def two(postgres_url: str, signer: Signer) -> AsyncIterator[list[Ledger]]:
    """Two processes' ledgers, as far as the database can tell: an engine, a pool and a writer each."""
    engines = [engine_for(postgres_url) for _ in range(2)]
    for engine in engines:
        await open_database(engine)
    await asyncio.gather(*(migrate(engine, [LEDGER_APP]) for engine in engines))
    ledgers = [Ledger(PiccoloStorage(engine), signer) for engine in engines]
    for ledger in ledgers:
        await ledger.start()
    yield ledgers
    for ledger, engine in zip(ledgers, engines, strict=True):
        await ledger.stop()
        await close_database(engine)


async def test_two_writers_on_one_postgresql_make_one_order(two: list[Ledger], signer: Signer):
    notes: list[str] = []

    async def busy(ledger: Ledger) -> None:
        for number in range(30):
            await ledger.append([opened(f"r{number % 3}"), changed()])
            if number % 10 == 0:
                notes.append(await ledger.checkpoint())

    await asyncio.gather(*(busy(ledger) for ledger in two for _ in range(3)))
    entries = await two[0].entries(0, 999)
    assert [entry.index for entry in entries] == list(range(360))
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    chain = [entry async for entry in two[1].room_entries("r1")]
    assert [entry.room_index for entry in chain] == list(range(60))
    head = await two[0].head()
    for note in notes:
        seen = open_checkpoint(note, signer.verifier)
        proof = await two[1].consistency(seen.size, head.size)
        check_consistency(seen.size, head.size, proof, seen.root, head.root)


async def test_a_guard_sees_what_another_process_moved(two: list[Ledger]):
    outcomes = await asyncio.gather(
        *(ledger.append([began()], guard={"room:r1": 0}, bumps=["room:r1"]) for ledger in two * 5),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Moved"] * 9 + ["tuple"]
    assert all(isinstance(outcome, Moved | tuple) for outcome in outcomes)


async def kill_own_connection(ledger: Ledger, engine) -> None:
    await engine.fetch("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_a_connection_killed_in_the_middle_closes_once_and_no_more(two: list[Ledger]):
    """The work's own transaction loses its server process: its caller is refused, the next append is fine."""
    engine = two[0]._storage._engine

    async def work(entries: tuple[Entry, ...]) -> None:
        await kill_own_connection(two[0], engine)

    with pytest.raises(LedgerClosed):
        await two[0].append([began()], along=work)
    (entry,) = await two[0].append([began()])
    assert entry.index == 0


async def test_work_that_swallows_a_database_error_is_not_believed(two: list[Ledger]):
    """PostgreSQL would answer this COMMIT with a silent ROLLBACK."""
    engine = two[0]._storage._engine

    async def work(entries: tuple[Entry, ...]) -> None:
        with pytest.raises(Exception, match="does not exist"):
            await engine.fetch("SELECT * FROM nowhere")

    with pytest.raises(LedgerClosed):
        await two[0].append([began()], along=work)
    assert (await two[0].head()).size == 0


WAYS: list[Callable[[str], str]] = [
    lambda table: (
        f"UPDATE {table} SET hash = 'x'" if table != "ledger_checkpoint" else f"UPDATE {table} SET note = 'x'"
    ),
    lambda table: f"DELETE FROM {table}",
]


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_tile", "ledger_checkpoint"])
async def test_the_database_refuses_to_change_what_was_written(database_url: str, signer: Signer, table: str):
    engine = engine_for(database_url)
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    ledger = Ledger(PiccoloStorage(engine), signer)
    await ledger.start()
    await ledger.append([began() for _ in range(256)])
    await ledger.checkpoint()
    before = await everything(engine.fetch, table)
    own = (
        ["TRUNCATE {}"]
        if engine.engine_type == "postgres"
        else ["INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
    )
    for statement in [*(way(table) for way in WAYS), *(one.format(table) for one in own)]:
        with pytest.raises(Exception, match="can only be added to"):
            await engine.fetch(statement)
    assert await everything(engine.fetch, table) == before
    assert before
    await ledger.stop()
    await close_database(engine)


async def everything(fetch: Callable[[str], Awaitable[object]], table: str) -> list[dict[str, object]]:
    return [dict(row) for row in await fetch(f"SELECT * FROM {table}")]
