"""What two rules would answer alike until it is asked at the very instant, or with one thing out of place."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from consent.record import Act, Effect
from consent.words import ActKind, Capacity, MeetingState, Outcome
from policies.acts import sound, standing
from policies.answer import Answer, Reason
from policies.capacity import by_name
from policies.coverage import fails
from policies.decide import decide
from policies.facts import Assessment, Facts, Prevention
from policies.grantors import objection
from policies.question import Asks, Question
from policies.rules import covering
from tests.policies.saving_facts import CLICKED, FACTS, NOW, anna, one, spoken

HOUR = timedelta(hours=1)
C1 = FACTS.consents["R1", "Alva"][0]
OWN = replace(CLICKED, by="Alva", capacity=Capacity.SELF)
ENDS = Effect(ends=True)


def kim(**changes: Any) -> Question:
    return replace(Question(asks=Asks.READS, who="Kim", capacity="SKOLA.EH", at=NOW, item="I1"), **changes)


def with_child(facts: Facts = FACTS, **changes: Any) -> Facts:
    return replace(facts, children={**facts.children, "Alva": replace(facts.children["Alva"], **changes)})


def custody(**changes: Any) -> Facts:
    """Anna's custody has another beginning or end."""
    held = [replace(g, **changes) if g.who == "Anna" else g for g in FACTS.children["Alva"].guardians]
    return with_child(guardians=tuple(held))


def born(day: date) -> Facts:
    return replace(FACTS, people={**FACTS.people, "Alva": replace(FACTS.people["Alva"], born=day)})


def assessed(outcome: Outcome, at: datetime = NOW) -> tuple[Assessment, ...]:
    return (Assessment(matter=None, outcome=outcome, by="Sara", at=at),)


def objected(facts: Facts, *acts: Act, **changes: Any) -> Answer | None:
    return objection(replace(C1, acts=acts, **changes), one("maende"), facts, NOW, "Kim")


def test_custody_is_held_then_and_now() -> None:
    early = replace(CLICKED, at=NOW - 2 * HOUR)
    assert sound(early, "Alva", FACTS, NOW, "Kim")
    assert not sound(early, "Alva", custody(until=NOW - HOUR), NOW, "Kim")
    assert not sound(early, "Alva", custody(since=NOW - HOUR), NOW, "Kim")


def test_a_refusal_that_names_a_part_is_a_whole_one() -> None:
    no = replace(CLICKED, kind=ActKind.REFUSE, units=one("BUP"))
    assert standing(replace(C1, acts=(no,)), FACTS, NOW, "Kim") == {"Anna": no}


def test_those_of_one_name_stand_in_the_order_of_their_ids() -> None:
    alike = {who: replace(person, name="Z") for who, person in FACTS.people.items()}
    assert by_name({*alike}, replace(FACTS, people=alike)) == sorted(alike)


MEETINGS = {
    "its own, open": ({}, None),
    "its own, planned": ({"state": MeetingState.PLANNED}, covering.MEETING),
    "of another room": ({"room": "R3"}, covering.MEETING),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_the_meeting_that_a_consent_is_for(name: str) -> None:
    changes, expected = MEETINGS[name]
    meeting = replace(FACTS.meetings["M1"], **changes)  # type: ignore[arg-type]
    asked, consent, item, room = (
        kim(meeting="M1"),
        replace(C1, meeting="M1"),
        FACTS.items["I1"],
        FACTS.rooms["R1"],
    )
    assert fails(consent, item, room, asked, replace(FACTS, meetings={"M1": meeting})) is expected
    assert fails(consent, item, room, asked, replace(FACTS, meetings={})) is covering.MEETING
    assert fails(consent, item, room, kim(), FACTS) is covering.MEETING


def test_one_consent_is_named_once() -> None:
    assert decide(kim(), FACTS).consents == ("C1",)
    item = replace(FACTS.items["I1"], subjects=one("Alva", "Bo"))
    brother = replace(C1, id="C2", subject="Bo")
    consents = {**FACTS.consents, ("R1", "Bo"): (brother,)}
    assert decide(kim(), replace(FACTS, items={"I1": item}, consents=consents)).consents == ("C1", "C2")


def test_an_adult_s_withdrawal_stands_without_its_effect() -> None:
    facts = born(date(2000, 1, 1))
    assert objected(facts, OWN) is None
    no = objected(facts, OWN, replace(OWN, kind=ActKind.WITHDRAW))
    assert no is not None
    assert (no.reason, no.detail) == (Reason.WITHDRAWN, "Alva")


def test_an_end_at_this_very_instant() -> None:
    both = (CLICKED, replace(CLICKED, by="Anders"))
    assert objected(FACTS, *both) is None
    ended = replace(CLICKED, kind=ActKind.WITHDRAW, effect=ENDS)
    no = objected(FACTS, *both, ended, replace(ended, by="Anders"))
    assert no is not None
    assert (no.rule, no.detail) == ("yes.ended", "Anders")


def test_a_yes_at_this_very_instant_without_custody() -> None:
    no = objected(custody(until=NOW - HOUR), CLICKED)
    assert no is not None
    assert (no.reason, no.detail) == (Reason.NOT_GUARDIAN, "Anna")


@pytest.mark.parametrize(
    ("day", "reason"), [(date(2014, 11, 23), Reason.GRANTOR_MISSING), (date(2014, 11, 24), None)]
)
def test_a_mature_child_of_twelve_must_say_yes(day: date, reason: Reason | None) -> None:
    facts = with_child(born(day), assessments=assessed(Outcome.MATURE))
    no = objected(facts, CLICKED, replace(CLICKED, by="Anders"))
    assert (no and no.reason) == reason


def test_of_one_guardian_left_nobody_is_prevented() -> None:
    held = [replace(g, until=NOW - HOUR) if g.who == "Anna" else g for g in FACTS.children["Alva"].guardians]
    ill = Prevention(guardian="Anders", reason="ill", urgent="i dag", at=NOW - HOUR, by="Sara", room="R1")
    no = objected(with_child(guardians=tuple(held), prevented=(ill,)), OWN)
    assert no is not None
    assert no.detail == "Anders"
    assert objected(with_child(prevented=(ill,)), OWN, CLICKED) is None


def test_a_youth_keeps_what_is_theirs_from_the_birthday_on() -> None:
    born_now = with_child(born(date(2011, 11, 24)), assessments=assessed(Outcome.DECIDES_ALONE))
    birthday = datetime.combine(date(2026, 11, 23), NOW.timetz().replace(hour=23))
    facts = with_child(
        born_now, assessments=assessed(Outcome.DECIDES_ALONE, birthday), register_checked=birthday
    )
    asked = Question(asks=Asks.READS, who="Anna", capacity="guardian", at=birthday, item="I1")
    assert decide(asked, facts).reason is Reason.HIDDEN_FROM_GUARDIAN
    assert decide(
        replace(asked, at=birthday - HOUR), with_child(facts, register_checked=birthday - HOUR)
    ).allowed


def where(answer: Answer) -> tuple[str, str, str]:
    return answer.rule, answer.detail, answer.where


def test_a_samordningsnummer_that_is_not_confirmed() -> None:
    facts = replace(
        FACTS, people={**FACTS.people, "Anna": replace(FACTS.people["Anna"], coordination_level="probable")}
    )
    assert where(decide(spoken(), facts)) == ("saves.unconfirmed", "Anna", "by")
    assert where(decide(anna(Asks.GRANTS, consent="C1"), facts)) == ("saves.unconfirmed", "Anna", "by")
