"""Appending: order, chains, guards, versions, work that goes along, and many at once."""

import asyncio
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from consent.errors import LedgerClosed, Malformed, Moved
from consent.events import UnitChanged
from consent.ledger import Entry, Ledger, Signer, Storage
from consent.ledger.entry import read
from consent.ledger.merkle import root_of
from tests.consent.ledger.happenings import began, changed, opened


async def test_entries_are_numbered_chained_and_timed(ledger: Ledger):
    first = await ledger.append([began("r1"), began("r2"), changed()])
    second = await ledger.append([opened("r1"), changed()])
    entries = await ledger.entries(0, 99)
    assert entries == (*first, *second)
    assert [entry.index for entry in entries] == [0, 1, 2, 3, 4]
    assert [(entry.room, entry.room_index) for entry in entries] == [
        ("r1", 0), ("r2", 0), (None, 0), ("r1", 1), (None, 1),
    ]  # fmt: skip
    assert [entry.room_prev for entry in second] == [first[0].hash, first[2].hash]
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert len({entry.nonce for entry in entries}) == 5
    assert all(read(entry.index, entry.leaf) == entry for entry in entries)
    head = await ledger.head()
    assert (head.size, head.root) == (5, root_of([entry.hash for entry in entries]))


async def test_a_moment_tells_versions_and_size(ledger: Ledger):
    before = await ledger.moment(["room:r1", "child:c1"])
    assert before.versions == {"room:r1": 0, "child:c1": 0}
    (entry,) = await ledger.append([began()], bumps=["room:r1", "room:r1"])
    after = await ledger.moment(["room:r1", "child:c1"])
    assert after.versions == {"room:r1": 1, "child:c1": 0}
    assert (before.size, after.size) == (0, 1)
    assert before.at <= entry.at <= after.at
    assert (await ledger.moment([])).versions == {}


async def test_a_moved_version_refuses_and_leaves_nothing(ledger: Ledger):
    await ledger.append([began()], bumps=["room:r1"])
    with pytest.raises(Moved):
        await ledger.append([opened()], guard={"room:r1": 0}, bumps=["room:r2"])
    assert (await ledger.head()).size == 1
    assert (await ledger.moment(["room:r2"])).versions == {"room:r2": 0}
    await ledger.append([opened()], guard={"room:r1": 1, "room:r2": 0})


async def test_of_those_that_guard_and_bump_the_same_one_wins(ledger: Ledger):
    tries = [ledger.append([began()], guard={"room:r1": 0}, bumps=["room:r1"]) for _ in range(20)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(outcome, tuple) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Moved) for outcome in outcomes) == 19
    assert (await ledger.head()).size == 1


async def test_an_old_decision_is_made_again(ledger: Ledger):
    now = (await ledger.moment([])).at
    with pytest.raises(Moved):
        await ledger.append([opened()], decided_at=now - timedelta(seconds=2))
    await ledger.append([opened()], decided_at=now)


async def test_time_never_goes_back(storage: Storage, signer: Signer):
    times = [datetime(2026, 11, 23, 14, minute, tzinfo=UTC) for minute in (30, 10, 40)]
    ledger = Ledger(storage, signer, clock=lambda: times[0])
    await ledger.start()
    entries = []
    for _ in range(3):
        entries += await ledger.append([began()])
        assert (await ledger.moment([])).at == entries[-1].at
        times.append(times.pop(0))
    await ledger.stop()
    assert [entry.at.minute for entry in entries] == [30, 30, 40]


async def test_two_hundred_at_once_go_together(storage: Storage, signer: Signer):
    commits = []
    ledger = Ledger(storage, signer)
    sign = ledger._writer._committed
    ledger._writer._committed = lambda head: (commits.append(head.size), sign(head))
    await ledger.start()
    rooms = [f"r{number % 7}" for number in range(200)]
    answers = await asyncio.gather(*(ledger.append([opened(room)]) for room in rooms))
    assert sorted(entry.index for (entry,) in answers) == list(range(200))
    assert [entry.room for (entry,) in answers] == rooms
    assert len(commits) < 20
    assert commits[-1] == 200
    chain = [entry async for entry in ledger.room_entries("r3")]
    assert [entry.room_index for entry in chain] == list(range(len(chain)))
    assert all(later.room_prev == earlier.hash for earlier, later in pairwise(chain))
    await ledger.stop()


