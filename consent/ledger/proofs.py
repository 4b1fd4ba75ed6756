"""Inclusion and consistency proofs (RFC 9162 sections 2.1.3 and 2.1.4): which nodes, and do they hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from consent.errors import Forged
from consent.ledger.merkle import EMPTY_ROOT, node_hash


@dataclass(frozen=True, slots=True)
class Span:
    """The leaves from `first` up to but not including `last`, as one node of the tree."""

    first: int
    last: int


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def inclusion_path(index: int, size: int) -> list[Span]:
    """The nodes that prove the leaf at `index` in a tree of `size`, from the leaf up."""
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    path, first, last = [], 0, size
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            path.append(Span(middle, last))
            last = middle
        else:
            path.append(Span(first, middle))
            first = middle
    return path[::-1]


def consistency_path(old: int, new: int) -> list[Span]:
    """The nodes that prove that a tree of `new` leaves begins with the tree of `old`."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} has no beginning of {old}")
    if old in (0, new):
        return []
    path, first, last, whole = [], 0, new, True
    while old != last:
        middle = first + _split(last - first)
        if old <= middle:
            path.append(Span(middle, last))
            last = middle
        else:
            path.append(Span(first, middle))
            first, whole = middle, False
    return ([] if whole else [Span(first, last)]) + path[::-1]


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Raise Forged unless the leaf hash stands at `index` in the tree of `size` with this root."""
    if not 0 <= index < size:
        raise Forged(f"there is no leaf {index} in a tree of {size}")
    node, at, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            raise Forged("the inclusion proof is too long")
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    if last or node != root:
        raise Forged(f"leaf {index} is not in the tree of {size} with that root")


def check_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Raise Forged unless the tree of `new` leaves begins with the tree of `old`."""
    if not 0 <= old <= new:
        raise Forged(f"a tree of {new} has no beginning of {old}")
    if old in (0, new):
        same = old_root == (new_root if old else EMPTY_ROOT)
        if proof or not same:
            raise Forged(
                f"the trees of {old} and {new} are not the same, or a proof was given that needs none"
            )
        return
    nodes = [old_root, *proof] if old & old - 1 == 0 else list(proof)
    if not nodes:
        raise Forged("the consistency proof is empty")
    if _replayed(old, new, nodes) != (old_root, new_root):
        raise Forged(f"the tree of {new} does not begin with the tree of {old}")


def _replayed(old: int, new: int, nodes: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The two roots that the nodes of a consistency proof lead to (RFC 9162 section 2.1.4.2)."""
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old_root = new_root = nodes[0]
    for node in nodes[1:]:
        if last == 0:
            raise Forged("the consistency proof is too long")
        if at & 1 or at == last:
            old_root, new_root = node_hash(node, old_root), node_hash(node, new_root)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new_root = node_hash(new_root, node)
        at, last = at >> 1, last >> 1
    if last:
        raise Forged("the consistency proof is too short")
    return old_root, new_root
