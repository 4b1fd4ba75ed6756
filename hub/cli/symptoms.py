"""What the doctor looks at, one check each: whether it is well, and the figures or the advice."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from consent.database import pending
from consent.keys.destroy import unfinished
from consent.ledger import checkpoint
from consent.ledger.export import export_lines
from consent.ledger.log import Ledger
from consent.ledger.mending import head_is_there
from consent.ledger.verify import verify_export
from hub.cli.patient import Patient
from hub.pages.pdf import why_not
from hub.people.tables import ChildRow
from hub.tables import APPS, KEY_APPS

CLOCK_APART = timedelta(seconds=2)
"""How far this machine and the database may differ: a decision older than a second is made again."""

REGISTER_COUNTS = timedelta(hours=24)
"""For how long a check of the population register counts."""


class Symptom(NamedTuple):
    """Whether it is well, and in a few words what was seen or what to do."""

    well: bool
    words: str


async def durability(patient: Patient) -> Symptom:
    """Both databases were opened, which they refuse unless a commit is on disk."""
    kinds = f"{patient.engine.engine_type} and {patient.key_engine.engine_type}"
    return Symptom(True, f"{kinds}, every commit on disk")


async def migrations(patient: Patient) -> Symptom:
    """Whether both schemas are up to date."""
    missing = [*await pending(patient.engine, APPS), *await pending(patient.key_engine, KEY_APPS)]
    return Symptom(not missing, f"{len(missing)} missing; run samrum migrate" if missing else "up to date")


async def head(patient: Patient) -> Symptom:
    """Whether the ledger's head is there, without which nothing is read or appended."""
    there = await head_is_there(patient.engine)
    advice = "gone; start the hub, which computes it again or says what is lost"
    return Symptom(there, "in its place" if there else advice)


async def clock(patient: Patient) -> Symptom:
    """Whether this machine's clock and the database's agree."""
    apart = abs((await patient.ledger.moment(())).at - datetime.now(UTC))
    words = f"{apart.total_seconds():.3f} s from the database's"
    return Symptom(apart <= CLOCK_APART, words if apart <= CLOCK_APART else f"{words}; set the clocks by NTP")


async def ledger(patient: Patient) -> Symptom:
    """The whole ledger, verified again from its first entry, and against every checkpoint handed out."""
    with TemporaryDirectory(prefix="samrum-doctor-") as folder:
        file = Path(folder, "export")
        with await asyncio.to_thread(file.open, "wb") as writing:
            async for line in export_lines(_Unsigned(patient)):
                writing.write(line)
        verdict = verify_export(file, patient.signer.verifier)
    if verdict.whole:
        return Symptom(True, f"{verdict.size} entries, {verdict.checkpoints - 1} checkpoints before the head")
    return Symptom(False, f"{len(verdict.findings) + verdict.more} findings, first: {verdict.findings[0]}")


async def keys(patient: Patient) -> Symptom:
    """Whether every key that was to be destroyed is gone."""
    left = await unfinished(patient.ledger, patient.keys)
    advice = f"{len(left)} destructions are not finished; start the hub, which finishes them"
    return Symptom(not left, advice if left else "no destruction is unfinished")


async def register(patient: Patient) -> Symptom:
    """Whether guardians can decide: a check of the register counts for 24 hours."""
    oldest = (await patient.ledger.moment(())).at - REGISTER_COUNTS
    rows = await ChildRow.select(ChildRow.register_checked).run()
    stale = sum(row["register_checked"] is None or row["register_checked"] < oldest for row in rows)
    if stale:
        return Symptom(False, f"{stale} of {len(rows)} children were checked more than 24 hours ago")
    return Symptom(True, f"{len(rows)} children, all checked within 24 hours")


class _Unsigned:
    """The ledger for an export that nobody gets: the head is signed in passing, and not kept as handed out."""

    def __init__(self, patient: Patient) -> None:
        self._ledger: Ledger = patient.ledger
        self._signer = patient.signer

    async def checkpoint(self) -> str:
        """The committed head as a signed note."""
        head = await self._ledger.head()
        return checkpoint.sign(self._signer, head.size, head.root)

    async def checkpoints(self, first: int = 0, last: int = 1 << 62) -> Sequence[tuple[int, str]]:
        """What has been handed out."""
        return await self._ledger.checkpoints(first, last)

    async def leaves(self, first: int, last: int) -> Sequence[bytes]:
        """The exact bytes of those entries."""
        return await self._ledger.leaves(first, last)


async def paper(_patient: Patient) -> Symptom:
    """Whether PDFs can be made here; where not the pages offer none, and all else works: that is no fault."""
    why = why_not()
    advice = f"no PDFs can be made: {why}; apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    return Symptom(True, advice if why else "PDFs can be made")


CHECKS: tuple[tuple[str, Callable[[Patient], Awaitable[Symptom]]], ...] = (
    ("durability", durability),
    ("migrations", migrations),
    ("head", head),
    ("clock", clock),
    ("ledger", ledger),
    ("keys", keys),
    ("register", register),
    ("paper", paper),
)
SCHEMA = frozenset({"durability", "migrations", "head"})
"""When one of these is at fault, what comes after it can't be looked at."""
