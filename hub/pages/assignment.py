"""Choosing in what capacity to act: under one of one's assignments, or as family."""

from litestar import get, post
from litestar.response import Redirect, Template

from consent.errors import LedgerClosed, Moved
from hub.login.back import safe_path
from hub.login.choosing import act_as, choices_of
from hub.login.cookies import session_cookie
from hub.login.middleware import session_of
from hub.login.problem import LoginRefused, Why
from hub.pages.frame import page
from hub.pages.login_parts import AnyRequest, once, problem, text_of, to_login


@get("/uppdrag", opt={"who": "logged_in"})
async def show_choice(request: AnyRequest) -> Redirect | Template:
    """The capacities to choose between; a stranger is sent to log in."""
    return await _choice_page(request, safe_path(once(request, "till")))


@post("/uppdrag", opt={"who": "logged_in"}, status_code=200)
async def choose(request: AnyRequest) -> Redirect | Template:
    """Act in the chosen capacity from now on, in a new session."""
    form = await request.form()
    back = safe_path(text_of(form.get("till")))
    held = session_of(request.scope)
    if held is None:
        return to_login(back)
    state = request.app.state
    at = await state.clock()
    choices = await choices_of(held.who, at=at)
    try:
        cookie = await act_as(held, text_of(form.get("uppdrag")) or "", choices, at=at, ledger=state.ledger)
    except Moved:
        return to_login(back)
    except LedgerClosed:
        return problem(request, LoginRefused(Why.CLOSED, "ledger closed"))
    if cookie is None:
        return await _choice_page(request, back, fault=True)
    return Redirect(back, status_code=303, cookies=[session_cookie(cookie)])


async def _choice_page(request: AnyRequest, back: str, *, fault: bool = False) -> Redirect | Template:
    held = session_of(request.scope)
    if held is None:
        return to_login(back)
    choices = await choices_of(held.who, at=await request.app.state.clock())
    return page(
        "assignment.html",
        request,
        status=400 if fault else 200,
        assignments=choices.assignments,
        chosen=held.assignment,
        back=back,
        fault=fault,
    )
