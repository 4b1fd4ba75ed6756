"""Every case of the files, asked of the real application; the same lines as the rules alone would give."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from hub.demo.scenarios_http import lines
from hub.demo.scenarios_http.names import Names
from hub.demo.scenarios_http.one import answered
from hub.demo.scenarios_http.people import Numbers
from hub.demo.scenarios_http.stage import Stage
from policies.answer import Answer
from policies.scenarios import Case, load
from policies.scenarios.run import Result


def run(paths: Sequence[str]) -> int:
    """Print a line for each case and the total; 0 only when all pass. Raises Misfit for a bad file."""
    cases, kept = load(paths), structlog.get_config()
    # What the application logs meanwhile goes beside the lines, not among them.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    try:
        return 1 if asyncio.run(_run(cases)) else 0
    finally:
        structlog.configure(**kept)


async def _run(cases: Sequence[Case]) -> int:
    failed = 0
    async with on_stage(cases) as (stage, numbers):
        for case in cases:
            passed, line = told(case, await answered(stage, case, numbers))
            failed += not passed
            print(line, flush=True)
    print(f"{len(cases) - failed} passed, {failed} failed")
    return failed


@asynccontextmanager
async def on_stage(cases: Sequence[Case]) -> AsyncIterator[tuple[Stage, Numbers]]:
    """The application for these cases and the people in them, on files that are gone afterwards.

    They lie in memory where there is such a place: what is thrown away need not survive a power cut.
    """
    memory = "/dev/shm"  # noqa: S108
    place = memory if "TMPDIR" not in os.environ and os.access(memory, os.W_OK) else None
    rooms = {Names().of(room) for case in cases for room in lines.rooms_of(case.facts)}
    with TemporaryDirectory(prefix="samrum-scenarios-", dir=place) as folder:
        numbers = Numbers(cases)
        stage = Stage(Path(folder), numbers.people)
        await stage.prepare(sorted(rooms))
        yield stage, numbers


def told(case: Case, found: Answer | str) -> tuple[bool, str]:
    """Whether it is the answer expected, and the line that says so."""
    if isinstance(found, Answer):
        result = Result(case, found)
        return result.passed, str(result)
    return False, f"{case.id} FAIL  expected {case.expect}, got {found}"
