"""In what way consent falls short for the texts of a room: told to its leader per unit and category. Pure.

Never who has not said yes, and never why (gate, section 8). So it follows from what was asked and from what has ended
or been narrowed, and never from an answer that changes nothing of what stands: a question that covers a text and has
not been ended is "not complete", whatever those who are asked have said.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from consent.record import Consent
from consent.words import MeetingState
from hub.deciding import with_register_checked
from hub.foresight import NEWCOMER
from hub.sharing import has_ended, left_of
from policies.decide import decide
from policies.facts import Assignment, Facts, Item, Staff
from policies.question import Asks, Question
from policies.told import ENDED, MISSING, NOT_COMPLETE, TOO_NARROW, Audience, Told, told

WAYS = (NOT_COMPLETE, TOO_NARROW, ENDED, MISSING)
"""In what way, from what lacks least to what lacks most."""

Short = dict[tuple[str, str], frozenset[str]]
"""Categories by unit and by the sentence that says in what way."""


def falling_short(items: Iterable[Item], facts: Facts, at: datetime, *, who: str, unit: str) -> Short:
    """Which of these texts nobody of a unit can read that they were released to, since consent falls short.

    Told to the leader `who` under `unit`: of texts alone that they may read themselves, or that nothing but consent
    keeps from them. Asked for somebody of the other unit who has no conflict of interest and, where it is private, has
    promised; of a consent for one meeting alone as if that meeting were open.
    """
    found: Short = {}
    for item in _each_kind(items):
        facts = with_register_checked(facts, at)
        inside = {reader for _who, reader in facts.rooms[item.room].participants}
        readers = (item.released_to or frozenset()) & inside - {item.unit}
        if not readers or not is_theirs_to_know(item, who, unit, facts, at):
            continue
        for reader in readers:
            if _is_short(item, reader, facts, at):
                key = reader, _way(item, reader, facts, at).sentence
                found[key] = found.get(key, frozenset()) | item.categories
    return found


def _each_kind(items: Iterable[Item]) -> Iterable[Item]:
    """One of those that are alike in all that these decisions look at: a room has many texts and few kinds."""
    kinds = {
        (i.room, i.unit, i.categories, i.subjects, i.released_to, i.place_free, i.register, i.deleted): i
        for i in items
    }
    return kinds.values()


def is_theirs_to_know(item: Item, who: str, unit: str, facts: Facts, at: datetime) -> bool:
    """Whether this person can read it, or nothing but consent is in the way."""
    asked = Question(asks=Asks.READS, who=who, capacity=unit, at=at, item=item.id)
    answer = decide(asked, replace(facts, items={item.id: item}))
    return answer.allowed or told(answer, Audience.LEADER) in WAYS


def _is_short(item: Item, reader: str, facts: Facts, at: datetime) -> bool:
    """Whether consent keeps it from everybody of that unit, whichever meeting it is read in."""
    supposed = _with_newcomer(reader, item, facts, at)
    to_come = (one.id for one in facts.meetings.values() if one.state is not MeetingState.CLOSED)
    for meeting in (None, *to_come):
        asked = Question(asks=Asks.READS, who=NEWCOMER, capacity=reader, at=at, item=item.id, meeting=meeting)
        answer = decide(asked, supposed)
        if answer.allowed or told(answer, Audience.LEADER) not in WAYS:
            return False
    return True


def _with_newcomer(unit: str, item: Item, facts: Facts, at: datetime) -> Facts:
    """The facts with somebody more there for the unit, and every meeting that is not over open."""
    there, here = facts.rooms[item.room], frozenset({(NEWCOMER, unit)})
    staff = Staff(id=NEWCOMER, assignments=(Assignment(unit=unit, role="", since=at),))
    held = replace(there, participants=there.participants | here, forbehall=there.forbehall | here)
    closed = MeetingState.CLOSED
    return replace(
        facts,
        rooms={**facts.rooms, item.room: held},
        staff={**facts.staff, NEWCOMER: staff},
        items={item.id: item},
        meetings={
            one.id: one if one.state is closed else replace(one, state=MeetingState.OPEN)
            for one in facts.meetings.values()
        },
    )


def _way(item: Item, reader: str, facts: Facts, at: datetime) -> Told:
    """What lacks most, of any subject."""
    ways = (_way_of(subject, item, reader, facts, at) for subject in item.subjects)
    return max(ways, key=WAYS.index, default=MISSING)


def _way_of(subject: str, item: Item, reader: str, facts: Facts, at: datetime) -> Told:
    asked = [one for one in facts.consents.get((item.room, subject), ()) if not one.draft]
    live = [one for one in asked if not has_ended(one) and is_open(one, facts, at)]
    if any(covers(one, item, reader, facts) for one in live):
        return NOT_COMPLETE
    if any(_has_covered(one, item, reader, facts) for one in asked):
        return ENDED
    return TOO_NARROW if live else ENDED if asked else MISSING


def _has_covered(consent: Consent, item: Item, reader: str, facts: Facts) -> bool:
    """Whether somebody has ended it, or taken out of it what it covered this with, while its time was not over."""
    then = replace(consent, acts=tuple(act for act in consent.acts if act.at < consent.ends))
    left = not has_ended(then) and covers(then, item, reader, facts)
    return not left and covers(replace(consent, acts=()), item, reader, facts)


def is_open(consent: Consent, facts: Facts, at: datetime) -> bool:
    """Whether its time is not over, nor the meeting that it is limited to."""
    meeting = facts.meetings.get(consent.meeting or "")
    over = consent.meeting is not None and (meeting is None or meeting.state is MeetingState.CLOSED)
    return at < consent.ends and not over


def covers(consent: Consent, item: Item, reader: str, facts: Facts) -> bool:
    """Whether what is left of the consent names the text's unit, the reader's, and every category of the text."""
    from_units, to_units, categories = left_of(consent)
    purpose = consent.purpose == facts.rooms[item.room].purpose
    return purpose and item.unit in from_units and reader in to_units and item.categories <= categories
