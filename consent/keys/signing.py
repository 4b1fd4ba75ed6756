"""The keys that sign: one for the ledger's checkpoints, another for receipts (Ed25519, RFC 8032)."""

from dataclasses import dataclass, field

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
