"""Who may read a text beside its author: released further, and taken back."""

from consent.book import column
from consent.events import ItemReleased, ItemTakenBack
from consent.words import FAMILY
from hub.desk import Change, Outcome, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.story.verbs import change_own, is_author, not_theirs, sets
from policies.answer import Answer
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
        new_units = units - (held.released_to or frozenset())
        new_readers = readers - held.family_readers
        if not new_units and not new_readers:
            return Change(done=True)
        names = await house.desk.names(room, [by.who, *new_readers])
        event = ItemReleased(
            room=room,
            by=names[by.who],
            item=item,
            units=new_units,
            readers=frozenset(names[r] for r in new_readers),
        )
        write = sets(
            item,
            released_to=column(new_units | (held.released_to or frozenset())),
            family_readers=column(new_readers | held.family_readers),
        )
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await change_own(house, item=item, room=room, capacity=capacity, by=by, change=change)


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
        released = held.released_to or frozenset()
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
            released_to=column(released - gone_units),
            family_readers=column(held.family_readers - gone_readers),
        )
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await change_own(house, item=item, room=room, capacity=capacity, by=by, change=change)
