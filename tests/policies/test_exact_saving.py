"""Edges of saving, telling and scenario files that only a small fault would show."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from consent.words import Capacity, HidingGround
from policies.answer import Answer, Decision, Reason
from policies.capacity import child_record
from policies.decide import decide
from policies.facts import Person, Unit
from policies.question import Asks, Question
from policies.rules import RULES
from policies.saving.acts import not_informed
from policies.saving.common import stranger
from policies.scenarios import fields
from policies.scenarios.errors import Misfit
from policies.scenarios.load import load
from policies.scenarios.run import run
from policies.times import birthday
from policies.told import ABSENT, LOG_IN, NO_CONSENT_FOR_YOU, NOT_NOW, Audience, told
from tests.policies.saving_facts import CLICKED, FACTS, NOW, anna, clicked, consent, hiding, item

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
C1 = FACTS.consents["R1", "Alva"][0]
ROOM = FACTS.rooms["R1"]


GROWN = replace(FACTS, people={**FACTS.people, "Alva": replace(FACTS.people["Alva"], born=date(2000, 1, 1))})


def test_nobody_is_guardian_of_an_adult() -> None:
    assert any(g.who == "Anna" for g in child_record("Alva", GROWN).guardians)
    answer = decide(clicked(), GROWN)
    assert (answer.reason, answer.where) == (Reason.NOT_GUARDIAN, "capacity")


APPROVED = [(frozenset({"sv"}), "so", False), (frozenset({"sv", "so"}), "so", True), (None, "so", True)]


@pytest.mark.parametrize(("approved", "language", "informed"), APPROVED)
def test_only_in_a_language_whose_texts_are_approved(
    approved: frozenset[str] | None, language: str, informed: bool
) -> None:
    reads = replace(FACTS.people["Anna"], languages=frozenset({"so"}))
    facts = replace(FACTS, people={**FACTS.people, "Anna": reads}, approved_languages=approved)
    found = not_informed("Anna", Capacity.GUARDIAN, language, interpreter=False, facts=facts)
    assert (found is None) is informed
    assert not_informed("Anna", Capacity.GUARDIAN, "sv", interpreter=False, facts=facts) is not None
    assert not_informed("Nemo", Capacity.GUARDIAN, "so", interpreter=False, facts=facts) is not None


@pytest.mark.parametrize("purpose", ["all", "alla", "allt", "any", "*", "ALLA"])
def test_a_purpose_for_everything_is_none(purpose: str) -> None:
    answer = decide(consent(purpose=purpose), FACTS)
    assert (answer.reason, answer.where) == (Reason.TOO_GENERAL, "purpose")


@pytest.mark.parametrize(("who", "capacity", "people", "belongs"), [
    ("Alva", "self", frozenset(), True), ("Bo", "self", frozenset(), False), ("Bo", "self", frozenset({"Bo"}), True),
    ("Nemo", "self", frozenset({"Nemo"}), False), ("Anna", "guardian", frozenset(), True),
    ("Anna", "guardian", frozenset({"Nemo"}), True), ("Erik", "guardian", frozenset(), False),
])  # fmt: skip
def test_who_belongs_here(who: str, capacity: str, people: frozenset[str], belongs: bool) -> None:
    question = Question(asks=Asks.RECORDS_CONSENT, who=who, capacity=capacity, at=NOW)
    assert (stranger(question, "Alva", people, FACTS) is None) is belongs


def test_a_guardian_of_the_rooms_child_may_ask_about_another() -> None:
    """It is the room's child that the asker belongs to, whomever the consent is about."""
    nils = Person(id="Nils", name="Nils", born=date(2012, 1, 1))
    about = replace(C1, id="", subject="Nils", purpose=ROOM.purpose, acts=(), starts=NOW, ends=NOW + DAY)
    town = replace(FACTS, people={**FACTS.people, "Nils": nils})
    assert decide(anna(Asks.RECORDS_CONSENT, draft_consent=about), town).allowed


def test_the_words_shown_are_those_of_the_act() -> None:
    shown = replace(CLICKED, language="xx")
    assert decide(anna(Asks.GRANTS, consent="C1"), FACTS).allowed
    answer = decide(anna(Asks.GRANTS, consent="C1", draft_act=shown), FACTS)
    assert (answer.reason, answer.detail) == (Reason.NOT_INFORMED, "xx")


