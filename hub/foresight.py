"""What a yes would let each unit read, and what a stop would take away: asked of the decision that the unit meets.

Both are looked at as if everybody had said yes to this one question, and nobody had been asked any other: so
neither tells what anybody has said, nor does what another question lets them read all the same. Pure, and of texts'
ids alone; nothing is looked at that the one who asks may not read.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from consent.record import Act, Consent
from consent.words import Capacity, MeetingState
from hub.sharing import Party, left_of, parties, yes_of
from policies.answer import Decision
from policies.capacity import child_record, guardians_now, is_minor
from policies.decide import decide
from policies.facts import Assignment, Child, Facts, Guardianship, Item, Meeting, Person, Room, Staff
from policies.question import Asks, Question

NEWCOMER = "?"
"""Whoever may yet come to take part for a unit, or yet be appointed as guardian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one unit can read of some items: whole, or with the place left out (ids).

    `if_others`: of these, those that are about somebody else too, who has to say yes as well.
    """

    unit: str
    whole: frozenset[str] = frozenset()
    without_place: frozenset[str] = frozenset()
    if_others: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Whichever way."""
        return self.whole | self.without_place


def if_all_say_yes(consent: Consent, items: Iterable[Item], facts: Facts, at: datetime) -> tuple[Sight, ...]:
    """What each unit would read of these items, by its name, if everybody who is asked said yes to this.

    It is the most that the consent can open, of what is about its subject: the child says yes too, which is
    enough at every age; other subjects of a text say yes to the same; the register has just been checked; the
    meeting is open, a private unit has promised, and somebody without any conflict of interest is there for
    each unit. What has been taken out for good stays out. `facts` hold the room, with everybody's assignments.
    """
    asked = [item for item in items if consent.subject in item.subjects]
    moment = max(at, consent.starts)
    then = _supposed(consent, asked, facts, moment)
    found = (_sight(unit, consent, asked, then, moment) for unit in sorted(left_of(consent)[1]))
    others = frozenset(item.id for item in asked if item.subjects != {consent.subject})
    return tuple(replace(sight, if_others=sight.all & others) for sight in found)


def anyway(
    sights: Iterable[Sight], other: Iterable[Consent], items: Iterable[Item], facts: Facts, at: datetime
) -> tuple[Sight, ...]:
    """What of it each unit can read all the same where everybody says yes to another of these questions."""
    asked = list(items)
    found: dict[str, set[str]] = {}
    for one in other:
        for sight in if_all_say_yes(one, asked, facts, at):
            found.setdefault(sight.unit, set()).update(sight.all)
    return tuple(Sight(unit=sight.unit, whole=sight.all & found.get(sight.unit, set())) for sight in sights)


def lost(before: Iterable[Sight], after: Iterable[Sight]) -> tuple[Sight, ...]:
    """What each unit could read before and can't after, in the order of `before`."""
    then = {sight.unit: sight.all for sight in after}
    return tuple(
        Sight(
            unit=sight.unit,
            whole=sight.whole - then.get(sight.unit, frozenset()),
            without_place=sight.without_place - then.get(sight.unit, frozenset()),
        )
        for sight in before
    )


def _sight(unit: str, consent: Consent, items: list[Item], facts: Facts, at: datetime) -> Sight:
    """What anybody reads who takes part for the unit. Its own texts are not the question."""
    readers = [who for who, under in facts.rooms[consent.room].participants if under == unit]
    said = {
        item.id: {_decision(who, unit, item, consent, facts, at) for who in readers}
        for item in items
        if item.unit != unit
    }
    whole = frozenset(item for item, found in said.items() if Decision.ALLOW in found)
    redacted = frozenset(item for item, found in said.items() if Decision.ALLOW_REDACTED in found)
    return Sight(unit=unit, whole=whole, without_place=redacted - whole)


def _decision(who: str, unit: str, item: Item, consent: Consent, facts: Facts, at: datetime) -> Decision:
    """What somebody of the unit would be answered, in the meeting that the consent is limited to, if any."""
    asked = Question(asks=Asks.READS, who=who, capacity=unit, at=at, item=item.id, meeting=consent.meeting)
    return decide(asked, facts).decision


def _supposed(consent: Consent, items: list[Item], facts: Facts, at: datetime) -> Facts:
    """The facts as they would be, with no consent in them but this one, and its like for every other subject."""
    about = sorted({subject for item in items for subject in item.subjects} | {consent.subject})
    known = replace(facts, children={**facts.children, **_with_guardians(about, facts, at)})
    people = {who: replace(person, coordination_level="confirmed") for who, person in facts.people.items()}
    people[NEWCOMER] = Person(id=NEWCOMER, name=NEWCOMER, born=at.date().replace(year=at.year - 40, day=1))
    there, staff = _with_newcomers(consent, facts.rooms[consent.room], at)
    taken = tuple(_taking(act) for act in consent.acts if _takes(act))
    return replace(
        known,
        consents={(consent.room, who): (_all_yes(who, consent, taken, known, at),) for who in about},
        rooms={**facts.rooms, consent.room: there},
        staff={**facts.staff, **staff},
        meetings={one.id: _begun(one, consent) for one in facts.meetings.values()},
        people=people,
    )


def _takes(act: Act) -> bool:
    return act.effect.ends or bool(act.effect.units or act.effect.categories)


def _taking(act: Act) -> Act:
    """The act as what it took out and nothing more: a stop of the whole that took a part is a no besides."""
    return act if act.effect.ends else replace(act, units=act.effect.units, categories=act.effect.categories)


def _all_yes(who: str, consent: Consent, taken: tuple[Act, ...], facts: Facts, at: datetime) -> Consent:
    """The consent as it would be about this person: with everybody's yes, and what has been taken out of it."""
    about = replace(consent, subject=who, draft=False, acts=())
    asked = list(parties(about, facts, at))
    if not any(party.who == who for party in asked):
        asked.append(Party(who=who, capacity=Capacity.SELF))
    yes = (yes_of(party, consent, at) for party in asked)
    return replace(about, acts=(*taken, *yes))


def _with_guardians(about: Collection[str], facts: Facts, at: datetime) -> dict[str, Child]:
    """Those of these people who are minors, just checked in the register, each with somebody to say yes for them."""
    found = {}
    for who in about:
        if is_minor(who, facts, at):
            child = replace(child_record(who, facts), register_checked=at)
            missing = not guardians_now(child, facts, at)
            new = (Guardianship(who=NEWCOMER, kind=Capacity.GUARDIAN, since=at),) if missing else ()
            found[who] = replace(child, guardians=(*child.guardians, *new))
    return found


def _with_newcomers(consent: Consent, room: Room, at: datetime) -> tuple[Room, dict[str, Staff]]:
    """The room with somebody more there for every unit that is to read, and everybody's promise of a private one."""
    who = {unit: f"{NEWCOMER}{unit}" for unit in left_of(consent)[1]}
    participants = room.participants | {(name, unit) for unit, name in who.items()}
    staff = {
        name: Staff(id=name, assignments=(Assignment(unit=unit, role="", since=at),))
        for unit, name in who.items()
    }
    return replace(room, participants=participants, forbehall=participants), staff


def _begun(meeting: Meeting, consent: Consent) -> Meeting:
    """The meeting that the consent is for, begun if it is planned; one that is over opens no more."""
    planned = meeting.id == consent.meeting and meeting.state is MeetingState.PLANNED
    return replace(meeting, state=MeetingState.OPEN) if planned else meeting
