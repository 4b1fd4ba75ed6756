"""A writer that stops, and one that is asked where it could wait for itself."""

import asyncio

import pytest

from consent.errors import LedgerClosed
from consent.ledger import Ledger, Storage
from tests.consent.ledger.happenings import began


async def test_what_waits_is_written_before_it_stops(ledger: Ledger, storage: Storage):
    appending = [asyncio.create_task(ledger.append([began()])) for _ in range(20)]
    await asyncio.sleep(0)
    await ledger.stop()
    assert all(task.done() for task in appending)
    assert (await storage.head()).size == 20
    assert sorted(entry.index for task in appending for entry in task.result()) == list(range(20))
    with pytest.raises(LedgerClosed, match="the ledger has not been started"):
        await ledger.append([began()])


async def test_stopping_and_starting_twice_is_as_once(ledger: Ledger):
    await ledger.start()
    await ledger.append([began()])
    await ledger.stop()
    await ledger.stop()
    await ledger.start()
    (entry,) = await ledger.append([began()])
    assert entry.index == 1


async def test_an_append_inside_a_transaction_is_refused_and_one_after_it_is_not(
    ledger: Ledger, storage: Storage
):
    async with storage.turn():
        with pytest.raises(RuntimeError, match="an append inside a transaction may wait for itself"):
            await asyncio.wait_for(ledger.append([began()]), 5)
    (entry,) = await ledger.append([began()])
    assert entry.index == 0
