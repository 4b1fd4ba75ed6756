"""Items without their texts, read into the policies' own words."""

from collections import defaultdict
from typing import Any

from consent.book import codes
from consent.words import GUARDIANS, HidingGround
from hub.story.tables import HidingRow, ItemRow, WhyRow
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
    asked = await _asked({row["id"]: row["answers"] for row in rows if row["answers"] is not None})
    wanted = [*{*(row["id"] for row in rows), *(why["item"] for why in asked.values())}]
    hidden: dict[str, list[Hiding]] = defaultdict(list)
    for row in await HidingRow.select().where(HidingRow.item.is_in(wanted)).run():
        hidden[row["item"]].append(Hiding(who=row["who"], ground=HidingGround(row["ground"]), by=row["by"]))
    return {
        row["id"]: item_from_row(row, (*hidden[row["id"]], *_hidden_as(asked.get(row["id"]), hidden)))
        for row in rows
    }


async def _asked(answers: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The questions that these texts answer, by the text."""
    if not answers:
        return {}
    found = await WhyRow.select().where(WhyRow.id.is_in([*set(answers.values())])).run()
    whys = {row["id"]: row for row in found}
    return {item: whys[why] for item, why in answers.items() if why in whys}


def _hidden_as(asked: dict[str, Any] | None, hidden: dict[str, list[Hiding]]) -> list[Hiding]:
    """From whom an answer is hidden: as the text is that was read, and where the child asked about a text of the
    family's own, from the guardians, to whom nobody has released it."""
    if asked is None:
        return []
    alone = Hiding(who=GUARDIANS, ground=HidingGround.CHILD_DECIDES, by=asked["by"])
    return [*hidden[asked["item"]], *([alone] if asked["alone"] else [])]
