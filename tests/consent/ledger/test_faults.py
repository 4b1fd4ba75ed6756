"""Storage that fails: an unknown outcome is looked up, nothing false is ever answered or signed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from consent.database import Database, close_database, engine_for, migrate, open_database
from consent.errors import LedgerClosed, Moved, OutcomeUnknown
from consent.ledger import Entry, Ledger, Signer, Storage, attempt
from consent.ledger.checkpoint import open_checkpoint
from consent.ledger.piccolo_storage import PiccoloStorage
from tests.consent.ledger.conftest import LEDGER_APP
from tests.consent.ledger.happenings import began, opened


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

    swift_turn = turn


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


async def test_a_no_that_was_lost_on_its_way_is_still_a_no(brittle: Brittle, on_brittle: Ledger):
    brittle.after = 1
    with pytest.raises(Moved):
        await on_brittle.append([began()], guard={"room:r1": 7})
    assert (await on_brittle.head()).size == 0


async def test_a_commit_that_did_not_happen_is_no_answer(
    brittle: Brittle, on_brittle: Ledger, signer: Signer
):
    brittle.before = 1
    with pytest.raises(LedgerClosed) as refused:
        await on_brittle.append([began()], bumps=["room:r1"])
    assert not isinstance(refused.value, OutcomeUnknown)
    assert isinstance(refused.value.__cause__, Broken)
    assert str(refused.value) == "the ledger can't be written: Broken"
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
    with pytest.raises(OutcomeUnknown, match="whether it was written is not known: Broken"):
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


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[Database]:
    engine = engine_for(database_url)
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    yield engine
    await close_database(engine)


@pytest.fixture
async def begun(engine: Database, signer: Signer) -> AsyncIterator[Ledger]:
    """A ledger of one entry in this engine's database."""
    ledger = Ledger(PiccoloStorage(engine), signer)
    await ledger.start()
    await ledger.append([began()])
    yield ledger
    await ledger.stop()


async def test_a_closed_database_closes_the_ledger_until_it_is_back(
    engine: Database, begun: Ledger, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attempt, "LOOKS", (0.0,))
    await close_database(engine)
    with pytest.raises(LedgerClosed, match="the ledger can't be written: DatabaseRefused"):
        await begun.append([began()])
    with pytest.raises(LedgerClosed, match="the ledger can't be read: DatabaseRefused"):
        await begun.moment(["room:r1"])
    await open_database(engine)
    (entry,) = await begun.append([began()])
    assert entry.index == 1


@pytest.mark.parametrize(
    "spoil",
    [
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET frontier = 'x'",
        "UPDATE ledger_head SET at = 'soon'",
    ],
)
async def test_a_head_that_is_taken_away_or_spoilt_closes_the_ledger(
    engine: Database, begun: Ledger, spoil: str
):
    await engine.fetch(spoil)
    with pytest.raises(LedgerClosed):
        await begun.head()
    with pytest.raises(LedgerClosed):
        await begun.checkpoint()
    with pytest.raises(LedgerClosed):
        await begun.append([opened()])


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
