"""What the law says of the town: every step may be taken, and each text is open to whom it should be."""

from functools import cache

import pytest

from consent.words import FAMILY
from policies.answer import Answer, Reason
from policies.decide import decide
from policies.question import Asks, Question
from tests.hub.town_facts import TOWN, Telling


@cache
def told(room: str) -> tuple[Telling, tuple[tuple[str, Answer], ...]]:
    telling = Telling(room, TOWN.rooms[room])
    answers = tuple((f"{one}", decide(question, known)) for one, question, known in telling.tell())
    return telling, answers


@pytest.mark.parametrize("room", sorted(TOWN.rooms))
def test_every_step_may_be_taken(room: str) -> None:
    _, answers = told(room)
    assert [(one, answer.reason) for one, answer in answers if not answer.allowed] == []


CLOSED = {
    ("ture", "ture-skolan", "BUP"): Reason.GRANTOR_MISSING,
    ("ture", "ture-fritids", "SKOLA.EH"): Reason.GRANTOR_MISSING,
    ("linnea", "linnea-centrum", "SOC.FORE"): Reason.CHILD_OBJECTS,
    ("wilma", "wilma-helger", "SKOLA.EH"): Reason.SCOPE_CATEGORY,
}
"""What its publisher released and a consent does not open; all else that was released is open."""


def released() -> list[tuple[str, str, str, str]]:
    rows = []
    for room in sorted(TOWN.rooms):
        telling, _ = told(room)
        for item in telling.items.values():
            readers = sorted(p for p in telling.participants if p[1] in (item.released_to or ()))
            rows += [(room, item.id, who, unit) for who, unit in readers]
    return rows


@pytest.mark.parametrize(("room", "item", "who", "unit"), released())
def test_each_text_is_open_to_whom_it_was_released_when_the_right_people_said_yes(
    room: str, item: str, who: str, unit: str
) -> None:
    telling, _ = told(room)
    asked = Question(asks=Asks.READS, who=who, capacity=unit, item=item, at=telling.at)
    answer = decide(asked, telling.facts())
    assert answer.reason == CLOSED.get((room, item, unit), Reason.CONSENT), answer


@pytest.mark.parametrize("room", sorted(TOWN.rooms))
def test_each_guardian_reads_what_the_units_wrote_about_the_child(room: str) -> None:
    telling, _ = told(room)
    child = TOWN.rooms[room].child
    alone = {"linnea-samtal"}
    for guardian in TOWN.children[child].guardians:
        for item in telling.items.values():
            if item.unit != FAMILY and item.id not in alone and item.subjects == {child}:
                asked = Question(
                    asks=Asks.READS, who=guardian, capacity="guardian", item=item.id, at=telling.at
                )
                assert decide(asked, telling.facts()).reason == Reason.OWN_FAMILY, (guardian, item.id)


def test_those_who_may_not_know_get_a_no() -> None:
    for room, item, who, capacity, reason in [
        ("signe", "signe-somn", "peter", "guardian", Reason.NOT_GUARDIAN),
        ("linnea", "linnea-samtal", "camilla", "guardian", Reason.HIDDEN_FROM_GUARDIAN),
        ("tove", "tove-samtal", "daniel", "BUP", Reason.NOT_PARTICIPANT),
        ("tove", "jonas-berattar", "rebecka", "BUP", Reason.NOT_RELEASED),
        ("tove", "jonas-berattar", "karin", "guardian", Reason.NOT_RELEASED),
        ("maja", "maja-trygg", "hakan", "SKOLA.UND", Reason.NOT_PARTICIPANT),
    ]:
        telling, _ = told(room)
        asked = Question(asks=Asks.READS, who=who, capacity=capacity, item=item, at=telling.at)
        assert decide(asked, telling.facts()).reason == reason, (room, item, who)
