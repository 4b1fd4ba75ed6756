"""Withdrawal raced against reading, over three processes on one PostgreSQL.

In the ledger's order nothing is opened after the end, and no text was answered whose opening comes after it.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count as count_up
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import asyncpg

from hub.demo import postgres
from tests.faults.races_faults import FAULTS
from tests.faults.races_node import live
from tests.faults.races_order import Order
from tests.faults.races_plan import NODES, STEPS, draw_batch, draw_courses
from tests.faults.races_tally import Tally
from tests.faults.races_world import Place
from tests.people import settings_for
from tests.prove.harness import Harness, Outcome, Progress
from tests.support.databases import PostgresServer

SHORT, PLANTED, FULL = 1_000, 90, 20_000

PLACES = 45
"""Rooms, and so races at once: fifteen withdrawals and thirty readings in each process."""

CONSENTS = 6
"""Consents that are raced to their end in one room, before it is left for a new one."""

FORKED = get_context("forkserver")
"""Processes come from one that has imported everything and done nothing: importing costs as much as fifty races."""
FORKED.set_forkserver_preload(["tests.faults.races_node"])

LEAD = 0.05
"""Seconds before a batch begins, so that all three processes have it."""


@dataclass
class Nodes:
    """The three processes and the pipes to them."""

    processes: list[BaseProcess] = field(default_factory=list)
    pipes: list[Connection] = field(default_factory=list)

    async def tell(self, node: int, *told: Any) -> Any:
        """Have one process do something; its answer."""
        self.pipes[node].send(told)
        return await asyncio.to_thread(self._hear, node)

    def _hear(self, node: int) -> Any:
        try:
            return self.pipes[node].recv()
        except EOFError:
            raise RuntimeError(f"process {node} of the races ended by itself") from None

    async def tell_all(self, verb: str, *given: Any) -> list[Any]:
        """Have all do the same; their answers in order."""
        return await asyncio.gather(*(self.tell(node, verb, *given) for node in range(NODES)))

    async def spread(self, verb: str, *given: Any) -> list[Any]:
        """Have each do its own share; all that they made."""
        told = (self.tell(node, verb, share) for node, share in enumerate(given))
        return [one for made in await asyncio.gather(*told) for one in made]


@contextmanager
def three_nodes(url: str, keys: str, fault: str | None) -> Iterator[Nodes]:
    """Three open houses with the same settings, one after the other so that one alone migrates."""
    settings, nodes = settings_for(url, keys), Nodes()
    try:
        for _ in range(NODES):
            ours, theirs = FORKED.Pipe()
            process = FORKED.Process(target=live, args=(settings, theirs, fault), daemon=True)
            process.start()
            theirs.close()
            nodes.processes.append(process)
            nodes.pipes.append(ours)
        for node in range(NODES):
            assert nodes._hear(node) == "open"
        yield nodes
        for pipe in nodes.pipes:
            pipe.send(None)
        for process in nodes.processes:
            process.join(20)
    finally:
        for process in nodes.processes:
            process.kill()
            process.join()


@asynccontextmanager
async def looking(url: str) -> AsyncIterator[asyncpg.Connection]:
    """The judge's connection."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def raced(nodes: Nodes, url: str, count: int, seed: int, progress: Progress) -> Outcome:
    """Race until there are `count`."""
    chance, tally, order, counted = random.Random(seed), Tally(), Order(), Counter[str]()
    await nodes.tell_all("know", await nodes.tell(0, "settle"))
    places: list[Place] = []
    async with looking(url) as connection:
        for consent in count_up():
            if tally.tried >= count:
                break
            share = -(-min(PLACES, count - tally.tried) // NODES)
            if consent % CONSENTS == 0:
                places = await nodes.spread("places", *[share] * NODES)
            places = await nodes.spread("consents", *(places[node::NODES] for node in range(NODES)))
            courses = draw_courses(len(places), chance)
            for step in STEPS:
                races = draw_batch(courses, step, tally.tried, chance)[: count - tally.tried]
                start = time.monotonic() + LEAD
                told = (nodes.tell(n, "race", n, races, places, start) for n in range(NODES))
                answers = await asyncio.gather(*told)
                await order.follow(connection)
                tally.judge(races, [one for found, _ in answers for one in found], order)
                for _, times in answers:
                    counted.update(times)
                progress(tally.tried)
    failures = (*order.failures, *tally.failures, *tally.not_races())
    return Outcome(tally.tried, failures, {**tally.counts, **counted})


def race_on(
    server: PostgresServer, *, count: int, seed: int, progress: Progress, fault: str | None = None
) -> Outcome:
    """The races on a fresh database of this server."""
    url, keys = server.create(), server.create()
    try:
        with three_nodes(url, keys, fault) as nodes:
            return asyncio.run(raced(nodes, url, count, seed, progress))
    finally:
        server.drop(url)
        server.drop(keys)


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    """The races on a PostgreSQL of their own."""
    running = postgres.start()
    try:
        return race_on(PostgresServer(running.url), count=count, seed=seed, progress=progress, fault=fault)
    finally:
        running.stop()


HARNESS = Harness(
    id="R3",
    what="withdrawal against reading, three processes, one PostgreSQL",
    unit="races",
    full=FULL,
    short=SHORT,
    planted=PLANTED,
    faults=tuple(FAULTS),
    run=run,
    slow=tuple(FAULTS)[2:],
)
