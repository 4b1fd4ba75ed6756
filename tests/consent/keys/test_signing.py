"""Signing keys: from settings, or the demo's own in files that only their owner may read."""

import os

import pytest

from consent.errors import Malformed
from consent.keys import signing

ONE, TWO = os.urandom(32), os.urandom(32)


def test_the_two_keys_are_different_and_not_printed() -> None:
    keys = signing.signing_keys(ledger=ONE, receipts=TWO)
    assert signing.public_bytes(keys.ledger) != signing.public_bytes(keys.receipts)
    assert "Private" not in repr(keys)


@pytest.mark.parametrize(
    ("ledger", "receipts"),
    [(ONE, ONE), (ONE[:31], TWO), (ONE, bytes(32)), (b"", TWO)],
    ids=["the same", "short", "zeros", "empty"],  # random bytes as names would differ between test processes
)
def test_seeds_that_will_not_do(ledger: bytes, receipts: bytes) -> None:
    with pytest.raises(Malformed):
        signing.signing_keys(ledger=ledger, receipts=receipts)
