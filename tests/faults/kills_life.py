"""One life of a hub: it starts, shows everything that it finds, works, and is killed or goes on to its end."""

from __future__ import annotations

import asyncio
import json
import os
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from consent.errors import LedgerClosed
from consent.ledger.export import export_lines
from hub.house import House
from hub.opening import opened
from tests.faults.kills_acts import ACTS, Doing, means_closed, tell
from tests.faults.kills_faults import plant
from tests.faults.kills_postgres import kill_server
from tests.faults.kills_steps import Steps
from tests.faults.kills_world import World, bare, furnished

ROWS = {
    "acts": "SELECT id, entry, ends FROM act",
    "items": "SELECT id FROM item",
    "texts": "SELECT item FROM sealed_text",
}
AFTER_AN_OUTAGE = 3
"""Answers after which a hub whose database was gone counts as being back."""

MOST_ROUNDS = 40
"""A life that has felt nothing by then was not struck: its step did not come, or the killed one was idle."""

PATIENCE = 40.0


def build(job: dict[str, Any]) -> None:
    """Make the world: a first start on empty databases, and people who move in."""
    plant(job.get("fault"))
    world = bare(job["database_url"], job["keys_url"])
    tell(world=asdict(asyncio.run(furnished(world))))


def live(job: dict[str, Any]) -> None:
    """Start, show, and do what the job names, in order; with `until` ends at that step of the last of them."""
    plant(job.get("fault"))
    asyncio.run(_live(World(**job["world"]), job))


async def _live(world: World, job: dict[str, Any]) -> None:
    strike = partial(_strike, job["postmaster"]) if job.get("postmaster") else None
    steps = Steps(tuple(job["until"]) if job.get("until") else None, strike)
    async with opened(world.settings()) as house:
        tell(up=await shown(house, Path(job["folder"])))
        if not world.callers:
            return
        doing = Doing(house, world)
        for name in job["before"]:
            await ACTS[name](doing)
        if job.get("through"):
            if job.get("until"):
                steps.begin()
            await _through_an_outage(doing, job["acts"])
            return
        if job.get("counted"):
            await _one_by_one(doing, job["acts"])
            return
        steps.begin()
        for name in job["acts"]:
            await ACTS[name](doing)
        steps.end()
        tell(passed=steps.seen)


def _strike(postmaster: int) -> None:
    """The database goes, and not this process; whoever hears it starts the database again."""
    kill_server(postmaster)
    tell(struck=True)


async def shown(house: House, folder: Path) -> str:
    """The export of what the start found, and the rows beside it, in a file; its name."""
    lines = [line async for line in export_lines(house.ledger)]
    tell(note=lines[-1].decode())
    rows = {name: [dict(row) for row in await house.engine.fetch(sql)] for name, sql in ROWS.items()}
    gone = await house.keys.destroyed()
    path = folder / f"shown-{os.getpid()}-{time.monotonic_ns()}"
    path.write_text(json.dumps({"export": b"".join(lines).decode(), **rows, "destroyed": gone}))
    return str(path)


async def _through_an_outage(doing: Doing, names: list[str]) -> None:
    """Go on while the database goes away under it; a few answers after that it is done."""
    closed, since, rounds, last, began = 0, 0, 0, "", time.monotonic()
    while since < AFTER_AN_OUTAGE:
        for name in names:
            try:
                await ACTS[name](doing)
                since += bool(closed)
            except Exception as error:
                if not means_closed(error):
                    raise
                closed, since, last = closed + 1, 0, f"{name}: {error!r}"
                doing.consent = ""
                await asyncio.sleep(0.05)
        rounds += 1
        if not closed and rounds > MOST_ROUNDS:
            break
        if time.monotonic() - began > PATIENCE:
            raise LedgerClosed(f"the hub did not come back; the last of {closed} in {rounds} rounds: {last}")
    tell(closed=closed)


async def _one_by_one(doing: Doing, names: list[str]) -> None:
    """Each append awaited before the next, so that each is a batch of its own; when each began is told."""
    tell(counting=os.getpid(), synced=await _said_of_syncing(doing.house))
    os.read(0, 1)
    for name in names:
        tell(began=time.time())
        await ACTS[name](doing)


async def _said_of_syncing(house: House) -> str:
    """What the connection that appends says of itself."""
    asked = "PRAGMA synchronous" if house.engine.engine_type == "sqlite" else "SHOW synchronous_commit"
    async with house.engine.transaction():
        (row,) = await house.engine.fetch(asked)
    return str(row["synchronous" if house.engine.engine_type == "sqlite" else "synchronous_commit"])
