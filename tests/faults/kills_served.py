"""A life behind a real port: the served application, as `samrum serve` runs it."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import uvicorn

from hub.app import create_app
from tests.faults.kills_acts import Doing, tell
from tests.faults.kills_faults import plant
from tests.faults.kills_life import shown
from tests.faults.kills_steps import Steps
from tests.faults.kills_world import World

CONSENTS = 4


def serve(job: dict[str, Any]) -> None:
    """Serve until killed; the port is told when the doors are open."""
    plant(job.get("fault"))
    asyncio.run(_serve(World(**job["world"]), job))


async def _serve(world: World, job: dict[str, Any]) -> None:
    steps = Steps(tuple(job["until"]) if job.get("until") else None)
    app = create_app(world.settings())
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", lifespan="on"))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.005)
        if running.done():
            running.result()
            raise RuntimeError("it did not start")
    tell(up=await shown(app.state.house, Path(job["folder"])))
    tell(port=listening.getsockname()[1], consents=await _consents(Doing(app.state.house, world)))
    steps.begin()
    await running


async def _consents(doing: Doing) -> list[str]:
    """Questions that both guardians have said yes to, for the mother to take back."""
    made = []
    for _ in range(CONSENTS):
        await doing.grant()
        made.append(doing.consent)
    return made
