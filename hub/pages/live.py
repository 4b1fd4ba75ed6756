"""The push to a browser, as server-sent events (WHATWG HTML, section 9.2): that something has moved, and no more."""

from collections.abc import AsyncIterator, Collection
from typing import Any

from litestar import get
from litestar.response import Stream

from consent.database import FAILURES
from consent.errors import LedgerClosed
from hub.facts import session_over
from hub.house import House
from hub.live import watching
from hub.login.caller import Caller
from hub.pages.parts import AnyRequest, caller_of, house_of
from hub.people import concerns

EVENTS = "text/event-stream"
LOOK, ALIVE = b"event: look\ndata:\n\n", b": \n\n"
HEARTBEAT = 10.0
"""Seconds after which a stream says that it lives."""


@get("/hander", opt={"who": "staff"})
async def live(request: AnyRequest) -> Stream:
    """Tell this browser to look again whenever anything moves in a room of theirs; whoever asks for no stream, once.

    Staff alone: from a child's telephone whoever holds it would hear of rooms that it does not show.
    """
    streams = EVENTS in request.headers.get("accept", "")
    told = _told(house_of(request), caller_of(request)) if streams else [LOOK]
    return Stream(told, media_type=EVENTS, headers={"X-Accel-Buffering": "no"})


async def _told(house: House, caller: Caller) -> AsyncIterator[bytes]:
    """What a stream says, until the session ends or the database is away. It looks first: what was missed, was."""
    try:
        with watching(house.ledger.moves, await _scopes(house, caller)) as watch:
            yield LOOK
            while watch.scopes:
                yield LOOK if await watch.moved(within=HEARTBEAT) else ALIVE
                watch.scopes = frozenset(await _scopes(house, caller))
    except LedgerClosed:
        return
    except FAILURES:
        return  # The browser asks anew by itself.


async def _scopes(house: House, caller: Caller) -> Collection[str]:
    """All that an answer in a room of theirs stands on; nothing once their session has ended."""
    scopes = {*caller.guard}
    for room in await concerns.rooms_of_staff(caller.who, caller.unit or ""):
        seen = await house.facts.see(room=room, by=caller)
        if session_over(seen, caller):
            return ()
        scopes |= seen.versions.keys()
    return scopes


ROUTES: list[Any] = [live]
