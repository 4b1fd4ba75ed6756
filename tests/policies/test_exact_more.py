"""More edges: what a moment, a limit or a word of a closed list decides."""

import runpy
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from consent.record import Act
from consent.words import ActKind, Capacity, Outcome
from policies.answer import Answer, Decision, Reason
from policies.decide import decide
from policies.effects import effect_of, with_effects
from policies.facts import Assessment, Assignment, Child, Facts, Person, Unit
from policies.laws import LAWS
from policies.maturity import judged, together
from policies.rules import RULES
from policies.times import NEVER, a_year_after, birthday
from policies.told import ABSENT, Audience, told
from tests.policies.saving_facts import FACTS, NOW, clicked, consent
from tests.policies.whole_world import loaded

SECOND = timedelta(seconds=1)
C1 = FACTS.consents["R1", "Alva"][0]


def test_every_act_of_a_world_gets_its_effect() -> None:
    stop = clicked(kind=ActKind.WITHDRAW, categories=frozenset()).draft_act
    assert stop is not None
    bare = replace(FACTS, consents={("R1", "Alva"): (replace(C1, acts=(stop,)),)})
    (act,) = with_effects(bare).consents["R1", "Alva"][0].acts
    assert (stop.effect.ends, act.effect.ends) == (False, True)


@pytest.mark.parametrize(("off", "ends"), [(-SECOND, False), (timedelta(0), True)])
def test_from_fifteen_a_childs_withdrawal_ends_it_all(off: timedelta, ends: bool) -> None:
    at = birthday(FACTS.people["Alva"].born, 15) + off
    act = Act(by="Alva", capacity=Capacity.SELF, kind=ActKind.WITHDRAW, at=at)
    facts = replace(FACTS, children={**FACTS.children, "Alva": Child(id="Alva")})
    assert effect_of(act, replace(C1, acts=(act,)), facts).ends is ends


def mature(by: str, outcome: Outcome = Outcome.MATURE) -> Assessment:
    return Assessment(matter=None, outcome=outcome, by=by, at=NOW)


def test_who_assessed_at_the_same_moment_as_another_leaves_it_unassessed() -> None:
    child = Child(id="Alva", assessments=(mature("Tord"), mature("Kim")))
    facts = Facts(people=FACTS.people, children={"Alva": child})
    assert judged("Alva", "maende", facts, NOW, "Kim") is None
    assert judged("Alva", "maende", facts, NOW, "Eva") is Outcome.MATURE


def test_nobody_decides_alone_whose_age_is_not_known() -> None:
    child = Child(id="Nemo", assessments=(mature("Tord", Outcome.DECIDES_ALONE),))
    assert judged("Nemo", "maende", Facts(children={"Nemo": child}), NOW, "Kim") is Outcome.MATURE


def test_to_decide_alone_weighs() -> None:
    assert together([Outcome.DECIDES_ALONE, Outcome.NOT_MATURE]) is Outcome.MATURE
    assert together([Outcome.NOT_MATURE]) is Outcome.NOT_MATURE


@pytest.mark.parametrize(("many", "allowed"), [(40, True), (41, False)])
def test_forty_units_and_no_more(many: int, allowed: bool) -> None:
    names = frozenset(f"U{n}" for n in range(many))
    town = replace(FACTS, units={**FACTS.units, **{n: Unit(id=n, agency="x") for n in names}})
    assert decide(consent(to_units=names), town).allowed is allowed


def test_with_an_e_id_ones_own_word_is_enough() -> None:
    """Spoken and on paper it takes somebody who belongs here; with an e-ID the person does."""
    assert decide(replace(clicked(), capacity="SOC.FORE"), FACTS).allowed


def test_what_is_left_out_is_nothing() -> None:
    assert Assignment(unit="U", role="r", since=NOW).id == ""


def test_time_ends() -> None:
    assert a_year_after(datetime(9999, 6, 1, tzinfo=UTC)) == NEVER
    assert a_year_after(datetime.max.replace(tzinfo=UTC)) == NEVER
    assert birthday(date(9988, 2, 29), 12) == NEVER


NOT_TOLD = ["NOT_PUBLISHED", "PROTECTED", "HIDDEN_FROM_CHILD", "HIDDEN_FROM_GUARDIAN", "INNER_SECRECY",
            "NOT_PARTICIPANT"]  # fmt: skip


@pytest.mark.parametrize("name", NOT_TOLD)
def test_what_answers_as_if_it_were_not_there(name: str) -> None:
    rules = [rule for rule in RULES.values() if rule.reason == name]
    assert rules
    for rule in rules:
        answer = Answer(decision=Decision.DENY, reason=Reason(name), rule=rule.id)
        heard = {told(answer, audience) for audience in Audience if audience is not Audience.AUDITOR}
        assert heard == {ABSENT}


def test_the_leader_hears_that_a_grown_up_has_withdrawn() -> None:
    rule = RULES["yes.adult_withdrawn"]
    assert rule.reason is not None
    answer = Answer(decision=Decision.DENY, reason=rule.reason, rule=rule.id)
    assert "upphört" in told(answer, Audience.LEADER).sentence


def test_the_law_is_whole() -> None:
    assert {"osl_8_1", "osl_8_2", "osl_10_1", "osl_10_27", "osl_25_12"} <= LAWS.keys()


WITHDRAWN = """
people: {P: {born: 2000-01-02}}
rooms: {R: {child: P, purpose: p}}
consents: {C: {subject: P, purpose: p, room: R, from_units: [], to_units: [], categories: [maende],
               starts: 2026-01-01, ends: 2026-02-01, acts: [{act: withdraw, by: P, as: self, at: 2026-01-02}]}}
"""


def test_what_a_withdrawal_ended_is_filled_in(tmp_path: Path) -> None:
    [[found]] = loaded(tmp_path, WITHDRAWN).facts.consents.values()
    assert found.acts[0].effect.ends


def test_a_number_is_sure_unless_it_is_said_not_to_be(tmp_path: Path) -> None:
    for level, words in (("confirmed", ""), ("confirmed", ", coordination_level: confirmed")):
        world = f"people: {{P: {{born: 2000-01-02{words}}}}}"
        person = loaded(tmp_path, world).facts.people["P"]
        assert isinstance(person, Person)
        assert person.coordination_level == level


def test_the_page_is_written_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[str, str, str]] = []

    def write(path: Path, text: str, encoding: str | None = None) -> int:
        return written.append((path.name, text, str(encoding))) or len(text)

    monkeypatch.setattr(Path, "write_text", write)
    monkeypatch.delitem(sys.modules, "policies.sheet", raising=False)
    runpy.run_module("policies.sheet", run_name="elsewhere")
    assert written == []
    page = runpy.run_module("policies.sheet", run_name="__main__")["page"]
    assert written == [("README.md", page(), "utf-8")]
