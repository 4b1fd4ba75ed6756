"""One's own story: a room that nobody takes part in, around one child, for one author; its items are the parts.

A part is an item like any other and is opened through the gate like any other. Shared to a room it is sealed anew
for that room as a copy, which knows the part that it was taken from.
"""

from dataclasses import dataclass
from typing import Any

from consent.book import codes
from hub.house import House
from hub.ids import id_for
from hub.meeting.tables import RoomRow
from hub.story.tables import ItemRow
from hub.wording.purposes import OWN_STORY
from policies.facts import Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Where a part is shared: the item there, its room and version; the version of the part whose words stand there,
    none where its author has changed them in that room since; the units that it is released to, and whether anybody in
    the family but its author is named to read it."""

    item: str
    room: str
    version: int
    part_version: int | None
    units: frozenset[str]
    named: bool


def story_of(house: House, child: str, author: str) -> str:
    """The room of what `author` writes about `child`: always the same one, so that two pages open one.

    Nobody who knows the two can work it out: that there is such a room is the author's to tell.
    """
    return id_for(house.settings.lookup_key.hex(), OWN_STORY, child, author)


def is_anothers_story(house: House, room: Room | None, who: str) -> bool:
    """Whether the room is somebody's own story, and not this person's."""
    return room is not None and room.purpose == OWN_STORY and room.id != story_of(house, room.child, who)


async def is_begun(room: str) -> bool:
    """Whether anything has been told there."""
    return await RoomRow.exists().where(RoomRow.id == room).run()


async def child_of(room: str) -> str:
    """Whom a room is around; nobody where there is no such room."""
    rows = await RoomRow.select(RoomRow.child).where(RoomRow.id == room).run()
    return str(rows[0]["child"]) if rows else ""


async def is_part(item: str, author: str) -> bool:
    """Whether an item is a part of this author's own story."""
    rows = await ItemRow.select(ItemRow.room).where(ItemRow.id == item, ItemRow.by == author).run()
    room = rows[0]["room"] if rows else ""
    return await RoomRow.exists().where(RoomRow.id == room, RoomRow.purpose == OWN_STORY).run()


async def version_of(part: str) -> int:
    """The version of a part that stands now."""
    rows = await ItemRow.select(ItemRow.version).where(ItemRow.id == part).run()
    return int(rows[0]["version"]) if rows else 0


async def copies_of(part: str, author: str) -> tuple[Copy, ...]:
    """Where a part is shared now, the oldest first."""
    return await _copies(ItemRow.part == part, ItemRow.by == author)


async def left_behind(child: str, author: str) -> tuple[Copy, ...]:
    """The copies around a child whose part its author has deleted since: they are still read where they stand."""
    gone = ItemRow.select(ItemRow.id).where(ItemRow.by == author, ItemRow.deleted.eq(True))
    rooms = RoomRow.select(RoomRow.id).where(RoomRow.child == child)
    deleted, around = [r["id"] for r in await gone.run()], [r["id"] for r in await rooms.run()]
    if not deleted or not around:
        return ()
    return await _copies(ItemRow.part.is_in(deleted), ItemRow.room.is_in(around), ItemRow.by == author)


async def _copies(*which: Any) -> tuple[Copy, ...]:
    rows: list[dict[str, Any]] = (
        await ItemRow.select(
            ItemRow.id,
            ItemRow.room,
            ItemRow.version,
            ItemRow.part_version,
            ItemRow.released_to,
            ItemRow.family_readers,
            ItemRow.by,
        )
        .where(*which, ItemRow.deleted.eq(False))
        .order_by(ItemRow.published)
        .order_by(ItemRow.id)
        .run()
    )
    return tuple(
        Copy(
            item=r["id"],
            room=r["room"],
            version=r["version"],
            part_version=r["part_version"],
            units=codes(r["released_to"]),
            named=bool(codes(r["family_readers"]) - {r["by"]}),
        )
        for r in rows
    )
