"""A PostgreSQL of one's own that is killed while it writes, and started again on the same data."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hub.demo import postgres
from tests.faults.kills_lives import kill
from tests.support.databases import PostgresServer

PATIENCE = 30.0


class OwnPostgres:
    """Until the end of the block; `url` stays the same, whatever happens to the server."""

    def __enter__(self) -> OwnPostgres:
        self._running = postgres.start()
        self.databases = PostgresServer(self._running.url)
        # A server ends with the thread that started it, so one thread lasts as long as this block.
        self._lasting = ThreadPoolExecutor(1)
        return self

    def __exit__(self, *_: object) -> None:
        self._running.stop()
        self._lasting.shutdown()

    @property
    def postmaster(self) -> int:
        """The process that the others come from."""
        return self._running.process.pid

    @property
    def processes(self) -> list[int]:
        """The postmaster, then everything that it has started and that is still there."""
        return [self.postmaster, *_children(self.postmaster)]

    def kill_all(self) -> None:
        """SIGKILL to every process of it, and a new start on the same data."""
        kill_server(self.postmaster)
        self.start_again()

    def start_again(self) -> None:
        """Start what has been killed on the data that it left."""
        self._running.process.wait()
        self._lasting.submit(self._start_again, self._running.process).result()

    def kill_one(self, chance: random.Random) -> None:
        """SIGKILL to one that serves somebody: the others are then ended by the postmaster, which recovers."""
        serving = [one for one in self.processes[1:] if b"samrum_test_" in _command(one)]
        if serving:
            kill(chance.choice(serving))

    def _start_again(self, process: subprocess.Popen[bytes]) -> None:
        owner = (self._running.folder / "data").stat()
        as_owner: dict[str, Any] = {}
        if os.geteuid() != owner.st_uid:
            as_owner = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        with (self._running.folder / "log").open("ab") as log:
            started: subprocess.Popen[bytes] = subprocess.Popen(
                process.args, stdout=log, stderr=log, cwd="/", **as_owner
            )
        self._running = postgres.RunningPostgres(self._running.url, self._running.folder, started)
        self.wait()

    def wait(self) -> None:
        """Until it answers: a server that lost a process recovers first, and lets nobody in meanwhile."""
        give_up = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > give_up or self._running.process.poll() is not None:
                raise RuntimeError((self._running.folder / "log").read_text()[-2000:])
            time.sleep(0.03)

    def _answers(self) -> bool:
        try:
            self.databases.execute("SELECT 1")
        except Exception:
            return False
        return True


def kill_server(postmaster: int) -> None:
    """SIGKILL to a server, every process of it, and wait until they have let go of its memory."""
    # Stopped first: a postmaster that lives a moment longer would start new ones.
    os.kill(postmaster, signal.SIGSTOP)
    children = _children(postmaster)
    for one in (*children, postmaster):
        kill(one)
    _gone(children)


class KillsServer:
    """Kills the server, whole or one process of it, some seconds after a life has begun to work.

    Where the life itself strikes the server at one of its steps, it only starts it again.
    """

    def __init__(self, server: OwnPostgres, seconds: float, *, whole: bool, chance: random.Random) -> None:
        self._server, self._whole, self._chance, self._seconds = server, whole, chance, seconds
        self._timer = threading.Timer(seconds, self._kill)
        self._begun = False
        self.failed: BaseException | None = None

    def __call__(self, line: dict[str, Any], _process: int) -> None:
        if "struck" in line:
            self._server.start_again()
        if "up" in line and self._seconds and not self._begun:
            self._begun = True
            self._timer.start()

    def _kill(self) -> None:
        try:
            if self._whole:
                self._server.kill_all()
            else:
                self._server.kill_one(self._chance)
        except BaseException as error:
            self.failed = error

    def done(self) -> None:
        """The life has ended; wait for the server, which may have been killed at its very end."""
        if self._begun:
            self._timer.join()
        if self.failed is None:
            self._server.wait()


def _children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _gone(processes: list[int]) -> None:
    """Wait until none of them is left: they may still hold the memory that the next server wants."""
    give_up = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{one}/stat").exists() and not _dead(one) for one in processes):
        if time.monotonic() > give_up:
            raise RuntimeError("a killed server did not go away")
        time.sleep(0.005)


def _dead(process: int) -> bool:
    """A zombie whose parent is gone is reaped by whoever is its parent now; it holds nothing."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
