"""What stands beside one's own story: what others have written in the rooms around the same child."""

from typing import Any

from consent.words import FAMILY
from hub.hall import View
from hub.people import book
from hub.story import listing
from hub.wording.purposes import OWN_STORY
from policies.facts import Item

Around = list[tuple[str, View]]
"""Rooms that somebody can see, each with what they can read there."""


def has_written(who: str, around: Around, child: str) -> bool:
    """Whether somebody has written anything in a room around a child."""
    return any(item.by == who for room, view in around if _is_about(room, view, child) for item in view.items)


def _is_about(room: str, view: View, child: str) -> bool:
    """Whether a room is around this child, and nobody's own story."""
    held = view.facts.rooms[room]
    return held.child == child and held.purpose != OWN_STORY


async def others(around: Around, child: str) -> list[dict[str, Any]]:
    """What staff have written in the rooms around a child that the caller can read, with its author; the family's
    views stand below it."""
    units, found = await book.unit_names(), list[Item]()
    for room, view in around:
        if _is_about(room, view, child):
            found += view.items
    listed = listing.views_below(await listing.rows(found, units))
    written = {item.id for item in found if item.unit != FAMILY}
    return [row for row in listed if row["id"] in written]
