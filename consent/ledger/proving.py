"""The hash of any node of the tree, from the leaf hashes and tile roots that are kept."""

from consent.ledger.merkle import TILE_HEIGHT, node_hash, root_of
from consent.ledger.proofs import Span
from consent.ledger.storage import Storage


class Nodes:
    """Reads at most 255 hashes of each level for one node, however large the tree is."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def hash(self, span: Span) -> bytes:
        """The root over the leaves of the span, which begins where a full subtree of its size would."""
        *lefts, root = [await self._full(begin, height) for begin, height in _full_subtrees(span)]
        for left in reversed(lefts):
            root = node_hash(left, root)
        return root

    async def _full(self, begin: int, height: int) -> bytes:
        """The root of the full subtree of 2^height leaves that begins at `begin`."""
        level = height // TILE_HEIGHT
        width = 1 << level * TILE_HEIGHT
        last = begin + (1 << height)
        return root_of(await self._storage.hashes(level, begin // width, last // width))


def _full_subtrees(span: Span) -> list[tuple[int, int]]:
    """Where each begins, and its height; largest first."""
    parts, begin = [], span.first
    while begin < span.last:
        height = (span.last - begin).bit_length() - 1
        parts.append((begin, height))
        begin += 1 << height
    return parts
