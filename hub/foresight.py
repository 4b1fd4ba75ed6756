"""What a yes would let each unit read, and what a no would stop: asked of the very decision that the unit meets.

Pure, and of texts' ids alone: nothing is opened, and nothing is looked at that the one who asks may not read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, MeetingState
from hub.sharing import Party, left_of, parties
from policies.answer import Decision
from policies.decide import decide
from policies.facts import Assignment, Facts, Item, Meeting, Room, Staff
from policies.question import Asks, Question

NEWCOMER = "?"
"""Whoever would take part for a unit that nobody takes part for yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one unit can read of some items: whole, or with the place left out (ids)."""

    unit: str
    whole: frozenset[str] = frozenset()
    without_place: frozenset[str] = frozenset()


def sights(consent: Consent, items: Iterable[Item], facts: Facts, at: datetime) -> tuple[Sight, ...]:
    """What each unit that the consent names as a reader can read of these items at that moment, by its name.

    A unit reads what anybody does who takes part for it. Its own texts are not the question.
    `facts` hold the room, the items, and the assignments of everybody who takes part.
    """
    asked = list(items)
    return tuple(_sight(unit, consent, asked, facts, at) for unit in sorted(left_of(consent)[1]))


def if_all_say_yes(consent: Consent, facts: Facts, at: datetime) -> tuple[Facts, datetime]:
    """The facts as they would be if everybody who is asked had said yes, and the moment to ask them at.

    It is the most that the consent can open, and tells nothing of what anybody has said: yes, the child too,
    which is enough at every age; the register just checked; the meeting open; a private unit's promise given;
    and somebody there for each unit. What has been taken out for good stays out.
    """
    moment = max(at, consent.starts)
    room = facts.rooms[consent.room]
    yes = tuple(_yes(party, consent, moment) for party in _asked(consent, facts, moment))
    kept = tuple(act for act in consent.acts if act.effect.units or act.effect.categories)
    there, staff = _with_newcomers(consent, room, moment)
    who = {act.by for act in yes}
    return replace(
        facts,
        consents=_consents_with(facts, replace(consent, acts=(*kept, *yes))),
        rooms={**facts.rooms, room.id: there},
        staff={**facts.staff, **staff},
        meetings={one.id: _begun(one, consent) for one in facts.meetings.values()},
        people={
            id_: replace(person, coordination_level="confirmed") if id_ in who else person
            for id_, person in facts.people.items()
        },
        children={
            id_: replace(child, register_checked=moment) if id_ == consent.subject else child
            for id_, child in facts.children.items()
        },
    ), moment


def if_stopped(consent: Consent, act: Act, facts: Facts) -> Facts:
    """The facts as they would be after this withdrawal, whose effect is filled in."""
    return replace(facts, consents=_consents_with(facts, replace(consent, acts=(*consent.acts, act))))


def lost(before: Iterable[Sight], after: Iterable[Sight]) -> tuple[Sight, ...]:
    """What each unit could read before and can't after, in the order of `before`."""
    then = {sight.unit: sight.whole | sight.without_place for sight in after}
    return tuple(
        Sight(
            unit=sight.unit,
            whole=sight.whole - then[sight.unit],
            without_place=sight.without_place - then[sight.unit],
        )
        for sight in before
    )


def _sight(unit: str, consent: Consent, items: list[Item], facts: Facts, at: datetime) -> Sight:
    room = facts.rooms[consent.room]
    readers = sorted(who for who, under in room.participants if under == unit)
    found: Mapping[str, set[Decision]] = {
        item.id: {_decision(who, unit, item, consent, facts, at) for who in readers}
        for item in items
        if item.unit != unit
    }
    whole = frozenset(item for item, said in found.items() if Decision.ALLOW in said)
    redacted = frozenset(item for item, said in found.items() if Decision.ALLOW_REDACTED in said)
    return Sight(unit=unit, whole=whole, without_place=redacted - whole)


def _decision(who: str, unit: str, item: Item, consent: Consent, facts: Facts, at: datetime) -> Decision:
    """What somebody of the unit would be answered, in the meeting that the consent is limited to, if any."""
    asked = Question(asks=Asks.READS, who=who, capacity=unit, at=at, item=item.id, meeting=consent.meeting)
    return decide(asked, facts).decision


def _consents_with(facts: Facts, consent: Consent) -> dict[tuple[str, str], tuple[Consent, ...]]:
    """Every consent, this one as it is given here, in its place."""
    key = (consent.room, consent.subject)
    held = tuple(consent if one.id == consent.id else one for one in facts.consents.get(key, ()))
    return {**facts.consents, key: held}


def _asked(consent: Consent, facts: Facts, at: datetime) -> list[Party]:
    """Everybody who is asked, and always the one whom the consent is about."""
    asked = list(parties(consent, facts, at))
    there = any(party.who == consent.subject for party in asked)
    return asked if there else [*asked, Party(who=consent.subject, capacity=Capacity.SELF)]


def _yes(party: Party, consent: Consent, at: datetime) -> Act:
    return Act(
        by=party.who,
        capacity=party.capacity,
        kind=ActKind.GRANT,
        at=at,
        language=consent.language,
        interpreter=True,
    )


def _with_newcomers(consent: Consent, room: Room, at: datetime) -> tuple[Room, dict[str, Staff]]:
    """The room with somebody there for every unit that is to read, each having promised what a private one must."""
    there = {unit for _who, unit in room.participants}
    new = sorted(left_of(consent)[1] - there)
    who = {unit: f"{NEWCOMER}{unit}" for unit in new}
    participants = room.participants | {(who[unit], unit) for unit in new}
    staff = {
        who[unit]: Staff(id=who[unit], assignments=(Assignment(unit=unit, role="", since=at),))
        for unit in new
    }
    return replace(room, participants=participants, forbehall=participants), staff


def _begun(meeting: Meeting, consent: Consent) -> Meeting:
    """The meeting that the consent is for, begun if it is planned; one that is over opens no more."""
    planned = meeting.id == consent.meeting and meeting.state is MeetingState.PLANNED
    return replace(meeting, state=MeetingState.OPEN) if planned else meeting
