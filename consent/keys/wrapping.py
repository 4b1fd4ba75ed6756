"""Wrapping data keys under key-encryption keys (AES key wrap, RFC 3394)."""

from collections.abc import Mapping

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from consent.errors import Forged, KeyGone

KEY_BYTES = 32
"""Data keys and key-encryption keys are AES-256 keys."""


class Keks:
    """The key-encryption keys by name, of which `current` wraps and all unwrap.

    Raises ValueError when a key is not 32 bytes, or when `current` names none of them.
    """

    def __init__(self, keks: Mapping[str, bytes], current: str) -> None:
        if current not in keks:
            raise ValueError(f"the current key-encryption key {current!r} is not among those given")
        for name, kek in keks.items():
            if len(kek) != KEY_BYTES:
                raise ValueError(f"the key-encryption key {name!r} has {len(kek)} bytes, not {KEY_BYTES}")
        self._keks = dict(keks)
        self.current = current

    def wrap(self, key: bytes) -> bytes:
        """The data key wrapped under the current key-encryption key (40 bytes)."""
        return aes_key_wrap(self._keks[self.current], key)

    def unwrap(self, wrapped: bytes, kek: str) -> bytes:
        """The data key; KeyGone when the key-encryption key is not here, Forged when it does not fit."""
        if kek not in self._keks:
            raise KeyGone(f"the key-encryption key {kek!r} is not to be had")
        try:
            return aes_key_unwrap(self._keks[kek], wrapped)
        except (InvalidUnwrap, ValueError) as error:
            raise Forged(f"a wrapped data key does not open under the key-encryption key {kek!r}") from error
