"""Who may read a text beside its author: released further, and taken back."""

from dataclasses import replace

from consent.book import column
from consent.events import ItemReleased, ItemTakenBack
from consent.words import FAMILY
from hub.desk import Change, Outcome, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.notices import lacking
from hub.story.verbs import change_own, is_author, not_theirs, sets
from policies.answer import Answer
from policies.facts import Item
from policies.rules import saving


async def release(
    house: House,
    *,
    item: str,
    room: str,
    units: frozenset[str],
    readers: frozenset[str],
    capacity: str,
    by: Caller,
) -> Outcome:
    """Release one's own item to more units, or one of the family's to members of the family by name."""

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.items.get(item)
        if not is_author(held, by) or held.deleted:
            return not_theirs()
        if not units <= seen.facts.units.keys() or not readers <= seen.facts.people.keys():
            return saving.INCOMPLETE.no(where="released_to")
        if readers and held.unit != FAMILY:
            return saving.INCOMPLETE.no(where="family_readers")
        return await _released(house, held, units, readers, seen, by.who)

    return await change_own(house, item=item, room=room, capacity=capacity, by=by, change=change)


async def _released(
    house: House, held: Item, units: frozenset[str], readers: frozenset[str], seen: Seen, by: str
) -> Change:
    """The item released to those of these that it was not released to; who has not been asked for them is told."""
    released = held.released_to or frozenset()
    new_units, new_readers = units - released, readers - held.family_readers
    if not new_units and not new_readers:
        return Change(done=True)
    names = await house.desk.names(held.room, [by, *new_readers])
    event = ItemReleased(
        room=held.room,
        by=names[by],
        item=held.id,
        units=new_units,
        readers=frozenset(names[r] for r in new_readers),
    )
    write = sets(
        held.id,
        released_to=column(new_units | released),
        family_readers=column(new_readers | held.family_readers),
    )
    told = await lacking.of_text(replace(held, released_to=released | new_units), new_units, seen, by=by)
    return Change(events=(event,), writes=(write, *told), moves=moves_room(held.room))


async def take_back(
    house: House,
    *,
    item: str,
    room: str,
    units: frozenset[str],
    readers: frozenset[str],
    capacity: str,
    by: Caller,
) -> Outcome:
    """Stop releasing one's own item to these units, or to these members of the family; never to oneself.

    Whom it is not released to is no fault: what is asked for is so already.
    """

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.items.get(item)
        if not is_author(held, by) or held.deleted:
            return not_theirs()
        released = (held.released_to or frozenset()) - {held.unit}
        gone_units, gone_readers = units & released, (readers & held.family_readers) - {by.who}
        if not gone_units and not gone_readers:
            return Change(done=True)
        names = await house.desk.names(room, [by.who, *gone_readers])
        event = ItemTakenBack(
            room=room,
            by=names[by.who],
            item=item,
            units=gone_units,
            readers=frozenset(names[r] for r in gone_readers),
        )
        write = sets(
            item,
            released_to=column((held.released_to or frozenset()) - gone_units),
            family_readers=column(held.family_readers - gone_readers),
        )
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await change_own(house, item=item, room=room, capacity=capacity, by=by, change=change)
