"""The first page, the way out, and the statement of accessibility: for anybody."""

from contextlib import suppress

from litestar import MediaType, Response, get
from litestar.response import Redirect, Template

from consent.errors import LedgerClosed
from hub.login.caller import Caller
from hub.login.middleware import session_of
from hub.login.session import end
from hub.pages.frame import AUDITOR, LEAVE, SHOWN, AnyRequest, caller_of, page

ANYONE = {"who": "anyone"}
NEUTRAL = "https://www.1177.se/"
"""Where "Lämna sidan" leads: a site that anybody may have open."""


HOMES = {"child": "/min-sida", "family": "/vem-far-se", "staff": "/rum", "auditor": "/granskning"}


@get("/", media_type=MediaType.HTML, opt=ANYONE, sync_to_thread=False)
def start(request: AnyRequest) -> Redirect | Template:
    """What Samrum is, and the way to log in; who is logged in goes where they work."""
    caller = caller_of(request)
    return (
        page("start.html", request) if caller is None else Redirect(home_of(request, caller), status_code=303)
    )


def home_of(request: AnyRequest, caller: Caller) -> str:
    """The first page of each kind of person."""
    if not caller.staff:
        shown = request.scope["state"].get(SHOWN)
        return HOMES["child" if shown is not None and shown.minor else "family"]
    return HOMES["auditor" if caller.role == AUDITOR else "staff"]


@get("/tillganglighet", media_type=MediaType.HTML, opt=ANYONE, sync_to_thread=False)
def accessibility(request: AnyRequest) -> Template:
    """The statement of accessibility (tillgänglighetsredogörelse, DOS-lagen 2018:1937)."""
    return page("accessibility.html", request)


@get(LEAVE, opt=ANYONE)
async def leave(request: AnyRequest) -> Response[None]:
    """End the session here, forget its cookie in the browser, and go somewhere neutral.

    A link on another site ends no session and takes no cookie: browsers say where a link was pressed (Fetch
    Metadata), and `none` where somebody wrote the address themselves.
    Nothing is cached (no-store), so only cookies are named: clearing the cache can take a browser seconds.
    """
    held = session_of(request.scope)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return Redirect(NEUTRAL, status_code=303)
    if held is not None:
        with suppress(LedgerClosed):
            await end(held, ledger=request.app.state.ledger)
    return Redirect(NEUTRAL, status_code=303, headers={"Clear-Site-Data": '"cookies"'})


HANDLERS = [start, accessibility, leave]
