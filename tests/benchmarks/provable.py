"""That every answered reading stands in the ledger, and could be proved when it was answered.

The auditor fetches the checkpoint from the hub itself right after the last answer, so that every opening of the
run must lie under a head that had been signed by then.
"""

import asyncio

from consent.events import ItemOpened
from consent.ledger.checkpoint import Checkpoint, open_checkpoint
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger
from consent.ledger.proofs import check_inclusion
from hub.opening import opened
from hub.settings import Settings

SAMPLED = 50
"""Openings of a run whose proof is checked hash by hash, spread evenly."""


class Unproved(Exception):
    """A reading was answered that the ledger does not hold, or could not prove."""


def size_of(settings: Settings) -> int:
    """How many entries the ledger has now."""

    async def size() -> int:
        async with opened(settings) as house:
            return (await house.ledger.head()).size

    return asyncio.run(size())


def proved(settings: Settings, note: str, *, since: int, answered: int) -> int:
    """How many openings stand in the ledger from `since` up to the checkpoint; raises Unproved if too few."""

    async def prove() -> int:
        async with opened(settings) as house:
            shown = open_checkpoint(note, house.checkpoints.verifier)
            openings = await _openings(house.ledger, since, shown.size)
            if len(openings) != answered:
                raise Unproved(f"{answered} readings were answered, {len(openings)} stand in the ledger")
            for entry in openings[:: max(1, len(openings) // SAMPLED)]:
                await _check(house.ledger, entry, shown)
            return len(openings)

    return asyncio.run(prove())


async def _openings(ledger: Ledger, since: int, size: int) -> tuple[Entry, ...]:
    return await ledger.find(kinds={ItemOpened.__name__}, after=since - 1, before=size, limit=size)


async def _check(ledger: Ledger, entry: Entry, shown: Checkpoint) -> None:
    proof = await ledger.inclusion(entry.index, shown.size)
    check_inclusion(entry.index, shown.size, entry.hash, proof, shown.root)
