"""Items as a list shows them: who shared, what about, when; never a word of the text."""

from collections.abc import Sequence
from typing import Any

from hub.people import book
from hub.story.tables import ItemRow
from hub.wording import words
from policies.facts import Item


async def rows(items: Sequence[Item], units: dict[str, str]) -> list[dict[str, Any]]:
    """One row an item, the newest first."""
    if not items:
        return []
    columns = (ItemRow.id, ItemRow.published, ItemRow.corrected)
    found = await ItemRow.select(*columns).where(ItemRow.id.is_in([i.id for i in items])).run()
    times = {row["id"]: row for row in found}
    names = await book.names({item.by for item in items})
    listed = [
        {
            "id": item.id,
            "unit": units.get(item.unit, item.unit),
            "author": names.get(item.by, ""),
            "categories": [words.category(c) for c in words.CATEGORIES if c in item.categories],
            "published": times[item.id]["published"],
            "corrected": times[item.id]["corrected"],
        }
        for item in items
        if item.id in times
    ]
    return sorted(listed, key=lambda row: row["published"], reverse=True)
