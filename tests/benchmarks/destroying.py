"""P11: a room's texts are ended for good, many of them or few: one key goes, so it takes as long."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from consent.keys.destroy import destroy_scope
from consent.keys.sealing import associated_data, seal_committed
from hub.demo import postgres
from hub.house import House
from hub.ids import new_id
from hub.story.tables import SealedTextRow
from tests.benchmarks.measure import Measurement, Row, interleaved, median, ratio
from tests.hub.gate_room import ready
from tests.support.databases import PostgresServer

MANY, FEW = 10_000, 10
ROOMS = 11
"""Rooms of each size, one for each repetition: a room can be destroyed once. One more of each goes first, unmeasured:
the first destruction of a process opens and prepares what all the others find."""
GOAL, MOST = 1.2, 50.0  # Times; milliseconds.
TEXT = b"Tove har varit hemma tretton dagar sedan lovet. " * 40


async def fill(house: House, texts: int) -> str:
    """A room's key with so many texts sealed under it; the scope's name."""
    room = new_id()
    key = await house.keys.create(f"room:{room}", at=datetime.now(UTC))
    rows = []
    for _ in range(texts):
        item = new_id()
        sealed, _ = seal_committed(key, TEXT, associated=associated_data(item=item, room=room, version=1))
        rows.append(SealedTextRow(item=item, version=1, sealed=sealed))
    for first in range(0, texts, 1_000):
        await SealedTextRow.insert(*rows[first : first + 1_000]).run()
    return f"room:{room}"


async def destroyed(house: House, scope: str) -> float:
    """How long it takes until the intent, the key's end and the completion are on disk."""
    began = perf_counter()
    await destroy_scope(house.ledger, house.keys, scope=scope, room=None, by="operator", at=datetime.now(UTC))
    return perf_counter() - began


@asynccontextmanager
async def filled(database_url: str, keys_url: str) -> AsyncIterator[tuple[House, dict[str, list[str]]]]:
    """A house with rooms of both sizes."""
    async with ready(database_url, keys_url) as held:
        house = held.room.house
        yield (
            house,
            {
                "many": [await fill(house, MANY) for _ in range(ROOMS + 1)],
                "few": [await fill(house, FEW) for _ in range(ROOMS + 1)],
            },
        )


def measured(kind: str, database_url: str, keys_url: str) -> Row:
    """Both sizes in turns on one database."""
    with asyncio.Runner() as runner:
        around = filled(database_url, keys_url)
        house, scopes = runner.run(around.__aenter__())
        for rooms in scopes.values():
            runner.run(destroyed(house, rooms.pop()))
        found = interleaved(
            {
                size: lambda size=size: runner.run(destroyed(house, scopes[size].pop()))  # type: ignore[misc]
                for size in scopes
            },
            ROOMS,
        )
        runner.run(around.__aexit__(None, None, None))
    times, longest = ratio(found, "many", "few"), median(found["many"]) * 1e3
    return Row(
        "P11",
        f"destroying a room of {MANY:,} texts, {kind}",
        f"{longest:.1f} ms",
        f"a room of {FEW}: {median(found['few']) * 1e3:.1f} ms: {times:.2f} times",
        f"at most {GOAL} times and {MOST:.0f} ms",
        times <= GOAL and longest <= MOST,
        found,
    )


def destroys(say: Callable[[str], None]) -> list[Row]:
    """On PostgreSQL, and on SQLite."""
    rows = []
    running = postgres.start()
    try:
        server = PostgresServer(running.url)
        rows.append(measured("PostgreSQL", server.create(), server.create()))
        say("PostgreSQL")
    finally:
        running.stop()
    with tempfile.TemporaryDirectory(prefix="samrum-bench-") as folder:
        urls = [f"sqlite:///{Path(folder) / name}.sqlite" for name in ("samrum", "keys")]
        rows.append(measured("SQLite", *urls))
        say("SQLite")
    return rows


MEASUREMENTS = {"P11": Measurement("P11", "destroying a room of many texts and of few", destroys)}
