"""What the check of an export says of each kind of fault: the line, the entry, what was expected, what stood there."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from consent.ledger import Ledger, MemoryStorage
from consent.ledger.export import entry_line
from consent.ledger.merkle import leaf_hash, root_of
from tests.consent.ledger.exports import SIGNER, exported, filled, specimen, verified
from tests.consent.ledger.happenings import began, changed, ended, narrowed, opened

Lines = list[bytes]
LINES = specimen()
HASHES = [line.split(b" ")[1].decode() for line in LINES if line[:1].isdigit() and b" {" in line]
"""Of the 13 entries; the checkpoints over 5, 10 and 13 end on the lines 11, 21 and 29."""


def said(lines: Lines, **held: list[str]) -> list[tuple[object, ...]]:
    return [(f.line, f.index, f.what, f.expected, f.got) for f in verified(lines, **held).findings]


def replaced(line: int, words: bytes) -> Lines:
    return [*LINES[: line - 1], words, *LINES[line:]]


def leaf_of(line: int) -> bytes:
    return LINES[line - 1].split(b" ", 2)[2].rstrip(b"\n")


def root(hashes: list[str]) -> str:
    return root_of(bytes.fromhex(one) for one in hashes).hex()


def of_tree(line: int, size: int, there: list[str]) -> tuple[object, ...]:
    expected = f"{size} entries with root {root(HASHES[:size])}"
    return (line, None, "tree", expected, f"{len(there)} entries with root {root(there)}")


NO_ENTRY = "neither an entry (`<index> <64 hex digits> <canonical JSON>`) nor a checkpoint"
NO_END = "a checkpoint over everything as the last lines"
FORMAT = "the first line is not `samrum-ledger-export/1 <origin> <size>`"
FAULTS: dict[str, tuple[Lines, list[tuple[object, ...]]]] = {
    "another first line": (replaced(1, b"x\n"), [(1, None, "header", FORMAT, r"b'x\n'")]),
    "another origin": (
        replaced(1, b"samrum-ledger-export/1 other.example/ledger 13\n"),
        [(1, None, "header", "origin samrum.example/ledger", "other.example/ledger")],
    ),
    "another size": (
        replaced(1, b"samrum-ledger-export/1 samrum.example/ledger 12\n"),
        [(1, None, "size", "13 entries, as there are", "12")],
    ),
    "another number": (
        replaced(3, b"7" + LINES[2][1:]),
        [(3, 1, "index", "1", "7"), (4, 8, "index", "8", "2")],
    ),
    "another hash": (
        replaced(3, LINES[2].replace(HASHES[1].encode(), b"0" * 64)),
        [(3, 1, "leaf hash", "0" * 64, HASHES[1])],
    ),
    "no entry": (
        replaced(24, b"z" * 200 + b"\n"),
        [
            (24, 12, "line", NO_ENTRY, f"b'{'z' * 120}'"),
            of_tree(29, 13, HASHES[:12]),
            (29, None, "end", NO_END, "none"),
            (1, None, "size", "12 entries, as there are", "13"),
        ],
    ),
    "no checkpoint": (list(LINES[:-5]), [(24, None, "end", NO_END, "none")]),
    "a second checkpoint": (
        [*LINES, *LINES[-5:]],
        [(34, None, "checkpoint", "one for each size", "another for 13")],
    ),
    "a checkpoint cut off": (
        list(LINES[:-1]),
        [
            (28, None, "checkpoint (lines 25 to 28)", "a note signed by the key",
             "a signed note has a blank line before its signatures and ends with a newline"),
            (28, None, "end", NO_END, "none"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault(name: str) -> None:
    lines, findings = FAULTS[name]
    assert said(lines) == findings


def test_an_entry_that_is_none() -> None:
    """Its hash is right, so that the tree is another; what it says can't be read."""
    lines = replaced(24, entry_line(12, b'{"a":1}'))
    digest = leaf_hash(b'{"a":1}').hex()
    first, second = said(lines)
    assert first[:4] == (24, 12, "entry", "an entry in canonical JSON")
    assert str(first[4]).startswith("not an entry: ")
    assert second == of_tree(29, 13, [*HASHES[:12], digest])


