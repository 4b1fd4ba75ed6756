"""R5: tampering with an export and with the database's tables; each kind is found, and where it was done is said.

Every tenth ledger is left as it is, and must be found whole: a check that always complains locates nothing.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from consent.ledger.checking import Check
from consent.ledger.verdict import Finding, Verdict
from consent.ledger.verify import verify_export
from hub.demo import postgres
from tests.faults.tampering_all import ANYWHERE, ONLY_EXPORTS
from tests.faults.tampering_kinds import Sign, Tampered
from tests.faults.tampering_media import Exported, Medium, medium
from tests.prove.harness import Harness, Outcome, Progress
from tests.support.databases import PostgresServer

IN_ONE = 100
"""Tamperings with one ledger; then there is a new one."""
CONTROL_EACH = 10
ENOUGH = 20

BLIND = {
    "the tree is not compared with its checkpoints": "tree",
    "any signature will do": "checkpoint (lines",
    "nobody follows the chain of a room": "room chain",
    "an opening may come after the end": "order",
    "nobody compares a held checkpoint": "the held checkpoint's tree",
    "nobody sees that entries are missing at the end": "rolled back",
    "any way to write it will do": "entry",
    "time may go backwards": "time",
    "a stated leaf hash is believed": "leaf hash",
    "numbers are not looked at": "index",
}
"""What a verifier overlooks when the fault is planted."""
SUSPICIOUS = "a whole ledger is suspected"
QUICK = (
    "the tree is not compared with its checkpoints",
    "any signature will do",
    "nobody follows the chain of a room",
    "nobody sees that entries are missing at the end",
    "a stated leaf hash is believed",
    SUSPICIOUS,
)
"""Found often enough to end a run within seconds; the others take the whole count."""


@contextmanager
def planted(fault: str | None) -> Iterator[None]:
    """A verifier that overlooks one kind of finding, or that sees one everywhere."""
    found = Check.found

    def blind(check: Check, what: str, expected: object, got: object, index: int | None = None) -> None:
        if not what.startswith(BLIND[fault or ""]):
            found(check, what, expected, got, index)

    def suspicious(check: Check, size: int | None) -> None:
        check.verdict.add(Finding(1, None, "header", "another", "this"))

    if fault is None:
        yield
    elif fault == SUSPICIOUS:
        with patch.object(Check, "_end", suspicious):
            yield
    else:
        with patch.object(Check, "found", blind):
            yield


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    """Half of them in exports, a quarter in each kind of database."""
    with planted(fault), tempfile.TemporaryDirectory(prefix="samrum-tampering-") as folder:
        running = postgres.start()
        try:
            trial = Trial(count, Random(seed), progress)
            server = PostgresServer(running.url)
            while trial.goes_on():
                for _ in range(2):
                    asyncio.run(trial.ledger(None))
                if trial.goes_on():
                    asyncio.run(trial.ledger(f"sqlite:///{Path(folder) / f'{trial.tried}.sqlite'}"))
                if trial.goes_on():
                    url = server.create()
                    asyncio.run(trial.ledger(url))
                    server.drop(url)
        finally:
            running.stop()
    kinds = len(trial.kinds)
    return Outcome(trial.tried, tuple(trial.failures), {"kinds": kinds, **trial.counted})


class Trial:
    """Counts what was tried, and what was not found where it was done."""

    def __init__(self, count: int, chance: Random, progress: Progress) -> None:
        self.count, self.chance, self.progress = count, chance, progress
        self.tried, self.failures = 0, list[str]()
        self.kinds, self.counted = Counter[str](), Counter[str]()

    def goes_on(self) -> bool:
        """Whether there is more to try."""
        return self.tried < self.count and len(self.failures) < ENOUGH

    async def ledger(self, url: str | None) -> None:
        """One ledger, tampered with again and again, each time from what it was."""
        async with medium(url, self.chance) as held:
            for number in range(IN_ONE):
                if not self.goes_on():
                    return
                if number % CONTROL_EACH == 0:
                    await self._control(held)
                await self._tampering(held)
                self.progress(self.tried)

    async def _control(self, held: Medium) -> None:
        lines = await held.export(held.copy)
        notes = list(held.copy.notes.values())
        verdict = verify_export(lines, held.copy.signer.verifier, held=notes)
        self.counted["untouched"] += 1
        if not verdict.whole:
            self.failures.append(f"an untouched ledger is not whole: {verdict.findings[0]}")

    async def _tampering(self, held: Medium) -> None:
        inside = isinstance(held, Exported)
        kind = self.chance.choice((*ANYWHERE, *ONLY_EXPORTS) if inside else ANYWHERE)
        tampered = kind(self.chance, held.copy)
        lines = await held.export(tampered.copy)
        notes = [tampered.held] if tampered.held else []
        verdict = verify_export(lines, held.copy.signer.verifier, held=notes)
        self.tried += 1
        self.kinds[kind.__name__] += 1
        self.counted["in exports" if inside else "in databases"] += 1
        missing = [sign for sign in _readable(tampered, held) if not _given(sign, verdict)]
        if missing or verdict.whole:
            said = "; ".join(map(str, verdict.findings[:3])) or "nothing"
            self.failures.append(f"{kind.__name__} in {type(held).__name__}: no {missing} in: {said}")


def _readable(tampered: Tampered, held: Medium) -> list[Sign]:
    """The signs that an export can hold: of tables it holds as many entries as the head says."""
    end = held.readable if tampered.copy.stale else None
    return [sign for sign in tampered.signs if end is None or sign[1] is None or sign[1] < end]


def _given(sign: Sign, verdict: Verdict) -> bool:
    what, index, expected = sign
    return any(
        finding.what.startswith(what)
        and index in (None, finding.index)
        and f" {expected}" in f" {finding.expected}"
        for finding in verdict.findings
    )


HARNESS = Harness(
    id="R5",
    what=f"tampering of {len(ANYWHERE) + len(ONLY_EXPORTS)} kinds, found and located",
    unit="tamperings",
    full=10_000,
    short=500,
    faults=(*BLIND, SUSPICIOUS),
    run=run,
    slow=tuple(fault for fault in BLIND if fault not in QUICK),
)
