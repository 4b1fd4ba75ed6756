"""The made-up town behind a real server, with something hidden and something deleted in it, and who asks."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from hub.demo import postgres
from hub.demo.ids import TownIds
from hub.demo.keys import demo_environment
from hub.demo.service import prepare
from hub.demo.town import town
from hub.ids import new_id
from hub.settings import Settings
from tests.benchmarks.served import Door
from tests.hub.loading import log_in
from tests.hub.running import KINDS, SESSION, TOKEN, Browser
from tests.support.databases import PostgresServer
from tests.support.sockets import free_port

START_SECONDS = 60


@dataclass(frozen=True)
class Case:
    """A class of pairs: who asks, for what that is there and not for them, and under which address."""

    name: str
    kind: str
    path: str
    thing: str


CASES = (
    Case("hidden from the guardian", "mother", "/uppgift/{}", "hidden"),
    Case("protected, to a stranger", "stranger unit", "/uppgift/{}", "maja-trygg"),
    Case("deleted, to a participant", "participant at BUP", "/uppgift/{}", "deleted"),
    Case("another's room", "stranger unit", "/rum/{}", "room tove"),
    Case("another's text, to a stranger", "stranger unit", "/uppgift/{}", "tove-narvaro"),
    Case("one's own unit's text, from outside", "same unit, outside", "/uppgift/{}", "tove-narvaro"),
    Case("another family's room", "guardian of another family", "/rum/{}", "room tove"),
    Case("a protected child's room", "guardian of another family", "/rum/{}", "room maja"),
    Case("another family's text", "guardian of another family", "/uppgift/{}", "tove-narvaro"),
    Case("another family's consent", "guardian of another family", "/medgivande/{}", "consent"),
)
"""The first three are those that the promise names; the others are asked for less often in a short count."""

AWAKE = ("participant at BUP", "/rum/{}", ("room tove", "room maja"))
"""Who is at work in the rooms meanwhile, so that they are now and then kept in memory and now and then not."""


@dataclass
class Hub:
    """A town on disk or in PostgreSQL: its environment, ids, and the cookies of those who have logged in."""

    env: dict[str, str]
    settings: Settings
    ids: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)


@contextmanager
def a_hub(kind: str) -> Iterator[Hub]:
    """The town loaded on `kind` ("sqlite" or "postgresql") and everybody logged in; gone afterwards."""
    running = postgres.start() if kind == "postgresql" else None
    try:
        with TemporaryDirectory(prefix="samrum-absent-") as folder:
            env = demo_environment(Path(folder), port=free_port())
            if running is not None:
                server = PostgresServer(running.url)
                env |= {name: server.create() for name in ("DATABASE_URL", "KEY_DATABASE_URL")}
            hub = Hub(env, Settings.from_environment(env))
            asyncio.run(prepare(hub.settings, say=lambda _: None))
            with serving(hub):
                asyncio.run(_settle(hub))
            yield hub
    finally:
        if running is not None:
            running.stop()


@contextmanager
def serving(hub: Hub, fault: str | None = None) -> Iterator[None]:
    """One server process on that town, from when it answers until it has stopped."""
    program = [sys.executable, "-m", "tests.hub.absent_server", *([fault] if fault else [])]
    process = subprocess.Popen(program, env={**os.environ, **hub.env})
    try:
        give_up = time.monotonic() + START_SECONDS
        while not _answers(hub.settings.port):
            if process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError("the server did not start")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _answers(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/tillganglighet").status_code == 200
    except httpx2.TransportError:
        return False


async def _settle(hub: Hub) -> None:
    """Everybody logs in; the kurator writes a text and hides it, and another and deletes it."""
    door = Door(hub.settings.public_url, town(), TownIds(hub.settings.lookup_key))
    ids = {f"room {key}": door.ids.of("room", key) for key in ("tove", "maja")}
    ids |= {key: door.ids.of("item", key) for key in ("tove-narvaro", "maja-trygg")}
    hub.ids = ids | {"consent": door.ids.of("consent", "tove-ja"), "hidden": new_id(), "deleted": new_id()}
    for kind in {"participant", AWAKE[0], *(case.kind for case in CASES)}:
        browser = await log_in(door, KINDS[kind])  # type: ignore[arg-type]  # all that it asks for is there
        hub.cookies[kind] = "; ".join(f"{name}={browser.client.cookies[name]}" for name in (SESSION, TOKEN))
        if kind == "participant":
            await _write(hub, browser, door.ids.person("tove"))
        await browser.client.aclose()


async def _write(hub: Hub, kurator: Browser, child: str) -> None:
    for name in ("hidden", "deleted"):
        fields = [("nummer", hub.ids[name]), ("rubrik", "Rubrik"), ("text", "Texten."), ("om", child)]
        fields += [("kategori", "maende"), ("till", "BUP")]
        done = await kurator.send(f"/rum/{hub.ids['room tove']}/publicera", fields)
        assert done.status_code == 303, done.text
    fields = [("for", "guardians"), ("grund", "betydande_men"), ("varfor", "Det skulle skada.")]
    assert (await kurator.send(f"/uppgift/{hub.ids['hidden']}/dolj", fields)).status_code == 303
    assert (await kurator.send(f"/uppgift/{hub.ids['deleted']}/ta-bort")).status_code == 303
