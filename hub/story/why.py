"""Varför? The family asks a unit why it read a text; the unit answers within two weeks, or says when it will.

The answer is an item like any other. What is owed and not given reaches the auditor.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from piccolo.columns import Column

from consent.events import Event, ItemOpened, WhyAnswered, WhyAsked, WhyPromised
from consent.ledger.entry import Entry, stamp
from consent.words import FAMILY
from hub.desk import Change, Outcome, Write, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.ids import id_for, new_id
from hub.login.caller import Caller
from hub.meeting.verbs import in_room, incomplete
from hub.story.tables import ItemRow, WhyRow
from hub.story.verbs import not_theirs
from policies.answer import Answer
from policies.facts import Facts, Item
from policies.question import Asks
from policies.times import STOCKHOLM, day_of

ANSWERED_WITHIN = timedelta(days=14)
"""How long a unit has. The law sets no time; municipalities promise contact within two weeks."""

PUT_OFF = timedelta(days=30)
"""How much later at most a unit may say that it will answer, and it may say so once."""

MOST_OPEN = 20
"""How many questions somebody can have waiting in a room."""

AT_ONCE = 500

Row = Mapping[str, Any]


def code_of(house: House, entry: Entry) -> str:
    """What a reading goes by in an address: its row in the ledger would tell how much happens in other rooms."""
    return id_for(house.settings.lookup_key.hex(), "reading", str(entry.index))


async def reading_of(house: House, item: str, room: str, code: str) -> Entry | None:
    """The reading of this item that goes by `code`, or None."""
    before = None
    while found := await house.ledger.find(
        room=room, kinds={ItemOpened.__name__}, before=before, limit=AT_ONCE
    ):
        for entry in found:
            if entry.body["item"] == item and code_of(house, entry) == code:
                return entry
        before = found[-1].index
    return None


def can_answer(entry: Entry, facts: Facts, room: str) -> bool:
    """Whether the reading was of another's text, by a unit that takes part in the room now and may publish there."""
    reader = str(entry.body["reader_unit"])
    unit = facts.units.get(reader)
    inside = any(one == reader for _who, one in facts.rooms[room].participants)
    able = unit is not None and unit.may_publish and not unit.absolute
    return able and inside and reader != entry.body["item_unit"]


async def ask_why(house: House, *, item: str, room: str, code: str, capacity: str, by: Caller) -> Outcome:
    """Ask the unit behind the reading `code` why it read. Whoever asks can read the text themselves.

    Asked twice it is one question.
    """

    async def change(seen: Seen) -> Change | Answer:
        entry = await reading_of(house, item, room, code)
        if entry is None or not can_answer(entry, seen.facts, room):
            return not_theirs()
        mine = (WhyRow.by == by.who) & (WhyRow.room == room)
        if await WhyRow.exists().where(mine, WhyRow.reading == entry.index).run():
            return Change(done=True)
        if await WhyRow.count().where(mine, WhyRow.answer.is_null()).run() >= MOST_OPEN:
            return incomplete("many")
        unit, due = str(entry.body["reader_unit"]), end_of_day(seen.at + ANSWERED_WITHIN)
        own = seen.facts.items[item].unit == FAMILY
        row = WhyRow(
            id=new_id(), room=room, item=item, reading=entry.index, unit=unit, by=by.who, asked=seen.at, due=due,
            alone=own and by.who == seen.facts.rooms[room].child,
        )  # fmt: skip
        names = await house.desk.names(room, [by.who])
        event = WhyAsked(
            room=room, by=names[by.who], item=item, reading=entry.index, unit=unit, why=row.id, due=stamp(due)
        )
        return Change(events=(event,), writes=(adds(row),), moves=moves_room(room))

    return await house.desk.hand_in(
        room=room,
        by=by,
        item=item,
        question=lambda at: replace(ask(Asks.READS, by=by, capacity=capacity, at=at), item=item),
        change=change,
    )


def end_of_day(at: datetime) -> datetime:
    """The last moment of a day in Europe/Stockholm, in UTC."""
    start = datetime.combine(day_of(at) + timedelta(days=1), time.min, STOCKHOLM)
    return start.astimezone(UTC) - timedelta(microseconds=1)


async def promise(house: House, *, room: str, why: str, due: datetime, by: Caller) -> Outcome:
    """Say on which day the unit will answer instead: once, in time, and at most a month later than it should have."""

    async def change(seen: Seen) -> Change | Answer:
        held = await put_to(why, room, by.unit or "")
        if held is None or held["answer"] is not None:
            return not_theirs()
        if held["promised"] is not None:
            return Change(done=True) if held["due"] == end_of_day(due) else incomplete("promised")
        until = end_of_day(due)
        if not seen.at <= held["due"] < until <= end_of_day(held["due"] + PUT_OFF):
            return incomplete("due")
        names = await house.desk.names(room, [by.who])

        async def write(_: tuple[Entry, ...]) -> None:
            later: dict[Column | str, Any] = {"due": until, "promised": seen.at}
            await WhyRow.update(later).where(WhyRow.id == why).run()

        event = WhyPromised(room=room, by=names[by.who], why=why, due=stamp(until))
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)


async def answering(house: House, why: str, item: Item, by: Caller) -> tuple[Event, Write] | Answer:
    """What is appended and written with the text `item` that answers a question, or why it can't be."""
    held = await put_to(why, item.room, item.unit)
    if held is None:
        return not_theirs()
    if held["answer"] is not None:
        return incomplete("answered")
    names = await house.desk.names(item.room, [by.who])
    event = WhyAnswered(room=item.room, by=names[by.who], why=why, item=item.id)

    async def write(_: tuple[Entry, ...]) -> None:
        await WhyRow.update({WhyRow.answer: item.id}).where(WhyRow.id == why).run()

    return event, write


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
