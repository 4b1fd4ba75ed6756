"""Items without their texts, read into the policies' own words."""

from collections import defaultdict
from typing import Any

from consent.book import codes
from consent.words import HidingGround
from hub.story.tables import HidingRow, ItemRow
from policies.facts import Hiding, Item


def item_from_row(row: dict[str, Any], hidden: tuple[Hiding, ...]) -> Item:
    """One item as its row and its hidings say. The product always has a list of releases."""
    return Item(
        id=row["id"],
        room=row["room"],
        unit=row["unit"],
        by=row["by"],
        categories=codes(row["categories"]),
        subjects=codes(row["subjects"]),
        released_to=codes(row["released_to"]),
        place_free=bool(row["place_free"]),
        family_readers=codes(row["family_readers"]),
        deleted=bool(row["deleted"]),
        register=row["register"],
        hidden_from=hidden,
    )


async def item(id_: str) -> Item | None:
    """The item, or None where there is none."""
    found = await _items(await ItemRow.select().where(ItemRow.id == id_).run())
    return found.get(id_)


async def items_of(room: str) -> dict[str, Item]:
    """Every item of a room, the newest first."""
    rows = (
        await ItemRow.select()
        .where(ItemRow.room == room)
        .order_by(ItemRow.published, ascending=False)
        .order_by(ItemRow.id)
        .run()
    )
    return await _items(rows)


async def subjects_in(room: str) -> frozenset[str]:
    """Everybody whom an item of the room is about."""
    rows = await ItemRow.select(ItemRow.subjects).where(ItemRow.room == room).distinct().run()
    return frozenset(subject for row in rows for subject in row["subjects"].split())


async def _items(rows: list[dict[str, Any]]) -> dict[str, Item]:
    if not rows:
        return {}
    hidings = await HidingRow.select().where(HidingRow.item.is_in([row["id"] for row in rows])).run()
    hidden: dict[str, list[Hiding]] = defaultdict(list)
    for row in hidings:
        hidden[row["item"]].append(Hiding(who=row["who"], ground=HidingGround(row["ground"]), by=row["by"]))
    return {row["id"]: item_from_row(row, tuple(hidden[row["id"]])) for row in rows}
