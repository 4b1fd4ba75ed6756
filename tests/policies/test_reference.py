"""The rules agree with a second, literal reading of the same sentences: in every case and in random worlds.

The same in quantity, in small worlds in full, beside Cedar and with planted faults: `test_prove_decisions.py`.
"""

from functools import cache
from pathlib import Path

import pytest

from policies.answer import Decision
from policies.decide import decide
from policies.effects import with_effects
from policies.facts import Facts
from policies.question import Question
from policies.scenarios import Case, load
from tests.policies.comparing import as_case, asked_of
from tests.policies.reference import answer
from tests.policies.reference.said import Said

SCENARIOS = Path(__file__).parents[1] / "scenarios"
WORLDS = 2600
Compared = list[tuple[Facts, list[tuple[Question, Said]]]]


@cache
def worlds_compared() -> Compared:
    """Worlds with their questions and what the second reading says, some 20,000 in all."""
    return [asked_of(seed) for seed in range(WORLDS)]


@pytest.fixture(scope="module")
def compared() -> Compared:
    return worlds_compared()


def test_random_worlds(compared: Compared) -> None:
    assert sum(len(asked) for _, asked in compared) >= 20_000
    for facts, asked in compared:
        filled = with_effects(facts)
        for question, said in asked:
            if not said.agrees(decide(question, filled)):
                pytest.fail(as_case(question, facts))


def cases() -> list[Case]:
    return [c for path in sorted(SCENARIOS.glob("*.yaml")) if path.stem != "world" for c in load([path])]


def test_every_case() -> None:
    """The second reading gives what the cases expect, as far as the sentences say it."""
    assert [c.id for c in cases() if not _fits(c)] == []


def _fits(case: Case) -> bool:
    said, expect = answer(case.question, case.facts), case.expect
    if said is None:
        return True
    if said.at_least:
        return said.decision == "ALLOW" or expect.decision is Decision.DENY
    return (
        said.decision == expect.decision.value
        and (expect.reason is None or said.reason in ("", expect.reason.value))
        and (said.detail is None or expect.detail in said.detail)
    )
