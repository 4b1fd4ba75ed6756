"""Screens that lie open at several hubs on one town: scripted ones, and pages in a real browser."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import asyncpg
import httpx2
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, async_playwright

from hub.demo.ids import TownIds
from hub.demo.town import town
from hub.ids import new_id
from hub.live import LISTENS
from hub.settings import Settings
from policies.times import day_of
from tests.benchmarks.measure import Row
from tests.benchmarks.served import GATED, Door, serving, town_on_postgres
from tests.browser.conftest import QUIET, find_chromium
from tests.hub.loading import log_in
from tests.hub.running import SESSION, Browser, Kind
from tests.support.sockets import free_port

Say = Callable[[str], None]

NODES = 3
BUP, MOTHER, FATHER, LEADER = Kind("rebecka", "BUP"), Kind("karin"), Kind("jonas"), Kind("asa", "SKOLA.EH")
TEXT = "tove-narvaro"
GONE = "() => { const held = document.querySelector('[data-renews]'); return !held || held.hidden; }"


@dataclass
class Place:
    """The town behind its hubs: a way in at each, and everybody's browsers by hub."""

    settings: Settings
    ports: list[int]
    ids: TownIds
    people: dict[Kind, Browser] = field(default_factory=dict)

    async def come_in(self, kind: Kind) -> Browser:
        """Log in where the login leads back to; the session is good on every hub."""
        if kind not in self.people:
            self.people[kind] = await log_in(Door(self.settings.public_url, town(), self.ids), kind)  # type: ignore[arg-type]
        return self.people[kind]


def with_place(work: Callable[[Place, Chromium, Say], Awaitable[list[Row]]], say: Say) -> list[Row]:
    """What the work measures at a town of several hubs, with a real browser at hand."""
    with ExitStack() as stack:
        env, settings = stack.enter_context(town_on_postgres())
        ports = [settings.port, *(free_port() for _ in range(NODES - 1))]
        for port in ports:
            stack.enter_context(serving(GATED, env, port))
        place = Place(settings, ports, TownIds(settings.lookup_key))
        return asyncio.run(_with_browser(work, place, say))


async def _with_browser(
    work: Callable[[Place, Chromium, Say], Awaitable[list[Row]]], place: Place, say: Say
) -> list[Row]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        return await work(place, chromium, say)


class Screen:
    """A scripted screen: a stream and an open text, which asks again whenever it hears anything."""

    def __init__(self, place: Place, port: int) -> None:
        self._place, self._address = place, f"http://127.0.0.1:{port}"
        self._client = httpx2.AsyncClient(timeout=httpx2.Timeout(10, read=60))
        self._renews = ""

    async def __aenter__(self) -> "Screen":
        bup = await self._place.come_in(BUP)
        self._client.headers["cookie"] = f"{SESSION}={bup.client.cookies[SESSION]}"
        page = await self._client.get(f"{self._address}/uppgift/{self._place.ids.of('item', TEXT)}")
        found = re.search(r'data-renews="([^"]+)"', page.text)
        assert found is not None, page.status_code
        self._renews = self._address + unescape(found[1])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def closed(self) -> float:
        """The moment at which it is told no."""
        stream = {"accept": "text/event-stream"}
        async with self._client.stream("GET", f"{self._address}/hander", headers=stream) as told:
            async for line in told.aiter_lines():
                if line == "event: look" and (await self._client.get(self._renews)).status_code == 403:
                    return time.perf_counter()
        raise RuntimeError("the stream ended")


async def page_at(place: Place, chromium: Chromium, port: int) -> Page:
    """The text, open in a real browser on that hub."""
    bup = await place.come_in(BUP)
    context = await chromium.new_context()
    address = f"http://127.0.0.1:{port}"
    cookie: Any = {"name": SESSION, "value": bup.client.cookies[SESSION], "url": f"https://127.0.0.1:{port}"}
    await context.add_cookies([cookie | {"secure": True}])
    page = await context.new_page()
    await page.goto(f"{address}/uppgift/{place.ids.of('item', TEXT)}")
    await page.wait_for_function("() => !document.querySelector('[data-renews]').hidden")
    await page.wait_for_timeout(300)
    return page


async def gone(page: Page) -> float:
    """The moment at which the page shows no text any more."""
    for _ in range(50):
        with suppress(Exception):  # It may be read in anew just then.
            await page.wait_for_function(GONE, polling=10, timeout=1_000)
            return time.perf_counter()
    raise RuntimeError("the page still shows its text")


async def consented(place: Place) -> str:
    """A new consent by both parents, under which BUP reads; any other that let them is narrowed."""
    leader, mother, father = [await place.come_in(kind) for kind in (LEADER, MOTHER, FATHER)]
    room, number = place.ids.of("room", "tove"), new_id()
    today = day_of(datetime.now(UTC))
    sent = [
        *(("nummer", number), ("om", place.ids.person("tove")), ("fran", "SKOLA.UND"), ("till", "BUP")),
        *(("kategori", "franvaro"), ("anledning", "Vi vill hjälpas åt."), ("utan_plats", "ja")),
        *(("borjar", str(today)), ("slutar", str(today + timedelta(days=90)))),
    ]
    answer = await leader.send(f"/rum/{room}/fraga", sent)
    assert answer.status_code == 303, answer.text
    for parent in (mother, father):
        assert (await parent.says_yes(number)).status_code == 303
    old = place.ids.of("consent", "tove-ja")
    await mother.send(f"/medgivande/{old}/sluta", {"vad": "del", "enhet": "BUP"})
    return number


async def listeners_killed(place: Place) -> None:
    """PostgreSQL ends the connection that each hub listens on."""
    connection = await asyncpg.connect(place.settings.database_url)
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1"
    ended = await connection.fetch(ends, LISTENS["application_name"])
    assert len(ended) == NODES
    await connection.close()
