"""What came of a mutant, heard from the tests that were asked about it, and the order in which they are asked."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.mutants import children, faults
from tests.mutants.find import Mutant
from tests.mutants.reach import Reach
from tests.mutants.targets import NOT_ASKED, Group

CONTROLLED = 30  # Tests that must pass where nothing was changed; a survey asks them all.


class Verdict(NamedTuple):
    """What came of one mutant: ``killed``, ``survived``, ``timeout``, ``anew`` or ``unmade``, and by what."""

    what: str
    by: str

    @classmethod
    def survived(cls, by: str = "") -> "Verdict":
        return cls("survived", by)

    @property
    def is_survivor(self) -> bool:
        return self.what == "survived"

    @property
    def needs_anew(self) -> bool:
        return self.what == "anew"


class Order:
    """What noticed it before first, then the quick tests, and those that often notice something."""

    def __init__(self, group: Group, reach: Reach | None, before: dict[str, str] | None = None) -> None:
        self._group, self.reach, self._before = group, reach, before or {}
        self._noticed: Counter[str] = Counter()

    def tests(self, mutant: Mutant | None, items: list[pytest.Item]) -> list[pytest.Item]:
        """Those that can notice this mutant, as far as is known; without a mutant, enough to see that all is well."""
        ordered = sorted(items, key=lambda item: self.key(item.nodeid))
        if mutant is None:
            return ordered[:CONTROLLED]
        if self.reach is None:
            return ordered
        named = {*self.reach.tests(mutant)}
        before = self.noticed_before(mutant)
        return sorted([item for item in ordered if item.nodeid in named], key=lambda i: i.nodeid != before)

    def noticed_before(self, mutant: Mutant | None) -> str | None:
        """The test that noticed it in another run, if it is there and passes without any mutant."""
        test = self._before.get(mutant.key) if mutant is not None else None
        known = self.reach is not None and test in self.reach.seconds and test not in self.reach.failed
        return test if known else None

    def loaded_anew(self, mutant: Mutant | None) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """What is asked where everything is loaded anew, one after the other, each with what of it is not: what noticed
        it before, then all but the slow ones, and of these last those that run through it."""
        before, reach = self.noticed_before(mutant), self.reach
        through = reach.tests(mutant) if reach is not None and mutant is not None else []
        slow = tuple(test for test in through if any(name in test for name in self._group.slow))
        asked = (((before,) if before else ()), self._group.first, self._group.tests, slow)
        withouts = ((), self._group.slow, self._group.slow, ())
        return [(tests, without) for tests, without in zip(asked, withouts, strict=True) if tests]

    def key(self, test: str) -> float:
        return self._seconds(test) / (1 + self._noticed[test])

    def limit(self, test: str) -> float:
        """A test that takes longer than this hangs."""
        return children.SHORTEST + 10 * self._seconds(test)

    def seen_at_loading(self, mutant: Mutant) -> bool:
        """Whether what it changes may have been run already when it was put in."""
        return self.reach is None or self.reach.at_loading(mutant)

    def verdict(self, ended: children.Ended) -> Verdict:
        """What a child's last words mean. One that never said that its mutant was made proves nothing."""
        first, *heard = ended.said.splitlines() or [""]
        if first == "anew":
            return Verdict("anew", "")
        if first != "made":
            return Verdict("unmade", "")
        if heard:
            self._noticed[heard[0]] += 1
            return Verdict("killed", heard[0])
        if ended.out_of_time:
            return Verdict("timeout", "")
        return Verdict("killed", "the process fell") if ended.fell else Verdict.survived()

    def _seconds(self, test: str) -> float:
        if self.reach is not None:
            return self.reach.seconds.get(test, 1.0)
        return 3.0 if any(name in test for name in self._group.slow) else 0.1


class Loop:
    """A pytest plugin: the tests in our order, and, where one is given, another loop than pytest's."""

    def __init__(
        self,
        order: Order,
        loop: Callable[[pytest.Session], None] | None = None,
        *,
        without: tuple[str, ...] = (),
        most: int | None = None,
    ) -> None:
        self._order, self._loop = order, loop
        self._without, self._most = (*NOT_ASKED, *without), most

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        broken = {*self._order.reach.failed} if self._order.reach else set()
        items[:] = [
            i
            for i in items
            if i.nodeid not in broken and not any(words in i.nodeid for words in self._without)
        ]
        items.sort(key=lambda item: self._order.key(item.nodeid))
        items[:] = items[: self._most]
        faults.blunt(items)

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if self._loop is None or session.testsfailed:
            return None
        self._loop(session)
        return True


class Listener:
    """A pytest plugin that says which test noticed, and gives each test its time."""

    def __init__(self, order: Order, say: children.Say) -> None:
        self._order, self._say = order, say
        self.heard = False

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        children.limit(self._order.limit(nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._hear(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._hear("loading")

    def _hear(self, what: str) -> None:
        if not self.heard:
            self.heard = True
            self._say(f"{what}\n")
