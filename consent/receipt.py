"""Signed receipts for a grant, a refusal, a withdrawal and an end by time, which anybody can check offline.

    {"@context":{...},"@type":"dpv:ConsentReceipt","ledger":{...},"receipt_id":"...","record":{...},...}

    — samrum.example/receipts q1hQ2nVdJW3...==

A receipt is JSON-LD in the words of W3C DPV (`receipt_terms`): canonical JSON (RFC 8785) on one line, as the text
of a C2SP signed note rather than a JWS: it can be read with the eye, has one form in bytes, and is checked by the
same code as the checkpoint in it.
It carries the two entries that it tells of, their inclusion proofs and the checkpoint, so that anybody with
the ledger's public key alone can see that the ledger says the same. It can be issued again at any time: what
it says stands in the ledger.
"""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from consent.errors import Forged, Malformed
from consent.events import ConsentAsked
from consent.ledger import canonical, checkpoint, entry
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger
from consent.ledger.proofs import check_inclusion
from consent.ledger.signed_note import Signer, Verifier, open_note, unbase64
from consent.receipt_form import Notice, Section, Told, tell

FIRST_FORM = "samrum-receipt-1"
"""What receipts were before they were JSON-LD."""


class Proved(Section, frozen=True, kw_only=True):
    """An entry: its index, its leaf (canonical JSON), and its inclusion proof as base64 hashes."""

    index: int
    leaf: str
    proof: tuple[str, ...]


class Grounds(Section, frozen=True, kw_only=True):
    """The question, the act about it, and the checkpoint of a tree that holds both."""

    asked: Proved
    act: Proved
    checkpoint: str


class Receipt(Told, frozen=True, kw_only=True):
    """What a receipt tells, with its grounds in the ledger."""

    ledger: Grounds


async def issue(ledger: Ledger, act: Entry, *, signer: Signer, notice: Notice | None = None) -> str:
    """The receipt of an act that stands in the ledger, with the text that was shown where it is kept.

    Malformed when `act` is no act about a consent, or does not commit to that text.
    """
    asked = await _asked(ledger, act)
    note = await ledger.checkpoint()
    size = checkpoint.Checkpoint.parse(note.partition("\n\n")[0] + "\n").size
    proofs = [await ledger.inclusion(one.index, size) for one in (asked, act)]
    return make_receipt(asked, act, proofs=proofs, checkpoint=note, signer=signer, notice=notice)


def make_receipt(
    asked: Entry,
    act: Entry,
    *,
    proofs: Sequence[Sequence[bytes]],
    checkpoint: str,
    signer: Signer,
    notice: Notice | None = None,
) -> str:
    """The signed receipt; `proofs` are those of `asked` and `act` in the tree of the checkpoint (a note)."""
    asked_proof, act_proof = proofs
    grounds = Grounds(asked=_proved(asked, asked_proof), act=_proved(act, act_proof), checkpoint=checkpoint)
    told = {**msgspec.to_builtins(tell(asked, act, notice)), "ledger": msgspec.to_builtins(grounds)}
    return signer.sign(canonical.dumps(told).decode() + "\n")


def verify_receipt(text: str | bytes, receipt_key: Verifier, ledger_key: Verifier) -> Receipt:
    """The receipt, if everything about it holds; otherwise Forged, which says what does not and where.

    `verify_grounds` does steps 3 to 5 alone, for somebody who has only the ledger's key.
    """
    receipt = read_receipt(text, receipt_key)  # 1. and 2. signed, and in its form
    verify_grounds(receipt, ledger_key)  # 3. to 5.
    return receipt


def read_receipt(text: str | bytes, receipt_key: Verifier | None) -> Receipt:
    """Steps 1 and 2: what a receipt says, on the word of the receipts' key; Forged when it is no receipt.

    Without that key (None) nobody's word stands behind it until `verify_grounds` has held.
    """
    with _at("the receipt"):  # 1. one signature, by the receipts' key
        note = text.decode() if isinstance(text, bytes) else text
        body = note.partition("\n")[0] + "\n" if receipt_key is None else open_note(note, [receipt_key])[0]
        if note.count("\n") != 3:
            raise Malformed("it is one line, an empty one and one signature")
    with _at("the receipt's form"):  # 2. canonical, with these fields and no others
        said = canonical.loads(body[:-1].encode())
        if isinstance(said, dict) and said.get("schema_version") == FIRST_FORM:
            raise Malformed(
                f"it is of the form {FIRST_FORM}, which is read no more: the page gives it in this one"
            )
        return msgspec.json.decode(body, type=Receipt)


def verify_grounds(receipt: Receipt, ledger_key: Verifier) -> None:
    """Raise Forged unless the ledger says what the receipt says, by the ledger's public key alone."""
    grounds = receipt.ledger
    with _at("the checkpoint"):  # 3. the ledger signed this head
        head = checkpoint.open_checkpoint(grounds.checkpoint, ledger_key)
    with _at("the question in the ledger"):  # 4. both entries stand in the tree
        asked = _included(grounds.asked, head)
    with _at("the act in the ledger"):
        act = _included(grounds.act, head)
    with _at("the entries"):  # 5. and the receipt says what they say
        told = tell(asked, act, receipt.record.notice)
    for said, true in ((receipt.record, told.record), (receipt, told)):
        for name in true.__struct_fields__:
            if getattr(said, name) != getattr(true, name):
                raise Forged(f"{name}: the ledger says something else")


def _included(proved: Proved, head: checkpoint.Checkpoint) -> Entry:
    found = entry.read(proved.index, proved.leaf.encode())
    proof = [unbase64(one) for one in proved.proof]
    check_inclusion(proved.index, head.size, found.hash, proof, head.root)
    return found


def _proved(one: Entry, proof: Sequence[bytes]) -> Proved:
    hashes = tuple(base64.b64encode(hash_).decode() for hash_ in proof)
    return Proved(index=one.index, leaf=one.leaf.decode(), proof=hashes)


async def _asked(ledger: Ledger, act: Entry) -> Entry:
    """The newest question before the act about the same consent."""
    before = act.index
    while page := await ledger.find(room=act.room, kinds={ConsentAsked.__name__}, before=before):
        for one in page:
            if one.body["consent"] == act.body.get("consent"):
                return one
        before = page[-1].index
    raise Malformed(f"entry {act.index} is not about anything that was asked in its room")


@contextmanager
def _at(where: str) -> Iterator[None]:
    """Whatever is wrong in here is Forged, with the place."""
    try:
        yield
    except (Forged, Malformed, msgspec.DecodeError, UnicodeError) as error:
        raise Forged(f"{where}: {error}") from error
