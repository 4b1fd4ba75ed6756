"""What the pages of the login share: reading a request strictly, moving on, and saying what went wrong."""

from typing import Any
from urllib.parse import urlencode

import structlog
from litestar import Request
from litestar.datastructures import Cookie
from litestar.response import Redirect, Template

from hub.login.problem import LoginRefused, Why
from hub.pages.frame import page

log = structlog.get_logger("security")
AnyRequest = Request[Any, Any, Any]

STATUS = {
    Why.STATE: 400,
    Why.STALE: 400,
    Why.DENIED: 403,
    Why.UNREACHABLE: 503,
    Why.TOKEN: 400,
    Why.LEVEL: 403,
    Why.STRANGER: 403,
    Why.CLOSED: 503,
}
"""The HTTP status of each kind of failed login."""


def problem(request: AnyRequest, refused: LoginRefused) -> Template:
    """The page for a failed login; the security log gets the code of it."""
    log.warning("login.refused", why=refused.why.value, detail=refused.detail)
    return page("login_problem.html", request, status=STATUS[refused.why], failure=refused.why.value)


def to_choice(back: str, *cookies: Cookie) -> Redirect:
    """Go and choose in what capacity to act."""
    return Redirect("/uppdrag?" + urlencode({"till": back}), status_code=303, cookies=list(cookies))


def to_login(back: str) -> Redirect:
    """Go and log in, then come back."""
    return Redirect("/logga-in?" + urlencode({"till": back}), status_code=303)


def once(request: AnyRequest, name: str) -> str | None:
    """A parameter of the query that stands there once; said twice, it says nothing."""
    values = request.query_params.getall(name, [])
    return text_of(values[0]) if len(values) == 1 else None


def text_of(value: Any) -> str | None:
    """A text of a form, neither empty nor over-long."""
    return value if isinstance(value, str) and 0 < len(value) <= 2000 else None
