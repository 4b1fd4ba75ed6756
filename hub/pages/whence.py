"""Where a form that was sent stands, and what was typed in it: for the page that says what went wrong.

No browser says where it comes from, since the hub asks it not to; so the form's page follows from its address.
"""

import re
from collections.abc import Mapping
from typing import Any

from litestar import Request
from litestar.utils.scope.state import ScopeState

from hub.ids import is_id
from hub.wording.fields import WRITTEN

AnyRequest = Request[Any, Any, Any]

FORM_PAGES: tuple[tuple[str, str], ...] = (
    (r"/rum/nytt", "/rum/nytt"),
    (r"/uppdrag", "/uppdrag"),
    (r"/meddelanden(?:/kod|/ta-bort)?", "/meddelanden"),
    (r"/min-berattelse/skriv", "/min-berattelse/skriv"),
    (r"/min-berattelse/([a-z0-9]+)/dela/([a-z0-9]+)", "/min-berattelse/{0}/dela/{1}"),
    (r"/min-berattelse/([a-z0-9]+)/uppdatera", "/min-berattelse"),
    (r"/rum/([a-z0-9]+)/(publicera|fraga|bjud-in)", "/rum/{0}/{1}"),
    (r"/rum/([a-z0-9]+)/anteckna/[a-z0-9/-]+", "/rum/{0}/anteckna"),
    (r"/rum/([a-z0-9]+)/mote/([a-z0-9]+)/avsluta", "/rum/{0}/mote/{1}/avsluta"),
    (r"/rum/([a-z0-9]+)/mote/([a-z0-9]+)/(?:dagordning|har|gar)", "/rum/{0}/mote/{1}"),
    (r"/rum/([a-z0-9]+)/(mote|forbehall)(/.*)?", "/rum/{0}"),
    (r"/rum/([a-z0-9]+)/varfor/([a-z0-9]+)(/senare)?", "/rum/{0}/varfor/{1}"),
    (r"/uppgift/([a-z0-9]+)/varfor/([a-z0-9]+)", "/uppgift/{0}/varfor/{1}"),
    (r"/uppgift/([a-z0-9]+)/(ratta|slapp|ta-tillbaka|dolj|ta-bort)", "/uppgift/{0}"),
    (r"/medgivande/([a-z0-9]+)/sluta", "/medgivande/{0}/sluta"),
    (r"/medgivande/([a-z0-9]+)/(ja|nej|valj|bekrafta)", "/medgivande/{0}"),
)
"""Where each form is sent, and the page that it stands on."""


def form_page(request: AnyRequest) -> str:
    """The page of the form that was sent, or the start page where nobody sent a form of ours."""
    if request.method != "POST":
        return "/"
    for sent_to, page in FORM_PAGES:
        found = re.fullmatch(sent_to, request.url.path)
        if found is not None and (not found.groups() or is_id(found[1])):
            return page.format(*found.groups())
    return "/"


def typed(request: AnyRequest) -> list[tuple[str, str]]:
    """What somebody typed into the form: field and text, never a field that may hold an identity number.

    Only of a form that carried the browser's own token: nobody else puts words on our page.
    """
    state = ScopeState.from_scope(request.scope)
    if (
        request.method != "POST"
        or not isinstance(state.csrf_token, str)
        or not isinstance(state.form, Mapping)
    ):
        return []
    return [(name, value) for name in WRITTEN for value in _texts(state.form.get(name))]


def _texts(sent: Any) -> list[str]:
    values = sent if isinstance(sent, list) else [sent]
    return [value for value in values if isinstance(value, str) and value.strip()]
