"""Times by the calendar, whether a room exists, a consent for one meeting, and an answer in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from policies.answer import Answer, Decision, Reason
from policies.decide import decide
from policies.question import Asks, Question
from policies.rules import reading
from policies.scenarios.case import Expected, said
from policies.times import NEVER, a_year_after, birthday, within_a_year
from tests.policies.saving_facts import FACTS, NOW, tord

DAY = timedelta(days=1)
C1 = FACTS.consents["R1", "Alva"][0]


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


BORN = [
    (date(2008, 11, 24), 18, utc(2026, 11, 23, 23)),
    (date(2008, 2, 29), 18, utc(2026, 2, 28, 23)),
    (date(2008, 2, 29), 16, utc(2024, 2, 28, 23)),
    (date(9990, 1, 1), 18, NEVER),
    (date(9984, 2, 29), 14, utc(9998, 2, 28, 23)),
    (date(9980, 2, 29), 19, NEVER),
]


@pytest.mark.parametrize(("born", "years", "expected"), BORN)
def test_birthdays(born: date, years: int, expected: datetime) -> None:
    assert birthday(born, years) == expected


def test_a_year_is_by_the_calendar() -> None:
    assert a_year_after(utc(2026, 11, 23, 9)) == utc(2027, 11, 23, 9)
    assert a_year_after(utc(2028, 2, 29, 9)) == utc(2029, 2, 28, 9)
    assert a_year_after(NEVER) == NEVER
    assert within_a_year(NOW, utc(2027, 11, 23, 9))
    assert not within_a_year(NOW, utc(2027, 11, 23, 9, 1))


VIEWS = {
    "a participant": (tord(Asks.VIEWS, room="R1"), reading.OWN_UNIT),
    "the ledger is down": (tord(Asks.VIEWS, room="R1", ledger_up=False), reading.LEDGER),
    "a weak session": (tord(Asks.VIEWS, room="R1", loa=2), reading.SESSION),
    "without assignment": (replace(tord(Asks.VIEWS, room="R1"), capacity="BUP"), reading.ASSIGNMENT),
    "no room": (tord(Asks.VIEWS, room="R99"), reading.PUBLISHED),
    "nothing": (tord(Asks.VIEWS), reading.PUBLISHED),
    "a room of others": (tord(Asks.VIEWS, room="R5"), reading.PARTICIPANT),
    "a protected child": (
        Question(asks=Asks.VIEWS, who="Kim", capacity="SKOLA.EH", at=NOW, room="R7"), reading.PROTECTED),
}  # fmt: skip


@pytest.mark.parametrize("name", VIEWS)
def test_whether_a_room_exists(name: str) -> None:
    question, rule = VIEWS[name]
    answer = decide(question, FACTS)
    assert answer == (rule.yes() if rule is reading.OWN_UNIT else rule.no())


def test_a_child_without_a_record_may_be_protected() -> None:
    people = {who: person for who, person in FACTS.people.items() if who != "Alva"}
    assert decide(tord(Asks.VIEWS, room="R1"), replace(FACTS, people=people)) == reading.PROTECTED.no()


def limited(**changes: object) -> Answer:
    """Kim reads the psychologist's item under a consent for meeting M1 only."""
    consent = replace(C1, meeting="M1")
    meetings = {"M1": replace(FACTS.meetings["M1"], **changes)} if changes.get("id", "M1") else {}  # type: ignore[arg-type]
    facts = replace(FACTS, consents={("R1", "Alva"): (consent,)}, meetings=meetings)
    asked = Question(asks=Asks.READS, who="Kim", capacity="SKOLA.EH", at=NOW, item="I1")
    assert decide(asked, facts).reason is Reason.SCOPE_MEETING
    return decide(replace(asked, meeting="M1"), facts)


def test_a_consent_for_one_meeting() -> None:
    assert limited(room="R1").reason is Reason.CONSENT
    assert limited(room="R3").reason is Reason.NOT_PUBLISHED
    assert limited(id="").reason is Reason.NOT_PUBLISHED


def test_an_answer_in_words() -> None:
    no = Answer(decision=Decision.DENY, reason=Reason.REFUSED, rule="x", detail="Anna")
    assert said(no) == "DENY REFUSED (Anna)"
    assert said(structs.replace(no, detail="")) == "DENY REFUSED"
    assert str(Expected(Decision.DENY)) == "DENY"
    assert Expected(Decision.DENY).fits(no)
    assert Expected(Decision.DENY, Reason.REFUSED, "Ann").fits(no)
    assert not Expected(Decision.ALLOW).fits(no)
    assert not Expected(Decision.DENY, Reason.WITHDRAWN).fits(no)
    assert not Expected(Decision.DENY, detail="Anders").fits(no)


def test_a_rule_answers_with_its_own_words() -> None:
    yes = reading.CONSENT.yes("A", "B", redacted=True)
    assert yes.decision is Decision.ALLOW_REDACTED
    assert (yes.detail, yes.consents) == ("A, B", ("A", "B"))
    with pytest.raises(ValueError, match="without a reason"):
        replace(reading.CONSENT, reason=None).yes()
