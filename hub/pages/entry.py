"""Coming in: the first page, and where somebody is sent who has no session or has not chosen."""

from typing import Any
from urllib.parse import quote

from litestar import MediaType, get
from litestar.exceptions import NotAuthorizedException
from litestar.response import Redirect, Response, Template

from hub.doors import AUDITOR
from hub.login.caller import Caller
from hub.pages.frame import AnyRequest, Shown, choose_language, page
from hub.people import book
from hub.problems import answer_problem, wants_page
from hub.wording import gettext as _
from hub.wording import words

HOMES = {"family": "/vem-far-se", "staff": "/rum", "auditor": "/granskning"}


@get("/", media_type=MediaType.HTML, opt={"who": "anyone"})
async def home(request: AnyRequest) -> Redirect | Template:
    """Who is logged in goes where they work; anybody else is told what this is."""
    caller = request.scope.get("user")
    if isinstance(caller, Caller):
        return Redirect(home_of(caller), status_code=303)
    return page("start.html", request)


def home_of(caller: Caller) -> str:
    """The first page of each kind of person."""
    if not caller.staff:
        return HOMES["family"]
    return HOMES["auditor" if caller.role == AUDITOR else "staff"]


async def show_who(request: AnyRequest) -> None:
    """The hook before every request: the reader's language, and what the head of the page says of them."""
    await choose_language(request)
    caller = request.scope.get("user")
    if not isinstance(caller, Caller) or request.method != "GET":
        return
    called = await book.names({caller.who})
    units = await book.unit_names() if caller.unit else {}
    where = f"{words.role(caller.role or '')}, {units.get(caller.unit or '', '')}" if caller.staff else ""
    request.scope["state"]["shown"] = Shown(name=called.get(caller.who, ""), where=where or _("familj"))


def ask_to_log_in(request: AnyRequest, error: Exception) -> Response[Any]:
    """A page that needs a session leads to the login and back; anything else is told that it needs one."""
    del error
    if request.method == "GET" and wants_page(request):
        return Redirect(f"/logga-in?till={quote(_here(request), safe='')}", status_code=303)
    return answer_problem(request, NotAuthorizedException())


def ask_to_choose(request: AnyRequest, error: Exception) -> Response[Any]:
    """Somebody who has logged in and acts under nothing, or nothing any more, chooses first."""
    del error
    if request.method == "GET" and wants_page(request):
        return Redirect(f"/uppdrag?till={quote(_here(request), safe='')}", status_code=303)
    return answer_problem(request, NotAuthorizedException())


def _here(request: AnyRequest) -> str:
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path
