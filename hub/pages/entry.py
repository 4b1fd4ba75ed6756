"""Before every page: who is here; and where somebody is sent who has no session or has not chosen."""

from typing import Any
from urllib.parse import quote

import structlog
from litestar.exceptions import NotAuthorizedException
from litestar.response import Redirect, Response

from hub.login.caller import Caller
from hub.pages.frame import AnyRequest, Shown
from hub.pages.parts import house_of
from hub.pages.speaking import choose_language
from hub.problems import answer_problem, wants_page
from hub.wording import gettext as _
from hub.wording import words
from policies.times import birthday

log = structlog.get_logger("security")


async def show_who(request: AnyRequest) -> None:
    """The hook before every request: the reader's language, and what the head of the page says of them."""
    await choose_language(request)
    caller = request.scope.get("user")
    if not isinstance(caller, Caller):
        return
    directory = house_of(request).directory
    called = await directory.names({caller.who})
    units = await directory.unit_names(caller.unit) if caller.unit else {}
    where = f"{words.role(caller.role or '')}, {units.get(caller.unit or '', '')}" if caller.staff else ""
    request.scope["state"]["shown"] = Shown(
        name=called.get(caller.who, ""), where=where or _("familj"), minor=await _is_minor(request, caller)
    )


async def _is_minor(request: AnyRequest, caller: Caller) -> bool:
    """Whether somebody who is here as family is under 18 at the moment of the request."""
    if caller.staff or caller.asked_at is None:
        return False
    born = await house_of(request).directory.born(caller.who)
    return born is not None and caller.asked_at < birthday(born, 18)


def ask_to_log_in(request: AnyRequest, error: Exception) -> Response[Any]:
    """A page that needs a session leads to the login and back; anything else is told that it needs one."""
    del error
    log.info("request.no_session", method=request.method)
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
