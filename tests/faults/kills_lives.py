"""Starting lives, hearing what they tell, and killing them at a time of one's own choosing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
SURVIVED = 60.0
"""Seconds after which a life that should have ended long ago is ended, and counts as broken."""


@dataclass
class Life:
    """What one life told, in order, and how it ended."""

    told: list[dict[str, Any]] = field(default_factory=list)
    killed: bool = False
    ended: int | None = None

    def all(self, name: str) -> list[Any]:
        """Everything told under this name."""
        return [line[name] for line in self.told if name in line]

    def first(self, name: str) -> Any:
        """The first thing told under this name, or None."""
        return next(iter(self.all(name)), None)


Heard = Callable[[dict[str, Any], int], None]
"""Called with each thing that a life tells and the life's process."""


class Nursery:
    """The process that lives are forked from, until the end of the block."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.faults.kills_nursery"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a driver whose server was killed under it has much to say
            cwd=ROOT,
            bufsize=0,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._say(b"")
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def live(self, job: dict[str, Any], *, heard: Heard | None = None) -> Life:
        """One life from its birth to its end."""
        self._say(json.dumps(job).encode() + b"\n")
        life = Life()
        born = 0
        guard: threading.Timer | None = None
        for line in self._lines():
            if "born" in line:
                born = line["born"]
                guard = threading.Timer(SURVIVED, kill, [born])
                guard.start()
            life.told.append(line)
            if "ended" in line:
                life.killed, life.ended = line["killed"], line["ended"]
                break
            if heard is not None:
                heard(line, born)
        if guard is not None:
            guard.cancel()
            guard.join()
        return life

    def go(self) -> None:
        """Let a life that waits for it go on."""
        self._say(b"\n")

    def _say(self, line: bytes) -> None:
        if self._process.stdin is not None and line:
            self._process.stdin.write(line)

    def _lines(self) -> Iterator[dict[str, Any]]:
        assert self._process.stdout is not None
        held = b""
        while True:
            more = os.read(self._process.stdout.fileno(), 1 << 16)
            if not more:
                raise RuntimeError("the nursery is gone")
            *lines, held = (held + more).split(b"\n")
            for line in lines:
                yield json.loads(line)


def kill(process: int) -> None:
    """SIGKILL, to a process that is ours: it is not reaped before the next life."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


class Later:
    """Kills a life some seconds after it told something, whatever it does then."""

    def __init__(self, sign: str, seconds: float) -> None:
        self.sign, self.seconds = sign, seconds
        self._timer: threading.Timer | None = None

    def __call__(self, line: dict[str, Any], process: int) -> None:
        if self.sign in line and self._timer is None:
            self._timer = threading.Timer(self.seconds, kill, [process])
            self._timer.start()

    def done(self) -> None:
        """Whoever was to be killed has ended."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
