"""P5: leaves that the tree takes in a second, beside pymerkle's tree in memory.

Both hash the leaf, put it in place and can give the root; ours keeps the right edge only, which is all that an
append needs.
"""

from collections.abc import Callable
from hashlib import sha256

from pymerkle import InmemoryTree

from consent.ledger.merkle import Frontier, grown, leaf_hash
from tests.benchmarks.measure import Measurement, Row, interleaved, median, ratio, seconds

LEAVES = [sha256(b"%d" % n).digest() * 12 for n in range(20_000)]  # 384 bytes, as an entry has.
BATCH = 16
GOAL = 5.0


def ours(together: int) -> bytes:
    """So many leaves at a time, as the ledger's batches; the root at the end."""
    tree = Frontier()
    for first in range(0, len(LEAVES), together):
        tree, _ = grown(tree, map(leaf_hash, LEAVES[first : first + together]))
    return tree.root()


def theirs() -> bytes:
    """The same with pymerkle, which prefixes leaves and nodes as RFC 6962 does."""
    tree = InmemoryTree(algorithm="sha256")
    for leaf in LEAVES:
        tree.append_entry(leaf)
    return bytes(tree.get_state())


def appends(say: Callable[[str], None]) -> list[Row]:
    """Both trees over the same leaves, to the same root."""
    if not ours(BATCH) == ours(1) == theirs():
        raise AssertionError("the trees have different roots")
    say(f"{len(LEAVES):,} leaves, the same root in all")
    found = interleaved(
        {
            "batches": lambda: seconds(lambda: ours(BATCH)),
            "pymerkle": lambda: seconds(theirs),
            "one by one": lambda: seconds(lambda: ours(1)),
        }
    )
    times = {name: ratio(found, "pymerkle", name) for name in ("batches", "one by one")}
    rates = {name: len(LEAVES) / median(taken) for name, taken in found.items()}
    alone = f"one by one {rates['one by one']:,.0f}/s: {times['one by one']:.1f} times"
    return [
        Row(
            "P5",
            f"tree appends a second, in batches of {BATCH} as {BATCH} clients make them",
            f"{rates['batches']:,.0f}/s",
            f"pymerkle {rates['pymerkle']:,.0f}/s: {times['batches']:.1f} times ({alone})",
            f"at least {GOAL:.0f} times",
            times["batches"] >= GOAL,
            found,
        )
    ]


MEASUREMENTS = {"P5": Measurement("P5", "tree appends against pymerkle", appends)}
