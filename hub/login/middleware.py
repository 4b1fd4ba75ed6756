"""Puts who is asking into every request: a `Caller`, or None. Whatever is in doubt is None.

The session itself stands in `scope["state"]`, also where nobody acts in it yet, for the pages of the login.
"""

from litestar import Litestar
from litestar.types import ASGIApp, Receive, Scope, Send

from consent.errors import LedgerClosed
from consent.ledger.log import Ledger
from hub.login import session as sessions
from hub.login.kept import SessionBook
from hub.login.session import Session

STATIC = "/static/"
KEEPS_AWAKE = "keeps_awake"
"""A route whose `opt` sets this to False is called by a screen, not a person: the session idles on."""

_HELD = "samrum_session"


class SessionMiddleware:
    """Sets `scope["user"]`. The sessions and the ledger are `app.state.sessions` and `app.state.ledger`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find the caller, then pass the request on."""
        if scope["type"] in ("http", "websocket"):
            scope["user"] = None
            if not scope["path"].startswith(STATIC):
                await _recognise(scope)
        await self.app(scope, receive, send)


def session_of(scope: Scope) -> Session | None:
    """The session that the request came in, also where no capacity has been chosen yet."""
    found = scope["state"].get(_HELD)
    return found if isinstance(found, Session) else None


async def _recognise(scope: Scope) -> None:
    cookie = cookie_in(scope, sessions.COOKIE)
    if not cookie:
        return
    state = Litestar.from_scope(scope).state
    book: SessionBook = state.sessions
    here = await book.find(cookie)
    if here is None:
        return
    if here.session.over(here.at):
        await _cut(here.session, state.ledger)
        return
    if scope["route_handler"].opt.get(KEEPS_AWAKE, True):
        await book.touch(here)
    scope["state"][_HELD] = here.session
    scope["user"] = here.caller()


async def _cut(held: Session, ledger: Ledger) -> None:
    """End a session that is over. It is refused also while that can't be written down."""
    try:
        await sessions.end(held, ledger=ledger)
    except LedgerClosed:
        return


def cookie_in(scope: Scope, name: str) -> str | None:
    """The value of a cookie, or None where it is missing, sent twice or over-long."""
    values: list[str] = []
    for header, content in scope["headers"]:
        if header != b"cookie":
            continue
        for part in content.decode("latin-1").split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                values.append(value)
    return values[0] if len(values) == 1 and 0 < len(values[0]) <= 100 else None
