"""The first page, the way out, and the statement of accessibility: for anybody."""

from litestar import MediaType, Response, get
from litestar.response import Redirect, Template

from hub.pages.frame import LEAVE, AnyRequest, page

ANYONE = {"who": "anyone"}
NEUTRAL = "https://www.1177.se/"
"""Where "Lämna sidan" leads: a site that anybody may have open."""


@get("/", media_type=MediaType.HTML, opt=ANYONE, sync_to_thread=False)
def start(request: AnyRequest) -> Template:
    """What Samrum is, and the way to log in."""
    return page("start.html", request)


@get("/tillganglighet", media_type=MediaType.HTML, opt=ANYONE, sync_to_thread=False)
def accessibility(request: AnyRequest) -> Template:
    """The statement of accessibility (tillgänglighetsredogörelse, DOS-lagen 2018:1937)."""
    return page("accessibility.html", request)


@get(LEAVE, opt=ANYONE, sync_to_thread=False)
def leave() -> Response[None]:
    """Forget the session's cookie in the browser and go somewhere neutral.

    Nothing is cached (no-store), so only cookies are named: clearing the cache can take a browser seconds.
    """
    return Redirect(NEUTRAL, status_code=303, headers={"Clear-Site-Data": '"cookies"'})


HANDLERS = [start, accessibility, leave]
