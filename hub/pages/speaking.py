"""Which language a page is in: the one that was chosen in this browser; where none was, one that the browser asks
for, if a native reader has approved it.

A translation that nobody has approved is shown to whoever chooses it, and to nobody else: it may have faults, and a
yes given in it does not count without an interpreter. To whom the browser speaks another language it is offered.
"""

from collections.abc import Hashable
from typing import Any
from urllib.parse import urlencode

from litestar import Request

from hub import wording
from hub.login.back import HOME
from hub.login.caller import Caller
from hub.wording.languages import NAMES, SOURCE, best_of

AnyRequest = Request[Any, Any, Any]

COOKIE = "sprak"
LANGUAGES = "/sprak"
LONGEST = 400
"""Characters of an address that is led back to."""


async def choose_language(request: AnyRequest) -> None:
    """The `before_request` hook: speak the language of whoever asks."""
    speak_as_asked(request)


def speak_as_asked(request: AnyRequest) -> None:
    """The same for an error, which may come before any hook. Staff work in Swedish, as what they save is Swedish."""
    caller = request.scope.get("user")
    if isinstance(caller, Caller) and caller.staff:
        wording.speak(SOURCE)
        return
    chosen = request.cookies.get(COOKIE, "")
    if chosen not in wording.languages():
        ready = tuple(tag for tag in wording.languages() if tag in wording.approved())
        chosen = best_of(_asked_for(request), ready)
    wording.speak(chosen)


def said_of_language(request: AnyRequest, *, bare: bool) -> dict[str, Hashable]:
    """What the top of a page says of languages: where to choose one, and the one that is offered."""
    back = HOME if bare else _here(request)
    offered = best_of(_asked_for(request), wording.languages())
    if not back or COOKIE in request.cookies or offered in (SOURCE, wording.language()):
        offered = ""
    return {
        "languages": f"{LANGUAGES}?" + urlencode({"till": back}) if back else "",
        "offered": offered,
        "offered_name": NAMES.get(offered, ""),
        "offered_direction": wording.direction(offered or SOURCE),
        "offered_at": address_of(offered, back) if offered else "",
    }


def translated(request: AnyRequest, *, bare: bool) -> dict[str, Hashable] | None:
    """What a page says of its own translation: nothing where it is approved."""
    if wording.language() in wording.approved():
        return None
    back = HOME if bare else _here(request)
    swedish = address_of(SOURCE, back) if back else ""
    return {"lacking": wording.lacking(wording.language()), "swedish": swedish}


def _here(request: AnyRequest) -> str:
    """The address that is shown, with what it chooses; none for the answer to a form, whose words would be lost."""
    query = request.url.query
    address = f"{request.url.path}?{query}" if query else request.url.path
    return (address if len(address) <= LONGEST else request.url.path) if request.method == "GET" else ""


def address_of(tag: str, back: str = HOME) -> str:
    """The address that chooses a language and leads back."""
    return f"{LANGUAGES}?" + urlencode({"val": tag, "till": back})


def _asked_for(request: AnyRequest) -> list[str]:
    """The language tags of Accept-Language (RFC 9110, 12.5.4) in their order; weights are taken to follow it."""
    parts = request.headers.get("accept-language", "")[:200].split(",")
    return [tag for part in parts if (tag := part.split(";")[0].strip())]