def test_an_entry_that_names_no_other() -> None:
    """Whoever opens under a consent names it; an opening that does not is no entry of this ledger."""
    leaf = leaf_of(23)
    assert b'"consents":["c2"],' in leaf
    first = said(replaced(23, entry_line(11, leaf.replace(b'"consents":["c2"],', b""))))[0]
    assert first == (23, 11, "entry", "an entry in canonical JSON", "'consents'")


def test_a_room_whose_chain_is_broken() -> None:
    lines = replaced(22, entry_line(10, leaf_of(22).replace(b'"room":"r1"', b'"room":"r9"')))
    found = said(lines)[0]
    assert found[:3] == (22, 10, "room chain")
    assert found[3] == "0 after None"
    assert found[4] == f"4 after {HASHES[8]}"


def made(at: Callable[[int], datetime], *batches: list[object]) -> Lines:
    """An export of batches appended at those times, whatever they are."""

    async def make() -> Lines:
        times = iter(range(100))
        ledger = Ledger(MemoryStorage(), SIGNER, clock=lambda: at(next(times)))
        await ledger.start()
        for batch in batches:
            await ledger.append(batch)  # type: ignore[arg-type]
        await ledger.stop()
        return await exported(ledger)

    return asyncio.run(make())


def test_time_that_goes_back() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    lines = made(lambda n: noon + timedelta(seconds=n), [changed()], [began()])
    second = lines[2].split(b" ", 2)[2].rstrip(b"\n")
    at = second.partition(b'"at":"')[2][:27].decode()
    first = lines[1].partition(b'"at":"')[2][:27].decode()
    lines[2] = entry_line(1, second.replace(at.encode(), b"2026-11-23T11:59:59.999999Z"))
    assert said(lines)[0] == (3, 1, "time", f"not before {first}", "2026-11-23T11:59:59.999999Z")


async def test_an_opening_after_the_end_and_after_a_narrowing() -> None:
    events = [ended("c1"), narrowed("c2", units=("BUP",), categories=("maende",)), opened("r1", "c1", "c2")]
    ledger = await filled(events)
    expected = "no opening after the end or narrowing of its consent"
    assert said(await exported(ledger)) == [
        (4, 2, "order", expected, "opened under consent c1, which entry 0 ended"),
        (4, 2, "order", expected, "opened under consent c2, from which entry 1 took BUP"),
        (4, 2, "order", expected, "opened under consent c2, from which entry 1 took maende"),
    ]


async def test_what_ended_twice_ended_the_first_time() -> None:
    events = [ended("c1"), ended("c1"), narrowed("c2", units=("BUP",)), narrowed("c2", units=("BUP",))]
    ledger = await filled([*events, opened("r1", "c1", "c2")])
    assert [f[4] for f in said(await exported(ledger))] == [
        "opened under consent c1, which entry 0 ended",
        "opened under consent c2, from which entry 2 took BUP",
    ]


async def test_held_checkpoints() -> None:
    ledger = await filled([began(), changed()], [opened()])
    held, lines = await ledger.checkpoint(), await exported(ledger)
    assert said(lines, held=[held]) == []
    other = await exported(await filled([began(), changed()], [opened()]))
    there = [line.split(b" ")[1].decode() for line in other if b" {" in line]
    mine = [line.split(b" ")[1].decode() for line in lines if b" {" in line]
    assert said(other, held=[held]) == [
        (9, 2, "the held checkpoint's tree", f"root {root(mine)}", root(there))
    ]
    short = await exported(await filled([began()]))
    assert said(short, held=[held])[-1] == (7, None, "rolled back", "the 3 entries of a held checkpoint", "1")
