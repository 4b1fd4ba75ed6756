"""Which rooms may concern somebody: where to look. Whether they may know of one is for the gate."""

from datetime import datetime

from consent.tables import ConsentRow
from hub.meeting.tables import ParticipantRow, RoomRow
from hub.people import book
from hub.people.tables import ChildRow
from hub.story.tables import ItemRow


async def rooms_of_family(who: str, *, at: datetime) -> tuple[str, ...]:
    """Rooms around the person or a child of theirs, oldest first."""
    children = [who, *await book.children_of(who, at=at)]
    rows = (
        await RoomRow.select(RoomRow.id)
        .where(RoomRow.child.is_in(children))
        .order_by(RoomRow.opened)
        .order_by(RoomRow.id)
        .run()
    )
    return tuple(row["id"] for row in rows)


async def children_for(who: str, *, at: datetime) -> tuple[str, ...]:
    """Whom a family member can tell about: themselves, where the register has them as a child, and their own."""
    own = [who] if await ChildRow.exists().where(ChildRow.id == who).run() else []
    return (*own, *await book.children_of(who, at=at))


async def consents_about(who: str) -> tuple[tuple[str, str], ...]:
    """(room, consent) of what the person is asked about themselves."""
    rows = (
        await ConsentRow.select(ConsentRow.id, ConsentRow.room)
        .where(ConsentRow.subject == who)
        .order_by(ConsentRow.id)
        .run()
    )
    return tuple((row["room"], row["id"]) for row in rows)


async def items_about(who: str) -> tuple[str, ...]:
    """Items that are about this person alone, newest first."""
    rows = (
        await ItemRow.select(ItemRow.id)
        .where(ItemRow.subjects == who, ItemRow.deleted.eq(False))
        .order_by(ItemRow.published, ascending=False)
        .run()
    )
    return tuple(row["id"] for row in rows)


async def rooms_of_staff(who: str, unit: str) -> tuple[str, ...]:
    """Rooms in which a staff member takes part under a unit, newest first."""
    rows = (
        await ParticipantRow.select(ParticipantRow.room)
        .where(
            ParticipantRow.who == who,
            ParticipantRow.unit == unit,
            ParticipantRow.until.is_null(),
        )
        .order_by(ParticipantRow.since, ascending=False)
        .run()
    )
    return tuple(row["room"] for row in rows)
