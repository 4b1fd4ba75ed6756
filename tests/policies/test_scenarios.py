"""Every case in tests/scenarios: a lawyer's question and the answer that law or policy gives."""

from collections import Counter
from pathlib import Path

import pytest

from policies.answer import Decision, Reason
from policies.scenarios import Case, load, run, said

FILES = sorted(p for p in (Path(__file__).parents[1] / "scenarios").glob("*.yaml") if p.name != "world.yaml")
CASES = load(FILES)


@pytest.mark.parametrize("case", CASES, ids=[f"{Path(c.file).stem}-{c.id}" for c in CASES])
def test_case(case: Case) -> None:
    answer = run([case]).results[0].answer
    assert case.expect.fits(answer), f"{case.says}: expected {case.expect}, got {said(answer)}"


STAFF_READS = [
    "LOG_FAILURE",
    "NO_SESSION",
    "NO_ASSIGNMENT",
    "NOT_PUBLISHED",
    "INNER_SECRECY",
    "NOT_PARTICIPANT",
    "NOT_RELEASED",
    "PROTECTED",
    "REGISTER_SECRECY",
    "ABSOLUTE_SECRECY",
    "OTHER_SUBJECT",
    "NO_CONSENT",
    "NOT_YET_VALID",
    "EXPIRED",
    "SCOPE_PURPOSE",
    "SCOPE_MEETING",
    "SCOPE_FROM",
    "SCOPE_TO",
    "SCOPE_CATEGORY",
    "WITHDRAWN",
    "REFUSED",
    "CHILD_OBJECTS",
    "GRANTOR_MISSING",
    "NOT_GUARDIAN",
    "CHILD_ASSESSMENT_MISSING",
    "OWN_UNIT",
    "CONSENT",
]
FAMILY_READS = [
    "LOG_FAILURE",
    "NO_SESSION",
    "NOT_PUBLISHED",
    "NOT_GUARDIAN",
    "PROTECTED",
    "REGISTER_SECRECY",
    "ABSOLUTE_SECRECY",
    "HIDDEN_FROM_CHILD",
    "HIDDEN_FROM_GUARDIAN",
    "NOT_RELEASED",
    "OTHER_SUBJECT",
    "OWN_FAMILY",
]
SAVES = [
    "LOG_FAILURE",
    "TOO_GENERAL",
    "NOT_GUARDIAN",
    "NO_SESSION",
    "NOT_INFORMED",
    "INCOMPLETE",
    "ABSOLUTE_SECRECY",
    "NOT_PUBLISHABLE",
    "REGISTER_SECRECY",
    "PERMITTED",
]
WANTED = (
    {("reads", r) for r in STAFF_READS}
    | {("family", r) for r in FAMILY_READS}
    | {("saves", r) for r in SAVES}
)


def section_of(rule: str) -> str:
    """Consents are asked about in a staff member's reading only."""
    first = rule.partition(".")[0]
    return "reads" if first in ("covers", "yes") else first


@pytest.fixture(scope="module")
def counted() -> tuple[Counter[tuple[str, str]], Counter[str]]:
    answers = [result.answer for result in run(CASES).results]
    sections = Counter((section_of(a.rule), a.reason.value) for a in answers)
    return sections, Counter(a.rule for a in answers)


def test_every_reason_of_every_section_has_three_cases(counted) -> None:
    sections, _ = counted
    assert {wanted: sections[wanted] for wanted in sorted(WANTED) if sections[wanted] < 3} == {}


def test_every_answering_rule_has_a_case(counted) -> None:
    from policies.rules import RULES

    _, rules = counted
    assert [rule.id for rule in RULES.values() if rule.reason and not rules[rule.id]] == []


def test_every_reason_and_decision_occurs(counted) -> None:
    sections, _ = counted
    assert {reason for _, reason in sections} == {reason.value for reason in Reason}
    assert {case.expect.decision for case in CASES} == {*Decision}


def test_every_case_says_why_and_compares_a_reason() -> None:
    assert [case.id for case in CASES if not case.says.strip() or case.expect.reason is None] == []