def test_what_is_deleted_is_not_hidden() -> None:
    gone = replace(FACTS, items={**FACTS.items, "I2": replace(FACTS.items["I2"], deleted=True)})
    nowhere = replace(FACTS, rooms={})
    for facts in (gone, nowhere):
        answer = decide(hiding(), facts)
        assert (answer.reason, answer.where) == (Reason.NOT_PUBLISHED, "item")


@pytest.mark.parametrize(("off", "reason"), [(-SECOND, Reason.HIDDEN_FROM_GUARDIAN), (timedelta(0), None)])
def test_from_twelve_the_child_may_decide(off: timedelta, reason: Reason | None) -> None:
    at = birthday(FACTS.people["Alva"].born, 12) + off
    question = replace(hiding(ground=HidingGround.CHILD_DECIDES), at=at)
    answer = decide(question, FACTS)
    assert (answer.rule == "saves.hiding") is (reason is not None), answer


@pytest.mark.parametrize(
    ("unit", "reason"),
    [("SOC.RADSTOD", Reason.NOT_PUBLISHABLE), ("SOC.FAMRAD", Reason.ABSOLUTE_SECRECY)],
)
def test_a_unit_that_publishes_nothing_is_named(unit: str, reason: Reason) -> None:
    closed = Unit(id="SOC.RADSTOD", agency="socialtjanst", may_publish=False)
    answer = decide(item(unit=unit), replace(FACTS, units={**FACTS.units, "SOC.RADSTOD": closed}))
    assert (answer.reason, answer.detail, answer.where) == (reason, unit, "unit")


def test_a_unit_that_nobody_knows_publishes_nothing() -> None:
    answer = decide(item(unit="NEW"), FACTS)
    assert (answer.reason, answer.detail, answer.where) == (Reason.INCOMPLETE, "NEW", "unit")


# Telling.


def of(rule: str) -> Answer:
    reason = RULES[rule].reason
    assert reason is not None
    return Answer(decision=Decision.DENY, reason=reason, rule=rule)


@pytest.mark.parametrize("rule", ["reads.register", "reads.absolute"])
def test_what_no_consent_opens_is_told_as_if_it_were_about_consent(rule: str) -> None:
    assert told(of(rule), Audience.READER) == NO_CONSENT_FOR_YOU
    assert told(of(rule), Audience.LEADER) == NOT_NOW
    assert told(of(rule), Audience.GRANTOR) == NOT_NOW
    assert told(of(rule), Audience.STRANGER) == ABSENT


@pytest.mark.parametrize("rule", ["reads.session", "family.session", "saves.session", "saves.too_weak"])
def test_who_is_not_sure_enough_logs_in(rule: str) -> None:
    assert told(of(rule), Audience.READER) == LOG_IN


# Scenario files.


@pytest.mark.parametrize(
    ("value", "said"), [(None, "nothing"), (5, "int 5"), ("x", "str 'x'"), ([1], "list [1]")]
)
def test_a_message_says_what_stood_there(value: object, said: str) -> None:
    with pytest.raises(Misfit) as misfit:
        fields.flag(value, "here")
    assert misfit.value.expected == f"expected true or false, got {said}"


def test_a_key_that_stands_twice_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "twice.yaml"
    file.write_text("scenarios: []\n\nscenarios: []\n", "utf-8")
    with pytest.raises(Misfit) as misfit:
        load([file])
    assert "line 3" in str(misfit.value)


def test_a_report_counts_what_failed() -> None:
    folder = Path(__file__).parents[1] / "scenarios"
    cases = load([sorted(folder.glob("[!w]*.yaml"))[0]])
    report = run([*cases[:3], replace(cases[0], expect=replace(cases[0].expect, decision=_other(cases[0])))])
    assert (report.failed, report.total) == (1, "3 passed, 1 failed")
    assert [line.split()[1] for line in report.lines[:4]] == ["ok", "ok", "ok", "FAIL"]


def _other(case: object) -> Decision:
    denied = case.expect.decision is Decision.DENY  # type: ignore[attr-defined]
    return Decision.ALLOW if denied else Decision.DENY
