"""The frame of every page: one function to answer with a page."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import Any

from litestar import MediaType, Request
from litestar.response import Template
from litestar.template.base import csrf_token

from hub import wording
from hub.headers import nonce_of
from hub.login.caller import Caller
from hub.pages.speaking import said_of_language, translated
from hub.pages.whence import form_page
from hub.wording import N_
from policies.times import OWN_LOGIN_LASTS

AUDITOR = "granskare"
SHOWN = "shown"
SAVED = "sparat"
DONE = {
    "ja": N_("Det är sparat."),
    "borta": N_("Texten är borttagen."),
    "fragad": N_("Frågan är skickad."),
    "kod": N_("Koden är på väg."),
    "ej-meddelad": N_("Du får inga fler meddelanden."),
    "framme": N_("Det du skickade har kommit fram. Logga in igen om du vill se hur det står nu."),
    "utloggad": N_("Personen är utloggad överallt."),
}
"""What a page that somebody comes to after a form says first, and where its address says so."""
LOG_IN, LOG_OUT, LEAVE, CHOOSE = "/logga-in", "/logga-ut", "/lamna", "/uppdrag"

FAMILY_PLACES = (
    ("/min-berattelse", N_("Min berättelse")),
    ("/vem-far-se", N_("Vem får se vad")),
    ("/vem-har-last", N_("Vem har läst")),
    ("/uppgifter", N_("Uppgifter")),
)
CHILD_PLACE = ("/min-sida", N_("Min sida"))
STAFF_PLACES = (("/rum", N_("Rum")),)
AUDITOR_PLACES = (("/granskning", N_("Granskning")),)

NO_LANGUAGE = dict.fromkeys(("languages", "offered", "offered_name", "offered_direction", "offered_at"), "")
"""What the top says of languages to staff, who work in Swedish."""

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the head of the page says: who is signed in, from where, for whom, and why they are here."""

    name: str
    where: str = ""
    for_whom: str = ""
    why: str = ""
    minor: bool = False


def page(
    template: str,
    request: AnyRequest,
    *,
    status: int = 200,
    shown: Shown | None = None,
    for_whom: str = "",
    why: str = "",
    bare: bool = False,
    **context: Any,
) -> Template:
    """Answer with a page, in the reader's language.

    The template gets `caller`, `fresh`, `top`, `translated`, `csrf` and `nonce` beside `context`.
    `shown` is otherwise what `show_caller` found; `for_whom` and `why` are added to it.
    A `bare` page is the same for everybody: it says nothing of the caller or the address.
    """
    caller = None if bare else caller_of(request)
    found = shown or request.scope["state"].get(SHOWN)
    csrf = "" if bare else csrf_token({"request": request})
    if found and (for_whom or why):
        found = replace(found, for_whom=for_whom or found.for_whom, why=why or found.why)
    frame = {
        "caller": caller,
        "fresh": None if bare else fresh_for(request),
        "form_at": form_page(request) if request.method == "POST" else "",
        "saved": "" if bare or status != 200 else just_saved(request),
        "translated": translated(request, bare=bare),
        "csrf": csrf,
        "nonce": nonce_of(request.scope),
        "log_in": LOG_IN,
        "log_out": LOG_OUT,
        "top": _top(caller, found, "" if bare else request.scope["path"], csrf)
        | ({} if caller is not None and caller.staff else said_of_language(request, bare=bare)),
    }
    return Template(
        template_name=template, context=frame | context, status_code=status, media_type=MediaType.HTML
    )


def _top(caller: Caller | None, shown: Shown | None, path: str, csrf: str) -> dict[str, Hashable]:
    """All that the top of a page depends on: much the same for each page that somebody opens."""
    known = places(caller, minor=shown is not None and shown.minor)
    return {
        "staff": caller.staff if caller is not None else None,
        "role": (caller.role or "") if caller is not None else "",
        "shown": shown,
        "places": known,
        "page": next((where for where, _ in known if path == where), ""),
        "part": next((where for where, _ in known if path.startswith(f"{where}/")), ""),
        "choosing": path == CHOOSE,
        "csrf": csrf,
        "leave": LEAVE if caller is None or not caller.staff else None,
        **NO_LANGUAGE,
    }


def fresh_for(request: AnyRequest) -> int | None:
    """For how many seconds more a child is shown what is theirs alone (`hub.alone`); None for whoever is no child."""
    caller, shown = caller_of(request), request.scope["state"].get(SHOWN)
    if caller is None or caller.asked_at is None or shown is None or not shown.minor:
        return None
    left = OWN_LOGIN_LASTS - caller.login_age(caller.asked_at)
    return max(0, ceil(left / timedelta(seconds=1)))


def just_saved(request: AnyRequest) -> str:
    """What to say first to somebody who comes from a form that was saved; nothing for any other address."""
    said = request.query_params.getall(SAVED, [])
    return wording.gettext(DONE[said[0]]) if len(said) == 1 and said[0] in DONE else ""


def caller_of(request: AnyRequest) -> Caller | None:
    """Who is asking, or None for a stranger."""
    caller = request.scope.get("user")
    return caller if isinstance(caller, Caller) else None


def places(caller: Caller | None, *, minor: bool = False) -> tuple[tuple[str, str], ...]:
    """Where this caller can go: address and words, in the language that is spoken; a `minor` also to their own page."""
    if caller is None:
        return ()
    if not caller.staff:
        return _named((CHILD_PLACE, *FAMILY_PLACES) if minor else FAMILY_PLACES)
    return _named(AUDITOR_PLACES if caller.role == AUDITOR else STAFF_PLACES)


def _named(known: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((where, wording.gettext(name)) for where, name in known)
