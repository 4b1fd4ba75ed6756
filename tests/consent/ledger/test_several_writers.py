"""Two writers on one PostgreSQL, and a server that drops a connection in the middle."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from consent.database import close_database, engine_for, migrate, open_database
from consent.errors import LedgerClosed, Moved
from consent.ledger import Entry, Ledger, Signer
from consent.ledger.checkpoint import open_checkpoint
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.proofs import check_consistency
from tests.consent.ledger.conftest import LEDGER_APP
from tests.consent.ledger.happenings import began, changed, opened


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


async def test_a_checkpoint_is_of_what_another_process_has_appended_too(two: list[Ledger], signer: Signer):
    first, other = two
    await first.append([began()])
    notes = [await ledger.checkpoint() for ledger in two]
    assert notes[0] == notes[1]
    await first.append([began()])
    for ledger in (other, first, other):
        seen = open_checkpoint(await ledger.checkpoint(), signer.verifier)
        assert (seen.size, seen.root) == (2, (await first.head()).root)


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
