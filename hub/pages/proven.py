"""Forms about what a child alone sees: they work on when the login is old, and nobody makes one up.

Whoever has the child's telephone by then knows the address of a text or a question, from where the browser has been,
and not what stood in its form: that is had from a page that was shown.
"""

import hashlib
import hmac

from hub.pages.forms import Form
from hub.pages.frame import fresh_for
from hub.pages.parts import AnyRequest, caller_of

FIELD = "bevis"
PROOF = "[0-9a-f]{32}"


def proof_of(request: AnyRequest, thing: str) -> str:
    """What a form about this text or question carries: an HMAC-SHA-256 (RFC 2104) of it and the login that its page was
    shown in, 128 bits."""
    key = hmac.digest(request.app.state.settings.lookup_key, b"form", "sha256")
    about = f"{caller_of(request).session} {thing}".encode()
    return hmac.new(key, about, hashlib.sha256).hexdigest()[:32]


def is_proven(request: AnyRequest, form: Form, thing: str) -> bool:
    """Whether the sender's login is not old, or the form stood on a page about this that was shown to them."""
    carried = form.hidden(FIELD, PROOF)
    return fresh_for(request) != 0 or hmac.compare_digest(carried, proof_of(request, thing))
