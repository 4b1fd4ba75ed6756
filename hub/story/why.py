"""Varför? The family asks a unit why it read a text; the unit answers within two weeks, or says when it will.

The answer is an item like any other. What is owed and not given reaches the auditor.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from piccolo.columns import Column

from consent.events import Event, WhyAnswered, WhyAsked, WhyPromised
from consent.ledger.entry import Entry, stamp
from consent.words import FAMILY
from hub.desk import Change, Outcome, Write, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting.inside import in_room, incomplete
from hub.notices import notifying
from hub.story.tables import WhyRow
from hub.story.verbs import not_theirs
from hub.story.whys import about, can_answer, put_to, reader_of, reading_of
from policies.answer import Answer
from policies.facts import Item
from policies.question import Asks
from policies.times import STOCKHOLM, day_of

ANSWERED_WITHIN = timedelta(days=14)
"""How long a unit has. The law sets no time; municipalities promise contact within two weeks."""

PUT_OFF = timedelta(days=30)
"""How much later at most a unit may say that it will answer, and it may say so once."""

MOST_OPEN = 20
"""How many questions somebody can have waiting in a room."""

TICK = timedelta(microseconds=1)


async def ask_why(house: House, *, item: str, room: str, code: str, capacity: str, by: Caller) -> Outcome:
    """Ask the unit behind the reading `code` why it read. Whoever asks can read the text themselves.

    Asked twice it is one question.
    """

    entry = await reading_of(house, item, room, code)
    reader = await reader_of(entry) if entry is not None else ""

    async def change(seen: Seen) -> Change | Answer:
        if entry is None or not can_answer(entry, reader, by.who, seen.facts, room):
            return not_theirs()
        mine = (WhyRow.by == by.who) & (WhyRow.room == room)
        if await WhyRow.exists().where(mine, WhyRow.reading == entry.index).run():
            return Change(done=True)
        if await WhyRow.count().where(mine, WhyRow.answer.is_null()).run() >= MOST_OPEN:
            return incomplete("many")
        unit, due = str(entry.body["reader_unit"]), answer_due(seen.at)
        own = seen.facts.items[item].unit == FAMILY
        row = WhyRow(
            id=new_id(), room=room, item=item, reading=entry.index, unit=unit, by=by.who, asked=seen.at, due=due,
            alone=own and by.who == seen.facts.rooms[room].child,
        )  # fmt: skip
        names = await house.desk.names(room, [by.who])
        event = WhyAsked(
            room=room, by=names[by.who], item=item, reading=entry.index, unit=unit, why=row.id, due=stamp(due),
            alone=row.alone,
        )  # fmt: skip
        told = await notifying.of_why(unit, {*about(seen.facts.items[item], by.who), by.who}, room, seen)
        return Change(events=(event,), writes=(adds(row), told), moves=moves_room(room))

    return await house.desk.hand_in(
        room=room,
        by=by,
        item=item,
        question=lambda at: replace(ask(Asks.READS, by=by, capacity=capacity, at=at), item=item),
        change=change,
    )


def answer_due(at: datetime) -> datetime:
    """Until when what is asked at that moment is to be answered."""
    return end_of_day(day_of(at) + ANSWERED_WITHIN)


def last_promise(due: datetime) -> date:
    """The last day to which an answer can be put off."""
    return day_of(due) + PUT_OFF


def end_of_day(day: date) -> datetime:
    """The last moment of a day in Europe/Stockholm, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, STOCKHOLM).astimezone(UTC) - TICK


async def promise(house: House, *, room: str, why: str, day: date, by: Caller) -> Outcome:
    """Say on which day the unit will answer instead: once, in time, and at most a month later than it should have."""

    async def change(seen: Seen) -> Change | Answer:
        held = await put_to(why, room, by.unit or "")
        if held is None or held["answer"] is not None:
            return not_theirs()
        if held["promised"] is not None:
            return Change(done=True) if day_of(held["due"]) == day else incomplete("promised")
        if seen.at > held["due"] or not day_of(held["due"]) < day <= last_promise(held["due"]):
            return incomplete("due")
        until = end_of_day(day)
        names = await house.desk.names(room, [by.who])

        async def write(_: tuple[Entry, ...]) -> None:
            later: dict[Column | str, Any] = {"due": until, "promised": seen.at}
            await WhyRow.update(later).where(WhyRow.id == why).run()

        event = WhyPromised(room=room, by=names[by.who], why=why, due=stamp(until))
        told = await notifying.of_reply(held, seen)
        return Change(events=(event,), writes=(write, told), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)


async def answering(
    house: House, why: str, item: Item, seen: Seen, by: Caller
) -> tuple[Event, tuple[Write, ...]] | Answer:
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

    return event, (write, await notifying.of_reply(held, seen))
