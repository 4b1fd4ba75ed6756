"""Answering every case, and saying so in lines that people read."""

from collections.abc import Iterable
from dataclasses import dataclass

from policies.answer import Answer
from policies.decide import decide
from policies.scenarios.case import Case, said


@dataclass(frozen=True, slots=True)
class Result:
    """One case with its answer."""

    case: Case
    answer: Answer

    @property
    def passed(self) -> bool:
        """Whether the answer is the one expected."""
        return self.case.expect.fits(self.answer)

    def __str__(self) -> str:
        if self.passed:
            return f"{self.case.id} ok    {said(self.answer)}"
        return f"{self.case.id} FAIL  expected {self.case.expect}, got {said(self.answer)}"


@dataclass(frozen=True, slots=True)
class Report:
    """Every result, in order."""

    results: tuple[Result, ...]

    @property
    def failed(self) -> int:
        """How many answers are not the ones expected."""
        return sum(not result.passed for result in self.results)

    @property
    def total(self) -> str:
        """The last line: `112 passed, 1 failed`."""
        return f"{len(self.results) - self.failed} passed, {self.failed} failed"

    @property
    def lines(self) -> list[str]:
        """A line for each case, then the total."""
        return [*(str(result) for result in self.results), self.total]


def run(cases: Iterable[Case]) -> Report:
    """Decide every case."""
    return Report(tuple(Result(case, decide(case.question, case.facts)) for case in cases))
