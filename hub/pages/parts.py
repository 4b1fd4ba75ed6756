"""What the handlers of pages share: the house, the caller, and how an answer of the gate becomes a page."""

from typing import Any

from litestar import Request
from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from consent.errors import LedgerClosed, Moved
from consent.words import Capacity
from hub.desk import Outcome
from hub.hall import View
from hub.house import House
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.frame import SAVED, fresh_for, page
from hub.pages.whence import form_page
from hub.wording import N_
from hub.wording.purposes import OWN_STORY
from policies.answer import Answer, Reason
from policies.facts import Facts
from policies.staff import LOA_FOR_READING
from policies.told import LOG_IN, Audience, Status, Told, told

NOBODY = "0" * 26
"""Asked about where there is no such thing, so that every refusal walks the same way."""

AnyRequest = Request[Any, Any, Any]


def house_of(request: AnyRequest) -> House:
    """The house that this application runs."""
    house = request.app.state.house
    assert isinstance(house, House)
    return house


def caller_of(request: AnyRequest) -> Caller:
    """Who is asking; the door let nobody else in."""
    caller = request.scope.get("user")
    if not isinstance(caller, Caller):
        raise NotFoundException
    return caller


async def own_form(request: AnyRequest) -> Form:
    """The form that was sent. Raises `Moved` where it was shown to somebody else at this screen: what it does
    stands in the ledger, in the name of whoever has logged in since."""
    form = await Form.of(request)
    if form.text("av", most=60, required=False) not in ("", caller_of(request).who):
        raise Moved("Somebody else has logged in at this screen since the page was shown.")
    return form


def claim(caller: Caller, facts: Facts, room: str | None) -> str:
    """The capacity in which somebody asks where they did not say: their unit; the child `self`; `guardian`."""
    if caller.unit is not None:
        return caller.unit
    held = facts.rooms.get(room) if room is not None else None
    return Capacity.SELF if held is not None and held.child == caller.who else Capacity.GUARDIAN


def as_room(room: str, facts: Facts) -> str:
    """The room to ask about: somebody's own story is none that anybody can go to."""
    held = facts.rooms.get(room)
    return NOBODY if held is not None and held.purpose == OWN_STORY else room


def claimed(said: str | None, caller: Caller, facts: Facts, room: str | None) -> str:
    """The capacity that somebody says they ask in, which decides the door that is tried; else as above.

    Whoever names a unit that the session does not stand on is refused by the policies, and that is written down.
    """
    return said or claim(caller, facts, room)


def refuse(request: AnyRequest, answer: Answer, said: Told, *, kept: str = "") -> Template:
    """The page of a no, as this person may be told it; what is absent for them is a 404 like every other.

    `kept`: that what they said no to beside it is saved, and how much of it has stopped (`Stopped`).
    """
    if said.status is Status.ABSENT:
        raise NotFoundException
    if answer.reason is Reason.LOG_FAILURE:
        raise LedgerClosed
    return _refused(request, said, kept=kept)


def _refused(
    request: AnyRequest,
    said: Told,
    *,
    kept: str = "",
    written: bool = True,
    back: str = "",
    status: int = 403,
) -> Template:
    return page(
        "refused.html",
        request,
        status=status,
        again=back,
        sentence=said.sentence,
        log_in=said.status is Status.LOG_IN,
        back=request.url.path if request.method == "GET" else form_page(request),
        kept=kept,
        written=written,
    )


def changed_since(request: AnyRequest, *, kept: str = "") -> Template:
    """The page for a yes to a question that is another by now than when its page was shown; nobody was asked."""
    said = Told(Status.CLOSED, N_("Frågan har ändrats sedan sidan visades. Läs den igen, och svara sedan."))
    return _refused(request, said, kept=kept, written=False, back=form_page(request), status=409)


def not_now(request: AnyRequest, *, kept: str) -> Template:
    """The page for a yes that can't be saved just now, whose no beside it is."""
    said = Told(Status.CLOSED, N_("Ditt ja gick inte att spara just nu. Försök igen om en stund."))
    return _refused(request, said, kept=kept, written=False, back=form_page(request), status=503)


def too_weak(caller: Caller) -> bool:
    """Whether the login is of too low a level for anything to be shown: an empty list would say too little."""
    return caller.loa < LOA_FOR_READING


def log_in_again(request: AnyRequest, *, kept: str = "") -> Template:
    """The page that asks for a stronger login, or a newer one; it leads back to where the form stands."""
    return _refused(request, LOG_IN, kept=kept, written=False)  # Nobody was asked anything.


def knows(view: View) -> bool:
    """Whether the caller may know of the room; raises `LedgerClosed` where that can't be written down.

    A list that left its rooms out instead would say that there are none.
    """
    if view.answer.reason is Reason.LOG_FAILURE:
        raise LedgerClosed
    return view.answer.allowed


def after(request: AnyRequest, outcome: Outcome, where: str, audience: Audience) -> Redirect | Template:
    """Where to go after something was handed in: on to `where`, or the page of the no.

    The page says first that it is saved, but for a grantor's: that one is about nothing else.
    Who does not belong to the room is told what any stranger is, whatever was wrong.
    """
    if outcome.answer.allowed:
        if audience is Audience.GRANTOR:
            return Redirect(where, status_code=303)
        return on_to(still_there(request, where), "borta" if request.url.path.endswith("/ta-bort") else "ja")
    if audience is Audience.READER and not belongs(caller_of(request), outcome.seen.facts):
        audience = Audience.STRANGER
    return refuse(request, outcome.answer, told(outcome.answer, audience))


SOON_OLD = range(30)
"""Seconds for which a child's login is fresh still, in which the next page may come too late."""


def still_there(request: AnyRequest, where: str) -> str:
    """Where whoever sent a form sees what came of it: for a child whose login is old not a page of their own text."""
    return "/uppgifter" if where.startswith("/uppgift/") and fresh_for(request) in SOON_OLD else where


def on_to(where: str, done: str = "ja") -> Redirect:
    """The way on to a page that says first what was `done`."""
    return Redirect(f"{where}?{SAVED}={done}", status_code=303)


def belongs(caller: Caller, facts: Facts) -> bool:
    """Whether the caller is of the room whose facts these are: its participant, its child or a guardian."""
    held = next(iter(facts.rooms.values()), None)
    if held is None:
        return False
    if caller.staff:
        return (caller.who, caller.unit) in held.participants
    child = facts.children.get(held.child)
    return caller.who == held.child or any(g.who == caller.who for g in (child.guardians if child else ()))
