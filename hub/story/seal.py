"""Sealing the words of an item for its room, and committing to them."""

import base64
import secrets

import msgspec

from consent.keys.sealing import associated_data, commit, seal
from hub.story.words import Words


class Sealed(msgspec.Struct, frozen=True):
    """What lies sealed: the words and the salt of their commitment (256 bits)."""

    words: Words
    salt: bytes


def seal_words(words: Words, *, key: bytes, item: str, room: str, version: int) -> tuple[bytes, str]:
    """The sealed bytes, and the commitment (SHA-256 in hex, with a salt that is sealed with the words)."""
    salt = secrets.token_bytes(32)
    plain = msgspec.json.encode(Sealed(words=words, salt=salt))
    commitment = commit(msgspec.json.encode(words), salt)
    return seal(key, plain, associated=associated_data(item=item, room=room, version=version)), commitment


def seal_note(text: str, *, key: bytes, note: str, room: str) -> tuple[bytes, str]:
    """The same for words about a fact (what was said, why it can't wait): sealed bytes and commitment."""
    salt = secrets.token_bytes(32)
    plain = msgspec.json.encode({"text": text, "salt": base64.b64encode(salt).decode()})
    sealed = seal(key, plain, associated=associated_data(item=note, room=room, version=0))
    return sealed, commit(text.encode(), salt)
