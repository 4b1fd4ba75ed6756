"""An export is whole, or the verifier says where it is not: every kind of tampering, found and located."""

import random
import subprocess
import sys
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from consent.errors import Forged, Malformed
from consent.ledger import Ledger, Signer, checkpoint
from consent.ledger.export import entry_line
from consent.ledger.verify import verify_export
from tests.consent.ledger.exports import KEY, SIGNER, exported, filled, specimen, split, verified
from tests.consent.ledger.happenings import began, changed, opened


def test_the_verifier_needs_no_database():
    code = "import sys, consent.ledger.verify; print(sorted({'piccolo', 'asyncpg', 'aiosqlite'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


async def test_a_whole_ledger_is_whole_in_every_storage(ledger: Ledger, signer: Signer, tmp_path):
    await ledger.append([began(), changed()])
    await ledger.checkpoint()
    await ledger.append([opened(f"r{number % 3}") for number in range(1200)])
    path = tmp_path / "export"
    path.write_bytes(b"".join(await exported(ledger)))
    verdict = verify_export(path, str(signer.verifier), held=[note for _, note in await ledger.checkpoints()])
    assert verdict.findings == []
    assert (verdict.whole, verdict.size, verdict.checkpoints) == (True, 1202, 2)
    assert verdict.root == (await ledger.head()).root.hex()
    assert verdict.as_json()["whole"] is True


async def test_an_empty_ledger_is_whole(ledger: Ledger, signer: Signer):
    verdict = verify_export(await exported(ledger), signer.verifier)
    assert (verdict.findings, verdict.size, verdict.checkpoints) == ([], 0, 1)


def test_every_single_byte_counts():
    """Each byte of a whole export is changed, and each change is found on the line where it was made."""
    whole = b"".join(specimen())
    starts = [0]
    for line in specimen():
        starts.append(starts[-1] + len(line))
    chance = random.Random(1)
    for at in range(len(whole)):
        bad = whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        verdict = verify_export(split(bad), KEY)
        line = sum(start <= at for start in starts[1:]) + 1
        assert any(near(finding, line) for finding in verdict.findings), (at, line, verdict.findings[:3])


def near(finding, line: int) -> bool:
    """On that line; within a signed note, on the note's last line, which is where it is judged."""
    return finding.line == line or (finding.line - 5 < line <= finding.line and "checkpoint" in finding.what)


@given(st.data())
def test_random_changes_are_found(data: st.DataObject):
    whole = b"".join(specimen())
    at = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(["change", "insert", "delete"]))
    byte = bytes([data.draw(st.integers(0, 255))])
    bad = whole[:at] + (b"" if kind == "delete" else byte) + whole[at + (kind != "insert") :]
    assert (bad == whole) == verify_export(split(bad), KEY).whole


def entry_lines() -> list[int]:
    return [number for number, line in enumerate(specimen()) if line[:1].isdigit() and b" {" in line]


def delete(lines: list[bytes], at: int) -> None:
    del lines[at]


def duplicate(lines: list[bytes], at: int) -> None:
    lines.insert(at, lines[at])


def swap(lines: list[bytes], at: int) -> None:
    lines[at], lines[at + 1] = lines[at + 1], lines[at]


def insert(lines: list[bytes], at: int) -> None:
    lines.insert(at, b'3 {"kind":"ItemOpened"}\n')


def truncate(lines: list[bytes], at: int) -> None:
    del lines[at:]


@pytest.mark.parametrize("tamper", [delete, duplicate, swap, insert, truncate])
@pytest.mark.parametrize("at", range(len(specimen()) - 1))
def test_lines_moved_about(tamper: Callable[[list[bytes], int], None], at: int):
    lines = list(specimen())
    tamper(lines, at)
    verdict = verified(lines)
    if lines == list(specimen()):
        assert verdict.whole
    else:
        assert not verdict.whole
        assert min(finding.line for finding in verdict.findings) <= at + 6


def test_a_changed_entry_with_its_hash_made_right_is_found_twice_over():
    """Who rewrites a line with its hash is betrayed by the room's next entry and every later checkpoint."""
    lines = list(specimen())
    at = entry_lines()[0]
    leaf = lines[at].split(b" ", 2)[2].rstrip(b"\n").replace(b'"m1"', b'"m2"')
    lines[at] = entry_line(0, leaf)
    what = [finding.what for finding in verified(lines).findings]
    assert "room chain" in what
    assert what.count("tree") == 3


async def test_two_exports_spliced(signer: Signer):
    """The beginning of one ledger and the end of another, both by the same key."""
    one = await exported(await filled([began("r1"), changed()], [opened("r1")]))
    other = await exported(await filled([began("r1"), changed()], [opened("r1")]))
    assert verified(one).whole
    assert verified(other).whole
    for at in range(2, len(one) - 5):
        assert not verified(one[:at] + other[at:]).whole


async def test_a_rollback_is_found_by_whoever_holds_a_checkpoint():
    ledger = await filled([began(), changed()])
    old = await exported(ledger)
    await ledger.start()
    await ledger.append([opened()])
    await ledger.stop()
    held = await ledger.checkpoint()
    assert verified(old).whole
    verdict = verified(old, held=[held])
    assert [finding.what for finding in verdict.findings] == ["rolled back"]
    assert verified(await exported(ledger), held=[held]).whole


async def test_another_ledger_by_the_same_key_is_found_by_whoever_holds_a_checkpoint():
    mine, other = await filled([began(), changed()]), await filled([began(), changed()], [changed()])
    verdict = verified(await exported(other), held=[await mine.checkpoint()])
    assert [finding.what for finding in verdict.findings] == ["the held checkpoint's tree"]


async def test_another_key_is_found(signer: Signer):
    verdict = verify_export(list(specimen()), signer.verifier)
    assert not verdict.whole


@pytest.mark.parametrize("key", ["", "samrum.example/ledger", KEY[:-1], KEY.replace("AQ", "AR", 1) + "="])
def test_what_is_no_key_is_refused(key: str):
    with pytest.raises(Malformed):
        verify_export([], key)


def test_a_held_checkpoint_that_is_forged_is_refused(signer: Signer):
    stranger = Signer(SIGNER.name, Ed25519PrivateKey.generate())
    with pytest.raises(Forged):
        verify_export([], KEY, held=[checkpoint.sign(stranger, 0, bytes(32))])


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\xff" * 5000, b"samrum-ledger-export/1 samrum.example/ledger 0\n", b"{" * 99_999]
)
def test_what_is_no_export_is_not_whole(data: bytes, tmp_path):
    path = tmp_path / "export"
    path.write_bytes(data)
    assert not verify_export(path, KEY).whole
