"""In what way consent falls short for the texts of a room: told to its leader per unit and category. Pure.

Never who has not said yes, and never why (gate, section 8).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from consent.words import MeetingState
from hub.foresight import NEWCOMER
from policies.answer import Answer
from policies.decide import decide
from policies.facts import Assignment, Facts, Item, Staff
from policies.question import Asks, Question
from policies.staff import LOA_FOR_READING
from policies.told import CONSENT_FALLS_SHORT, Audience, told

Short = dict[tuple[str, str], frozenset[str]]
"""Categories by unit and by the sentence that says in what way."""


def falling_short(items: Iterable[Item], facts: Facts, at: datetime) -> Short:
    """Which of these texts nobody of a unit can read that they were released to, since consent falls short.

    Asked for somebody of that unit who has no conflict of interest and, where it is private, has promised; of a
    consent for one meeting alone as if that meeting were open.
    """
    found: Short = {}
    for item in items:
        inside = {unit for _who, unit in facts.rooms[item.room].participants}
        for unit in (item.released_to or frozenset()) & inside - {item.unit}:
            sentence = _short(item, unit, facts, at)
            if sentence:
                key = unit, sentence
                found[key] = found.get(key, frozenset()) | item.categories
    return found


def _short(item: Item, unit: str, facts: Facts, at: datetime) -> str:
    """The sentence, or nothing where somebody of the unit can read it or where something else than consent stops it."""
    supposed = _with_newcomer(unit, item.room, facts, at)
    answers = [_answer(item, unit, supposed, at, meeting) for meeting in (None, *_to_come(facts))]
    if any(answer.allowed for answer in answers):
        return ""
    said = told(answers[0], Audience.LEADER)
    return said.sentence if said in CONSENT_FALLS_SHORT else ""


def _answer(item: Item, unit: str, facts: Facts, at: datetime, meeting: str | None) -> Answer:
    opened = {m.id: replace(m, state=MeetingState.OPEN) for m in facts.meetings.values() if m.id == meeting}
    asked = Question(
        asks=Asks.READS,
        who=NEWCOMER,
        capacity=unit,
        at=at,
        item=item.id,
        meeting=meeting,
        loa=LOA_FOR_READING,
    )
    known = replace(facts, items={item.id: item}, meetings={**facts.meetings, **opened})
    return decide(asked, known)


def _to_come(facts: Facts) -> list[str]:
    return [one.id for one in facts.meetings.values() if one.state is not MeetingState.CLOSED]


def _with_newcomer(unit: str, room: str, facts: Facts, at: datetime) -> Facts:
    """The facts with somebody more there for the unit."""
    there, here = facts.rooms[room], frozenset({(NEWCOMER, unit)})
    staff = Staff(id=NEWCOMER, assignments=(Assignment(unit=unit, role="", since=at),))
    held = replace(there, participants=there.participants | here, forbehall=there.forbehall | here)
    return replace(facts, rooms={**facts.rooms, room: held}, staff={**facts.staff, NEWCOMER: staff})
