"""Signing keys: from settings, or the demo's own in files that only their owner may read."""

import os
from pathlib import Path

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


def test_the_demo_makes_its_keys_once(tmp_path: Path) -> None:
    first = signing.demo_signing_keys(tmp_path)
    again = signing.demo_signing_keys(tmp_path)
    assert signing.public_bytes(first.ledger) == signing.public_bytes(again.ledger)
    assert signing.public_bytes(first.receipts) == signing.public_bytes(again.receipts)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_key_that_others_may_read_is_not_taken(tmp_path: Path) -> None:
    signing.demo_secret(tmp_path, "kek")
    (tmp_path / "kek.key").chmod(0o644)
    with pytest.raises(Malformed, match="chmod"):
        signing.demo_secret(tmp_path, "kek")


def test_a_key_cut_short_is_not_taken(tmp_path: Path) -> None:
    signing.demo_secret(tmp_path, "kek")
    (tmp_path / "kek.key").write_bytes(b"x")
    with pytest.raises(Malformed, match="1 bytes"):
        signing.demo_secret(tmp_path, "kek")
