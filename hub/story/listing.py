"""Items as a list shows them: who shared, what about, when; never a word of the text.

The family's view on a text stands below it where the list has both, and otherwise as any text: nothing tells of
what is not in the list.
"""

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
    columns = (ItemRow.id, ItemRow.published, ItemRow.corrected, ItemRow.view_on)
    found = await ItemRow.select(*columns).where(ItemRow.id.is_in([i.id for i in items])).run()
    times = {row["id"]: row for row in found}
    names = await book.names({item.by for item in items})
    listed = [
        {
            "id": item.id,
            "unit": words.unit_name(item.unit, units),
            "author": names.get(item.by, ""),
            "categories": [words.category(c) for c in words.CATEGORIES if c in item.categories],
            "published": times[item.id]["published"],
            "corrected": times[item.id]["corrected"],
            "view_on": times[item.id]["view_on"],
            "views": [],
        }
        for item in items
        if item.id in times
    ]
    return sorted(listed, key=lambda row: row["published"], reverse=True)


def views_below(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same rows, the views on a text that is among them moved below it, the oldest first."""
    there = {row["id"]: row for row in listed}

    def top(row: dict[str, Any]) -> dict[str, Any]:
        while row["view_on"] in there:
            row = there[row["view_on"]]
        return row

    for row in reversed(listed):
        if top(row) is not row:
            top(row)["views"].append(row)
    return [row for row in listed if top(row) is row]
