"""What professionals do with a room: open it, invite, plan a sitting, open and close it."""

from datetime import datetime

from consent.events import (
    AgendaSet,
    ForbehallAccepted,
    MeetingOpened,
    MeetingPlanned,
    ParticipantIn,
    ParticipantOut,
    RoomOpened,
)
from consent.ledger.entry import Entry
from consent.words import MeetingState
from hub.deciding import with_room
from hub.desk import Change, Outcome, Write, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting import agenda
from hub.meeting.forums import Forum
from hub.meeting.inside import in_room, incomplete
from hub.meeting.tables import ForbehallRow, MeetingRow, ParticipantRow, RoomRow
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


async def plan_meeting(house: House, *, room: str, meeting: str, starts: datetime, by: Caller) -> Outcome:
    """Plan a sitting, with the agenda that is usual in the room's forum. `meeting` comes with the form, so that sending
    it twice plans one."""

    async def change(seen: Seen) -> Change | Answer:
        if meeting in seen.facts.meetings:
            return Change(done=True)
        return await planned(house, room, meeting, starts, by, seen)

    return await in_room(house, room=room, by=by, change=change)


async def planned(
    house: House, room: str, meeting: str, starts: datetime, by: Caller, seen: Seen
) -> Change | Answer:
    """What follows from planning a sitting that is not there yet."""
    if await MeetingRow.exists().where(MeetingRow.id == meeting).run():
        return incomplete("meeting")
    names = await house.desk.names(room, [by.who])
    row = MeetingRow(id=meeting, room=room, at=starts, state=MeetingState.PLANNED.value)
    event = MeetingPlanned(room=room, by=names[by.who], meeting=meeting)
    points = agenda.usual(await forum_of(house, room), seen.facts.units)
    begun = AgendaSet(room=room, by=names[by.who], meeting=meeting, points=agenda.coded(points))
    return Change(
        events=(event, begun) if points else (event,),
        writes=(adds(row), agenda.writes(meeting, points)),
        moves=moves_room(room),
    )


async def forum_of(house: House, room: str) -> Forum | None:
    """The kind of meeting that the room was opened from, if there is one by that name still."""
    rows = await RoomRow.select(RoomRow.forum).where(RoomRow.id == room).run()
    return house.forums.get(rows[0]["forum"]) if rows else None


async def open_meeting(house: House, *, room: str, meeting: str, by: Caller) -> Outcome:
    """Open a sitting that is planned."""

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.meetings.get(meeting)
        if held is None or held.state is MeetingState.CLOSED:
            return incomplete("meeting" if held is None else "state")
        if held.state is MeetingState.OPEN:
            return Change(done=True)
        names = await house.desk.names(room, [by.who])
        event = MeetingOpened(room=room, by=names[by.who], meeting=meeting)
        return Change(events=(event,), writes=(moved_to(meeting, MeetingState.OPEN),), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)


def moved_to(meeting: str, to: MeetingState) -> Write:
    """Puts a sitting in this state."""

    async def write(_: tuple[Entry, ...]) -> None:
        await MeetingRow.update({MeetingRow.state: to.value}).where(MeetingRow.id == meeting).run()

    return write
