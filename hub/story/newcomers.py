"""A unit that joins later gets nothing old by itself: whoever published is asked whether to release it to that unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hub.meeting.tables import ParticipantRow
from hub.story.tables import ItemRow
from policies.facts import Item


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A unit that came after these texts of somebody's were published, and that they are not released to (ids)."""

    unit: str
    items: tuple[str, ...]


async def newcomers(room: str, items: Iterable[Item], *, who: str, unit: str) -> tuple[Newcomer, ...]:
    """For the author of these of a room's texts, under `unit` (`FAMILY` for the family): the units that came later."""
    mine = {item.id: item for item in items if (item.by, item.unit) == (who, unit) and item.released_to}
    if not mine:
        return ()
    came = await _first_there(room)
    # Who has asked why somebody read is answered, and nobody else is.
    texts = ItemRow.id.is_in([*mine]) & ItemRow.answers.is_null()
    columns = (ItemRow.id, ItemRow.published)
    rows = await ItemRow.select(*columns).where(texts).order_by(ItemRow.published).run()
    found: dict[str, list[str]] = {}
    for row in rows:
        item = mine[row["id"]]
        for other in sorted(came.keys() - (item.released_to or frozenset()) - {unit}):
            if came[other] > row["published"]:
                found.setdefault(other, []).append(item.id)
    return tuple(Newcomer(other, tuple(late)) for other, late in found.items())


async def _first_there(room: str) -> dict[str, datetime]:
    """Since when each unit has had anybody in the room without a break, as far as those go who are there now."""
    here = ParticipantRow.room == room
    rows = await ParticipantRow.select().where(here, ParticipantRow.until.is_null()).run()
    first: dict[str, datetime] = {}
    for row in rows:
        first[row["unit"]] = min(first.get(row["unit"], row["since"]), row["since"])
    return first
