"""A hub with nothing but its login, on a real database and ledger, and people who log in to it."""

import base64
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from litestar import Litestar, Request, get
from litestar.config.csrf import CSRFConfig

from consent.database import bind, close_database, engine_for, migrate, open_database
from consent.ledger.log import Ledger
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.signed_note import Signer
from hub.demo.identity import DemoPerson
from hub.demo.identity.provider import DemoProvider
from hub.demo.identity.routes import identity_router
from hub.demo.keys import demo_environment
from hub.doors import ChooseFirst, LogInFirst, door
from hub.headers import headers_hook
from hub.login.kept import SessionBook
from hub.login.middleware import SessionMiddleware
from hub.login.oidc import OidcClient
from hub.pages import login
from hub.pages.assets import static_router
from hub.pages.entry import ask_to_choose, ask_to_log_in
from hub.pages.templating import template_config
from hub.people.book import lookup_hash
from hub.people.numbers import test_number
from hub.people.tables import AssignmentRow, PersonRow, UnitRow
from hub.settings import Settings
from hub.tables import APPS, TABLES

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
ADDRESS = "https://hub.test"

MOTHER = DemoPerson(name="Maria Modig", number=test_number(date(1985, 3, 2), 238), note="mamma")
KURATOR = DemoPerson(name="Karin Kurator", number=test_number(date(1979, 6, 9), 238), note="kurator, BUP")
NEWCOMER = DemoPerson(name="Nils Ny", number=test_number(date(1990, 1, 1), 239), note="inte registrerad")
LOW = DemoPerson(name="Lisa Låg", number=test_number(date(1991, 1, 1), 238), loa=2)
TOWN = (MOTHER, KURATOR, NEWCOMER, LOW)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def forward(self, **time: int) -> None:
        self.now += timedelta(**time)

    async def __call__(self) -> datetime:
        return self.now


@dataclass
class Hub:
    """The running hub, and what a test may look at or bend."""

    app: Litestar
    ledger: Ledger
    clock: Clock
    settings: Settings
    provider: DemoProvider

    def browser(self) -> "Browser":
        transport = httpx2.ASGITransport(app=self.app)  # type: ignore[arg-type]
        return Browser(httpx2.AsyncClient(transport=transport, base_url=ADDRESS))

    async def kinds(self) -> list[str]:
        """What the ledger says happened, in order."""
        return [entry.kind for entry in await self.ledger.entries(0, 1000)]


class Browser:
    """A person's browser without scripts: follows redirects, keeps cookies, presses buttons."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client

    @property
    def session(self) -> str | None:
        return self.client.cookies.get("__Host-samrum")

    async def get(self, path: str, *, follow: bool = True) -> httpx2.Response:
        return await self.client.get(path, follow_redirects=follow)

    async def press(
        self, page: httpx2.Response, action: str, *, follow: bool = True, **values: str
    ) -> httpx2.Response:
        """Send the page's form that leads to `action`, with its hidden fields and these values."""
        forms = re.findall(r'<form method="post" action="([^"]+)"[^>]*>(.*?)</form>', page.text, re.S)
        fields = dict(forms)[action]
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', fields)
        data = {name: unescape(value) for name, value in hidden} | values
        return await self.client.post(action, data=data, follow_redirects=follow)

    async def log_in(self, person: DemoPerson, *, till: str = "/vem", level: int = 3) -> httpx2.Response:
        """The whole login, up to the first page after it."""
        page = await self.get(f"/logga-in?till={till}")
        return await self.pick(page, person, level=level)

    async def pick(
        self, page: httpx2.Response, person: DemoPerson, *, level: int = 3, follow: bool = True
    ) -> httpx2.Response:
        """Press one's own button at the identity provider."""
        place = TOWN.index(person)
        return await self.press(page, "/demo-idp/authorize", person=f"{place}:{level}", follow=follow)


@get("/vem", opt={"who": "anyone"})
async def who(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """Says who is asking, as the middleware sees it."""
    caller = request.scope["user"]
    if caller is None:
        return {}
    seen = {"who": caller.who, "unit": caller.unit, "loa": caller.loa}
    return seen if caller.in_force else {**seen, "in_force": False}


@get("/skarm", opt={"who": "anyone", "keeps_awake": False})
async def screen(request: Request[Any, Any, Any]) -> dict[str, bool]:
    """What a screen calls by itself."""
    return {"in": request.scope["user"] is not None}


@asynccontextmanager
async def running_hub(
    url: str, folder: Path, *, provider: type[DemoProvider] = DemoProvider, **environment: str
) -> AsyncIterator[Hub]:
    """A hub on the database at `url`; `provider` may be one that misbehaves."""
    env = demo_environment(folder, public_url=ADDRESS) | {"SAMRUM_MODE": "test", "DATABASE_URL": url}
    settings = Settings.from_environment(env | environment)
    engine = engine_for(url)
    await open_database(engine)
    await migrate(engine, APPS)
    bind(TABLES, engine)
    clock = Clock()
    signer = Signer(settings.origin, Ed25519PrivateKey.from_private_bytes(settings.ledger_key))
    ledger = Ledger(PiccoloStorage(engine), signer, clock=lambda: clock.now)
    await ledger.start()
    await _settle(settings)
    idp = provider(settings, TOWN)
    app = Litestar(
        [static_router(), *login.ROUTES, identity_router(idp), who, screen],
        middleware=[SessionMiddleware],
        template_config=template_config(),
        before_send=[headers_hook()],
        csrf_config=CSRFConfig(secret=base64.b64encode(settings.lookup_key).decode()),
        guards=[door],
        exception_handlers={LogInFirst: ask_to_log_in, ChooseFirst: ask_to_choose},
        openapi_config=None,
    )
    app.state.update({"clock": clock, "ledger": ledger, "settings": settings})
    app.state.sessions = SessionBook(ledger)
    app.state.oidc = OidcClient(settings, transport=httpx2.ASGITransport(app=app))  # type: ignore[arg-type]
    yield Hub(app, ledger, clock, settings, idp)
    await ledger.stop()
    await close_database(engine)


async def _settle(settings: Settings) -> None:
    await UnitRow.insert(UnitRow(id="BUP", name="BUP", agency="region")).run()
    registered: Sequence[tuple[str, DemoPerson]] = (("maria", MOTHER), ("karin", KURATOR), ("lisa", LOW))
    await PersonRow.insert(
        *[
            PersonRow(id=id, name=p.name, number_hash=lookup_hash(p.number, lookup_key=settings.lookup_key))
            for id, p in registered
        ]
    ).run()
    await AssignmentRow.insert(
        AssignmentRow(
            id="a1",
            who="karin",
            unit="BUP",
            role="kurator",
            since=NOON - timedelta(days=1),
            until=NOON + timedelta(hours=3),
        )
    ).run()
