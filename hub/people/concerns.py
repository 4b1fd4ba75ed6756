"""Which rooms may concern somebody: where to look. Whether they may know of one is for the gate."""

from datetime import datetime

from consent.tables import ConsentRow
from hub.meeting.tables import ParticipantRow, RoomRow
from hub.people import book
from hub.people.tables import ChildRow
from hub.story.tables import ItemRow
from hub.wording.purposes import OWN_STORY


async def rooms_of_family(who: str, *, at: datetime) -> tuple[str, ...]:
    """Rooms around the person or a child of theirs, oldest first.

    Another's own story is among them only where its author has named this person as a reader of something there.
    """
    children = [who, *await book.children_of(who, at=at)]
    rows = (
        await RoomRow.select(RoomRow.id, RoomRow.purpose, RoomRow.opened_by)
        .where(RoomRow.child.is_in(children))
        .order_by(RoomRow.opened)
        .order_by(RoomRow.id)
        .run()
    )
    others = [r["id"] for r in rows if r["purpose"] == OWN_STORY and r["opened_by"] != who]
    closed = set(others) - await _read_by(who, others) if others else set()
    return tuple(row["id"] for row in rows if row["id"] not in closed)


async def _read_by(who: str, rooms: list[str]) -> set[str]:
    """Those of these rooms where something was released to this person by name."""
    named = (ItemRow.room.is_in(rooms), ItemRow.family_readers.like(f"%{who}%"), ItemRow.deleted.eq(False))
    return {row["room"] for row in await ItemRow.select(ItemRow.room).where(*named).run()}


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
