"""Random identifiers: 128 bits, in letters and digits that can be read aloud and stand in a URL."""

import hashlib
import json
import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
_WORD = re.compile(r"[!-~]{1,100}")
_FORM = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}\Z")


def new_id() -> str:
    """A new identifier of 26 characters (130 bits of randomness)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def id_for(secret: str, *said: str) -> str:
    """The identifier of what was `said`: said twice it is the same, and other words are another.

    `secret` is a page's own random number or a key, so that nobody works out the one from the other (SHA-256).
    """
    number = int.from_bytes(hashlib.sha256(json.dumps([secret, *said]).encode()).digest())
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def is_id(text: str) -> bool:
    """Whether `text` has the form of an identifier that `new_id` could have made."""
    return _FORM.match(text) is not None


def could_name(text: str) -> bool:
    """Whether anything at all could go by `text`: what no database or ledger can hold names nothing."""
    return _WORD.fullmatch(text) is not None
