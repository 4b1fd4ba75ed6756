"""Forked children, a few at a time: each tries one mutant and ends. What it leaves behind ends with it."""

import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MEMORY = 6 * 2**30
SHORTEST = 10.0
QUICK = Path("/dev/shm")


@dataclass(frozen=True)
class Ended:
    """How a child ended: what it said, and whether its time ran out or it fell over."""

    said: str
    out_of_time: bool
    fell: bool


Say = Callable[[str], object]
Job = Callable[[Say], None]
"""What a child does; it is given the way to say something to its parent."""


def run(jobs: Iterable[tuple[str, Job]], most: int) -> Iterator[tuple[str, Ended]]:
    """Do every job in a child of its own, at most so many at once; each name with how it ended."""
    waiting, running = iter(jobs), dict[int, tuple[str, int, str]]()
    while True:
        while len(running) < most and (following := next(waiting, None)) is not None:
            name, job = following
            pid, out, folder = _fork(job)
            running[pid] = (name, out, folder)
        if not running:
            return
        pid, status = os.wait()
        if pid not in running:
            continue
        name, out, folder = running.pop(pid)
        with os.fdopen(out) as said:
            words = said.read()
        shutil.rmtree(folder, ignore_errors=True)
        gone = os.WIFSIGNALED(status)
        late = gone and os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGPROF, signal.SIGKILL)
        yield name, Ended(words, late, (gone and not late) or (not gone and os.WEXITSTATUS(status) != 0))


def limit(seconds: float) -> None:
    """This child is ended if it works longer from now on, or waits longer: on a crowded machine it may wait more.

    What a child is not given time for is no hanging, and must not be taken for a mutant that was noticed.
    """
    crowded = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * crowded)


def _fork(job: Job) -> tuple[int, int, str]:
    inlet, outlet = os.pipe()
    folder = tempfile.mkdtemp(dir=QUICK if QUICK.is_dir() else None, prefix="samrum-mutant-")
    pid = os.fork()
    if pid:
        os.close(outlet)
        return pid, inlet, folder
    status = 1
    try:
        _settle(folder)
        job(lambda words: os.write(outlet, words.encode()))
        status = 0
    finally:
        os._exit(status)


def _settle(folder: str) -> None:
    """A child has its own place for files, says nothing on the screen, and can't eat the machine."""
    os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = tempfile.tempdir = folder
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
