"""Key wrap against the published vector, the demands on keys, and what the cache forgets."""

import os

import pytest

from consent.keys.cache import LEASE_SECONDS, SIZE, KeyCache
from consent.keys.wrapping import Keks


def test_rfc_3394_section_4_6() -> None:
    """256 bits of key data under a 256-bit key, the vector in the RFC."""
    kek = bytes(range(32))
    data = bytes.fromhex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F")
    wrapped = "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21"
    keks = Keks({"k": kek}, "k")
    assert keks.wrap(data).hex().upper() == wrapped
    assert keks.unwrap(bytes.fromhex(wrapped), "k") == data


@pytest.mark.parametrize("keks", [{}, {"k2": bytes(32)}, {"k1": bytes(16)}, {"k1": bytes(32), "k2": b""}])
def test_keys_that_will_not_do(keks: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match="key-encryption key"):
        Keks(keks, "k1")


def test_the_cache_forgets_after_a_lease() -> None:
    now = 100.0
    cache = KeyCache(lambda: now)
    cache.put("room:1", b"key", generation=cache.generation)
    now += LEASE_SECONDS - 0.01
    assert cache.get("room:1") == b"key"
    now += 0.01
    assert cache.get("room:1") is None


def test_the_cache_drops_what_was_fetched_before_a_purge() -> None:
    cache = KeyCache()
    generation = cache.generation
    cache.purge("room:1")
    cache.put("room:1", b"key", generation=generation)
    assert cache.get("room:1") is None


def test_the_cache_is_small() -> None:
    cache = KeyCache()
    for n in range(SIZE + 1):
        cache.put(f"room:{n}", os.urandom(32), generation=0)
    assert cache.get("room:0") is None
    assert cache.get(f"room:{SIZE}") is not None
