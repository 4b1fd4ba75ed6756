"""One attempt to commit a batch, until it is known whether it stands."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import Context, ContextVar
from datetime import datetime

from consent.errors import OutcomeUnknown
from consent.ledger.batch import Batch, Request, chains_of, scopes_of, work_out
from consent.ledger.entry import Entry
from consent.ledger.storage import Overtaken, Storage, Turn

LOOKS = (0.0, 0.05, 0.2, 0.5, 1.0)
"""Seconds to wait before each look at whether a batch of unknown outcome stands."""

PATIENCE = 10.0
"""Seconds that a batch may take, the wait for the head lock included, before its outcome is unknown."""

LOOKING = 2.0
"""Seconds that one of these looks may take."""

working_along: ContextVar[bool] = ContextVar("working_along", default=False)
"""Whether this is the work that a caller sent along with an append."""


class WorkFailed(Exception):
    """The work that a caller sent along raised: the append is undone, and the caller gets its exception."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class Attempt:
    """Writes batches to a storage, in the task it is called in."""

    def __init__(self, storage: Storage, now: Callable[[datetime | None], datetime]) -> None:
        self._storage, self._now = storage, now

    async def settled(self, requests: Sequence[Request]) -> Batch:
        """The batch, once it is known to stand; raises when it is known not to, or OutcomeUnknown."""
        tried: list[Batch] = []
        try:
            async with asyncio.timeout(PATIENCE):
                await self._try(requests, tried)
        except WorkFailed:
            raise
        except Exception as error:
            stands = bool(tried) and await self._stands(tried[0])
            if stands is None:
                raise OutcomeUnknown(
                    f"whether it was written is not known: {type(error).__name__}"
                ) from error
            if not stands:
                raise
        return tried[0]

    async def _try(self, requests: Sequence[Request], tried: list[Batch]) -> None:
        """Without the lock first where nothing else goes along; with it when somebody else was faster."""
        if all(request.along is None for request in requests):
            try:
                await self._swiftly(requests, tried)
            except Overtaken:
                tried.clear()
            else:
                return
        await self._locked(requests, tried)

    async def _swiftly(self, requests: Sequence[Request], tried: list[Batch]) -> None:
        async with self._storage.swift_turn() as turn:
            found = await turn.find(scopes_of(requests), chains_of(requests))
            batch = work_out(requests, turn.head, found, self._now(found.now))
            # From when it is sent until it is answered, nobody knows whether it stands.
            tried.append(batch)
            if batch.written.entries:
                await turn.write(batch.written)

    async def _locked(self, requests: Sequence[Request], tried: list[Batch]) -> None:
        async with self._storage.turn() as turn:
            found = await turn.find(scopes_of(requests), chains_of(requests))
            batch = work_out(requests, turn.head, found, self._now(found.now))
            if not batch.written.entries:
                tried.append(batch)
                return
            await turn.write(batch.written)
            await self._work_along(requests, batch, turn)
            tried.append(batch)

    async def _work_along(self, requests: Sequence[Request], batch: Batch, turn: Turn) -> None:
        for request, outcome in zip(requests, batch.outcomes, strict=True):
            if request.along is None or not isinstance(outcome, tuple):
                continue
            working_along.set(True)
            try:
                await request.along(outcome)
            except Exception as error:
                raise WorkFailed(error) from error
            # Work that swallowed a database error leaves a transaction whose COMMIT undoes it in silence.
            await turn.assert_alive()

    async def _stands(self, batch: Batch) -> bool | None:
        """After an unknown outcome: take the head lock anew, and see whether our entries are there.

        None where nobody could be asked.
        """
        if not batch.written.entries:
            return True
        last = batch.written.entries[-1]
        for pause in LOOKS:
            await asyncio.sleep(pause)
            with suppress(Exception):
                return await asyncio.create_task(self._look(last), context=Context())
        return None

    async def _look(self, last: Entry) -> bool:
        async with asyncio.timeout(LOOKING), self._storage.turn() as turn:
            if await turn.hash_at(last.index) == last.hash:
                return True
            await turn.outrun()
            return False
