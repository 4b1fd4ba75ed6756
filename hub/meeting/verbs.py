"""What professionals do with a room: open it, invite, plan a sitting, open and close it."""

from datetime import datetime

from consent.events import (
    ForbehallAccepted,
    ParticipantIn,
    ParticipantOut,
    RoomOpened,
)
from consent.ledger.entry import Entry
from hub.deciding import with_room
from hub.desk import Change, Outcome, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting.inside import in_room, incomplete
from hub.meeting.tables import ForbehallRow, ParticipantRow, RoomRow
from hub.notices import lacking
from hub.people import facts as people
from hub.wording.purposes import PURPOSES
from policies.answer import Answer
from policies.facts import Room
from policies.question import Asks


async def open_room(
    house: House, *, room: str, child: str, purpose: str, by: Caller, forum: str = ""
) -> Outcome:
    """Open a room around a child for a purpose; whoever opens it leads it and is its first participant.

    `forum` is the kind of meeting that it is opened from, empty for none.
    """
    unit = by.unit or ""
    drawn = Room(id=room, child=child, purpose=purpose, participants=frozenset({(by.who, unit)}))

    async def change(seen: Seen) -> Change | Answer:
        if room in seen.facts.rooms:
            return Change(done=True)
        known = child in seen.facts.children
        if not known or purpose not in PURPOSES:
            return incomplete("purpose" if known else "child")
        if forum and forum not in house.forums:
            return incomplete("forum")
        opened = RoomRow(id=room, child=child, purpose=purpose, opened=seen.at, opened_by=by.who, forum=forum)
        names = await house.desk.names(room, [by.who, child])
        await house.keys.create(f"room:{room}", at=seen.at)
        return Change(
            events=(
                RoomOpened(room=room, by=names[by.who], child=names[child], purpose=purpose),
                ParticipantIn(room=room, by=names[by.who], who=names[by.who], unit=unit),
            ),
            writes=(adds(opened, _participant(room, by.who, unit, seen.at, leads=True)),),
            moves=moves_room(room),
        )

    return await house.desk.hand_in(
        room=room,
        by=by,
        also=[child],
        question=lambda at: ask(Asks.VIEWS, by=by, capacity=unit, at=at, room=room),
        suppose=lambda facts: with_room(facts, drawn),
        change=change,
    )


def _participant(room: str, who: str, unit: str, at: datetime, *, leads: bool = False) -> ParticipantRow:
    return ParticipantRow(id=new_id(), room=room, who=who, unit=unit, leads=leads, since=at)


async def invite(house: House, *, room: str, who: str, unit: str, by: Caller) -> Outcome:
    """Let a staff member who has an assignment in that unit now take part in the room."""

    async def change(seen: Seen) -> Change | Answer:
        if (who, unit) in seen.facts.rooms[room].participants:
            return Change(done=True)
        held = await people.staff(who)
        if not any(
            a.unit == unit and a.since <= seen.at and (a.until is None or seen.at < a.until)
            for a in held.assignments
        ):
            return incomplete("who")
        names = await house.desk.names(room, [by.who, who])
        event = ParticipantIn(room=room, by=names[by.who], who=names[who], unit=unit)
        row = _participant(room, who, unit, seen.at)
        new = all(under != unit for _who, under in seen.facts.rooms[room].participants)
        told = await lacking.of_newcomer(room, unit, seen, by=by.who) if new else ()
        return Change(events=(event,), writes=(adds(row), *told), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)


async def leave(house: House, *, room: str, who: str, unit: str, by: Caller) -> Outcome:
    """Take a participant, or oneself, out of the room."""

    async def change(seen: Seen) -> Change | Answer:
        if (who, unit) not in seen.facts.rooms[room].participants:
            return Change(done=True)
        names = await house.desk.names(room, [by.who, who])

        async def write(_: tuple[Entry, ...]) -> None:
            await (
                ParticipantRow.update({ParticipantRow.until: seen.at})
                .where(
                    ParticipantRow.room == room,
                    ParticipantRow.who == who,
                    ParticipantRow.unit == unit,
                    ParticipantRow.until.is_null(),
                )
                .run()
            )

        event = ParticipantOut(room=room, by=names[by.who], who=names[who], unit=unit)
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)


async def accept_forbehall(house: House, *, room: str, by: Caller) -> Outcome:
    """A private recipient accepts the condition that what is heard goes no further (OSL 12:2, 10:14)."""
    unit = by.unit or ""

    async def change(seen: Seen) -> Change | Answer:
        if (by.who, unit) in seen.facts.rooms[room].forbehall:
            return Change(done=True)
        names = await house.desk.names(room, [by.who])
        event = ForbehallAccepted(room=room, who=names[by.who], unit=unit)
        row = ForbehallRow(id=new_id(), room=room, who=by.who, unit=unit, at=seen.at)
        return Change(events=(event,), writes=(adds(row),), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)
