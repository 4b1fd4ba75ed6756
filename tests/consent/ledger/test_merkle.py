"""The tree against a published reference tree, and against the definition in RFC 9162 written out plainly."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.errors import Forged
from consent.ledger.merkle import EMPTY_ROOT, Frontier, grown, leaf_hash, node_hash, root_of
from consent.ledger.proofs import (
    check_consistency,
    check_inclusion,
    consistency_path,
    inclusion_path,
)

TREE = json.loads((Path(__file__).parents[2] / "vectors/rfc6962/reference_tree.json").read_text())
LEAVES = [leaf_hash(bytes.fromhex(leaf)) for leaf in TREE["leaf_inputs_hex"]]
ROOTS = [bytes.fromhex(root) for root in TREE["root_by_size_hex"]]


def plain_root(leaves: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def some_leaves(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


def proof(path, leaves: list[bytes]) -> list[bytes]:
    return [plain_root(leaves[span.first : span.last]) for span in path]


def test_reference_hashes():
    for case in TREE["hasher"]:
        if "leaf_hex" in case:
            assert leaf_hash(bytes.fromhex(case["leaf_hex"])).hex() == case["want"]
        elif "children_hex" in case:
            left, right = map(bytes.fromhex, case["children_hex"])
            assert node_hash(left, right).hex() == case["want"]
        else:
            assert EMPTY_ROOT.hex() == case["want"]


@pytest.mark.parametrize("size", range(9))
def test_reference_roots(size: int):
    assert root_of(LEAVES[:size]) == ROOTS[size]


@pytest.mark.parametrize("case", TREE["inclusion"], ids=lambda c: f"{c['index']}-{c['size']}")
def test_reference_inclusion(case):
    given_proof = [bytes.fromhex(node) for node in case["proof"]]
    index, size = case["index"], case["size"]
    assert proof(inclusion_path(index, size), LEAVES) == given_proof
    check_inclusion(index, size, LEAVES[index], given_proof, ROOTS[size])


@pytest.mark.parametrize("case", TREE["consistency"], ids=lambda c: f"{c['size1']}-{c['size2']}")
def test_reference_consistency(case):
    given_proof = [bytes.fromhex(node) for node in case["proof"]]
    old, new = case["size1"], case["size2"]
    assert proof(consistency_path(old, new), LEAVES) == given_proof
    check_consistency(old, new, given_proof, ROOTS[old], ROOTS[new])


@given(st.integers(0, 700), st.integers(0, 700))
def test_growing_in_two_steps_is_growing_at_once(first: int, second: int):
    leaves = some_leaves(first + second)
    half, before = grown(Frontier(), leaves[:first])
    whole, after = grown(half, leaves[first:])
    assert whole.root() == plain_root(leaves)
    tiles = {(tile.level, tile.position): tile.hash for tile in before + after}
    assert set(tiles) == {(1, position) for position in range((first + second) // 256)}
    for (_, position), hash_ in tiles.items():
        assert hash_ == plain_root(leaves[position * 256 : position * 256 + 256])


@given(st.data())
def test_every_proof_holds_and_no_other(data: st.DataObject):
    new = data.draw(st.integers(1, 130))
    index, old = data.draw(st.integers(0, new - 1)), data.draw(st.integers(0, new))
    leaves = some_leaves(new)
    root, old_root = plain_root(leaves), plain_root(leaves[:old])
    inclusion = proof(inclusion_path(index, new), leaves)
    consistency = proof(consistency_path(old, new), leaves)
    check_inclusion(index, new, leaves[index], inclusion, root)
    check_consistency(old, new, consistency, old_root, root)
    for wrong in wrongs(inclusion):
        with pytest.raises(Forged):
            check_inclusion(index, new, leaves[index], wrong, root)
    for wrong in wrongs(consistency):
        with pytest.raises(Forged):
            check_consistency(old, new, wrong, old_root, root)
    with pytest.raises(Forged):
        check_inclusion(index, new, bytes(32), inclusion, root)
    if old:
        with pytest.raises(Forged):
            check_consistency(old, new, consistency, bytes(32), root)
        with pytest.raises(Forged):
            check_consistency(old, new, consistency, old_root, bytes(32))


def wrongs(nodes: list[bytes]) -> list[list[bytes]]:
    changed = [[*nodes[:at], bytes(32), *nodes[at + 1 :]] for at in range(len(nodes))]
    return [*changed, [*nodes, bytes(32)], *([nodes[:-1]] if nodes else [])]


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_such_leaf(index: int, size: int):
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_path(index, size)
    with pytest.raises(Forged):
        check_inclusion(index, size, bytes(32), [], bytes(32))


def test_an_empty_beginning_has_the_empty_root():
    check_consistency(0, 3, [], EMPTY_ROOT, plain_root(some_leaves(3)))
    with pytest.raises(Forged):
        check_consistency(0, 3, [], bytes(32), plain_root(some_leaves(3)))
