"""Signed notes and checkpoints against published notes, and against every way to mangle them."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from consent.errors import Forged, Malformed
from consent.ledger import Ledger, Storage, checkpoint
from consent.ledger.checkpoint import Checkpoint, open_checkpoint
from consent.ledger.signed_note import Signer, Verifier, open_note
from tests.consent.ledger.happenings import changed

NOTES = json.loads((Path(__file__).parents[2] / "vectors/signed-note/notes.json").read_text())
PETER = NOTES["verifier_keys"]["peter"]
SIGNER = Signer("samrum.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


@pytest.mark.parametrize("case", NOTES["cases"], ids=lambda case: case["desc"])
def test_published_notes(case):
    keys = [Verifier.parse(NOTES["verifier_keys"][name]) for name in case["keys"]]
    try:
        note = case["note"] if "note" in case else base64.b64decode(case["note_b64"]).decode()
        _, signed = open_note(note, keys)
    except (Malformed, Forged, UnicodeDecodeError):
        assert not case["ok"]
    else:
        assert case["ok"]
        assert [verifier.name for verifier in signed] == case["verified"]


@pytest.mark.parametrize("text", NOTES["verifier_keys"].values())
def test_published_keys_are_read_and_printed(text: str):
    assert str(Verifier.parse(text)) == text


def mangled() -> list[str]:
    parts = [PETER[first:last] for first in range(len(PETER)) for last in range(first + 1, len(PETER) + 1)]
    moved = [PETER[:at] + chr(ord(PETER[at]) + 1) + PETER[at + 1 :] for at in range(len(PETER))]
    return [*NOTES["bad_verifier_keys"], *(part for part in parts if part != PETER), *moved]


def test_bad_keys_are_refused():
    for bad in mangled():
        with pytest.raises(Malformed):
            Verifier.parse(bad)


def test_the_published_private_key_makes_the_published_signature():
    secret = base64.b64decode(NOTES["signing_key_public_test_value"].split("+", 4)[4])
    signer = Signer("PeterNeumann", Ed25519PrivateKey.from_private_bytes(secret[1:]))
    assert str(signer.verifier) == PETER
    note = NOTES["cases"][0]["note"]
    text, _, _ = note.rpartition("\n\n")
    assert signer.sign(text + "\n").split("\n")[:-1] == note.split("\n")[:-2]


@given(st.integers(0, 10**15), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_as_it_was_printed(size: int, root: bytes):
    note = checkpoint.sign(SIGNER, size, root)
    assert open_checkpoint(note, SIGNER.verifier) == Checkpoint(SIGNER.name, size, root)


def test_one_changed_byte_is_refused():
    note = checkpoint.sign(SIGNER, 17, bytes(range(32))).encode()
    for at in range(len(note)):
        for change in (1, 2, 4, 32, 128):
            bad = note[:at] + bytes([note[at] ^ change]) + note[at + 1 :]
            with pytest.raises((Malformed, Forged, UnicodeDecodeError)):
                open_checkpoint(bad.decode(), SIGNER.verifier)


@pytest.mark.parametrize(
    "text", ["a\n01\n{}\n", "a\n-1\n{}\n", "a\n1\n{}\nmore\n", "a\n1\n{}", "\n1\n{}\n", "a\n1\n\n"]
)
def test_other_forms_of_a_checkpoint_are_refused(text: str):
    with pytest.raises(Malformed):
        Checkpoint.parse(text.format(base64.b64encode(bytes(32)).decode()))


def test_another_ledgers_checkpoint_is_refused():
    note = SIGNER.sign(str(Checkpoint("other.example/ledger", 0, bytes(32))))
    with pytest.raises(Malformed):
        open_checkpoint(note, SIGNER.verifier)


@pytest.mark.parametrize(("length", "whole"), [(4, False), (5, True), (6, True)])
def test_a_signature_of_somebody_else_is_longer_than_its_key_id(length: int, whole: bool):
    other = base64.b64encode(bytes(length)).decode()
    note = SIGNER.sign("text\n") + f"— other.example {other}\n"
    if whole:
        assert open_note(note, [SIGNER.verifier])[1] == (SIGNER.verifier,)
    else:
        with pytest.raises(Malformed, match="longer than its key id"):
            open_note(note, [SIGNER.verifier])


async def test_a_checkpoint_is_of_the_head_of_now(storage: Storage, signer: Signer):
    """Also where another process has made it since."""
    ours, theirs = Ledger(storage, signer), Ledger(storage, signer)
    for size, ledger in ((1, ours), (2, theirs), (3, ours)):
        await ledger.start()
        await ledger.append([changed()])
        await ledger.stop()
        for one in (ours, theirs):
            assert open_checkpoint(await one.checkpoint(), signer.verifier).size == size
