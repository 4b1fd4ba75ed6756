"""The words of an item, opened. No ledger entry, no words: the entry is an argument.

Only the gate may import this module.
"""

from dataclasses import replace

import msgspec

from consent.errors import Forged
from consent.events import ItemOpened, ItemShown
from consent.keys.sealing import associated_data, unseal_salted
from consent.ledger.entry import Entry
from hub.story.words import Words
from policies.answer import Decision

_OPENS = {ItemOpened.__name__, ItemShown.__name__}
_ALLOWED = {Decision.ALLOW.value, Decision.ALLOW_REDACTED.value}


def open_words(entry: Entry, sealed: bytes, *, key: bytes, item: str, version: int) -> Words:
    """The words that `entry` says were let out, without the place where it says so.

    Raises `Forged` when the entry is no opening of this version of this item, or when the sealed bytes
    are not what was sealed for it.
    """
    body = entry.body
    if entry.kind not in _OPENS or body.get("decision") not in _ALLOWED:
        raise Forged("The entry opens nothing.")
    if entry.room is None or (body.get("item"), body.get("version")) != (item, version):
        raise Forged("The entry opens something else.")
    place = associated_data(item=item, room=entry.room, version=version)
    _salt, plain = unseal_salted(key, sealed, associated=place)
    words = msgspec.json.decode(plain, type=Words)
    return replace(words, place="") if body["decision"] == Decision.ALLOW_REDACTED.value else words
