"""Forms about what a child alone sees: they work on when the login is old, and nobody makes one up.

Whoever has the child's telephone by then knows the address of a text or a question, from where the browser has been,
and not what stood in its form: that is had from a page that was shown. One that was shown in an earlier login of the
same person's is known again, and only leads to the login.
"""

import hashlib
import hmac

from litestar.exceptions import NotFoundException

from hub.doors import LogInFirst
from hub.pages.forms import Form
from hub.pages.frame import fresh_for
from hub.pages.parts import AnyRequest, caller_of

FIELD = "bevis"
HALF = 32
PROOF = f"[0-9a-f]{{{2 * HALF}}}"


def proof_of(request: AnyRequest, thing: str) -> str:
    """What a form about this text or question carries: two HMAC-SHA-256 (RFC 2104) of 128 bits, of it with the login
    that its page was shown in, and with its reader."""
    return _half(request, "login", caller_of(request).session, thing) + _of_reader(request, thing)


def is_proven(request: AnyRequest, form: Form, thing: str) -> bool:
    """Whether the sender's login is not old, or the form stood on a page about this that was shown in it."""
    carried = form.hidden(FIELD, PROOF)
    return fresh_for(request) != 0 or hmac.compare_digest(carried, proof_of(request, thing))


def was_shown(request: AnyRequest, form: Form, thing: str) -> bool:
    """Whether it is proven, or stood on a page that was shown to the same person in another login."""
    carried = form.hidden(FIELD, PROOF)[HALF:]
    return is_proven(request, form, thing) or hmac.compare_digest(carried, _of_reader(request, thing))


def must_be_proven(request: AnyRequest, form: Form, thing: str) -> None:
    """Raise LogInFirst for a form from an earlier login, whose words its page keeps, and NotFoundException for one that
    somebody made up."""
    if not is_proven(request, form, thing):
        raise LogInFirst if was_shown(request, form, thing) else NotFoundException


def _of_reader(request: AnyRequest, thing: str) -> str:
    return _half(request, "reader", caller_of(request).who, thing)


def _half(request: AnyRequest, *said: str) -> str:
    key = hmac.digest(request.app.state.settings.lookup_key, b"form", "sha256")
    return hmac.new(key, " ".join(said).encode(), hashlib.sha256).hexdigest()[:HALF]
