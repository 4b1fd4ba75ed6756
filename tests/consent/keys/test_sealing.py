"""A sealed text opens with its key in its place and nowhere else; a commitment is to one text."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.errors import Forged, Malformed
from consent.keys import sealing

KEY = os.urandom(32)
HERE = sealing.associated_data(item="i", room="r", version=1)
triples = st.tuples(st.text(max_size=6), st.text(max_size=6), st.integers(0, 10**6))


@given(st.binary(max_size=300))
def test_what_is_sealed_opens(text: bytes) -> None:
    sealed = sealing.seal(KEY, text, associated=HERE)
    assert sealing.unseal(KEY, sealed, associated=HERE) == text
    assert sealing.seal(KEY, text, associated=HERE) != sealed


def test_every_flipped_byte_is_found() -> None:
    sealed, commitment = sealing.seal_committed(KEY, "Alva sover dåligt.".encode(), associated=HERE)
    for index in range(len(sealed)):
        other = bytearray(sealed)
        other[index] ^= 1
        with pytest.raises(Forged):
            sealing.unseal_committed(KEY, bytes(other), associated=HERE, commitment=commitment)


@pytest.mark.parametrize("cut", [0, 1, 11, 12, 27])
def test_too_short_is_malformed(cut: int) -> None:
    with pytest.raises(Malformed):
        sealing.unseal(KEY, bytes(cut), associated=HERE)


@given(triples, triples)
def test_another_place_has_other_bytes(one: tuple[str, str, int], two: tuple[str, str, int]) -> None:
    there = [sealing.associated_data(item=t[0], room=t[1], version=t[2]) for t in (one, two)]
    assert (there[0] == there[1]) == (one == two)


def test_another_place_or_key_does_not_open() -> None:
    sealed = sealing.seal(KEY, b"text", associated=HERE)
    for key, item, room, version in [
        (KEY, "j", "r", 1),
        (KEY, "i", "s", 1),
        (KEY, "i", "r", 2),
        (KEY, "ir", "", 1),
        (os.urandom(32), "i", "r", 1),
    ]:
        place = sealing.associated_data(item=item, room=room, version=version)
        with pytest.raises(Forged):
            sealing.unseal(key, sealed, associated=place)


def test_the_commitment_is_to_this_text() -> None:
    sealed, commitment = sealing.seal_committed(KEY, b"Ja", associated=HERE)
    _, other = sealing.seal_committed(KEY, b"Ja", associated=HERE)
    assert commitment != other
    assert sealing.unseal_committed(KEY, sealed, associated=HERE, commitment=commitment) == b"Ja"
    with pytest.raises(Forged, match="committed"):
        sealing.unseal_committed(KEY, sealed, associated=HERE, commitment=other)


def test_a_text_sealed_without_salt_is_not_taken() -> None:
    with pytest.raises(Malformed):
        sealing.unseal_committed(
            KEY, sealing.seal(KEY, b"Ja", associated=HERE), associated=HERE, commitment="00"
        )


def test_a_salt_is_32_bytes() -> None:
    with pytest.raises(ValueError, match="32"):
        sealing.commit(b"Ja", b"short")
