"""Where somebody wants to be told that there is something to read: one address, shown to be theirs by a code."""

from typing import Any

from litestar import get, post
from litestar.response import Redirect, Template

from hub.notices import contact_changes as changes
from hub.notices import contacts
from hub.notices.addresses import LONGEST, mail_address, phone_number
from hub.notices.contact_changes import TooManyCodes, Tried
from hub.notices.post import Kind
from hub.pages.forms import Form
from hub.pages.frame import fresh_for, page
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, on_to, own_form, too_weak
from hub.wording import gettext as _

HERE = "/meddelanden"
READ = {Kind.MAIL: mail_address, Kind.SMS: phone_number}


@get(HERE, opt={"who": "room"})
async def show(request: AnyRequest) -> Template:
    """Where the caller is told now, and the way to change it."""
    return log_in_again(request) if _shut(request) else await _page(request, Form({}), 200)


@post(HERE, opt={"who": "room"})
async def want(request: AnyRequest) -> Redirect | Template:
    """Send a code to an address."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    if _shut(request):
        return log_in_again(request)
    kind = form.choice("satt", [kind.value for kind in house.post])
    typed = form.text("adress", most=LONGEST)
    address = READ[Kind(kind)](typed) if kind and typed else None
    if kind and typed and address is None:
        form.fault("adress", _not_read(Kind(kind)))
    if form.faults or address is None:
        return await _page(request, form, 400)
    try:
        await changes.want(house, kind=Kind(kind), address=address, by=caller, at=await house.clock())
    except TooManyCodes:
        form.fault("adress", _("Du har redan bett om många koder i dag. Försök igen i morgon."))
        return await _page(request, form, 400)
    return on_to(HERE, "kod")


@post(f"{HERE}/kod", opt={"who": "room"})
async def confirm(request: AnyRequest) -> Redirect | Template:
    """Take the address whose code this is."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    if _shut(request):
        return log_in_again(request)
    typed = form.text("kod", most=20).replace(" ", "")
    if form.faults:
        return await _page(request, form, 400)
    tried = await changes.confirm(house, typed=typed, by=caller, at=await house.clock())
    if tried is Tried.RIGHT:
        return on_to(HERE)
    form.fault("kod", _WRONG[tried]())
    return await _page(request, form, 400)


@post(f"{HERE}/ta-bort", opt={"who": "room"})
async def forget(request: AnyRequest) -> Redirect | Template:
    """Be told nowhere any more."""
    (await own_form(request)).done()
    if _shut(request):
        return log_in_again(request)
    await changes.forget(house_of(request), by=caller_of(request))
    return on_to(HERE, "ej-meddelad")


def _shut(request: AnyRequest) -> bool:
    """Whether the login is too weak, or a child's and old: the address is theirs alone, and so is to change it."""
    return too_weak(caller_of(request)) or fresh_for(request) == 0


async def _page(request: AnyRequest, form: Form, status: int) -> Template:
    house, caller = house_of(request), caller_of(request)
    known = await contacts.of(house, caller.who, await house.clock())
    context: dict[str, Any] = {
        "known": known,
        "kinds": [(kind.value, _kind(kind)) for kind in house.post],
        "by": {kind.value: _kind(kind) for kind in Kind},
        "sent": lambda name: (form.fields.get(name) or [""])[0],
        "fault": {f.where: f.what for f in form.faults},
    }
    return page("contact.html", request, status=status, **context)


def _kind(kind: Kind) -> str:
    return {Kind.MAIL: _("Mejl"), Kind.SMS: _("Sms")}[kind]


def _not_read(kind: Kind) -> str:
    if kind is Kind.MAIL:
        return _("Det ser inte ut som en mejladress. Skriv den som namn@exempel.se.")
    return _("Det ser inte ut som ett mobilnummer. Skriv det som 070-123 45 67.")


_WRONG = {
    Tried.WRONG: lambda: _("Koden stämmer inte. Läs den en gång till och försök igen."),
    Tried.OVER: lambda: _("Koden gäller inte längre. Be om en ny kod."),
}

ROUTES = [show, want, confirm, forget]
