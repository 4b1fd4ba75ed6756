"""Faults planted in a hub that is about to live, each breaking the promise in its own way. For the harness only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from consent.database.postgres import Postgres
from consent.database.sqlite import Sqlite
from consent.ledger import attempt, writer
from consent.ledger.batch import Batch, Request, work_out
from consent.ledger.log import Ledger
from consent.ledger.piccolo_turn import PiccoloTurn
from consent.ledger.storage import Written
from hub import opening

MOMENTS = 12
"""Turns of the loop that a fault lets pass between an answer and what should have come before it."""


async def _moments() -> None:
    for _ in range(MOMENTS):
        await asyncio.sleep(0.0005)


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
        await _moments()

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


def act_and_effect_apart() -> None:
    """What an act ends is appended after the act, in a transaction of its own."""
    append = Ledger.append

    async def apart(self: Ledger, events: Any, *, guard: Any = None, **how: Any) -> Any:
        if len(events) < 2:
            return await append(self, events, guard=guard, **how)
        first = await append(self, events[:1], guard=guard, **how)
        await _moments()
        return first + await append(self, events[1:])

    Ledger.append = apart  # type: ignore[method-assign]


def row_after_its_entry() -> None:
    """The rows of an act are written after its entry, in a transaction of their own."""
    append = Ledger.append

    async def after(self: Ledger, events: Any, *, along: Any = None, **how: Any) -> Any:
        entries = await append(self, events, **how)
        if along is not None:
            await _moments()
            await along(entries)
        return entries

    Ledger.append = after  # type: ignore[method-assign]


def unknown_outcome_believed() -> None:
    """A connection that is lost in the commit is taken for a yes."""

    async def believes(*_: Any) -> bool:
        return True

    attempt.Attempt._stands = believes  # type: ignore[method-assign]


def nothing_finished_at_the_start() -> None:
    """A destruction that was cut off stays cut off."""

    async def nothing(*_: Any, **__: Any) -> list[str]:
        return []

    opening.resume = nothing  # type: ignore[assignment]


def not_synced() -> None:
    """Commits are handed to the kernel and not to the disk, and the start does not notice."""
    connect, start = Sqlite._connect, Postgres.start_connection_pool

    async def loose(self: Sqlite, pragmas: Sequence[str]) -> Any:
        return await connect(self, [pragma.replace("FULL", "OFF") for pragma in pragmas])

    async def loose_pool(self: Postgres, **how: Any) -> None:
        await start(self, **how, server_settings={"synchronous_commit": "off"})

    async def unasked(*_: Any) -> None:
        return

    Sqlite._connect = loose  # type: ignore[method-assign]
    Sqlite._assert_durable = unasked  # type: ignore[method-assign]
    Postgres.start_connection_pool = loose_pool  # type: ignore[method-assign]
    Postgres._assert_durable = unasked  # type: ignore[method-assign]


@dataclass(frozen=True)
class Fault:
    """What plants it, and in which acts, on which databases and by which kills it is looked for."""

    planted: Callable[[], None]
    acts: tuple[str, ...]
    kinds: tuple[str, ...] = ("sqlite",)
    how: str = "step"
    where: str = ""


PLANTED = {
    "answered before the commit": Fault(answered_before_the_commit, ("read",)),
    "answered from memory": Fault(answered_from_memory, ("read", "refused")),
    "signed before the commit": Fault(signed_before_the_commit, ("crowd",)),
    "act and effect in two transactions": Fault(act_and_effect_apart, ("withdraw",)),
    "the row after its entry": Fault(row_after_its_entry, ("publish",), ("postgresql",)),
    "an unknown outcome believed": Fault(
        unknown_outcome_believed, ("read",), ("postgresql",), "server", "swift_turn"
    ),
    "nothing finished at the start": Fault(nothing_finished_at_the_start, ("destroy",)),
    "not synced to the disk": Fault(not_synced, (), ("sqlite", "postgresql")),
}


def plant(name: str | None) -> None:
    """Put one of them into this process, which will not outlive its life."""
    if name is not None:
        PLANTED[name].planted()
