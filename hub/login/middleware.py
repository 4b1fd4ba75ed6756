"""Puts who is asking into every request: a `Caller`, or None. Whatever is in doubt is None.

The session itself stands in `scope["state"]`, also where nobody acts in it yet, for the pages of the login.
"""

from dataclasses import replace
from datetime import datetime

from litestar import Litestar
from litestar.types import ASGIApp, Receive, Scope, Send

from consent.errors import LedgerClosed
from consent.ledger.log import Ledger
from hub.login import session as sessions
from hub.login.caller import Caller
from hub.login.session import Session
from hub.people.tables import AssignmentRow

STATIC = "/static/"
KEEPS_AWAKE = "keeps_awake"
"""A route whose `opt` sets this to False is called by a screen, not a person: the session idles on."""

_HELD = "samrum_session"


class SessionMiddleware:
    """Sets `scope["user"]`. The clock and the ledger are `app.state.clock` and `app.state.ledger`."""

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
    held = await sessions.find(cookie) if cookie else None
    if held is None:
        return
    state = Litestar.from_scope(scope).state
    at: datetime = await state.clock()
    if held.over(at):
        await _cut(held, state.ledger)
        return
    if scope["route_handler"].opt.get(KEEPS_AWAKE, True):
        await sessions.touch(held, at=at)
    scope["state"][_HELD] = held
    scope["user"] = await _caller(held, at)


async def _cut(held: Session, ledger: Ledger) -> None:
    """End a session that is over. It is refused also while that can't be written down."""
    try:
        await sessions.end(held, ledger=ledger)
    except LedgerClosed:
        return


async def _caller(held: Session, at: datetime) -> Caller | None:
    """Who acts in the session: nobody before the choice. One whose assignment is over, the gate refuses."""
    if not held.chosen:
        return None
    caller = Caller(session=held.scope, who=held.who, loa=held.loa, login_at=held.login_at)
    if held.assignment is None:
        return caller
    rows = await AssignmentRow.select().where(AssignmentRow.id == held.assignment).run()
    for row in rows:
        in_force = row["since"] <= at and (row["until"] is None or at < row["until"])
        if row["who"] == held.who:
            under = replace(caller, assignment=row["id"], unit=row["unit"], role=row["role"])
            return replace(under, in_force=in_force)
    return None


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
