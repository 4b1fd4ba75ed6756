"""What the check of an export counts, and what it says where there is next to nothing."""

from consent.ledger import checkpoint
from consent.ledger.export import entry_line, header
from consent.ledger.merkle import EMPTY_ROOT
from consent.ledger.verdict import MOST_FINDINGS, Finding, Verdict
from tests.consent.ledger.exports import SIGNER, exported, filled, specimen, split, verified
from tests.consent.ledger.happenings import began
from tests.consent.ledger.test_findings import (
    FORMAT,
    HASHES,
    LINES,
    NO_END,
    NO_ENTRY,
    of_tree,
    replaced,
    root,
    said,
)

ZERO = bytes(32)


def note(size: int, of: bytes) -> list[bytes]:
    return split(checkpoint.sign(SIGNER, size, of).encode())


async def test_one_entry_is_whole() -> None:
    assert said(await exported(await filled([began()]))) == []


def test_nothing_at_all() -> None:
    assert said([]) == [(1, None, "header", FORMAT, "b''"), (1, None, "end", NO_END, "none")]


def test_the_root_is_over_what_was_read_also_without_a_checkpoint() -> None:
    verdict = verified(list(LINES[:-5]))
    assert (verdict.size, verdict.root) == (13, root(HASHES))


def test_an_entry_whose_body_is_of_another_kind() -> None:
    leaf = LINES[5].split(b" ", 2)[2].rstrip(b"\n")
    assert leaf.count(b'"consent":"c1"') == 1
    found = said(replaced(6, entry_line(4, leaf.replace(b'"consent":"c1"', b'"consent":["c1"]'))))
    assert found[0] == (6, 4, "entry", "an entry in canonical JSON", "unhashable type: 'list'")


def test_a_checkpoint_over_more_than_there_is() -> None:
    got = f"0 entries with root {EMPTY_ROOT.hex()}"
    assert said([header(SIGNER.name, 0), *note(1, ZERO)]) == [
        (6, None, "tree", f"1 entries with root {ZERO.hex()}", got),
        (6, None, "end", NO_END, "none"),
    ]


def test_a_checkpoint_over_nothing_after_an_entry() -> None:
    got = f"1 entries with root {HASHES[0]}"
    found = said([header(SIGNER.name, 1), LINES[1], *note(0, EMPTY_ROOT)])
    assert found == [
        (7, None, "tree", f"0 entries with root {EMPTY_ROOT.hex()}", got),
        (7, None, "end", NO_END, "none"),
    ]


async def test_a_checkpoint_over_nothing_is_exported_too() -> None:
    ledger = await filled()
    await ledger.checkpoint()
    await ledger.start()
    await ledger.append([began()])
    await ledger.stop()
    verdict = verified(await exported(ledger))
    assert (verdict.findings, verdict.checkpoints) == ([], 2)


def test_a_held_checkpoint_over_nothing_is_compared_too() -> None:
    found = said(list(specimen()), held=[checkpoint.sign(SIGNER, 0, ZERO)])
    assert found == [(1, -1, "the held checkpoint's tree", f"root {ZERO.hex()}", EMPTY_ROOT.hex())]


def test_a_line_that_is_no_entry_after_the_end() -> None:
    assert said([*LINES, b"zz\n"]) == [
        (30, 13, "line", NO_ENTRY, r"b'zz\n'"),
        (30, None, "end", NO_END, "none"),
    ]


def test_a_checkpoint_that_comes_again_after_more() -> None:
    """It is of another tree than what stands there by then, and no second one for one size."""
    lines = [*LINES[:12], *LINES[6:11], *LINES[12:]]
    assert [f[2] for f in said(lines)] == ["tree"]


def test_after_a_line_that_is_no_entry_it_goes_on_from_the_next() -> None:
    there = [*HASHES[:2], *HASHES[3:]]
    found = said(replaced(4, b"zz\n"))
    assert found[0] == (4, 2, "line", NO_ENTRY, r"b'zz\n'")
    assert [f[2] for f in found].count("index") == 0
    assert found[-1] == (1, None, "size", "12 entries, as there are", "13")
    assert of_tree(29, 13, there) in found


def test_of_many_findings_a_thousand_are_kept_and_the_rest_counted() -> None:
    verdict = Verdict("origin")
    assert verdict.whole
    assert (verdict.size, verdict.root, verdict.checkpoints, verdict.more) == (0, "", 0, 0)
    finding = Finding(1, None, "what", "this", "that")
    for _ in range(MOST_FINDINGS + 3):
        verdict.add(finding)
    assert (MOST_FINDINGS, len(verdict.findings), verdict.more, verdict.whole) == (1000, 1000, 3, False)
    assert verdict.as_json()["more"] == 3
    assert str(finding) == "line 1: what; expected this, got that"
    assert str(Finding(2, 7, "what", "this", "that")) == "line 2, entry 7: what; expected this, got that"


def test_what_was_counted() -> None:
    verdict = verified(LINES)
    assert (verdict.origin, verdict.size, verdict.root) == ("samrum.example/ledger", 13, root(HASHES))
    assert (verdict.checkpoints, verdict.more, verdict.whole) == (3, 0, True)
