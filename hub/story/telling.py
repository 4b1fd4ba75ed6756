"""Telling a part of one's own story; with the first one its room is opened, both or neither."""

from dataclasses import replace

from consent.events import RoomOpened
from hub.deciding import with_room
from hub.desk import Change, Outcome, adds, ask
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.tables import RoomRow
from hub.shielding import as_known_to
from hub.story.publishing import Draft, asks_to_publish, publication
from hub.wording.purposes import OWN_STORY
from policies.answer import Answer
from policies.decide import decide
from policies.facts import Room
from policies.question import Asks
from policies.rules import saving


async def tell(house: House, *, draft: Draft, child: str, capacity: str, by: Caller) -> Outcome:
    """Save a part about a child, in the author's own story (`own.story_of`), which it opens where it has to."""
    drawn = Room(id=draft.item.room, child=child, purpose=OWN_STORY)

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


async def _opened(house: House, room: Room, told: Change, seen: Seen, by: Caller) -> Change:
    """The same change with the room's opening before it."""
    names = await house.desk.names(room.id, [by.who, room.child])
    event = RoomOpened(room=room.id, by=names[by.who], child=names[room.child], purpose=room.purpose)
    row = RoomRow(id=room.id, child=room.child, purpose=room.purpose, opened=seen.at, opened_by=by.who)
    return replace(told, events=(event, *told.events), writes=(adds(row), *told.writes))
