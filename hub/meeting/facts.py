"""A room and its sittings, read into the policies' own words."""

from consent.words import MeetingState
from hub.meeting.tables import ForbehallRow, MeetingRow, ParticipantRow, RoomRow
from policies.facts import Meeting, Room


async def room(id_: str) -> Room | None:
    """The room with those who take part in it now, or None."""
    rows = await RoomRow.select().where(RoomRow.id == id_).run()
    inside = (
        await ParticipantRow.select().where(ParticipantRow.room == id_, ParticipantRow.until.is_null()).run()
    )
    accepted = await ForbehallRow.select().where(ForbehallRow.room == id_).run()
    if not rows:
        return None
    return Room(
        id=id_,
        child=rows[0]["child"],
        purpose=rows[0]["purpose"],
        participants=frozenset((p["who"], p["unit"]) for p in inside),
        forbehall=frozenset((f["who"], f["unit"]) for f in accepted),
    )


async def meetings(room_id: str) -> dict[str, Meeting]:
    """The sittings of a room."""
    rows = await MeetingRow.select().where(MeetingRow.room == room_id).run()
    return {row["id"]: Meeting(id=row["id"], room=room_id, state=MeetingState(row["state"])) for row in rows}
