"""How many times the disk was made to keep what was written, counted by strace, against what was answered.

A kill can't show a missing fsync: what the kernel holds outlives the process. So it is counted.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.kills_lives import Nursery

DONE = re.compile(r"^(?:\d+ +)?(\d+\.\d+) .*(?:fsync|fdatasync).*\) += 0 <")
APPENDS = ("read", "refused", "withdraw", "read", "publish")
ATTACHING = 5.0
SYNCED = {"sqlite": "2", "postgresql": "on"}


@dataclass
class Watched:
    """Starts strace on a life that says it is counting, or on the server that it writes to."""

    nursery: Nursery
    out: Path
    processes: Callable[[int], Sequence[int]]
    strace: subprocess.Popen[str] | None = None
    synced: str = ""
    sees: bool = False
    attached: threading.Event = field(default_factory=threading.Event)

    def __call__(self, line: dict[str, Any], _process: int) -> None:
        if "counting" not in line:
            return
        self.synced = line["synced"]
        if shutil.which("strace"):
            self._attach(self.processes(line["counting"]))
        self.nursery.go()

    def _attach(self, processes: Sequence[int]) -> None:
        command = ["strace", "-f", "-ttt", "-T", "-e", "trace=fsync,fdatasync", "-o", str(self.out)]
        command += [part for one in processes for part in ("-p", str(one))]
        self.strace = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.listening = threading.Thread(target=self._listen, args=[len(processes)], daemon=True)
        self.listening.start()
        self.attached.wait(ATTACHING)

    def _listen(self, expected: int) -> None:
        assert self.strace is not None
        assert self.strace.stderr is not None
        for line in self.strace.stderr:
            expected -= "attached" in line
            self.sees = self.sees or expected <= 0
            if self.sees:
                self.attached.set()
        self.attached.set()

    def stop(self) -> list[float]:
        """The moments at which something was kept for certain."""
        if self.strace is None:
            return []
        self.strace.send_signal(signal.SIGINT)
        self.strace.wait(10)
        self.listening.join()
        assert self.strace.stderr is not None
        self.strace.stderr.close()
        return [float(m[1]) for line in self.out.read_text().splitlines() if (m := DONE.match(line))]


@dataclass
class Counted:
    """What came of it: how many batches, how many syncs, and which batches had none."""

    batches: int
    syncs: int
    seen: bool
    wrong: list[str]


def count(
    nursery: Nursery, job: dict[str, Any], *, kind: str, server: Callable[[], Sequence[int]], rounds: int
) -> Counted:
    """One life of appends that wait for each other, with every sync of it, or of its server, seen."""
    processes = (lambda life: [life]) if kind == "sqlite" else (lambda _life: server())
    watched = Watched(nursery, Path(job["folder"]) / "synced", processes)
    life = nursery.live({**job, "do": "live", "counted": True, "acts": APPENDS * rounds}, heard=watched)
    kept = watched.stop()
    wrong = [f"{kind}: {line}" for line in life.all("broken")]
    if watched.synced != SYNCED[kind]:
        wrong.append(f"{kind}: the connection that appends is at synchronous = {watched.synced}")
    spans, began = [], 0.0
    for line in life.told:
        began = line.get("began", began)
        if "answered" in line and began:
            spans.append((began, line["at"]))
            began = line["at"]
    if not watched.sees:
        return Counted(len(spans), 0, False, wrong)
    for first, last in spans:
        if not any(first <= moment <= last for moment in kept):
            wrong.append(f"{kind}: an append was answered without one fsync between its start and its answer")
    return Counted(len(spans), len(kept), True, wrong)
