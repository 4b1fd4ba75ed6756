"""Which test runs through which lines: traced once, so that a mutant is shown only to tests that can notice it."""

import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from tests.mutants.find import ROOT, Mutant

LOADING = ""
Lines = dict[str, set[int]]
Trace = Callable[[FrameType, str, Any], Any]


@dataclass
class Reach:
    """For each test its seconds and its lines; what is run before the first test stands under ``LOADING``."""

    lines: dict[str, Lines] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that run through the mutant's statement."""
        span = range(mutant.first, mutant.last + 1)
        return [
            test
            for test, lines in self.lines.items()
            if test != LOADING and not lines.get(mutant.file, set()).isdisjoint(span)
        ]

    def at_loading(self, mutant: Mutant) -> bool:
        span = range(mutant.first, mutant.last + 1)
        return not self.lines.get(LOADING, {}).get(mutant.file, set()).isdisjoint(span)

    def write(self, path: Path) -> None:
        lines = {test: {f: sorted(n) for f, n in found.items()} for test, found in self.lines.items()}
        path.write_text(json.dumps({"lines": lines, "seconds": self.seconds, "failed": self.failed}))

    @classmethod
    def read(cls, path: Path) -> "Reach":
        kept = json.loads(path.read_text())
        lines = {test: {f: set(n) for f, n in found.items()} for test, found in kept["lines"].items()}
        return cls(lines, kept["seconds"], kept["failed"])


class Tracer:
    """A pytest plugin that writes down every line of the files that a test runs through."""

    def __init__(self, files: tuple[str, ...]) -> None:
        self._files = {str(ROOT / file): file for file in files}
        self._all: dict[CodeType, frozenset[int]] = {}
        self._done: set[CodeType] = set()
        self.reach = Reach()
        self._current: Lines = {}
        self._begin(LOADING)

    def trace(self) -> None:
        threading.settrace(self._called)
        sys.settrace(self._called)

    def _begin(self, test: str) -> None:
        self._current = self.reach.lines.setdefault(test, defaultdict(set))
        self._done.clear()

    def _called(self, frame: FrameType, event: str, about: Any) -> Trace | None:
        code = frame.f_code
        file = self._files.get(code.co_filename)
        if file is None or code in self._done:
            return None
        seen = self._current[file]
        if self._whole(code) <= seen:
            self._done.add(code)
            return None

        def line(frame: FrameType, event: str, about: Any) -> Trace:
            self._current[file].add(frame.f_lineno)
            return line

        seen.add(frame.f_lineno)
        return line

    def _whole(self, code: CodeType) -> frozenset[int]:
        if code not in self._all:
            self._all[code] = frozenset(n for _, _, n in code.co_lines() if n)
        return self._all[code]

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.trace()  # Python lets go of a tracer in which the stack ran out.
        self._begin(item.nodeid)
        began = time.monotonic()
        yield
        self.reach.seconds[item.nodeid] = time.monotonic() - began

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.reach.failed.append(report.nodeid)
