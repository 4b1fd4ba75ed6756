"""The C2SP signed note (c2sp.org/signed-note), with Ed25519: a text, a blank line, and signature lines.

    samrum.example/ledger
    1
    Lfi1ZzOnYrt9w7aeHZyFWlPdbDmHAMPtGBoTXKYYiQo=

    — samrum.example/ledger q1hQ2nVdJW3...==

A verifier key is written `name+<key id, 8 hex digits>+<base64 of 0x01 and the public key>`.
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from consent.errors import Forged, Malformed

ED25519 = b"\x01"
MOST_SIGNATURES = 100
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def key_id(name: str, public: bytes) -> bytes:
    """Four bytes that point to the key; they prove nothing."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def unbase64(text: str) -> bytes:
    """Strict base64: what has another form of the same bytes (padding bits, no padding) is Malformed."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Malformed(f"not base64: {error}") from error
    if base64.b64encode(data).decode() != text:
        raise Malformed("not the one base64 form of these bytes")
    return data


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and a public key; `str()` is the verifier key that is published, `parse` reads it back."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or len(self.public) != 32:
            raise Malformed("a key name has no spaces and no plus, and an Ed25519 key is 32 bytes")

    def __str__(self) -> str:
        key = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{key_id(self.name, self.public).hex()}+{key}"

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """The verifier of a verifier key; raises Malformed for anything but its one form."""
        name, _, rest = text.partition("+")
        _, _, key = rest.partition("+")
        data = unbase64(key)
        if data[:1] != ED25519:
            raise Malformed("the verifier key is not an Ed25519 key")
        verifier = cls(name, data[1:])
        if str(verifier) != text:
            raise Malformed("the verifier key's id does not belong to its name and key")
        return verifier

    def check(self, signature: bytes, message: bytes) -> None:
        """Raise Forged unless this key made the signature over the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature as error:
            raise Forged(f"the signature by {self.name} does not hold") from error


class Signer:
    """An Ed25519 key with the name that it signs under; where the key is kept is not this class's matter."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.verifier = Verifier(name, key.public_key().public_bytes_raw())

    @property
    def name(self) -> str:
        """The name that it signs under: the ledger's origin."""
        return self.verifier.name

    def sign(self, text: str) -> str:
        """The signed note over a text; the text ends with a newline and has no other control characters."""
        check_text(text)
        signature = self.verifier_id + self._key.sign(text.encode())
        return f"{text}\n— {self.name} {base64.b64encode(signature).decode()}\n"

    @property
    def verifier_id(self) -> bytes:
        """The four bytes before each of its signatures."""
        return key_id(self.name, self.verifier.public)


def check_text(text: str) -> None:
    """Raise Malformed unless a note may have this text."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise Malformed("a note's text ends with a newline and has no other control characters")


def open_note(note: str, verifiers: Sequence[Verifier]) -> tuple[str, tuple[Verifier, ...]]:
    """The text and who is known to have signed it, in the order of the signatures.

    Raises Malformed for a broken form, Forged when a known key's signature does not hold or nobody known
    signed. Signatures by unknown keys are passed over.
    """
    text, blank, tail = note.rpartition("\n\n")
    text += "\n"
    if not blank or not tail.endswith("\n"):
        raise Malformed("a signed note has a blank line before its signatures and ends with a newline")
    check_text(text)
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise Malformed(f"more than {MOST_SIGNATURES} signatures")
    known = {(v.name, key_id(v.name, v.public)): v for v in verifiers}
    signed: dict[str, Verifier] = {}
    for line in lines:
        name, id_, signature = _parse_signature(line)
        verifier = known.get((name, id_))
        if verifier is not None:
            verifier.check(signature, text.encode())
            signed.setdefault(str(verifier), verifier)
    if not signed:
        raise Forged("no known key has signed this note")
    return text, tuple(signed.values())


def _parse_signature(line: str) -> tuple[str, bytes, bytes]:
    match = _LINE.fullmatch(line)
    if match is None or not _NAME.fullmatch(match[1]):
        raise Malformed("a signature line is an em dash, a name and base64")
    data = unbase64(match[2])
    if len(data) < 5:
        raise Malformed("a signature is longer than its key id")
    return match[1], data[:4], data[4:]
