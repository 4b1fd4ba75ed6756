"""One entry of the ledger: what happened, when, and what stood before it in the same room."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from consent.errors import Malformed
from consent.events import Event, Json
from consent.ledger import canonical
from consent.ledger.merkle import leaf_hash

_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_HEX = re.compile(r"[0-9a-f]+")


class Leaf(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of a leaf, as they stand in its JSON; `room_prev` and `nonce` are hex."""

    at: str
    body: dict[str, Any]
    kind: str
    nonce: str
    room: str | None
    room_index: int
    room_prev: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry at its place in the ledger (`index`) and in its room's chain (`room_index`).

    `leaf` is its exact canonical JSON: the bytes that the tree is over. Entries without a room have one
    chain of their own. `room_prev` is the leaf hash of the chain's entry before this one, None for its first.
    """

    index: int
    at: datetime
    kind: str
    nonce: str
    room: str | None
    room_index: int
    room_prev: bytes | None
    body: dict[str, Json]
    leaf: bytes
    hash: bytes


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds: `2026-11-23T14:07:00.000000Z`, which sorts as text."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone is not a time")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def unstamp(text: str) -> datetime:
    """The moment of a stamp; raises Malformed for any other form."""
    if not _AT.fullmatch(text):
        raise Malformed("a time is written as 2026-11-23T14:07:00.000000Z")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed(f"no such time: {text}") from error


def write(event: Event, *, index: int, at: datetime, room_index: int, room_prev: bytes | None) -> Entry:
    """The entry for an event, with a fresh nonce, so that nobody can guess an entry from its hash."""
    nonce, body = secrets.token_hex(16), event.body()
    previous = None if room_prev is None else room_prev.hex()
    fields = {
        "at": stamp(at),
        "body": body,
        "kind": event.kind,
        "nonce": nonce,
        "room": event.room,
        "room_index": room_index,
        "room_prev": previous,
    }
    leaf = canonical.dumps(fields)
    return Entry(
        index=index,
        at=at,
        kind=event.kind,
        nonce=nonce,
        room=event.room,
        room_index=room_index,
        room_prev=room_prev,
        body=body,
        leaf=leaf,
        hash=leaf_hash(leaf),
    )


_Small = Annotated[int, msgspec.Meta(ge=-canonical.LARGEST, le=canonical.LARGEST)]


class _PlainLeaf(Leaf, forbid_unknown_fields=True):
    """A leaf as our events make them: the parser itself sees that nothing in it could be written in two ways."""

    body: dict[str, str | _Small | bool | list[str] | None]
    room_index: _Small


_leaf, _plain_leaf = msgspec.json.Decoder(Leaf), msgspec.json.Decoder(_PlainLeaf)


def decode(leaf: bytes) -> Leaf:
    """The fields of a leaf; raises Malformed unless these are the canonical bytes of exactly these fields."""
    fields, plain = _parsed(leaf)
    if not canonical.is_own_form(leaf, fields, plain=plain):
        raise Malformed("not in canonical form (RFC 8785)")
    if len(fields.nonce) != 32 or not _HEX.fullmatch(fields.nonce):
        raise Malformed("a nonce is 32 hex digits")
    previous = fields.room_prev
    if previous is not None and (len(previous) != 64 or not _HEX.fullmatch(previous)):
        raise Malformed("room_prev is 64 hex digits")
    if fields.room == "" or fields.room_index < 0 or (fields.room_index == 0) != (previous is None):
        raise Malformed("the chain begins at 0, and only its first entry has nothing before it")
    if not _AT.fullmatch(fields.at):
        raise Malformed("a time is written as 2026-11-23T14:07:00.000000Z")
    return fields


def _parsed(leaf: bytes) -> tuple[Leaf, bool]:
    """The fields, and whether they are plain; what is not is taken as it is, for the slower way to judge."""
    try:
        return _plain_leaf.decode(leaf), True
    except (msgspec.DecodeError, UnicodeError):
        pass
    try:
        return _leaf.decode(leaf), False
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Malformed(f"not an entry: {error}") from error


def read(index: int, leaf: bytes) -> Entry:
    """The entry whose leaf stands at `index`; raises Malformed."""
    fields = decode(leaf)
    previous = None if fields.room_prev is None else bytes.fromhex(fields.room_prev)
    return Entry(
        index=index,
        at=unstamp(fields.at),
        kind=fields.kind,
        nonce=fields.nonce,
        room=fields.room,
        room_index=fields.room_index,
        room_prev=previous,
        body=fields.body,
        leaf=leaf,
        hash=leaf_hash(leaf),
    )
