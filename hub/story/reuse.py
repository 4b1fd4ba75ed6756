"""Where a part of one's own story is used instead of being asked for again, and newer words for it there."""

from collections.abc import Collection
from dataclasses import dataclass

from consent.errors import KeyGone
from consent.words import FAMILY
from hub.deciding import AS_SUGGESTED
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.tables import RoomRow
from hub.openings import OPENINGS_OF, readers_in
from hub.people import book
from hub.story import verbs
from hub.story.own import Copy, copies_of, version_of
from hub.story.words import Words

AT_ONCE, MOST = 500, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One room where a part is shared: the copy there, what the room is for, how often professionals have read it,
    whether older words stand there (`older`) or some that its author has changed there alone (`adapted`), and to whom
    it is released there (`units`, by name; `named`: to relatives too)."""

    item: str
    purpose: str
    older: bool
    adapted: bool
    read: int
    units: list[str]
    named: bool


async def uses_of(house: House, part: str, author: str) -> list[Use]:
    """Where the author's part is shared now, the oldest first."""
    return await uses(house, await copies_of(part, author), await version_of(part))


async def uses(house: House, copies: Collection[Copy], version: int) -> list[Use]:
    """The same of these copies of a part that has come to `version`."""
    found, units = [], await book.unit_names()
    for copy in copies:
        rows = await RoomRow.select(RoomRow.purpose).where(RoomRow.id == copy.room).run()
        found.append(
            Use(
                item=copy.item,
                purpose=rows[0]["purpose"] if rows else "",
                older=_is_older(copy, version),
                adapted=copy.part_version is None,
                read=await _read(house, copy.room, copy.item),
                units=sorted(units.get(unit, unit) for unit in copy.units),
                named=copy.named,
            )
        )
    return found


def _is_older(copy: Copy, version: int) -> bool:
    return copy.part_version is not None and copy.part_version < version


async def renew(house: House, *, part: str, words: Words, place_free: bool, version: int, by: Caller) -> bool:
    """Put the part's words of this version wherever older ones of it stand; whether that went everywhere.

    What its author has changed in one room alone stays as it is there.
    """
    everywhere = True
    for copy in await copies_of(part, by.who):
        if _is_older(copy, version):
            everywhere &= await _renewed(house, copy, words, place_free, version, by)
    return everywhere


async def _renewed(
    house: House, copy: Copy, words: Words, place_free: bool, version: int, by: Caller
) -> bool:
    try:
        outcome = await verbs.correct(
            house,
            item=copy.item,
            room=copy.room,
            words=words,
            place_free=place_free,
            capacity=AS_SUGGESTED,
            by=by,
            opened_on=copy.version,
            part_version=version,
        )
    except verbs.Overtaken:
        return True  # The other press was faster.
    except KeyGone:
        return False
    return outcome.answer.allowed


async def _read(house: House, room: str, item: str) -> int:
    """How often professionals have opened an item, as far back as is looked."""
    count, before = 0, None
    for _ in range(MOST):
        found = await house.ledger.find(room=room, kinds=OPENINGS_OF, before=before, limit=AT_ONCE)
        count += sum(unit != FAMILY for e in found if e.body["item"] == item for _who, unit in readers_in(e))
        if len(found) < AT_ONCE:
            break
        before = found[-1].index
    return count
