"""One case: a question, the world it is asked in, and the answer expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from policies.answer import Answer, Decision, Reason
from policies.facts import Facts
from policies.question import Question


class Basis(StrEnum):
    """Why the answer is expected: the law says so, we chose so, or a jurist should be asked."""

    LAW = "law"
    POLICY = "policy"
    ASK_A_JURIST = "ask-a-jurist"


@dataclass(frozen=True, slots=True)
class Expected:
    """What is compared; a reason or a detail that is left out is not."""

    decision: Decision
    reason: Reason | None = None
    detail: str = ""

    def fits(self, answer: Answer) -> bool:
        """Whether the answer is the one expected."""
        return (
            answer.decision is self.decision
            and (self.reason is None or answer.reason is self.reason)
            and self.detail in answer.detail
        )

    def __str__(self) -> str:
        return _said(self.decision, self.reason, self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One scenario. `world` and `ask` are the merged world and the question as the file has them.

    `facts` are built from `world`.
    """

    id: str
    says: str
    basis: Basis
    file: str
    world: Mapping[str, object]
    ask: Mapping[str, object]
    facts: Facts
    question: Question
    expect: Expected


def said(answer: Answer) -> str:
    """An answer in one line: `DENY GRANTOR_MISSING (Anders)`."""
    return _said(answer.decision, answer.reason, answer.detail)


def _said(decision: Decision, reason: Reason | None, detail: str) -> str:
    words = [decision.value, *([reason.value] if reason else []), *([f"({detail})"] if detail else [])]
    return " ".join(words)
