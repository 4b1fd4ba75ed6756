"""Edges that only a small fault would show: exact birthdays, the order of names, what is refused first."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from consent.record import Act
from consent.words import ActKind, Capacity, Outcome
from policies.agencies import SHEETS, chapter
from policies.answer import Answer, Decision, Reason
from policies.coverage import covering, fails
from policies.decide import decide
from policies.facts import Assessment, Child, Facts, Person, Prevention, Unit
from policies.hearing import Hearing
from policies.maturity import judged
from policies.prevented import recorded_before
from policies.question import Asks, Question
from policies.rules import covering as covers
from policies.times import birthday, day_of
from tests.policies.saving_facts import CLICKED, FACTS, NOW

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
C1 = FACTS.consents["R1", "Alva"][0]
ROOM = FACTS.rooms["R1"]


# What OSL chapter each unit's secrecy has, copied from the statutes on the sheets.
CHAPTERS = {
    "SKOLA.UND": ("skola", 23), "SKOLA.EH": ("skola", 23), "SKOLA.EMI": ("skola", 25), "BUP": ("region", 25),
    "SOC.UTR": ("socialtjanst", 26), "SOC.FORE": ("socialtjanst", 26), "SOC.FAMRAD": ("socialtjanst", 26),
    "SOC.RADSTOD": ("socialtjanst", 26),
}  # fmt: skip
AGENCIES = {"skola": 23, "region": 25, "socialtjanst": 26, "forskola": 23, "forening": None}


def test_each_unit_has_its_chapter() -> None:
    found = {unit.id: (sheet.agency, unit.chapter) for sheet in SHEETS for unit in sheet.units}
    assert {unit: found[unit] for unit in CHAPTERS} == CHAPTERS


@pytest.mark.parametrize("agency", AGENCIES)
def test_a_unit_without_a_row_has_its_agencys_chapter(agency: str) -> None:
    assert chapter("NEW", Unit(id="NEW", agency=agency)) == AGENCIES[agency]


def test_every_sheet_names_its_agency() -> None:
    for sheet in SHEETS:
        assert sheet.agency
        assert {rule.chapter for rule in sheet.units} <= {sheet.chapter, 25, None}, sheet.name
        assert sheet.units[0].chapter == sheet.chapter, sheet.name


def test_an_answer_stays_what_it_is() -> None:
    answer = Answer(decision=Decision.DENY, reason=Reason.NO_CONSENT, rule="covers.none")
    assert (answer.detail, answer.consents, answer.where) == ("", (), "")
    with pytest.raises(AttributeError):
        answer.detail = "somebody"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Answer(Decision.DENY, Reason.NO_CONSENT, "covers.none")  # type: ignore[misc]


def test_facts_may_be_of_nothing() -> None:
    nothing = Facts()
    maps = (nothing.units, nothing.people, nothing.staff, nothing.children, nothing.rooms, nothing.meetings)
    assert [*maps, nothing.items, nothing.consents] == [{}] * 8


def heard(age: int, off: timedelta) -> int:
    born = date(2010, 2, 28)
    person = Person(id="Alva", name="Alva", born=born)
    at = birthday(born, age) + off
    return Hearing(C1, frozenset(), FACTS, at, "Kim", person, Child(id="Alva"), {}, []).row


@pytest.mark.parametrize(("age", "off", "row"), [
    (12, -SECOND, 0), (12, timedelta(0), 12), (13, timedelta(0), 12), (15, -SECOND, 12), (15, timedelta(0), 15),
])  # fmt: skip
def test_a_row_of_the_table_of_ages_begins_on_the_birthday(age: int, off: timedelta, row: int) -> None:
    assert heard(age, off) == row


OF_ONE_MOMENT = [
    ({Outcome.NOT_MATURE, Outcome.DECIDES_ALONE}, Outcome.DECIDES_ALONE),
    ({Outcome.MATURE, Outcome.DECIDES_ALONE}, Outcome.MATURE),
    ({Outcome.NOT_MATURE, Outcome.MATURE}, Outcome.MATURE),
]


@pytest.mark.parametrize(("outcomes", "stands"), OF_ONE_MOMENT)
def test_of_assessments_of_one_moment_the_strictest_stands(outcomes: set[Outcome], stands: Outcome) -> None:
    for order in (sorted(outcomes), sorted(outcomes, reverse=True)):
        found = tuple(Assessment(matter=None, outcome=o, by="Tord", at=NOW - DAY) for o in order)
        person = Person(id="Alva", name="Alva", born=date(2010, 1, 1))
        facts = Facts(people={"Alva": person}, children={"Alva": Child(id="Alva", assessments=found)})
        assert judged("Alva", "maende", facts, NOW, "Kim") is stands


def test_what_is_recorded_later_was_not_there_before() -> None:
    later = Prevention(guardian="Anders", reason="ill", urgent="x", at=NOW + DAY, by="Tord", room="R1")
    child = Child(id="Alva", prevented=(later,))
    assert not recorded_before("Anders", child, "R1", NOW, or_then=True)
    assert recorded_before("Anders", child, "R1", NOW + DAY, or_then=True)
    assert not recorded_before("Anders", child, "R1", NOW + DAY)


READ = Question(asks=Asks.READS, who="Kim", capacity="SKOLA.EH", item="I1", at=NOW)


def test_a_reader_of_a_unit_that_nobody_knows_is_nobodys_recipient() -> None:
    open_to = replace(C1, to_units=frozenset({"NEW"}), starts=NOW - DAY, ends=NOW + DAY)
    found = fails(open_to, FACTS.items["I1"], ROOM, replace(READ, capacity="NEW"), FACTS)
    assert found is covers.TO


def test_of_two_that_come_equally_far_the_one_with_the_newest_act_counts() -> None:
    """Also beside one in which nobody has said anything at all."""
    other = replace(C1, purpose="another", meeting=None, acts=())
    acted = replace(other, id="C2", acts=(replace(CLICKED, at=NOW - DAY),))
    for consents in ((other, acted), (acted, other)):
        facts = replace(FACTS, consents={("R1", "Alva"): consents})
        answer = covering("Alva", FACTS.items["I1"], ROOM, READ, facts)
        assert isinstance(answer, Answer)
        assert (answer.rule, answer.detail) == ("covers.purpose", "C2")


def test_of_others_without_a_consent_the_first_by_name_is_told() -> None:
    names = ["Zoe", "Adam", "Moa", "Bert", "Ymer", "Cleo"]
    people = {n: Person(id=n, name=n, born=date(2010, 1, 1)) for n in names}
    town = replace(FACTS, people={**FACTS.people, **people}, consents={})
    shared = replace(FACTS.items["I1"], subjects=frozenset(names), released_to=None)
    for reader in (READ, *(replace(READ, who=who) for who, _ in ROOM.participants)):
        for _, unit in ROOM.participants:
            question = replace(reader, capacity=unit)
            answer = decide(question, replace(town, items={"I1": shared}))
            if answer.reason is Reason.OTHER_SUBJECT:
                assert answer.detail == "Adam"
                return
    pytest.fail("nobody came as far as the other subjects")


def granted(who: str) -> Act:
    return Act(by=who, capacity=Capacity.GUARDIAN, kind=ActKind.GRANT, at=NOW - DAY)


def test_of_strangers_who_said_yes_at_once_the_first_by_name_is_told() -> None:
    facts = replace(FACTS, consents={})
    for order in (("Zara", "Erik"), ("Erik", "Zara")):
        draft = replace(
            C1, starts=NOW - 2 * DAY, ends=NOW + DAY, purpose=ROOM.purpose, meeting=None,
            from_units=frozenset({FACTS.items["I1"].unit}), to_units=frozenset({"SKOLA.EH"}),
            categories=FACTS.items["I1"].categories, acts=tuple(granted(who) for who in order),
        )  # fmt: skip
        found = fails(draft, FACTS.items["I1"], ROOM, READ, facts)
        assert isinstance(found, Answer)
        assert (found.reason, found.detail) == (Reason.NOT_GUARDIAN, "Erik")


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-07-01T21:59:59+00:00", date(2026, 7, 1)),
        ("2026-07-01T22:00:00+00:00", date(2026, 7, 2)),
        ("2026-12-31T22:59:59+00:00", date(2026, 12, 31)),
        ("2026-12-31T23:00:00+00:00", date(2027, 1, 1)),
        ("2026-12-31T18:00:00-05:00", date(2027, 1, 1)),
    ],
)
def test_a_day_is_the_one_in_stockholm(at: str, day: date) -> None:
    assert day_of(datetime.fromisoformat(at)) == day
