"""Who may knock on which route: every handler declares it, and one that does not is shut to all."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import NotFoundException
from litestar.handlers.base import BaseRouteHandler

from hub.login.caller import Caller
from hub.login.middleware import session_of
from policies.staff import LOA_FOR_READING

AUDITOR = "granskare"
WHO = ("anyone", "logged_in", "family", "staff", "auditor", "room")
"""The declarations: anybody; a session of any kind; the family; staff; the auditor; family or staff.

They only say who may knock. Whether the door of a room or a text opens is for the gate to decide.
"""

LONGEST_NAME = 200
"""Characters; an identifier has 26, and the longest address of a static file some 50."""


class LogInFirst(Exception):
    """There is no session here, or not one sure enough for the ledger: no decision, so only the security log."""


class ChooseFirst(Exception):
    """There is a session, and nobody acts in it yet, or the assignment that was chosen is over."""


async def door(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """The guard of the whole application."""
    who = handler.opt.get("who")
    if who not in WHO or not all(_could_name(str(part)) for part in connection.path_params.values()):
        raise NotFoundException
    if who == "anyone":
        return
    if who == "logged_in":
        if session_of(connection.scope) is None:
            raise LogInFirst
        return
    _let(who, _caller(connection))


def _could_name(part: str) -> bool:
    """Whether a part of an address could name anything; what can't is nowhere, before anybody looks it up."""
    return len(part) <= LONGEST_NAME and part.isprintable()


def _caller(connection: ASGIConnection[Any, Any, Any, Any]) -> Caller:
    caller = connection.scope.get("user")
    if isinstance(caller, Caller):
        return caller
    raise LogInFirst if session_of(connection.scope) is None else ChooseFirst


def _let(who: str, caller: Caller) -> None:
    """Somebody of another kind is told that there is nothing here."""
    auditor = caller.staff and caller.role == AUDITOR
    fits = {
        "family": not caller.staff,
        "staff": caller.staff and not auditor,
        "auditor": auditor,
        "room": not auditor,
    }
    if not fits[who]:
        raise NotFoundException
    if auditor and not caller.in_force:
        raise ChooseFirst
    if auditor and caller.loa < LOA_FOR_READING:
        raise LogInFirst
