"""What has no right form is refused in a sentence that says what, to the letter."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent.errors import Forged, Malformed
from consent.ledger import canonical
from consent.ledger.checkpoint import Checkpoint, open_checkpoint
from consent.ledger.entry import decode, read, stamp, unstamp, write
from consent.ledger.export import parse_entry_line, parse_header
from consent.ledger.merkle import EMPTY_ROOT, Frontier, leaf_hash, node_hash
from consent.ledger.proofs import check_consistency, check_inclusion, consistency_path, inclusion_path
from consent.ledger.signed_note import Signer, Verifier, check_text, key_id, open_note, unbase64
from tests.consent.ledger.happenings import began

SIGNER = Signer("samrum.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEAF = write(began(), index=0, at=NOON, room_index=0, room_prev=None).leaf
LATER = write(began(), index=1, at=NOON, room_index=1, room_prev=leaf_hash(LEAF)).leaf
NOTE = SIGNER.sign("a text\n")
ZERO = bytes(32)


def swapped(leaf: bytes, old: bytes, new: bytes) -> bytes:
    assert leaf.count(old) == 1, (leaf, old)
    return leaf.replace(old, new)


def signature(data: bytes) -> str:
    return f"a text\n\n— samrum.example/ledger {base64.b64encode(data).decode()}\n"


def by_hand(text: str) -> str:
    """Signed by whoever has the key and does not look at what it signs."""
    signed = base64.b64encode(SIGNER.verifier_id + SIGNER._key.sign(text.encode())).decode()
    return f"{text}\n— {SIGNER.name} {signed}\n"


TIME = "a time is written as 2026-11-23T14:07:00.000000Z"
NONCE = "a nonce is 32 hex digits"
PREVIOUS = "room_prev is 64 hex digits"
CHAIN = "the chain begins at 0, and only its first entry has nothing before it"
MALFORMED: dict[str, tuple[Callable[[], object], str]] = {
    "a time of another form": (lambda: unstamp("2026-11-23"), TIME),
    "a time that never was": (lambda: unstamp("2026-02-30T00:00:00.000000Z"), "no such time: 2026-02-30T00"),
    "a leaf that is no JSON": (lambda: decode(b"{"), "not an entry: Input data was truncated"),
    "a leaf with another field": (lambda: decode(swapped(LEAF, b'{"at"', b'{"aa":1,"at"')), "not an entry: Obj"),
    "a leaf with a space": (lambda: decode(swapped(LEAF, b',"kind"', b', "kind"')), "not in canonical form (RFC"),
    "a long nonce": (lambda: decode(swapped(LEAF, b'"nonce":"', b'"nonce":"a')), NONCE),
    "a nonce that is no hex": (lambda: decode(LEAF.partition(b'"nonce":"')[0] + b'"nonce":"' + b"x" * 32
                               + LEAF.partition(b'"nonce":"')[2][32:]), NONCE),
    "a short room_prev": (lambda: decode(swapped(LATER, leaf_hash(LEAF).hex().encode(), b"ab")), PREVIOUS),
    "a room_prev that is no hex": (lambda: decode(swapped(LATER, leaf_hash(LEAF).hex().encode(), b"x" * 64)),
                                   PREVIOUS),
    "a room without a name": (lambda: decode(swapped(LEAF, b'"room":"r1"', b'"room":""')), CHAIN),
    "a first one that follows": (lambda: decode(swapped(LATER, b'"room_index":1', b'"room_index":0')), CHAIN),
    "a later one that does not": (lambda: decode(swapped(LEAF, b'"room_index":0', b'"room_index":1')), CHAIN),
    "a place before the first": (lambda: decode(swapped(LATER, b'"room_index":1', b'"room_index":-1')), CHAIN),
    "an entry at no time": (lambda: decode(swapped(LEAF, b"2026-11-23T12", b"2026-11-23 12")), TIME),
    "an entry at a time that never was": (lambda: read(0, swapped(LEAF, b"2026-11-23", b"2026-02-30")), "no such"),
    "no base64": (lambda: unbase64("*"), "not base64: "),
    "base64 of another form": (lambda: unbase64("QR=="), "not the one base64 form of these bytes"),
    "a name with a space": (lambda: Verifier("a b", ZERO), "a key name has no spaces and no plus, and an Ed25519"),
    "a short key": (lambda: Verifier("a", ZERO[1:]), "a key name has no spaces and no plus, and an Ed25519 key is"),
    "a key of another kind": (lambda: Verifier.parse(f"a+00000000+{base64.b64encode(b'2' + ZERO).decode()}"),
                              "the verifier key is not an Ed25519 key"),
    "a key under another's id": (lambda: Verifier.parse(f"a+00000000+{base64.b64encode(bytes([1]) + ZERO).decode()}"),
                                 "the verifier key's id does not belong to its name and key"),
    "a text that is signed without an end": (lambda: SIGNER.sign("a"), "a note's text ends with a newline and has no"),
    "a text without an end": (lambda: check_text("a"), "a note's text ends with a newline and has no other control"),
    "a text with a bell": (lambda: check_text("a\x07\n"), "a note's text ends with a newline and has no other"),
    "a note without a blank line": (lambda: open_note("a\n", [SIGNER.verifier]), "a signed note has a blank line"),
    "a note that does not end": (lambda: open_note(NOTE[:-1], [SIGNER.verifier]), "a signed note has a blank line"),
    "a hundred and one signatures": (lambda: open_note(NOTE + NOTE.split("\n\n")[1] * 100, [SIGNER.verifier]),
                                     "more than 100 signatures"),
    "a signature of four bytes": (lambda: open_note(signature(b"1234"), [SIGNER.verifier]),
                                  "a signature is longer than its key id"),
    "a line that is no signature": (lambda: open_note("a\n\n- b c\n", [SIGNER.verifier]),
                                    "a signature line is an em dash, a name and base64"),
    "four lines": (lambda: Checkpoint.parse("a\n1\nb\nc\n"), "a checkpoint has three lines: origin, size and root"),
    "a size with a zero": (lambda: Checkpoint.parse("a\n01\nb\n"), "a checkpoint's size is a number without leading"),
    "a root of 31 bytes": (lambda: Checkpoint.parse(f"a\n1\n{base64.b64encode(ZERO[1:]).decode()}\n"),
                           "a root is 32 bytes"),
    "a checkpoint that goes on": (lambda: Checkpoint.parse(f"a\n1\n{base64.b64encode(ZERO).decode()}\nx"),
                                  "a checkpoint has three lines: origin, size and root"),
    "another's checkpoint": (lambda: open_checkpoint(SIGNER.sign(str(Checkpoint("b", 1, ZERO))), SIGNER.verifier),
                             "the origin is b, the key belongs to samrum.example/ledger"),
    "another first line": (lambda: parse_header(b"x\n"), "the first line is not `samrum-ledger-export/1 <origin>"),
    "another line": (lambda: parse_entry_line(b"x\n"), "neither an entry (`<index> <64 hex digits> <canonical JSON"),
    "not a number": (lambda: canonical.dumps(float("nan")), "no canonical JSON for this value: "),
    "bytes that are no JSON": (lambda: canonical.loads(b"{"), "not JSON: "),
    "bytes too deep": (lambda: canonical.loads(b"[" * 9999 + b"]" * 9999), "not JSON: maximum recursion depth"),
    "a signature by a bell": (lambda: open_note("a\n\n— b\x07 c2lnbmVk\n", [SIGNER.verifier]), "a signature line is"),
    "a signed text with a bell": (lambda: open_note(by_hand("a\x07\n"), [SIGNER.verifier]), "a note's text ends with"),
    "bytes of another form": (lambda: canonical.loads(b"[1, 2]"), "not in canonical form (RFC 8785)"),
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_what_has_another_form(name: str) -> None:
    tried, message = MALFORMED[name]
    with pytest.raises(Malformed) as refused:
        tried()
    assert str(refused.value).startswith(message)


def test_a_signature_of_one_byte_by_somebody_unknown_is_passed_over() -> None:
    note = f"{NOTE}— other.example {base64.b64encode(b'12345').decode()}\n"
    assert open_note(note, [SIGNER.verifier]) == ("a text\n", (SIGNER.verifier,))


def test_a_hundred_signatures_are_read() -> None:
    note = NOTE + NOTE.split("\n\n")[1] * 99
    text, signed = open_note(note, [SIGNER.verifier])
    assert (text, signed) == ("a text\n", (SIGNER.verifier,))


A, B, C, D = (leaf_hash(bytes([n])) for n in range(4))
AB, CD = node_hash(A, B), node_hash(C, D)
ROOT = node_hash(AB, CD)
FORGED: dict[str, tuple[Callable[[], object], str]] = {
    "nobody known": (lambda: open_note(NOTE, []), "no known key has signed this note"),
    "a signature of nothing": (
        lambda: open_note(signature(SIGNER.verifier_id + bytes(64)), [SIGNER.verifier]),
        "the signature by samrum.example/ledger does not hold",
    ),
    "a signature of another length": (
        lambda: open_note(signature(SIGNER.verifier_id + bytes(63)), [SIGNER.verifier]),
        "the signature by samrum.example/ledger does not hold",
    ),
    "a leaf before the first": (lambda: check_inclusion(-1, 4, A, [], ROOT), "there is no leaf -1 in a tree of 4"),
    "a leaf beyond the last": (lambda: check_inclusion(4, 4, A, [], ROOT), "there is no leaf 4 in a tree of 4"),
    "a proof too long": (lambda: check_inclusion(0, 1, A, [B], A), "the inclusion proof is too long"),
    "another leaf": (lambda: check_inclusion(1, 4, A, [A, CD], ROOT), "leaf 1 is not in the tree of 4 with that"),
    "a proof too short": (lambda: check_inclusion(0, 4, A, [B], AB), "leaf 0 is not in the tree of 4 with that root"),
    "a beginning longer than the whole": (lambda: check_consistency(5, 4, [], A, A), "a tree of 4 has no beginning"),
    "a beginning before the first": (lambda: check_consistency(-1, 4, [], A, A), "a tree of 4 has no beginning of -1"),
    "two of one size": (lambda: check_consistency(4, 4, [], A, B), "the trees of 4 and 4 are not the same, or a pro"),
    "a proof where none is needed": (lambda: check_consistency(4, 4, [A], A, A), "the trees of 4 and 4 are not the"),
    "a proof of nothing": (lambda: check_consistency(0, 4, [A], EMPTY_ROOT, A), "the trees of 0 and 4 are not the s"),
    "no proof": (lambda: check_consistency(3, 4, [], A, ROOT), "the consistency proof is empty"),
    "a consistency proof too long": (lambda: check_consistency(2, 4, [CD, D], AB, ROOT), "the consistency proof is to"),
    "a consistency proof too short": (lambda: check_consistency(1, 4, [B], A, ROOT), "the consistency proof is too s"),
    "another beginning": (lambda: check_consistency(2, 4, [CD], A, ROOT), "the tree of 4 does not begin with the tree"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_what_does_not_hold(name: str) -> None:
    tried, message = FORGED[name]
    with pytest.raises(Forged) as refused:
        tried()
    assert str(refused.value).startswith(message)


WRONG: list[tuple[Callable[[], object], str]] = [
    (lambda: inclusion_path(3, 3), "there is no leaf 3 in a tree of 3"),
    (lambda: consistency_path(4, 3), "a tree of 3 has no beginning of 4"),
    (lambda: consistency_path(-1, 3), "a tree of 3 has no beginning of -1"),
    (lambda: Frontier(3, (A,)), "a tree of 3 has 2 full subtrees"),
    (lambda: stamp(NOON.replace(tzinfo=None)), "a time without a zone is not a time"),
]


@pytest.mark.parametrize(("tried", "message"), WRONG)
def test_what_nobody_should_ask(tried: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tried()


def test_a_key_is_known_by_four_bytes_of_its_name_and_itself() -> None:
    assert key_id("a", ZERO) != key_id("b", ZERO)
    assert len(SIGNER.verifier_id) == 4
    assert str(SIGNER.verifier).split("+")[1] == SIGNER.verifier_id.hex()
