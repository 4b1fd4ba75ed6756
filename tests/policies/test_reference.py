"""The rules agree with a second, literal reading of the same sentences: in every case and in random worlds.

A comparison that can't fail proves nothing, so faults are planted one at a time, and each must be found.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from policies import acts, coverage, effects, family, grantors, maturity, prevented, staff
from policies.answer import Decision
from policies.decide import decide
from policies.effects import with_effects
from policies.facts import Facts
from policies.question import Question
from policies.saving import grants, preventions
from policies.scenarios import Case, load
from policies.times import a_year_after
from tests.policies.reference import answer, worlds_saving
from tests.policies.reference.printed import scenario
from tests.policies.reference.said import Said
from tests.policies.reference.shrink import smallest
from tests.policies.reference.worlds import Dice
from tests.policies.reference.worlds_things import world

SCENARIOS = Path(__file__).parents[1] / "scenarios"
WORLDS = 2600
SAVED = 3  # Questions in each world about what may be saved, beside those about what may be read.
Compared = list[tuple[Facts, list[tuple[Question, Said]]]]


@cache
def worlds_compared() -> Compared:
    """Worlds with their questions and what the second reading says, some 20,000 in all."""
    found = []
    for seed in range(WORLDS):
        facts, questions = world(seed)
        dice = Dice(Random(seed), questions[0].at, (0.05, 0.2, 0.5)[seed % 3])
        questions += [worlds_saving.question(dice, facts) for _ in range(SAVED)]
        answers = ((q, answer(q, facts)) for q in questions)
        found.append((facts, [(q, said) for q, said in answers if said is not None]))
    return found


@pytest.fixture(scope="module")
def compared() -> Compared:
    return worlds_compared()


def differences(compared: Compared) -> Iterator[tuple[Question, Facts]]:
    """The questions that the rules answer otherwise, with their worlds."""
    for facts, asked in compared:
        filled = with_effects(facts)
        for question, said in asked:
            if not said.agrees(decide(question, filled)):
                yield question, facts


def differs(question: Question, facts: Facts) -> bool:
    """Whether the two readings differ; a world that has lost too much to be asked about is none."""
    try:
        said = answer(question, facts)
        return said is not None and not said.agrees(decide(question, with_effects(facts)))
    except (KeyError, TypeError, AttributeError):
        return False


def as_case(question: Question, facts: Facts) -> str:
    """The smallest world in which they differ, as a scenario that says what the second reading says."""
    question, facts = smallest(question, facts, differs)
    said = answer(question, facts)
    assert said is not None
    return scenario("NEW", question, facts, said)


def test_random_worlds(compared: Compared) -> None:
    assert sum(len(asked) for _, asked in compared) >= 20_000
    for question, facts in differences(compared):
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


def _a_day_more(start: datetime) -> datetime:
    return a_year_after(start) + timedelta(days=1)


def _anybodys(*about: Any) -> Any:
    return maturity.judged(*about[:4])


FAULTS: dict[str, tuple[object, str, Callable[..., Any]]] = {
    "a yes by word of mouth never lapses": (acts, "lapsed", lambda *_: False),
    "any language is understood": (acts, "_understood", lambda *_: True),
    "a capacity that was never held counts": (acts, "_held", lambda *_: True),
    "staff may record a yes for themselves": (acts, "_well_made", lambda *_: True),
    "an end is forgotten": (grantors, "_first_end", lambda *_: None),
    "what was taken out comes back": (coverage, "_taken_out", lambda *_: (frozenset(), frozenset())),
    "a window may be of any length": (coverage, "within_a_year", lambda *_: True),
    "the asker's own assessment counts": (grantors, "judged", _anybodys),
    "an assessment holds a day longer": (maturity, "a_year_after", _a_day_more),
    "a prevented guardian's no is overheard": (prevented, "_has_said_no", lambda *_: False),
    "a second prevention within a year counts": (prevented, "recorded_before", lambda *_: False),
    "a withdrawal after one's own has effect": (effects, "comes_after_own_withdrawal", lambda *_: False),
    "a guardian takes what the child decides alone": (effects, "_in_part", lambda *_, **__: effects._ENDS),
    "a conflict of interest does not matter": (staff, "is_too_close", lambda *_: False),
    "the register is never checked": (grantors, "register_is_fresh", lambda *_: True),
    "what a youth keeps is shown": (family, "_child_decides", lambda *_: False),
    "a second prevention may be saved at once": (preventions, "recorded_before", lambda *_, **__: False),
    "a grant in any language is saved": (grants, "not_informed", lambda *_, **__: None),
    "of several reasons the first is told": (coverage, "_newest_act", lambda *_: 0.0),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str, compared: Compared, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, instead = FAULTS[fault]
    monkeypatch.setattr(where, name, instead)
    assert next(differences(compared), None) is not None


def test_a_difference_is_printed_as_a_case(compared: Compared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grantors, "_first_end", lambda *_: None)
    question, facts = next(differences(compared))
    printed = as_case(question, facts)
    assert "withdraw" in printed
    assert "decision: DENY" in printed
    assert len(printed.splitlines()) < 100
