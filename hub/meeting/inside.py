"""What every change of a room by those who take part in it has in common."""

from collections.abc import Awaitable, Callable

from hub.desk import Change, Outcome, ask
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.tables import ParticipantRow
from policies.answer import Answer
from policies.question import Asks
from policies.rules import saving


def incomplete(where: str) -> Answer:
    """The answer to somebody whose form names what is not there; `where` is the field."""
    return saving.INCOMPLETE.no(where=where)


async def in_room(
    house: House, *, room: str, by: Caller, change: Callable[[Seen], Awaitable[Change | Answer]]
) -> Outcome:
    """Whoever changes something about a room must be a participant of it under the assignment chosen."""
    return await house.desk.hand_in(
        room=room,
        by=by,
        question=lambda at: ask(Asks.VIEWS, by=by, capacity=by.unit or "", at=at, room=room),
        change=change,
    )


async def leads(room: str, caller: Caller) -> bool:
    """Whether the caller leads this room's meetings, under the assignment chosen."""
    return bool(
        await ParticipantRow.exists()
        .where(
            ParticipantRow.room == room,
            ParticipantRow.who == caller.who,
            ParticipantRow.unit == caller.unit,
            ParticipantRow.leads.eq(True),
            ParticipantRow.until.is_null(),
        )
        .run()
    )


async def leader_of(room: str) -> str:
    """The unit that whoever leads the room's meetings leads them under, or nothing."""
    rows = (
        await ParticipantRow.select(ParticipantRow.unit)
        .where(ParticipantRow.room == room, ParticipantRow.leads.eq(True), ParticipantRow.until.is_null())
        .order_by(ParticipantRow.since)
        .run()
    )
    return str(rows[0]["unit"]) if rows else ""
