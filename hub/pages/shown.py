"""Finds the words for who is signed in, so that every page can say them."""

from hub.pages.frame import SHOWN, AnyRequest, Shown, caller_of
from hub.people import book
from hub.wording import gettext, words


async def show_caller(request: AnyRequest) -> None:
    """A `before_request` hook: leave the caller's name, and unit and role, in the request's state."""
    caller = caller_of(request)
    if caller is None:
        return
    name = (await book.names({caller.who})).get(caller.who, "")
    where = gettext("familj")
    if caller.unit is not None:
        unit = (await book.unit_names()).get(caller.unit, caller.unit)
        where = f"{words.role(caller.role or '')}, {unit}"
    request.scope["state"][SHOWN] = Shown(name=name, where=where)
