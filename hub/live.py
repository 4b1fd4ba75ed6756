"""The push: whoever has a page open hears that something they may know of has moved, and looks again.

It carries no text and no permission, and who misses it is none the worse: a page asks in time whether it still stands.
On PostgreSQL one connection for each process listens to what all of them have committed.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import contextmanager, suppress

import asyncpg
import structlog

from consent.database import Database
from consent.database.postgres import OF_A_SESSION, PATIENCE, Postgres
from consent.ledger.moves import Moves
from consent.ledger.piccolo_turn import MOVED

log = structlog.get_logger()

CHECKED_EVERY, WAITS, WAITS_AT_MOST = 2.0, 0.5, 5.0
"""Seconds between looks at whether the connection lives, and before a new one is tried, longer each time."""


LISTENS = {"application_name": "samrum listens"}
"""So that an operator can tell this connection from the others."""


class Watch:
    """Waits until one of some scopes has moved, which may be others from one time to the next."""

    def __init__(self, scopes: Collection[str]) -> None:
        self.scopes = frozenset(scopes)
        self._moved = asyncio.Event()

    def hears(self, scopes: Collection[str] | None) -> None:
        """Something has moved."""
        if scopes is None or not self.scopes.isdisjoint(scopes):
            self._moved.set()

    async def moved(self, within: float) -> bool:
        """Whether one has moved since the last time this was asked, after at most so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self._moved.wait()
        moved = self._moved.is_set()
        self._moved.clear()
        return moved


@contextmanager
def watching(moves: Moves, scopes: Collection[str]) -> Iterator[Watch]:
    """A watch over these scopes, until the end of the block."""
    watch = Watch(scopes)
    moves.begin(watch.hears)
    try:
        yield watch
    finally:
        moves.end(watch.hears)


async def listen(engine: Database, moves: Moves) -> None:
    """Tell this process what all of them have moved, until it is cancelled. One process alone tells itself."""
    if not isinstance(engine, Postgres):
        return
    waits = WAITS
    while True:
        try:
            async for scopes in _heard(engine.url):
                waits = WAITS
                moves.tell(scopes)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
            if waits == WAITS:  # Once, however long it lasts.
                log.warning("nothing is heard of other processes", error=type(error).__name__)
        await asyncio.sleep(waits)
        waits = min(2 * waits, WAITS_AT_MOST)


async def _heard(url: str) -> AsyncIterator[Collection[str] | None]:
    """What has moved, over one connection for as long as it lives; None first, for what was missed before."""
    said: asyncio.Queue[str] = asyncio.Queue()
    connection = await asyncpg.connect(
        url, timeout=PATIENCE, command_timeout=PATIENCE, server_settings={**OF_A_SESSION, **LISTENS}
    )
    try:
        await connection.add_listener(MOVED, lambda *told: said.put_nowait(str(told[3])))
        yield None
        while True:
            try:
                async with asyncio.timeout(CHECKED_EVERY):
                    yield [await said.get()]
            except TimeoutError:
                await connection.fetchval("SELECT 1")
    finally:
        connection.terminate()
