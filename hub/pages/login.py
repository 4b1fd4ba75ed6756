"""Logging in and out. Whatever goes wrong is a plain page from which one simply starts again."""

from litestar import get, post
from litestar.response import Redirect, Template

from consent.errors import LedgerClosed, Moved
from hub.login import attempt, session
from hub.login.back import safe_path
from hub.login.choosing import act_as, choices_of
from hub.login.claims import Identity
from hub.login.cookies import login_cookie, no_session_cookie, session_cookie
from hub.login.middleware import cookie_in, session_of
from hub.login.oidc import Answer
from hub.login.problem import LoginRefused, Why
from hub.pages.assignment import choose, show_choice
from hub.pages.login_parts import AnyRequest, once, problem, text_of, to_choice, to_login
from hub.people.book import find_by_number


@get("/logga-in", opt={"who": "anyone"})
async def log_in(request: AnyRequest) -> Redirect | Template:
    """Send the browser to the identity provider; somebody who only has to choose goes there instead."""
    back = safe_path(once(request, "till"))
    caller = request.scope["user"]
    if session_of(request.scope) is not None and (caller is None or not caller.in_force):
        return to_choice(back)
    try:
        url, state, under_way = await request.app.state.oidc.start(
            back=back, at=await request.app.state.clock()
        )
    except LoginRefused as refused:
        return problem(request, refused)
    browser = cookie_in(request.scope, attempt.COOKIE) or session.new_secret()
    await attempt.remember(under_way, state=state, browser=browser)
    return Redirect(url, status_code=303, cookies=[login_cookie(browser)])


@get("/logga-in/svar", opt={"who": "anyone"})
async def answered(request: AnyRequest) -> Redirect | Template:
    """The browser comes back from the identity provider."""
    try:
        under_way, identity = await _identity(request)
        return await _enter(request, identity, under_way.back)
    except LoginRefused as refused:
        return problem(request, refused)
    except LedgerClosed:
        return problem(request, LoginRefused(Why.CLOSED, "ledger closed"))


@post("/logga-ut", opt={"who": "anyone"}, status_code=200)
async def log_out(request: AnyRequest) -> Redirect | Template:
    """End this session, or with `overallt` every session of the person.

    Without one, nothing happens; whoever asked for all of theirs logs in first, and asks again.
    """
    form = await request.form()
    held, everywhere = session_of(request.scope), text_of(form.get("overallt")) == "ja"
    ledger = request.app.state.ledger
    if everywhere and held is None:
        return to_login("/")
    if everywhere and held is not None and text_of(form.get("av")) not in (None, held.who):
        raise Moved("Somebody else has logged in at this screen since the page was shown.")
    try:
        if held is not None and everywhere:
            await session.end_all(held.who, ledger=ledger)
        elif held is not None:
            await session.end(held, ledger=ledger)
    except LedgerClosed:
        return problem(request, LoginRefused(Why.CLOSED, "ledger closed"))
    return Redirect("/", status_code=303, cookies=[no_session_cookie()])


async def _identity(request: AnyRequest) -> tuple[attempt.Attempt, Identity]:
    """What the identity provider says, for the one and only time."""
    at = await request.app.state.clock()
    browser, state = cookie_in(request.scope, attempt.COOKIE), once(request, "state")
    if browser is None or state is None:
        raise LoginRefused(Why.STATE, "no state or no cookie")
    under_way = await attempt.take(state=state, browser=browser, at=at)
    answer = Answer(code=once(request, "code"), iss=once(request, "iss"), error=once(request, "error"))
    return under_way, await request.app.state.oidc.finish(answer, under_way, at=at)


async def _enter(request: AnyRequest, identity: Identity, back: str) -> Redirect:
    """Begin a session for the person, after ending the one that the browser came with."""
    state = request.app.state
    at = await state.clock()
    old = session_of(request.scope)
    if old is not None:
        await session.end(old, ledger=state.ledger)
    known = await find_by_number(identity.number, lookup_key=state.settings.lookup_key)
    if known is None:
        raise LoginRefused(Why.STRANGER, "not registered")
    cookie = await session.begin(who=known.id, loa=identity.loa, login_at=identity.login_at, at=at)
    choices = await choices_of(known.id, at=at)
    begun = await session.find(cookie)
    if choices.only is None or begun is None:
        return to_choice(back, session_cookie(cookie))
    chosen = await act_as(begun, choices.only, choices, at=at, ledger=state.ledger)
    return Redirect(back, status_code=303, cookies=[session_cookie(chosen or cookie)])


ROUTES = [log_in, answered, show_choice, choose, log_out]
