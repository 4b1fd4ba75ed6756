"""Only in the meeting.

The parents' yes holds for one meeting. Before it opens nothing is read under it, while it is open the text
is read in that meeting and in no other, and when it has closed it is over: a closed meeting never opens again.
"""

from datetime import timedelta

from consent.words import MeetingState
from hub.ids import new_id
from hub.meeting import sittings
from hub.meeting.closing import close_meeting
from policies.answer import Reason
from tests.people import a_child, a_kurator, a_mother, a_psychologist, child_of, logs_in
from tests.stories.room import Room, a_town_with_a_room, allowed


async def a_sitting(room: Room) -> str:
    number = new_id()
    starts = await room.house.clock() + timedelta(days=1)
    by = room.staff["SKOLA.EH"]
    allowed(await sittings.plan_meeting(room.house, room=room.id, meeting=number, starts=starts, by=by))
    return number


async def test_a_consent_for_one_meeting(database_url: str, keys_url: str) -> None:
    child, mother = a_child(), a_mother()
    async with a_town_with_a_room(
        database_url,
        keys_url,
        child=child,
        register=child_of(child, mother),
        family=[mother],
        workers=[a_kurator(), a_psychologist()],
    ) as room:
        bup, school = room.staff["BUP"], room.staff["SKOLA.EH"]
        item, sitting, another = await room.school_wrote(), await a_sitting(room), await a_sitting(room)
        consent = await room.asks(meeting=sitting)
        await room.grants(await logs_in(room.house, mother), consent)

        async def moves(meeting: str, to: MeetingState) -> bool:
            this = {"room": room.id, "meeting": meeting, "by": school}
            opens = to is MeetingState.OPEN
            moved = await (
                sittings.open_meeting(room.house, **this)
                if opens
                else close_meeting(room.house, **this, ending="klart")
            )
            return moved.answer.allowed

        assert (await room.reads(bup, item, sitting=sitting)).answer.reason is Reason.SCOPE_MEETING
        assert await moves(sitting, MeetingState.OPEN)
        assert await moves(another, MeetingState.OPEN)
        assert (await room.reads(bup, item, sitting=sitting)).words is not None
        for wrong, reason in (
            (None, Reason.SCOPE_MEETING),
            (another, Reason.SCOPE_MEETING),
            (new_id(), Reason.NOT_PUBLISHED),
        ):
            assert (await room.reads(bup, item, sitting=wrong)).answer.reason is reason
        assert await moves(sitting, MeetingState.CLOSED)
        assert (await room.reads(bup, item, sitting=sitting)).answer.reason is Reason.SCOPE_MEETING
        assert not await moves(sitting, MeetingState.OPEN)
        assert (await room.entries("ItemOpened"))[0].body["meeting"] == sitting
