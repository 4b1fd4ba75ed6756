"""The family's questions why a unit read: which readings can be asked about, and which questions there are."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from consent.ledger.entry import Entry
from consent.words import FAMILY
from hub.house import House
from hub.ids import id_for
from hub.openings import OPENINGS_OF
from hub.people.pseudonyms import people_behind
from hub.shielding import may_name
from hub.story.tables import ItemRow, WhyRow
from policies.facts import Facts, Item

AT_ONCE = 500

Row = Mapping[str, Any]


def code_of(house: House, entry: Entry) -> str:
    """What a reading goes by in an address: its row in the ledger would tell how much happens in other rooms."""
    return id_for(house.settings.lookup_key.hex(), "reading", str(entry.index))


async def reading_of(house: House, item: str, room: str, code: str) -> Entry | None:
    """The reading of this item that goes by `code`, or None."""
    before = None
    while found := await house.ledger.find(room=room, kinds=OPENINGS_OF, before=before, limit=AT_ONCE):
        for entry in found:
            if entry.body["item"] == item and code_of(house, entry) == code:
                return entry
        before = found[-1].index
    return None


def can_answer(entry: Entry, reader: str, asker: str, facts: Facts, room: str) -> bool:
    """Whether whoever read another's text can be asked: they take part for that unit now, it may publish there,
    and they may know of everybody whom their answer would be about."""
    unit = facts.units.get(str(entry.body["reader_unit"]))
    item = facts.items.get(str(entry.body["item"]))
    if (
        unit is None
        or item is None
        or not unit.may_publish
        or unit.absolute
        or unit.id == entry.body["item_unit"]
    ):
        return False
    inside = (reader, unit.id) in facts.rooms[room].participants
    return inside and all(may_name(facts, reader, who) for who in (*about(item, asker), asker))


async def reader_of(entry: Entry) -> str:
    """The person behind the pseudonym of a reading, empty where nobody is known."""
    who = str(entry.body["who"])
    return (await people_behind({who})).get(who, "")


def about(read: Item | None, asker: str) -> frozenset[str]:
    """Whom an answer is about: whoever the text is about; where that is the family's own, the asker alone, so that
    nobody reads of it to whom its author has not released it."""
    if read is None:
        return frozenset()
    return frozenset({asker}) if read.unit == FAMILY else read.subjects


async def is_answer(item: str) -> bool:
    """Whether a text answers a question; from whom such a one is hidden, another unit may have said."""
    return await ItemRow.exists().where(ItemRow.id == item, ItemRow.answers.is_not_null()).run()


async def put_to(why: str, room: str, unit: str) -> Row | None:
    """The question with this id, where it was put to this unit in this room."""
    mine = (WhyRow.id == why) & (WhyRow.room == room) & (WhyRow.unit == unit)
    rows = await WhyRow.select().where(mine).run()
    return rows[0] if rows else None


async def waiting_for(unit: str, room: str) -> list[Row]:
    """The questions that a unit has not answered in a room, the most urgent first."""
    mine = (WhyRow.room == room) & (WhyRow.unit == unit) & WhyRow.answer.is_null()
    return [*await WhyRow.select().where(mine).order_by(WhyRow.due).order_by(WhyRow.id).run()]


async def asked_about(readings: Collection[int]) -> dict[int, list[Row]]:
    """Every question about these rows of the ledger, the oldest first."""
    found: dict[int, list[Row]] = {}
    if readings:
        these = WhyRow.reading.is_in([*readings])
        for row in await WhyRow.select().where(these).order_by(WhyRow.asked).run():
            found.setdefault(row["reading"], []).append(row)
    return found


async def overdue(at: datetime) -> list[Row]:
    """The questions whose answer is late, the latest of them first."""
    late = WhyRow.answer.is_null() & (WhyRow.due < at)
    return [*await WhyRow.select().where(late).order_by(WhyRow.due).order_by(WhyRow.id).run()]
