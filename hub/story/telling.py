"""Telling a part of one's own story; with the first one its room is opened, both or neither."""

from dataclasses import replace

from consent.events import RoomOpened
from consent.words import Capacity
from hub.deciding import with_room
from hub.desk import Change, Outcome, adds, ask
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.tables import RoomRow
from hub.shielding import as_known_to
from hub.story.own import story_of
from hub.story.publishing import Draft, asks_to_publish, lost_in, publication
from hub.wording.purposes import OWN_STORY
from policies.answer import Answer
from policies.decide import decide
from policies.facts import Room
from policies.question import Asks
from policies.rules import saving


async def tell(house: House, *, draft: Draft, child: str, by: Caller) -> Outcome:
    """Save a part about a child, in the author's own story (`own.story_of`), which it opens where it has to."""
    drawn = Room(id=draft.item.room, child=child, purpose=OWN_STORY)
    capacity = capacity_about(child, by)

    async def change(seen: Seen) -> Change | Answer:
        facts = with_room(seen.facts, drawn)
        view = ask(Asks.VIEWS, by=by, capacity=capacity, at=seen.at, room=drawn.id)
        known = decide(view, facts)
        if not known.allowed:
            return known
        if drawn.id in seen.facts.rooms:
            return await publication(house, draft, seen, by)
        if child not in seen.facts.children:
            return saving.INCOMPLETE.no(where="child")
        lost = lost_in(draft.item, seen)
        if lost is not None:
            return lost  # Before there is a key of a story that is not told.
        await house.keys.create(f"room:{drawn.id}", at=seen.at)
        told = await publication(house, draft, seen, by)
        return await _opened(house, drawn, told, seen, by) if isinstance(told, Change) else told

    return await house.desk.hand_in(
        room=drawn.id,
        by=by,
        item=draft.item.id,
        also={child, *draft.item.subjects},
        question=lambda at: asks_to_publish(draft, capacity, by, at),
        suppose=lambda facts: as_known_to(with_room(facts, drawn), by.who),
        change=change,
    )


async def may_tell(house: House, *, child: str, by: Caller) -> Outcome:
    """Whether the caller may tell of a child now: whether their own story about it is there for them, or would be."""
    room = story_of(house, child, by.who)
    drawn = Room(id=room, child=child, purpose=OWN_STORY)

    async def change(_: Seen) -> Change:
        return Change(done=True)

    return await house.desk.hand_in(
        room=room,
        by=by,
        also=[child],
        question=lambda at: ask(Asks.VIEWS, by=by, capacity=capacity_about(child, by), at=at, room=room),
        suppose=lambda facts: with_room(facts, drawn),
        change=change,
    )


def capacity_about(child: str, by: Caller) -> str:
    """In what capacity somebody tells of a child: as themself or as its guardian."""
    return Capacity.SELF if child == by.who else Capacity.GUARDIAN


async def _opened(house: House, room: Room, told: Change, seen: Seen, by: Caller) -> Change:
    """The same change with the room's opening before it."""
    names = await house.desk.names(room.id, [by.who, room.child])
    event = RoomOpened(room=room.id, by=names[by.who], child=names[room.child], purpose=room.purpose)
    row = RoomRow(id=room.id, child=room.child, purpose=room.purpose, opened=seen.at, opened_by=by.who)
    return replace(told, events=(event, *told.events), writes=(adds(row), *told.writes))
