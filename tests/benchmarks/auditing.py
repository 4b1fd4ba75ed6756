"""P6: what an auditor holds and checks with a million entries: one proof with its signature, and the whole."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from time import perf_counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent.events import ItemOpened
from consent.ledger.checkpoint import open_checkpoint, sign
from consent.ledger.entry import write
from consent.ledger.export import entry_line, header
from consent.ledger.merkle import Frontier, grown, node_hash, root_of
from consent.ledger.proofs import check_inclusion, inclusion_path
from consent.ledger.signed_note import Signer, Verifier
from consent.ledger.verify import verify_export
from tests.benchmarks.measure import REPETITIONS, Measurement, Row, interleaved, median, seconds

ENTRIES = 1_000_000
ROOMS = 10_000
PROOFS = 2_000
MOST_BYTES, MOST_MICROSECONDS, MOST_SECONDS = 640, 150.0, 10.0


@dataclass(frozen=True)
class Audited:
    """An export on disk, the key that it is checked with, its checkpoint, and every leaf hash."""

    path: Path
    verifier: Verifier
    note: str
    hashes: list[bytes]


def openings() -> Iterator[ItemOpened]:
    """Readings in ten thousand rooms, each by one of many people."""
    chance = Random(6)
    rooms = [f"{n:026x}" for n in range(ROOMS)]
    while True:
        number = chance.getrandbits(100)
        yield ItemOpened(
            room=chance.choice(rooms),
            who=f"{number:026x}",
            reader_unit="BUP",
            item=f"{number + 1:026x}",
            version=1,
            item_unit="SKOLA.EH",
            categories=frozenset({"franvaro"}),
            purpose="SIP-skolfranvaro",
            meeting=None,
            decision="ALLOW",
            reason="CONSENT",
            consents=frozenset({f"{number + 2:026x}"}),
        )


def exported(folder: Path, say: Callable[[str], None]) -> Audited:
    """The ledger's own code numbers, chains, hashes and signs; only the database is left out."""
    signer = Signer("bench.example/ledger", Ed25519PrivateKey.generate())
    at, chains, hashes = datetime(2026, 1, 1, tzinfo=UTC), dict[str, tuple[int, bytes]](), list[bytes]()
    path = folder / "ledger.export"
    with path.open("wb") as file:
        file.write(header(signer.name, ENTRIES))
        for index, event in zip(range(ENTRIES), openings(), strict=False):
            assert event.room is not None
            length, last = chains.get(event.room, (0, b""))
            when = at + timedelta(seconds=index)
            entry = write(event, index=index, at=when, room_index=length, room_prev=last or None)
            chains[event.room] = (length + 1, entry.hash)
            hashes.append(entry.hash)
            file.write(entry_line(index, entry.leaf))
        tree, _ = grown(Frontier(), hashes)
        note = sign(signer, tree.size, tree.root())
        file.write(note.encode())
    say(f"an export of {ENTRIES:,} entries, {path.stat().st_size / 2**20:.0f} MiB")
    return Audited(path, signer.verifier, note, hashes)


def longest_proof(held: Audited) -> tuple[int, list[bytes]]:
    """A proof of as many hashes as any has in this tree."""
    index = max(range(0, ENTRIES, 9_973), key=lambda n: len(inclusion_path(n, ENTRIES)))
    return index, [root_of(held.hashes[s.first : s.last]) for s in inclusion_path(index, ENTRIES)]


def proofs_checked(held: Audited, index: int, proof: list[bytes]) -> None:
    """The signature over the checkpoint and the path to its root, as one who trusts neither checks them."""
    for _ in range(PROOFS):
        checkpoint = open_checkpoint(held.note, held.verifier)
        check_inclusion(index, checkpoint.size, held.hashes[index], proof, checkpoint.root)


def only_hashed(proof: list[bytes]) -> None:
    """The same number of hashes and nothing else: the floor."""
    for _ in range(PROOFS):
        node = proof[0]
        for sibling in proof:
            node = node_hash(node, sibling)


def whole_checked(held: Audited) -> float:
    """The export from its first byte to its last; AssertionError if it were not found whole."""
    began = perf_counter()
    verdict = verify_export(held.path, held.verifier)
    taken = perf_counter() - began
    assert verdict.whole, str(verdict.findings[:3])
    assert verdict.size == ENTRIES
    return taken


def whole_read(held: Audited) -> float:
    """The same bytes read and hashed once, with no question asked: the floor."""
    began, sum_ = perf_counter(), sha256()
    with held.path.open("rb") as file:
        for line in file:
            sum_.update(line)
            sha256(line).digest()
    return perf_counter() - began


def audits(say: Callable[[str], None]) -> list[Row]:
    """The proof's size, its check with the signature, and the whole export."""
    with tempfile.TemporaryDirectory(prefix="samrum-bench-") as folder:
        held = exported(Path(folder), say)
        index, proof = longest_proof(held)
        checks = interleaved(
            {
                "checked": lambda: seconds(lambda: proofs_checked(held, index, proof)),
                "hashed": lambda: seconds(lambda: only_hashed(proof)),
            }
        )
        each = {name: median(taken) / PROOFS * 1e6 for name, taken in checks.items()}
        say(f"proofs: {each['checked']:.0f} µs")
        whole = interleaved(
            {"whole": lambda: whole_checked(held), "read": lambda: whole_read(held)}, REPETITIONS - 2
        )
    return [_size(sum(map(len, proof))), _proof(checks, each), _whole(whole)]


def _size(hashes: int) -> Row:
    what = f"hashes of the longest proof among {ENTRIES:,} entries"
    return Row(
        "P6", what, f"{hashes} B", "20 hashes of 32 B", f"at most {MOST_BYTES} B", hashes <= MOST_BYTES
    )


def _proof(checks: dict[str, list[float]], each: dict[str, float]) -> Row:
    return Row(
        "P6",
        "one proof checked, with the checkpoint's signature",
        f"{each['checked']:.0f} µs",
        f"its hashes alone {each['hashed']:.0f} µs",
        f"at most {MOST_MICROSECONDS:.0f} µs",
        each["checked"] <= MOST_MICROSECONDS,
        checks,
    )


def _whole(whole: dict[str, list[float]]) -> Row:
    took, read = median(whole["whole"]), median(whole["read"])
    return Row(
        "P6",
        f"the whole export of {ENTRIES:,} entries checked, by one process",
        f"{took:.1f} s",
        f"read and hashed, no question asked {read:.1f} s",
        f"at most {MOST_SECONDS:.0f} s",
        took <= MOST_SECONDS,
        whole,
    )


MEASUREMENTS = {"P6": Measurement("P6", "an auditor with a million entries", audits)}
