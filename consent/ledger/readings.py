"""What many ask of the ledger's versions at about the same time is read in one statement for all of them.

A statement is sent after everybody whom it answers has asked, so nobody is told of a time before their question.
"""

import asyncio
from collections.abc import Collection
from contextvars import Context

from consent.ledger.storage import Reading, Storage

WAIT = 0.005
"""Seconds that a statement waits at most for the one before it: a connection that hangs holds nobody up."""


class Readings:
    """Reads versions from a storage, together for those who wait together."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._waiting: list[tuple[Collection[str], asyncio.Future[Reading]]] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._due: asyncio.Handle | None = None

    async def reading(self, scopes: Collection[str]) -> Reading:
        """These versions; alone in the caller's own transaction where there is one."""
        if self._storage.in_transaction():
            return await self._storage.reading(scopes)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Reading] = loop.create_future()
        self._waiting.append((scopes, answer))
        if self._due is None:
            self._due = loop.call_later(WAIT, self._send) if self._under_way else loop.call_soon(self._send)
        return await answer

    def _send(self) -> None:
        """Everybody who waits now goes together, in a task outside all of their contexts."""
        if self._due is not None:
            self._due.cancel()
        waiting, self._waiting, self._due = self._waiting, [], None
        if waiting:
            task = asyncio.get_running_loop().create_task(self._read(waiting), context=Context())
            self._under_way.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        if self._waiting:
            self._send()

    async def _read(self, waiting: list[tuple[Collection[str], "asyncio.Future[Reading]"]]) -> None:
        try:
            found = await self._storage.reading({scope for scopes, _ in waiting for scope in scopes})
            for scopes, answer in waiting:
                if not answer.done():
                    own = {scope: found.versions[scope] for scope in scopes}
                    answer.set_result(Reading(found.now, found.last_at, found.size, own))
        except Exception as error:
            for _, answer in waiting:
                if not answer.done():
                    answer.set_exception(error)
        finally:
            for _, answer in waiting:
                answer.cancel()
