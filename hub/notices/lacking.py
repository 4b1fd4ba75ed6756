"""Telling of a new text, or a unit new in the room, that consent does not cover: the family what they are not asked,
whoever leads the room that something is lacking.

It waits a while: a text is hidden from somebody only after it has been published. Before a message goes it is asked
again whether anything of it still stands on their page.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from consent.words import Capacity
from hub.deciding import with_register_checked
from hub.desk import Write
from hub.facts import Seen
from hub.falling_short import falling_short
from hub.house import House
from hub.notices.notifying import leading
from hub.notices.outbox import LACKING, tells
from hub.notices.telling import may_know
from hub.people import facts as people
from hub.story import facts as story
from hub.unasked import Asked
from policies.capacity import guardians_now
from policies.decide import decide
from policies.facts import Child, Facts, Item
from policies.question import Asks, Question

AFTER = timedelta(minutes=15)


async def of_text(item: Item, units: frozenset[str], seen: Seen, *, by: str) -> tuple[Write, ...]:
    """A text (`item`, as it is afterwards) has been released to these units."""
    if not units:
        return ()
    facts, new = seen.facts, replace(item, released_to=units)
    near = _family(item.room, facts, seen.at)
    family = _with_child(
        item.room, facts, {who for who in near if any(_lacks(who, [new], facts, seen.at))}, near
    )
    led = await _leaders_of_short(item.room, {item.id: item}, units, facts, seen.at)
    return (tells((family | led) - {by}, LACKING, seen.at, room=item.room, item=item.id, after=AFTER),)


async def of_newcomer(room: str, unit: str, seen: Seen, *, by: str) -> tuple[Write, ...]:
    """Somebody of a unit that was not there takes part: the family is told where no question names that unit."""
    family = _family(room, seen.facts, seen.at)
    new = {who for who in family if _asked(who, room, seen.facts, seen.at).is_new(unit)}
    told = _with_child(room, seen.facts, new, family)
    return (tells(told - {by}, LACKING, seen.at, room=room, after=AFTER),)


async def still_lacking(house: House, who: str, room: str, item: str | None, at: datetime) -> bool:
    """Whether what is lacking for this text stands on somebody's page of the room now; for any unit, where none is
    named."""
    facts, held = await house.facts.of_room(room), await story.item(item) if item is not None else None
    items = {held.id: held} if held is not None else {}
    if who in _family(room, facts, at):
        found = _asked(who, room, facts, at).lacking(_read_by(who, items.values(), facts, at))
        return any(found.values()) if item is not None else bool(found)
    units = frozenset(unit for _who, unit in facts.rooms[room].participants) if room in facts.rooms else ()
    return who in await _leaders_of_short(room, items, frozenset(units), facts, at)


async def _leaders_of_short(
    room: str, items: dict[str, Item], units: frozenset[str], facts: Facts, at: datetime
) -> set[str]:
    """Who leads the room and reads there that consent falls short for one of these units."""
    found = set()
    for who, unit in await leading(room, (), facts, at):
        known = replace(facts, items=items, staff={**facts.staff, who: await people.staff(who)})
        short = falling_short(items.values(), known, at, who=who, unit=unit)
        found |= {who} if any(reader in units for reader, _way in short) else set()
    return found


def _with_child(room: str, facts: Facts, told: set[str], family: set[str]) -> set[str]:
    """The child is told only of what every guardian is: that a message comes is read by whoever has the telephone."""
    child = facts.rooms[room].child if room in facts.rooms else ""
    guardians = family - {child}
    return told if guardians and guardians <= told else told - {child}


def _lacks(who: str, items: list[Item], facts: Facts, at: datetime) -> list[frozenset[str]]:
    """The categories that somebody would be asked about, and is not, of those of these texts that they read."""
    read = _read_by(who, items, facts, at)
    return [*_asked(who, items[0].room, facts, at).lacking(read).values()]


def _asked(who: str, room: str, facts: Facts, at: datetime) -> Asked:
    return Asked(who=who, room=room, facts=with_register_checked(facts, at), at=at)


def _read_by(who: str, items: Iterable[Item], facts: Facts, at: datetime) -> list[Item]:
    known = with_register_checked(facts, at)
    return [item for item in items if _reads(who, item, known, at)]


def _reads(who: str, item: Item, facts: Facts, at: datetime) -> bool:
    """Whether a member of the family can read a text, having just logged in."""
    capacity = Capacity.SELF if facts.rooms[item.room].child == who else Capacity.GUARDIAN
    asked = Question(asks=Asks.READS, who=who, capacity=capacity, at=at, item=item.id)
    return decide(asked, replace(facts, items={item.id: item})).allowed


def _family(room: str, facts: Facts, at: datetime) -> set[str]:
    """The room's child and whoever has custody of it now, of those who may know of the room."""
    held = facts.rooms.get(room)
    if held is None:
        return set()
    child = facts.children.get(held.child, Child(id=held.child))
    return {who for who in (held.child, *guardians_now(child, facts, at)) if may_know(who, room, facts, at)}
