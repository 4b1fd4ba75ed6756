"""The sittings of a room: planned with the agenda of its forum, and opened. How they close stands in `closing`."""

from datetime import datetime

from piccolo.columns import Column

from consent.events import AgendaSet, MeetingOpened, MeetingPlanned
from consent.ledger.entry import Entry
from consent.words import MeetingState
from hub.desk import Change, Outcome, Write, adds, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.meeting import agenda
from hub.meeting.forums import Forum
from hub.meeting.inside import in_room, incomplete
from hub.meeting.tables import MeetingRow, RoomRow
from policies.answer import Answer


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
        return Change(
            events=(event,),
            writes=(moved_to(meeting, MeetingState.OPEN, opened=seen.at),),
            moves=moves_room(room),
        )

    return await in_room(house, room=room, by=by, change=change)


def moved_to(meeting: str, to: MeetingState, *, opened: datetime | None = None) -> Write:
    """Puts a sitting in this state, from `opened` on where it begins."""
    begins: dict[Column | str, object] = {} if opened is None else {MeetingRow.opened: opened}

    async def write(_: tuple[Entry, ...]) -> None:
        await MeetingRow.update({MeetingRow.state: to.value, **begins}).where(MeetingRow.id == meeting).run()

    return write
