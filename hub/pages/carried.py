"""What has been answered so far, carried in the address of the next page.

Each step is a page of its own that the browser's back button finds again. The address stays in the browser for whoever
has it in their hand next, so what it carries is sealed under the room's key, for this login and this question alone.
"""

import base64
import binascii
from collections.abc import Iterable

import msgspec

from consent.errors import Forged, Malformed
from consent.keys.sealing import associated_data, seal, unseal
from consent.record import Consent
from hub.carrying import key_at_once
from hub.house import House
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.pages.forms import Form
from hub.pages.parts import AnyRequest

NAME = "svar"
Pairs = list[tuple[str, str]]


async def onward(
    house: House, path: str, pairs: Iterable[tuple[str, str]], *, consent: Consent, caller: Caller
) -> str | None:
    """The address of a page with these fields of a form; None where the room's key can't be had at once."""
    key = await key_at_once(house, consent.room)
    if key is None:
        return None
    sealed = seal(key, msgspec.json.encode([*pairs]), associated=_place(consent, caller))
    return f"{path}?{NAME}={base64.urlsafe_b64encode(sealed).decode().rstrip('=')}"


async def brought(request: AnyRequest, house: House, *, card: Card, caller: Caller) -> Form:
    """The form that the address carries; an empty one where it carries none that was made for this login, or where that
    was a child's and is old by now: what they have answered is not shown to whoever asks for the telephone."""
    consent, given = card.consent, [] if card.guarded else request.query_params.getall(NAME, [])
    key = await key_at_once(house, consent.room) if len(given) == 1 else None
    if key is None:
        return Form({})
    try:
        sealed = base64.b64decode(given[0] + "=" * (-len(given[0]) % 4), altchars=b"-_", validate=True)
        pairs = msgspec.json.decode(unseal(key, sealed, associated=_place(consent, caller)), type=Pairs)
    except (binascii.Error, ValueError, Forged, Malformed, msgspec.MsgspecError):
        return Form({})
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return Form(fields)


def _place(consent: Consent, caller: Caller) -> bytes:
    return associated_data(item=f"{consent.id}:{caller.session}:carried", room=consent.room, version=0)
