"""Sealing the words of an item for its room, and committing to them."""

import msgspec

from consent.keys.sealing import associated_data, seal_committed, unseal_salted
from consent.receipt_form import Notice, Shown
from hub.story.words import Words


def seal_words(words: Words, *, key: bytes, item: str, room: str, version: int) -> tuple[bytes, str]:
    """The sealed bytes, and the commitment (SHA-256 in hex, with a salt that is sealed with the words)."""
    place = associated_data(item=item, room=room, version=version)
    return seal_committed(key, msgspec.json.encode(words), associated=place)


def seal_note(text: str, *, key: bytes, note: str, room: str) -> tuple[bytes, str]:
    """The same for words about a fact (what was said, why it can't wait): sealed bytes and commitment."""
    return seal_committed(key, text.encode(), associated=associated_data(item=note, room=room, version=0))


def open_note(sealed: bytes, *, key: bytes, note: str, room: str) -> str:
    """Words about a fact, opened; Forged or Malformed where they are not what was sealed there."""
    return unseal_salted(key, sealed, associated=associated_data(item=note, room=room, version=0))[1].decode()


def seal_shown(shown: Shown, *, key: bytes, act: str, room: str) -> tuple[bytes, str]:
    """The text that a page showed to whoever acted, sealed, and its commitment."""
    return seal_committed(key, shown.as_committed(), associated=_place_of(act, room))


def open_shown(sealed: bytes, *, key: bytes, act: str, room: str) -> Notice:
    """The same for that person's receipt; Forged or Malformed where it is not what was sealed there."""
    salt, text = unseal_salted(key, sealed, associated=_place_of(act, room))
    return msgspec.json.decode(text, type=Shown).notice(salt)


def _place_of(act: str, room: str) -> bytes:
    return associated_data(item=f"{act}:shown", room=room, version=0)
