"""The made-up town on PostgreSQL, served by real server processes, and people who have really logged in there."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2

from hub.demo import postgres
from hub.demo.ids import TownIds
from hub.demo.keys import demo_environment
from hub.demo.service import prepare
from hub.demo.town import Town, town
from hub.settings import Settings
from tests.hub.loading import log_in
from tests.hub.running import SESSION, TOKEN, Browser, Kind
from tests.support.databases import PostgresServer
from tests.support.sockets import free_port

GATED = ("-m", "hub.cli", "serve")
UNGATED = ("-m", "tests.benchmarks.ungated")
START_SECONDS = 30
SESSIONS = 16
AUDITOR = Kind("yvonne", "GRANSKNING")

READERS = {
    Kind("asa", "SKOLA.EH"): ("tove-stod", "tove-bup", "tove-plan-2", "tove-plan-3"),
    Kind("rebecka", "BUP"): ("tove-narvaro", "tove-samtal", "tove-plan-1", "tove-plan-2"),
    Kind("jakob", "SOC.FORE"): ("tove-narvaro", "tove-samtal", "tove-plan-1", "tove-plan-3"),
}
"""Who reads what: texts of other units, each under a consent of the child's."""


@dataclass
class Served:
    """Two servers on one town: the hub as it is, and without its gate."""

    settings: Settings
    ports: dict[str, int]
    requests: list[list[str]]
    """For each of 16 sessions what it asks for, as the bytes of HTTP."""
    auditor: dict[str, str]

    def load(self, side: str, clients: int, seconds: float, warm: float = 0.5) -> dict[str, Any]:
        """Have that many sessions read at once; ``took`` are the seconds of each answer."""
        asked = {
            "port": self.ports[side],
            "readers": self.requests[:clients],
            "warm": warm,
            "seconds": seconds,
        }
        ended = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.load"],
            input=json.dumps(asked),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found: dict[str, Any] = json.loads(ended.stdout)
        return found

    def checkpoint(self) -> str:
        """The checkpoint that the hub hands to an auditor now."""
        address = f"http://127.0.0.1:{self.ports['gated']}/granskning/kontrollpunkt"
        cookie = "; ".join(f"{name}={value}" for name, value in self.auditor.items())
        return httpx2.get(address, headers={"cookie": cookie}).raise_for_status().text


class _Secure(httpx2.AsyncClient):
    """Keeps to https in its own eyes, since the cookies are for nothing else, and to plain HTTP on the wire."""

    async def request(self, method: str, url: Any, **how: Any) -> httpx2.Response:
        return await super().request(method, str(url).replace("http://", "https://", 1), **how)


class _Plain(httpx2.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        request.url = request.url.copy_with(scheme="http")
        return await super().handle_async_request(request)


@dataclass
class Door:
    """What logging in needs to know of a hub: its address, and who lives in the town."""

    address: str
    town: Town
    ids: TownIds

    def browser(self) -> Browser:
        return Browser(_Secure(transport=_Plain(), base_url=self.address.replace("http://", "https://")))


@contextmanager
def served() -> Iterator[Served]:
    """The town loaded, both servers started, 16 sessions begun at the gated one; all gone afterwards."""
    with town_on_postgres() as (env, settings):
        ports = {"gated": settings.port, "ungated": free_port()}
        with serving(GATED, env, settings.port), serving(UNGATED, env, ports["ungated"]):
            yield asyncio.run(_with_sessions(settings, ports))


@contextmanager
def town_on_postgres() -> Iterator[tuple[dict[str, str], Settings]]:
    """The town loaded on a PostgreSQL started for it: the environment of a hub there, and its settings."""
    running = postgres.start()
    try:
        with TemporaryDirectory(prefix="samrum-bench-") as folder:
            server = PostgresServer(running.url)
            env = demo_environment(Path(folder), port=free_port())
            env |= {name: server.create() for name in ("DATABASE_URL", "KEY_DATABASE_URL")}
            settings = Settings.from_environment(env)
            asyncio.run(prepare(settings, say=lambda _: None))
            yield env, settings
    finally:
        running.stop()


@contextmanager
def serving(program: tuple[str, ...], env: dict[str, str], port: int) -> Iterator[None]:
    """One server process, from when it answers until it has stopped."""
    process = subprocess.Popen([sys.executable, *program], env={**os.environ, **env, "PORT": str(port)})
    try:
        give_up = time.monotonic() + START_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(f"{' '.join(program)} did not start")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _answers(port: int) -> bool:
    try:
        return httpx2.get(f"http://127.0.0.1:{port}/tillganglighet").status_code == 200
    except httpx2.TransportError:
        return False


async def _with_sessions(settings: Settings, ports: dict[str, int]) -> Served:
    """Log in 16 times in turn, and write down what each session will ask for; and the auditor once."""
    door = Door(settings.public_url, town(), TownIds(settings.lookup_key))
    kinds = list(READERS.items())
    asked = []
    for number in range(SESSIONS):
        kind, items = kinds[number % len(kinds)]
        cookie = "; ".join(f"{name}={value}" for name, value in (await _cookies(door, kind)).items())
        asked.append([_request(f"/uppgift/{door.ids.of('item', item)}", cookie) for item in items])
    return Served(settings, ports, asked, await _cookies(door, AUDITOR))


async def _cookies(door: Door, kind: Kind) -> dict[str, str]:
    browser = await log_in(door, kind)  # type: ignore[arg-type]  # all that it asks of a hub is there
    found = {name: browser.client.cookies[name] for name in (SESSION, TOKEN)}
    await browser.client.aclose()
    return found


def _request(path: str, cookie: str) -> str:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept: text/html",
        "Accept-Language: sv",
        f"Cookie: {cookie}",
    ]
    return "\r\n".join(lines) + "\r\n\r\n"


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
