"""Sealing texts (AES-256-GCM, NIST SP 800-38D) and committing to them (salted SHA-256).

A sealed text is a random 96-bit nonce followed by the ciphertext and its 128-bit tag. The associated data
binds it to its place, so that a sealed text moved to another item, room or version does not open.
A commitment stands in the ledger for ever; its 256-bit salt is sealed with the text and dies with the key, so
that not even a text as short as "Ja" can be guessed from it afterwards.
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consent.errors import Forged, Malformed

NONCE_BYTES = 12
TAG_BYTES = 16
SALT_BYTES = 32


def associated_data(*, item: str, room: str, version: int) -> bytes:
    """The associated data of one version of one item in one room.

    Each part is UTF-8 after its length in four bytes, so that no two triples give the same bytes.
    """
    parts = (item.encode(), room.encode(), str(version).encode())
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def seal(key: bytes, plaintext: bytes, *, associated: bytes) -> bytes:
    """The sealed text: nonce, ciphertext, tag."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, associated)


def unseal(key: bytes, sealed: bytes, *, associated: bytes) -> bytes:
    """The plaintext. Raises Malformed when it is too short, Forged when key, place or a byte is another."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise Malformed(f"a sealed text has {len(sealed)} bytes, fewer than nonce and tag")
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
    except InvalidTag as error:
        raise Forged("a sealed text does not open with this key in this place") from error


def new_salt() -> bytes:
    """A random 256-bit salt."""
    return os.urandom(SALT_BYTES)


def commit(text: bytes, salt: bytes) -> str:
    """The commitment to a text: SHA-256 of salt and text, in hex. ValueError unless the salt is 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hashlib.sha256(salt + text).hexdigest()


def seal_committed(key: bytes, text: bytes, *, associated: bytes) -> tuple[bytes, str]:
    """The text sealed together with a fresh salt, and the commitment that goes into the ledger."""
    salt = new_salt()
    return seal(key, salt + text, associated=associated), commit(text, salt)


def unseal_salted(key: bytes, sealed: bytes, *, associated: bytes) -> tuple[bytes, bytes]:
    """The salt and the text that were sealed together."""
    opened = unseal(key, sealed, associated=associated)
    if len(opened) < SALT_BYTES:
        raise Malformed("a sealed text holds no salt")
    return opened[:SALT_BYTES], opened[SALT_BYTES:]


def unseal_committed(key: bytes, sealed: bytes, *, associated: bytes, commitment: str) -> bytes:
    """The text, checked against the ledger's commitment; raises Forged when it is another text."""
    salt, text = unseal_salted(key, sealed, associated=associated)
    if not hmac.compare_digest(commit(text, salt), commitment):
        raise Forged("a text is not the one that the ledger committed to")
    return text
