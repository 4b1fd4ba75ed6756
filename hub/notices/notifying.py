"""What an act puts into the outbox, in the act's own transaction: nobody is told of what did not happen."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from consent.record import Act, Consent
from consent.words import Capacity
from hub.desk import Write
from hub.facts import Seen
from hub.house import House
from hub.meeting.tables import ParticipantRow
from hub.notices import telling
from hub.notices.outbox import tells
from hub.notices.silences import pairs_in
from hub.people import facts as people
from hub.shielding import may_name
from hub.story import facts as story
from policies.decide import decide
from policies.facts import Facts
from policies.question import Asks, Question


async def of_question(consent: Consent, seen: Seen, *, by: str) -> Write:
    """Somebody asks: whoever is asked is told."""
    told = telling.after_question(consent, seen.facts, seen.at, by=by)
    return tells(told, "asked", seen.at, room=consent.room, consent=consent.id)


async def of_acts(
    consent: Consent, acts: Collection[Act], seen: Seen, *, by: str, receipt: bool = True
) -> tuple[Write, ...]:
    """Somebody answered: those on whose pages it stands are told, and who leads the room where it changes what stands;
    whoever answered is told of their own `receipt`, so that they have been told of it outside the hub too.

    `consent` is as it was before the acts, `by` whoever makes or records them.
    """
    silences = await pairs_in(consent.room)
    told = telling.after_act(consent, acts, seen.facts, seen.at, silences=silences)
    after = replace(consent, acts=(*consent.acts, *acts))
    if telling.changes(consent, after, seen.facts, seen.at):
        told |= await leaders(consent.room, {consent.subject}, seen.facts, seen.at)
    own = {act.by for act in acts if act.recorded_by is None and receipt}
    own &= telling.grantors(after, seen.facts, seen.at)
    return (
        tells(told - {by}, "answered", seen.at, room=consent.room, consent=consent.id),
        tells(own, "receipt", seen.at, room=consent.room, consent=consent.id),
    )


async def of_confirming(consent: Consent, acts: Collection[Act], seen: Seen) -> Write:
    """Somebody confirmed what they had said: that it counts again is for who leads the room."""
    said = [act.id for act in acts]
    after = replace(
        consent, acts=tuple(replace(a, confirmed=seen.at) if a.id in said else a for a in consent.acts)
    )
    changed = telling.changes(consent, after, seen.facts, seen.at)
    told = await leaders(consent.room, {consent.subject}, seen.facts, seen.at) if changed else ()
    return tells(told, "answered", seen.at, room=consent.room, consent=consent.id)


async def of_why(unit: str, concerned: Collection[str], room: str, seen: Seen) -> Write:
    """The family asked a unit: those of it are told who take part, and may know of everybody whom it is about."""
    inside = {who for who, under in seen.facts.rooms[room].participants if under == unit}
    able = {who for who in inside if all(may_name(seen.facts, who, whom) for whom in concerned)}
    known = {who for who in able if await _knows(who, unit, room, seen.facts, seen.at)}
    return tells(known, "why asked", seen.at, room=room)


async def of_reply(why: Mapping[str, Any], seen: Seen) -> Write:
    """A unit answered or said when it will: whoever asked is told, if they can still read what they asked about."""
    room, read = why["room"], await story.item(why["item"])
    facts = replace(seen.facts, items={read.id: read} if read is not None else {})
    capacity = Capacity.SELF if facts.rooms[room].child == why["by"] else Capacity.GUARDIAN
    asked = Question(asks=Asks.READS, who=why["by"], capacity=capacity, at=seen.at, item=why["item"])
    return tells([why["by"]] if decide(asked, facts).allowed else (), "why answered", seen.at, room=room)


async def leaders(room: str, about: Collection[str], facts: Facts, at: datetime) -> frozenset[str]:
    """Who leads a room, may know of it now, and may know of everybody whom it is about."""
    return frozenset([who for who, _unit in await leading(room, about, facts, at)])


async def leading(
    room: str, about: Collection[str], facts: Facts, at: datetime
) -> frozenset[tuple[str, str]]:
    """The same with the unit under which they lead it."""
    led = (ParticipantRow.room == room) & ParticipantRow.leads.eq(True) & ParticipantRow.until.is_null()
    rows = await ParticipantRow.select(ParticipantRow.who, ParticipantRow.unit).where(led).run()
    able = [
        (row["who"], row["unit"]) for row in rows if all(may_name(facts, row["who"], whom) for whom in about)
    ]
    return frozenset([(who, unit) for who, unit in able if await _knows(who, unit, room, facts, at)])


async def still_theirs(house: House, who: str, room: str, consent: str | None, at: datetime) -> bool:
    """Whether what somebody was to be told of stands on their pages now: it may have waited for a night, or days."""
    facts = await house.facts.of_room(room)
    held = next((c for some in facts.consents.values() for c in some if c.id == consent), None)
    if held is not None:
        return who in telling.grantors(held, facts, at) or who in await leaders(
            room, {held.subject}, facts, at
        )
    inside = (
        [unit for one, unit in facts.rooms[room].participants if one == who] if room in facts.rooms else []
    )
    known = [await _knows(who, unit, room, facts, at) for unit in inside]
    return any(known) or telling.may_know(who, room, facts, at)


async def _knows(who: str, unit: str, room: str, facts: Facts, at: datetime) -> bool:
    """Whether somebody who works there may know of the room now, under that unit."""
    known = replace(facts, staff={**facts.staff, who: await people.staff(who)})
    return telling.may_know(who, room, known, at, unit=unit)