async def test_work_along_gets_the_entries_before_anybody_else(ledger: Ledger):
    seen: list[tuple[Entry, ...]] = []

    async def work(entries: tuple[Entry, ...]) -> None:
        seen.append(entries)

    answer = await ledger.append([began(), opened()], along=work)
    assert seen == [answer]


async def test_work_that_fails_undoes_only_its_own_append(ledger: Ledger):
    class Spilled(Exception):
        pass

    async def work(entries: tuple[Entry, ...]) -> None:
        raise Spilled

    outcomes = await asyncio.gather(
        ledger.append([began("r1")]),
        ledger.append([began("r2")], bumps=["room:r2"], along=work),
        ledger.append([began("r3")]),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [tuple, Spilled, tuple]
    assert {entry.room for entry in await ledger.entries(0, 9)} == {"r1", "r3"}
    assert (await ledger.moment(["room:r2"])).versions == {"room:r2": 0}
    await ledger.append([began("r2")], guard={"room:r2": 0})


async def test_an_append_in_an_appends_own_work_is_refused(ledger: Ledger):
    async def work(entries: tuple[Entry, ...]) -> None:
        await ledger.append([began()])

    with pytest.raises(RuntimeError, match="inside a transaction"):
        await ledger.append([began()], along=work)
    assert (await ledger.head()).size == 0


async def test_who_stops_waiting_stops_nothing_else(ledger: Ledger):
    waiting = [asyncio.create_task(ledger.append([began()])) for _ in range(10)]
    await asyncio.sleep(0)
    for task in waiting[::2]:
        task.cancel()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(outcome, tuple) for outcome in outcomes[1::2])
    await ledger.append([began()])
    entries = await ledger.entries(0, 99)
    assert len(entries) == (await ledger.head()).size == 11


async def test_the_writer_has_no_part_in_the_context_of_its_callers(storage: Storage, signer: Signer):
    mine: ContextVar[str] = ContextVar("mine", default="clean")
    mine.set("the starter's")
    ledger = Ledger(storage, signer)
    await ledger.start()
    found: list[str] = []

    async def work(entries: tuple[Entry, ...]) -> None:
        found.append(mine.get())

    await ledger.append([began()], along=work)
    await ledger.stop()
    assert found == ["clean"]


async def test_a_stopped_ledger_is_closed(ledger: Ledger):
    await ledger.append([began()])
    await ledger.stop()
    with pytest.raises(LedgerClosed):
        await ledger.append([began()])
    await ledger.start()
    await ledger.append([began()])


@pytest.mark.parametrize("room", ["", "a\0b", "rum ett", "å", "x" * 201])
async def test_a_name_that_no_database_holds_spoils_nothing_else(ledger: Ledger, room: str):
    with pytest.raises(Malformed):
        await ledger.append([began(room)])
    with pytest.raises(Malformed):
        await ledger.append([began()], guard={room: 0})


async def test_a_body_without_a_form_spoils_nothing_else(ledger: Ledger):
    bad, good = await asyncio.gather(
        ledger.append([UnitChanged(unit="\ud800")]), ledger.append([began()]), return_exceptions=True
    )
    assert isinstance(bad, Malformed)
    assert isinstance(good, tuple)
    hostile = "\0 \u202e <script> å 🙂 " + "x" * 10_000
    await ledger.append([UnitChanged(unit=hostile)])
    assert (await ledger.entries(1, 2))[0].body == {"unit": hostile}


async def test_nothing_is_no_append(ledger: Ledger):
    with pytest.raises(Malformed):
        await ledger.append([])
