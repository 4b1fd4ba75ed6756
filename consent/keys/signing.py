"""The keys that sign: one for the ledger's checkpoints, another for receipts (Ed25519, RFC 8032)."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from consent.errors import Malformed

SEED_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeys:
    """Two different keys, so that a receipt can never pass for a checkpoint. They are never printed."""

    ledger: Ed25519PrivateKey = field(repr=False)
    receipts: Ed25519PrivateKey = field(repr=False)


def signing_keys(*, ledger: bytes, receipts: bytes) -> SigningKeys:
    """The signing keys from the 32-byte seeds that the settings give.

    Raises Malformed when a seed has another length, is all zeros, or when both are the same.
    """
    if ledger == receipts:
        raise Malformed("the ledger and the receipts have the same signing key; give each its own")
    return SigningKeys(
        ledger=_key(ledger, "the ledger's signing key"), receipts=_key(receipts, "the receipts' signing key")
    )


def _key(seed: bytes, what: str) -> Ed25519PrivateKey:
    if len(seed) != SEED_BYTES or not any(seed):
        raise Malformed(f"{what} must be {SEED_BYTES} random bytes, and is {len(seed)}")
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The 32 bytes of the public key, to hand to those who verify."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes_raw()


def demo_secret(folder: Path, name: str) -> bytes:
    """Only for the demo: 32 random bytes kept in the data folder, made at the first call with mode 0600.

    A file that others may read is not taken: Malformed says so.
    """
    path = folder / f"{name}.key"
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept(path)
    with os.fdopen(made, "wb") as file:
        file.write(os.urandom(SEED_BYTES))
        file.flush()
        os.fsync(file.fileno())
    return _kept(path)


def _kept(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise Malformed(f"others may read {path.name}; take away their right (chmod 600) or remove the file")
    secret = path.read_bytes()
    if len(secret) != SEED_BYTES:
        raise Malformed(f"{path.name} has {len(secret)} bytes, not {SEED_BYTES}")
    return secret


def demo_signing_keys(folder: Path) -> SigningKeys:
    """Only for the demo: its two signing keys, made in the data folder at the first start."""
    return signing_keys(
        ledger=demo_secret(folder, "ledger-signing"), receipts=demo_secret(folder, "receipt-signing")
    )
