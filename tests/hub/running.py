"""The real application running in a test, and the browsers of those who use it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

import httpx2

from consent.ledger.entry import Entry
from hub.app import create_app
from hub.demo.ids import TownIds
from hub.demo.keys import demo_environment
from hub.demo.people import demo_people
from hub.demo.postbox import postbox
from hub.demo.town import Town, town
from hub.house import House
from hub.opening import Fittings
from hub.settings import Settings
from tests.hub.signatures import read_once

ADDRESS = "https://hub.test"
SESSION, TOKEN = "__Host-samrum", "__Host-samrum-csrf"


@dataclass(frozen=True)
class Kind:
    """A kind of person: somebody of the town, under one of their units, or (None) as family."""

    who: str
    unit: str | None = None


KINDS = {
    "mother": Kind("karin"),
    "father": Kind("jonas"),
    "parent without custody": Kind("peter"),
    "child": Kind("tove"),
    "sixteen-year-old": Kind("linnea"),
    "guardian of another family": Kind("helena"),
    "guardian of a protected child": Kind("jenny"),
    "participant": Kind("asa", "SKOLA.EH"),
    "participant at BUP": Kind("rebecka", "BUP"),
    "same unit, outside": Kind("viktor", "SKOLA.EH"),
    "stranger unit": Kind("kristina", "SOC.FAMRAD"),
    "private leader": Kind("larsake", "FOREN"),
    "police": Kind("mikael", "POL"),
    "staff as family": Kind("asa"),
    "auditor": Kind("yvonne", "GRANSKNING"),
}
"""Everybody of the sweep who acts in a capacity; seen from the room around Tove."""

STRANGER, UNDECIDED = "stranger", "not chosen"


@dataclass(frozen=True)
class Kept:
    """A loaded town on disk, and the cookies of those who are logged in."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)


class Browser:
    """Somebody's browser without scripts: keeps cookies, sends forms with its own token."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client

    async def ask(self, method: str, path: str, **how: Any) -> httpx2.Response:
        """One request, redirects not followed."""
        return await self.client.request(method, path, follow_redirects=False, **how)

    async def get(self, path: str, **how: Any) -> httpx2.Response:
        return await self.ask("GET", path, **how)

    async def send(self, path: str, fields: Any = (), **how: Any) -> httpx2.Response:
        """Post a form, with this browser's token in front; `fields` are pairs or a mapping."""
        pairs = list(fields.items() if isinstance(fields, dict) else fields)
        body = form_body([("_csrf_token", self.token), *pairs])
        headers = {"content-type": "application/x-www-form-urlencoded", **how.pop("headers", {})}
        return await self.ask("POST", path, content=body, headers=headers, **how)

    @property
    def token(self) -> str:
        return self.client.cookies.get(TOKEN) or ""

    async def press(self, page: httpx2.Response, action: str, **values: str) -> httpx2.Response:
        """Send the page's form that leads to `action`, as it stands there, with these values."""
        forms = re.findall(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', page.text, re.S)
        fields = dict(forms)[action]
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', fields)
        sent = {name: unescape(value) for name, value in hidden if name != "_csrf_token"} | values
        return await self.send(action, sent)

    async def says_yes(self, number: str) -> httpx2.Response:
        """Say yes to a question on its page, or without one where that offers no yes."""
        page, way = await self.get(f"/medgivande/{number}"), f"/medgivande/{number}/ja"
        return await (self.press(page, way) if f'action="{way}"' in page.text else self.send(way))


@dataclass
class Running:
    """The running application, and what a test may look at."""

    app: Any
    kept: Kept
    ids: TownIds
    town: Town
    open: list[httpx2.AsyncClient] = field(default_factory=list)

    @property
    def house(self) -> House:
        house = self.app.state.house
        assert isinstance(house, House)
        return house

    def browser(self, kind: str | None = None) -> Browser:
        """A new browser, where somebody of this kind is already logged in."""
        transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=False)
        client = httpx2.AsyncClient(transport=transport, base_url=ADDRESS)
        self.open.append(client)
        for name, value in self.kept.cookies.get(kind or "", {}).items():
            client.cookies.set(name, value, domain="hub.test", path="/")
        return Browser(client)

    async def entries(self) -> tuple[Entry, ...]:
        """The whole ledger."""
        return tuple(await self.house.ledger.entries(0, (await self.house.ledger.head()).size))


def form_body(pairs: list[tuple[Any, Any]]) -> bytes:
    """A form as a browser encodes it; lone surrogates and bytes pass through as they are."""

    def quoted(value: Any) -> str:
        raw = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        return quote_from_bytes(raw, safe="")

    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs).encode()


@asynccontextmanager
async def running(
    kept: Kept, *, fittings: Fittings | None = None, **environment: str
) -> AsyncIterator[Running]:
    """The application on the files of `kept`; its identity provider is reached within the process."""
    env = (
        demo_environment(kept.folder, public_url=ADDRESS)
        | {"SAMRUM_MODE": "test"}
        | kept.environment
        | environment
    )
    settings = Settings.from_environment(env)
    held, reach = town(), list[Any]()

    async def inside(scope: Any, receive: Any, send: Any) -> None:
        await reach[0](scope, receive, send)

    transport = httpx2.ASGITransport(app=inside)
    fitted = fittings or Fittings()
    fitted = fitted if fitted.post is not None else replace(fitted, post=postbox())
    app = create_app(settings, fittings=fitted, transport=transport, demo_people=demo_people(held))
    read_once()
    reach.append(app)
    hub = Running(app, kept, TownIds(settings.lookup_key), held)
    async with alive(app):
        try:
            yield hub
        finally:
            for client in hub.open:
                await client.aclose()


@asynccontextmanager
async def alive(app: Any) -> AsyncIterator[None]:
    """The application's lifespan in a task of its own: it must end in the task that began it (anyio)."""
    began, stop = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            began.set()
            await stop.wait()

    life = asyncio.create_task(live())
    waiting = asyncio.create_task(began.wait())
    await asyncio.wait({life, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if life.done():
        waiting.cancel()
        life.result()
    try:
        yield
    finally:
        stop.set()
        await life
