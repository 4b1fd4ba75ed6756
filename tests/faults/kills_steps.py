"""Every statement and every await of an append, counted as it runs, and an end at one of them.

A trace function sees each line of the files below before it runs, and each await as it suspends.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from dis import opmap
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[2]
OF_AN_APPEND = (
    *(f"consent/ledger/{n}.py" for n in ("log", "writer", "attempt", "batch", "entry", "merkle")),
    *(f"consent/ledger/{n}.py" for n in ("piccolo_storage", "piccolo_turn", "swift_turn", "checkpoint")),
    *(f"consent/database/{n}.py" for n in ("sqlite", "sqlite_transaction", "postgres")),
    *(f"consent/keys/{n}.py" for n in ("destroy", "store")),
    *(f"hub/{n}.py" for n in ("gate", "desk")),
)
WATCHED = {str(ROOT / name): name for name in OF_AN_APPEND}
AWAITS = CO_COROUTINE | CO_ASYNC_GENERATOR
YIELDS = opmap["YIELD_VALUE"]


class Steps:
    """Counts the steps by their place; with `until`, the process ends itself at that place's nth time.

    `strike` is done there instead, if it is given.
    """

    def __init__(
        self, until: tuple[str, int] | None = None, strike: Callable[[], None] | None = None
    ) -> None:
        self.strike = strike or _end
        self.until, self.left = until[0] if until else None, until[1] if until else 0
        self.seen: Counter[str] = Counter()

    def begin(self) -> None:
        sys.settrace(self._enter)

    def end(self) -> None:
        sys.settrace(None)

    def _enter(self, frame: FrameType, _event: str, _argument: Any) -> Any:
        return self._step if frame.f_code.co_filename in WATCHED else None

    def _step(self, frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            self._count("statement", frame)
        elif event == "return" and _suspends(frame):
            self._count("await", frame)
        return self._step

    def _count(self, what: str, frame: FrameType) -> None:
        place = f"{what} {WATCHED[frame.f_code.co_filename]}:{frame.f_lineno}"
        self.seen[place] += 1
        if place == self.until and self.seen[place] == self.left:
            self.strike()


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _suspends(frame: FrameType) -> bool:
    """Whether a coroutine hands over here rather than ends."""
    code = frame.f_code
    return bool(code.co_flags & AWAITS) and code.co_code[frame.f_lasti] == YIELDS
