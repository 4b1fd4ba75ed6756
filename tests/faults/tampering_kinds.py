"""Tampering with entries: of each kind what it is found by, which does not hold at which entry or size."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from consent.ledger import canonical
from consent.ledger.entry import stamp
from consent.ledger.merkle import leaf_hash
from tests.faults.tampering_copy import Copy

Sign = tuple[str, int | None, str]
"""What a finding begins with, the entry that it names, and what it must say that it expected."""


@dataclass(frozen=True)
class Tampered:
    """The ledger afterwards, the signs of it that must all be found, and the checkpoint that somebody holds."""

    copy: Copy
    signs: tuple[Sign, ...]
    held: str | None = None


def tree_over(copy: Copy, index: int) -> Sign:
    """The first checkpoint over the entry no longer fits."""
    return ("tree", None, f"{min(size for size in copy.notes if size > index)} entries")


def chain_after(copy: Copy, index: int, shift: int = 0) -> tuple[Sign, ...]:
    """The room's next entry stands on another one."""
    after = copy.next_in_room(index)
    return () if after is None else (("room chain", after + shift, ""),)


def any_entry(chance: Random, copy: Copy, kind: str | None = None) -> int:
    """An entry, of a kind if one is asked for and there is one."""
    kinds = [n for n in range(len(copy.leaves)) if kind is None or copy.fields(n)["kind"] == kind]
    return chance.choice(kinds) if kinds else chance.randrange(len(copy.leaves))


def with_body(copy: Copy, index: int, **fields: Any) -> Copy:
    return copy.with_fields(index, body={**copy.fields(index)["body"], **fields})


def _edited(copy: Copy, index: int, new: Copy) -> Tampered:
    return Tampered(new, (tree_over(copy, index), *chain_after(copy, index)))


def field_edited(chance: Random, copy: Copy) -> Tampered:
    """Another unit is said to have read."""
    at = any_entry(chance, copy, "ItemOpened")
    return _edited(copy, at, with_body(copy, at, reader_unit="POL"))


def person_edited(chance: Random, copy: Copy) -> Tampered:
    """Somebody else is said to have done it."""
    at = any_entry(chance, copy, "MeetingOpened")
    return _edited(copy, at, with_body(copy, at, by="p2"))


def effect_edited(chance: Random, copy: Copy) -> Tampered:
    """The end of one consent becomes that of another."""
    at = any_entry(chance, copy, "ConsentEnded")
    return _edited(copy, at, with_body(copy, at, consent="c9"))


def nonce_edited(chance: Random, copy: Copy) -> Tampered:
    """Only what nobody reads is changed."""
    at = any_entry(chance, copy)
    return _edited(copy, at, copy.with_fields(at, nonce=f"{chance.getrandbits(128):032x}"))


def time_edited(chance: Random, copy: Copy) -> Tampered:
    """It is said to have happened a day later, which the next entry betrays; the last one to a day before."""
    at = any_entry(chance, copy)
    last = at == len(copy.leaves) - 1
    moment = datetime.fromisoformat(copy.fields(at)["at"]) + timedelta(days=-1 if last else 1)
    new = copy.with_fields(at, at=stamp(moment))
    early = ("time", at if last else at + 1, "not before")
    return Tampered(new, (tree_over(copy, at), early, *chain_after(copy, at)))


def other_bytes(chance: Random, copy: Copy) -> Tampered:
    """The same meaning in other bytes: a space, or a letter as an escape."""
    at = any_entry(chance, copy)
    leaf = copy.leaves[at]
    new = (
        leaf.replace(b'"kind":', b'"kind": ') if chance.random() < 0.5 else leaf.replace(b"M", b"\\u004d", 1)
    )
    new = new if new != leaf else leaf.replace(b'"at":', b'"at": ')
    return Tampered(copy.with_leaf(at, new), (tree_over(copy, at), ("entry", at, "canonical")))


def deleted(chance: Random, copy: Copy) -> Tampered:
    """An entry is gone, and those after it close up."""
    at = any_entry(chance, copy)
    new = copy.with_leaves(copy.leaves[:at] + copy.leaves[at + 1 :])
    return Tampered(new, (tree_over(copy, at), *chain_after(copy, at, -1)))


def inserted(chance: Random, copy: Copy) -> Tampered:
    """A forged entry that continues its room's chain rightly, so that the next one of the room does not."""
    at = chance.randrange(len(copy.leaves) - 1)
    fields = copy.fields(at)
    fields |= {"room_index": fields["room_index"] + 1, "room_prev": leaf_hash(copy.leaves[at]).hex()}
    forged = canonical.dumps({**fields, "nonce": f"{chance.getrandbits(128):032x}"})
    new = copy.with_leaves((*copy.leaves[: at + 1], forged, *copy.leaves[at + 1 :]))
    return Tampered(new, (tree_over(copy, at + 1), *chain_after(copy, at, 1)))


def duplicated(chance: Random, copy: Copy) -> Tampered:
    """An entry stands twice."""
    at = chance.randrange(len(copy.leaves) - 1)
    new = copy.with_leaves((*copy.leaves[: at + 1], *copy.leaves[at:]))
    return Tampered(new, (tree_over(copy, at + 1), ("room chain", at + 1, "")))


def reordered(chance: Random, copy: Copy) -> Tampered:
    """Two entries change places."""
    one, other = sorted(chance.sample(range(len(copy.leaves)), 2))
    leaves = list(copy.leaves)
    leaves[one], leaves[other] = leaves[other], leaves[one]
    return Tampered(copy.with_leaves(leaves), (tree_over(copy, one),))


def rooms_exchanged(chance: Random, copy: Copy) -> Tampered:
    """A reading in one room is said to have been in another, with a chain of its own."""
    at = any_entry(chance, copy, "ItemOpened")
    here = copy.room(at)
    other = "r9" if chance.random() < 0.5 else ("r1" if here != "r1" else "r2")
    new = copy.with_fields(at, room=other)
    before = [n for n in range(at) if copy.room(n) == other]
    same = len(before) == copy.fields(at)["room_index"] == 0
    return Tampered(
        new, (tree_over(copy, at), *(() if same else (("room chain", at, ""),)), *chain_after(copy, at))
    )


def spliced(chance: Random, copy: Copy) -> Tampered:
    """The end of another ledger by the same key, from some entry on."""
    at = chance.randrange(1, len(copy.leaves))
    strange = [canonical.dumps({**copy.fields(n), "nonce": "0" * 32}) for n in range(at, len(copy.leaves))]
    return Tampered(copy.with_leaves((*copy.leaves[:at], *strange)), (tree_over(copy, at),))
