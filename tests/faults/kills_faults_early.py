"""Faults in which something is let out before it is committed, or without ever being so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from consent.ledger import attempt, writer
from consent.ledger.batch import Batch, Request, work_out
from consent.ledger.log import Ledger
from consent.ledger.piccolo_turn import PiccoloTurn
from consent.ledger.storage import Written

MOMENTS = 12
"""Turns of the loop that a fault lets pass between an answer and what should have come before it."""


async def moments() -> None:
    for _ in range(MOMENTS):
        await asyncio.sleep(0.003)


def _once_written(then: Callable[[Batch], None]) -> None:
    """Do this when a batch is written in its transaction, and commit it a moment later."""
    batches: list[Batch] = []
    write = PiccoloTurn.write

    def worked_out(*given: Any) -> Batch:
        batches.append(work_out(*given))
        return batches[-1]

    async def early(self: PiccoloTurn, written: Written) -> None:
        await write(self, written)
        then(batches[-1])
        await moments()

    attempt.work_out = worked_out  # type: ignore[attr-defined]
    PiccoloTurn.write = early  # type: ignore[method-assign]


def answered_before_the_commit() -> None:
    """Those who wait are answered as soon as the batch is written."""
    groups: list[Sequence[Any]] = []
    write = writer.Writer._write

    async def noted(self: Any, group: Sequence[Any]) -> None:
        groups.append(group)
        await write(self, group)

    def answer(batch: Batch) -> None:
        for waiting, outcome in zip(groups[-1], batch.outcomes, strict=True):
            if isinstance(outcome, tuple) and not waiting.answer.done():
                waiting.answer.set_result(outcome)

    writer.Writer._write = noted  # type: ignore[method-assign]
    _once_written(answer)


class _Undone(Exception):
    """The transaction is taken back, and nobody is told."""


def answered_from_memory() -> None:
    """Every third batch is answered and never written."""
    settled = attempt.Attempt.settled
    numbers = iter(range(1 << 30))

    async def forgets(self: Any, requests: Sequence[Request]) -> Batch:
        if next(numbers) % 3 or any(request.along for request in requests):
            return await settled(self, requests)
        made: list[Batch] = []
        try:
            async with self._storage.turn() as turn:
                found = await turn.find(attempt.scopes_of(requests), attempt.chains_of(requests))
                made.append(work_out(requests, turn.head, found, self._now(found.now)))
                raise _Undone
        except _Undone:
            return made[0]

    attempt.Attempt.settled = forgets  # type: ignore[method-assign]


def signed_before_the_commit() -> None:
    """The head is signed when the batch is written, and handed out, before the commit."""
    ledgers: list[Ledger] = []
    start = Ledger.start

    async def started(self: Ledger) -> None:
        ledgers.append(self)
        await start(self)

    async def at_once(self: Ledger) -> str:
        if self._signed is None:
            self._sign(await self.head())
        assert self._signed is not None
        return self._signed[2]

    Ledger.start = started  # type: ignore[method-assign]
    Ledger.checkpoint = at_once  # type: ignore[method-assign]
    _once_written(lambda batch: ledgers[-1]._sign(batch.written.head))
