"""The Merkle tree of RFC 6962 section 2 (RFC 9162 section 2.1), SHA-256, grown at its right edge.

A frontier is all that is needed to grow: the roots of the full subtrees that the leaves so far fall into,
largest first, one for each bit of the size.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import msgspec

EMPTY_ROOT = sha256(b"").digest()
TILE_HEIGHT = 8
"""Roots of subtrees of height 8, 16, 24, ... are kept, so that a proof reads hundreds of hashes, not all."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf, 32 bytes."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over its two children, 32 bytes."""
    return sha256(b"\1" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Tile:
    """The root of a full subtree of 256^level leaves, the `position`th of its level from the left."""

    level: int
    position: int
    hash: bytes


class Frontier(msgspec.Struct, frozen=True):
    """The right edge of a tree of `size` leaves."""

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.nodes) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} has {self.size.bit_count()} full subtrees")

    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.nodes:
            return EMPTY_ROOT
        root = self.nodes[-1]
        for left in self.nodes[-2::-1]:
            root = node_hash(left, root)
        return root


def grown(frontier: Frontier, hashes: Iterable[bytes]) -> tuple[Frontier, list[Tile]]:
    """The frontier after these leaf hashes, and the tiles that they completed."""
    size, nodes, tiles = frontier.size, list(frontier.nodes), []
    for hash_ in hashes:
        node, whole, height = hash_, size, 0
        while whole & 1:
            node = sha256(b"\1" + nodes.pop() + node).digest()
            whole, height = whole >> 1, height + 1
            if height % TILE_HEIGHT == 0:
                tiles.append(Tile(height // TILE_HEIGHT, whole, node))
        nodes.append(node)
        size += 1
    return Frontier(size, tuple(nodes)), tiles


def root_of(hashes: Iterable[bytes]) -> bytes:
    """The root of the tree with these leaf hashes."""
    return grown(Frontier(), hashes)[0].root()
