"""Where a part of one's own story is used instead of being asked for again."""

from dataclasses import dataclass

from consent.events import ItemOpened
from consent.words import FAMILY
from hub.house import House
from hub.meeting.tables import RoomRow
from hub.story.own import copies_of, version_of

AT_ONCE, MOST = 500, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One room where a part is shared: the copy there, what the room is for, whether older words stand there,
    and how often professionals have read it."""

    item: str
    room: str
    purpose: str
    older: bool
    read: int


async def uses_of(house: House, part: str, author: str) -> list[Use]:
    """Where the author's part is shared now, the oldest first."""
    found = []
    version = await version_of(part)
    for copy in await copies_of(part, author):
        rows = await RoomRow.select(RoomRow.purpose).where(RoomRow.id == copy.room).run()
        found.append(
            Use(
                item=copy.item,
                room=copy.room,
                purpose=rows[0]["purpose"] if rows else "",
                older=copy.part_version < version,
                read=await _read(house, copy.room, copy.item),
            )
        )
    return found


async def _read(house: House, room: str, item: str) -> int:
    """How often professionals have opened an item, as far back as is looked."""
    count, before = 0, None
    for _ in range(MOST):
        found = await house.ledger.find(room=room, kinds={ItemOpened.__name__}, before=before, limit=AT_ONCE)
        count += sum(e.body["item"] == item and e.body["reader_unit"] != FAMILY for e in found)
        if len(found) < AT_ONCE:
            break
        before = found[-1].index
    return count
