"""The application: routes, the doors before them, and the house behind them."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx2
from litestar import Litestar
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.types import ControllerRouterHandler

from hub.demo.identity import DemoPerson, demo_identity
from hub.demo.postbox import show as show_postbox
from hub.doors import ChooseFirst, LogInFirst, door
from hub.headers import headers_hook
from hub.live import listen
from hub.login.kept import SessionBook
from hub.login.middleware import SessionMiddleware
from hub.login.oidc import OidcClient
from hub.opening import Fittings, opened
from hub.pace import PaceMiddleware
from hub.pages import (
    agenda,
    answering,
    asking,
    audit,
    audit_questions,
    choosing,
    contact,
    foreseen,
    insight,
    insight_paper,
    items,
    keys,
    language,
    live,
    login,
    meetings,
    my_page,
    outside,
    presence,
    publishing,
    receipt_of_end,
    receipt_pages,
    receipts,
    recording,
    rooms,
    screen,
    sharing,
    silencing,
    start,
    stopping,
    story,
    story_sharing,
    why,
    why_answering,
)
from hub.pages.assets import static_router
from hub.pages.entry import ask_to_choose, ask_to_log_in, show_who
from hub.pages.templating import template_config
from hub.problems import exception_handlers
from hub.settings import Settings
from hub.settings_values import Mode
from hub.tending import tend

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]

BODY_AT_MOST = 300_000
"""Bytes of a request: well over the longest text that a form takes, far under what could hurt."""

PAGES = (
    agenda,
    answering,
    asking,
    audit,
    audit_questions,
    choosing,
    contact,
    foreseen,
    insight,
    insight_paper,
    items,
    keys,
    live,
    login,
    meetings,
    my_page,
    presence,
    publishing,
    receipt_of_end,
    receipt_pages,
    receipts,
    recording,
    rooms,
    screen,
    sharing,
    silencing,
    stopping,
    story,
    story_sharing,
    why,
    why_answering,
)


def create_app(
    settings: Settings,
    *,
    fittings: Fittings | None = None,
    transport: httpx2.AsyncBaseTransport | None = None,
    demo_people: Sequence[DemoPerson] = (),
    alongside: Sequence[Lifespan] = (),
) -> Litestar:
    """The application for these settings.

    `fittings` brings a clock or a storage of one's own; `transport` is how the identity provider is reached,
    and `demo_people` who can log in at the demo's own provider, which no production settings allow.
    `alongside` runs for as long as the house is open.
    """
    return Litestar(
        route_handlers=_handlers(settings, demo_people),
        state=State({"settings": settings, "oidc": OidcClient(settings, transport=transport)}),
        lifespan=[_lifespan(settings, fittings), *alongside],
        guards=[door],
        middleware=[PaceMiddleware, SessionMiddleware],
        before_request=show_who,
        before_send=[headers_hook(issuer=_origin(settings))],
        csrf_config=_csrf(settings),
        exception_handlers={
            **exception_handlers(),
            LogInFirst: ask_to_log_in,
            ChooseFirst: ask_to_choose,
        },
        template_config=template_config(),
        request_max_body_size=BODY_AT_MOST,
        openapi_config=None,
        logging_config=None,
    )


def _handlers(settings: Settings, demo_people: Sequence[DemoPerson]) -> list[ControllerRouterHandler]:
    handlers: list[ControllerRouterHandler] = [
        static_router(),
        *start.HANDLERS,
        *outside.HANDLERS,
        *language.HANDLERS,
    ]
    handlers += [route for module in PAGES for route in module.ROUTES]
    if settings.mode is not Mode.PRODUCTION:
        handlers += [demo_identity(settings, demo_people), show_postbox]
    return handlers


def _csrf(settings: Settings) -> CSRFConfig:
    """A double-submit cookie that is signed (OWASP), under the `__Host-` prefix (RFC 6265bis)."""
    return CSRFConfig(
        secret=hmac.new(settings.lookup_key, b"csrf", "sha256").hexdigest(),
        cookie_name="__Host-samrum-csrf",
        cookie_secure=True,
        cookie_httponly=True,
        cookie_samesite="lax",
        exclude_from_csrf_key="exclude_from_csrf",
    )


def _origin(settings: Settings) -> str:
    parts = httpx2.URL(settings.oidc_issuer)
    return f"{parts.scheme}://{parts.netloc.decode()}"


def _lifespan(settings: Settings, fittings: Fittings | None) -> Lifespan:
    @asynccontextmanager
    async def run(app: Litestar) -> AsyncIterator[None]:
        async with opened(settings, fittings) as house:
            app.state.house, app.state.ledger, app.state.clock = house, house.ledger, house.clock
            app.state.sessions = SessionBook(house.ledger)
            tending = [*tend(house), asyncio.create_task(listen(house.engine, house.ledger.moves))]
            try:
                yield
            finally:
                for task in tending:
                    task.cancel()

    return run
