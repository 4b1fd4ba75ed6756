"""What an act puts into the outbox, in the act's own transaction: nobody is told of what did not happen."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from consent.record import Act, Consent
from consent.words import Capacity
from hub.desk import Write
from hub.facts import Seen
from hub.falling_short import falling_short
from hub.house import House
from hub.meeting.tables import ParticipantRow
from hub.notices import telling
from hub.notices.outbox import tells
from hub.notices.silences import pairs_in
from hub.people import facts as people
from hub.shielding import may_name
from hub.story import facts as story
from policies.decide import decide
from policies.facts import Facts, Item
from policies.question import Asks, Question


async def of_question(consent: Consent, seen: Seen, *, by: str) -> Write:
    """Somebody asks: whoever is asked is told."""
    told = telling.after_question(consent, seen.facts, seen.at, by=by)
    return tells(told, "asked", seen.at, room=consent.room, consent=consent.id)


async def of_acts(consent: Consent, acts: Collection[Act], seen: Seen, *, by: str) -> tuple[Write, ...]:
    """Somebody answered: those on whose pages it stands are told, and who leads the room where it changes what stands;
    whoever answered is told of their own receipt, so that they have been told of it outside the hub too.

    `consent` is as it was before the acts, `by` whoever makes or records them.
    """
    silences = await pairs_in(consent.room)
    told = telling.after_act(consent, acts, seen.facts, seen.at, silences=silences)
    after = replace(consent, acts=(*consent.acts, *acts))
    if telling.changes(consent, after, seen.facts, seen.at):
        told |= await leaders(consent.room, {consent.subject}, seen.facts, seen.at)
    own = {act.by for act in acts if act.recorded_by is None} & telling.grantors(after, seen.facts, seen.at)
    where = {"room": consent.room, "consent": consent.id}
    return tells(told - {by}, "answered", seen.at, **where), tells(own, "receipt", seen.at, **where)


async def of_confirming(consent: Consent, act: Act, seen: Seen, *, by: str) -> tuple[Write, ...]:
    """Somebody confirmed what they had said: that it counts again is for who leads the room; whoever said it is told
    where somebody else wrote it down (`by`)."""
    after = replace(consent, acts=tuple(_confirmed(one, act, seen.at) for one in consent.acts))
    changed = telling.changes(consent, after, seen.facts, seen.at)
    led = await leaders(consent.room, {consent.subject}, seen.facts, seen.at) if changed else frozenset()
    told = led | (telling.grantors(consent, seen.facts, seen.at) & {act.by})
    return (tells(told - {by}, "answered", seen.at, room=consent.room, consent=consent.id),)


def _confirmed(one: Act, act: Act, at: datetime) -> Act:
    return replace(one, confirmed=at) if one.id == act.id else one


async def of_text(item: Item, seen: Seen, *, by: str) -> tuple[Write, ...]:
    """A text is released to units for which consent falls short: the family is told what they have not been asked, and
    who leads the room that something is lacking; `item` is as it is afterwards, released to the new units alone."""
    if not item.released_to:
        return ()
    facts = replace(seen.facts, items={item.id: item})
    told = telling.after_text(item, facts, seen.at, by=by)
    if falling_short([item], facts, seen.at):
        led = await leaders(item.room, item.subjects, facts, seen.at)
        told |= {
            who for who in led if any(_is_given(item, unit) for unit in _units_of(who, item.room, facts))
        }
    return (tells(told - {by}, "lacking", seen.at, room=item.room),)


async def of_newcomer(room: str, unit: str, seen: Seen, *, by: str) -> tuple[Write, ...]:
    """Somebody of a unit that was not there takes part: the family is told where no question names that unit."""
    told = telling.after_newcomer(room, unit, seen.facts, seen.at)
    return (tells(told - {by}, "lacking", seen.at, room=room),)


def _is_given(item: Item, unit: str) -> bool:
    """Whether a unit may know of a text as one that is or could be given to it."""
    return unit in {item.unit, *(item.released_to or ())}


def _units_of(who: str, room: str, facts: Facts) -> set[str]:
    return {unit for one, unit in facts.rooms[room].participants if one == who}


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
    led = (ParticipantRow.room == room) & ParticipantRow.leads.eq(True) & ParticipantRow.until.is_null()
    rows = await ParticipantRow.select(ParticipantRow.who, ParticipantRow.unit).where(led).run()
    able = [row for row in rows if all(may_name(facts, row["who"], whom) for whom in about)]
    return frozenset([row["who"] for row in able if await _knows(row["who"], row["unit"], room, facts, at)])


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
