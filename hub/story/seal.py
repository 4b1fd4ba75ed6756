"""Sealing the words of an item for its room, and committing to them."""

import msgspec

from consent.keys.sealing import associated_data, seal_committed
from hub.story.words import Words


def seal_words(words: Words, *, key: bytes, item: str, room: str, version: int) -> tuple[bytes, str]:
    """The sealed bytes, and the commitment (SHA-256 in hex, with a salt that is sealed with the words)."""
    place = associated_data(item=item, room=room, version=version)
    return seal_committed(key, msgspec.json.encode(words), associated=place)


def seal_note(text: str, *, key: bytes, note: str, room: str) -> tuple[bytes, str]:
    """The same for words about a fact (what was said, why it can't wait): sealed bytes and commitment."""
    return seal_committed(key, text.encode(), associated=associated_data(item=note, room=room, version=0))
