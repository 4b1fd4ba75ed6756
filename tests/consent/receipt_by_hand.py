"""A second program that checks a receipt, written from the formats' own texts: it shares no code with the hub.

    python -I receipt_by_hand.py kvitto.txt nycklar.txt

C2SP signed-note and tlog-checkpoint, RFC 6962 section 2.1.1 (the path as it is defined there, recursively),
RFC 8785 for the receipt's one line, whose words are those of its JSON-LD context.
It prints what was done and when, or says what is wrong and ends with 1.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KINDS = {
    "ConsentGranted": ("grant", "given"),
    "ConsentRefused": ("refuse", "refused"),
    "ConsentWithdrawn": ("withdraw", "withdrawn"),
    "ConsentExpired": ("expire", "expired"),
}
# The context of JSON-LD that this program knows, as SHA-256.
MEANT = "456c35ed0cf5ff59a85a28e567b3d0b8bc9711f1494df883bb937b8ddf7841b7"
APART = ("ledger", "@context")  # the grounds, and what the words mean
MADE = ("by", "capacity", "how", "recorded_by", "commitment")


class Wrong(Exception):
    """The receipt does not hold."""


def check(receipt: str, keys: str) -> dict[str, Any]:
    """What the receipt says; raises Wrong where anything about it does not hold."""
    try:
        ledger_key, receipt_key = keys.split()
        body = _signed(receipt, receipt_key)
        said = json.loads(body)
        plain = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if plain + "\n" != body:
            raise Wrong("the receipt has another form than the one that was signed")
        _, size, root = _signed(said["ledger"]["checkpoint"], ledger_key).splitlines()
        asked, act = (_leaf(said["ledger"][name], int(size), root) for name in ("asked", "act"))
        if said["ledger"]["asked"]["index"] >= said["ledger"]["act"]["index"]:
            raise Wrong("the answer stands before the question")
        return _same(said, asked, act)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise Wrong(f"it can't be read: {error}") from error


def _signed(note: str, key: str) -> str:
    """The text of a note that this key signed."""
    text, signatures = note.split("\n\n")
    name, _, blob = key.split("+", 2)
    public = base64.b64decode(blob)
    if public[:1] != b"\x01":
        raise Wrong("the key is not an Ed25519 key")
    line = f"— {name} "
    (signature,) = signatures.splitlines()
    if not signature.startswith(line) or not signatures.endswith("\n"):
        raise Wrong("it is not signed under this key's name")
    raw = base64.b64decode(signature.removeprefix(line), validate=True)
    if base64.b64encode(raw).decode() != signature.removeprefix(line):
        raise Wrong("the signature has another form")
    if raw[:4] != hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]:
        raise Wrong("the signature names another key")
    try:
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(raw[4:], (text + "\n").encode())
    except InvalidSignature:
        raise Wrong("the signature does not hold") from None
    return text + "\n"


def _leaf(proved: dict[str, Any], size: int, root: str) -> dict[str, Any]:
    """The entry, which stands in the tree with that root."""
    leaf = proved["leaf"].encode()
    path = [base64.b64decode(node, validate=True) for node in proved["proof"]]
    if any(base64.b64encode(node).decode() != text for node, text in zip(path, proved["proof"], strict=True)):
        raise Wrong("a proof has another form")
    found = _root(proved["index"], size, hashlib.sha256(b"\x00" + leaf).digest(), path)
    if path or base64.b64encode(found).decode() != root:
        raise Wrong("an entry does not stand in the ledger")
    entry: dict[str, Any] = json.loads(leaf)
    return entry


def _root(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """MTH of RFC 6962 over `size` leaves from one of them and its path, which is used up from its end."""
    if not 0 <= index < size:
        raise Wrong("an entry lies outside of the tree")
    if size == 1:
        return leaf
    split = 1 << (size - 1).bit_length() - 1
    beside = path.pop() if path else b""
    if index < split:
        return hashlib.sha256(b"\x01" + _root(index, split, leaf, path) + beside).digest()
    return hashlib.sha256(b"\x01" + beside + _root(index - split, size - split, leaf, path)).digest()


def _notice(notice: dict[str, Any] | None, done: dict[str, Any]) -> dict[str, Any] | None:
    """The text that was shown, which the entry commits to."""
    if notice is None:
        return None
    text = {name: notice[name] for name in ("language", "text", "version")}
    plain = json.dumps(text, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    salt = base64.b64decode(notice["salt"], validate=True)
    if base64.b64encode(salt).decode() != notice["salt"] or len(salt) != 32:
        raise Wrong("the salt has another form")
    if hashlib.sha256(salt + plain).hexdigest() != done.get("shown"):
        raise Wrong("the ledger commits to another text")
    return text | {"salt": notice["salt"], "sha256": hashlib.sha256(text["text"].encode()).hexdigest()}


def _event(question: dict[str, Any], act: dict[str, Any]) -> dict[str, Any]:
    """What was done, as a receipt tells it of an entry."""
    done, (kind, state) = act["body"], KINDS.get(act["kind"], ("", ""))
    units, categories = done.get("units", []), done.get("categories", [])
    return {
        "type": kind,
        "state": "narrowed" if units or categories else state,
        "time": act["at"],
        "validity": {"starts": question["starts"], "ends": question["ends"]},
        "units": units,
        "categories": categories,
        **{name: done.get(name) for name in MADE},
    }


def _same(said: dict[str, Any], asked: dict[str, Any], act: dict[str, Any]) -> dict[str, Any]:
    """Raise Wrong unless the receipt says what the two entries say."""
    question, done, event = asked["body"], act["body"], _event(asked["body"], act)
    record = {
        "@type": "dpv:ConsentRecord",
        "record_id": question["consent"],
        "pii_principal": question["subject"],
        "processing": {
            "purpose": question["purpose"],
            "basis": "medgivande att häva sekretess, OSL 10:1, 12:2",
            "categories": question["categories"],
            "jurisdiction": "SE",
        },
        "parties": {
            "room": asked["room"],
            "meeting": question["meeting"],
            "from_units": question["from_units"],
            "to_units": question["to_units"],
        },
        "event": event,
        "notice": _notice(said["record"].get("notice"), done),
    }
    held = {
        "@type": "dpv:ConsentReceipt",
        "form": "samrum-receipt-2",
        "schema_version": "https://w3id.org/dpv/schema/dpv-27560#receipt",
        "receipt_id": done.get("act", done["consent"]),
        "record": record,
    }
    about = (asked["room"], question["consent"], "ConsentAsked") == (
        act["room"],
        done["consent"],
        asked["kind"],
    )
    meant = json.dumps(said["@context"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if hashlib.sha256(meant.encode()).hexdigest() != MEANT:
        raise Wrong("its words mean something else")
    if not event["type"] or not about or held != {n: said[n] for n in said if n not in APART}:
        raise Wrong("the ledger says something else than the receipt")
    return event


if __name__ == "__main__":
    try:
        told = check(*(Path(name).read_text() for name in sys.argv[1:3]))
    except Wrong as wrong:
        sys.exit(f"no: {wrong}")
    print(told["type"], told["state"], told["time"])
