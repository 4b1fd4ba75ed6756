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
GOAL = 5.0


def ours() -> bytes:
    """One leaf at a time, as the ledger's smallest batch; the root at the end."""
    tree = Frontier()
    for leaf in LEAVES:
        tree, _ = grown(tree, (leaf_hash(leaf),))
    return tree.root()


def theirs() -> bytes:
    """The same with pymerkle, which prefixes leaves and nodes as RFC 6962 does."""
    tree = InmemoryTree(algorithm="sha256")
    for leaf in LEAVES:
        tree.append_entry(leaf)
    return bytes(tree.get_state())


def appends(say: Callable[[str], None]) -> list[Row]:
    """Both trees over the same leaves, to the same root."""
    if ours() != theirs():
        raise AssertionError("the two trees have different roots")
    say(f"{len(LEAVES):,} leaves, the same root in both")
    found = interleaved({"ours": lambda: seconds(ours), "pymerkle": lambda: seconds(theirs)})
    times = ratio(found, "pymerkle", "ours")
    rates = {name: len(LEAVES) / median(taken) for name, taken in found.items()}
    return [
        Row(
            "P5",
            "tree appends a second, one at a time",
            f"{rates['ours']:,.0f}/s",
            f"pymerkle {rates['pymerkle']:,.0f}/s: {times:.1f} times",
            f"at least {GOAL:.0f} times",
            times >= GOAL,
            found,
        )
    ]


MEASUREMENTS = {"P5": Measurement("P5", "tree appends against pymerkle", appends)}
