"""What the author of a text does with it: publish, correct, release further, delete."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from piccolo.columns import Column

from consent.book import column
from consent.events import ItemCorrected, ItemDeleted, ItemPublished, ItemReleased
from consent.ledger.entry import Entry
from consent.words import FAMILY
from hub.desk import Change, Outcome, Write, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.story.seal import seal_words
from hub.story.tables import ItemRow, SealedTextRow
from hub.story.words import Words
from policies.answer import Answer, Decision, Reason
from policies.facts import Item
from policies.question import Asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text on its way into a room. `item.id` comes with the form, so that sending it twice publishes once."""

    item: Item
    words: Words


def not_theirs() -> Answer:
    """The answer to somebody who would change what is another's: it does not exist for them."""
    return Answer(decision=Decision.DENY, reason=Reason.NOT_PUBLISHED, rule="read.3")


async def publish(house: House, *, draft: Draft, capacity: str, by: Caller) -> Outcome:
    """Publish a text to a room, released to the units that the draft names."""
    item = draft.item
    key = await house.keys.create(f"room:{item.room}", at=by.login_at)
    sealed, commitment = seal_words(draft.words, key=key, item=item.id, room=item.room, version=1)

    async def change(seen: Seen) -> Change | Answer:
        there = seen.facts.items.get(item.id)
        if there is not None:
            return Change(done=True) if (there.by, there.room) == (by.who, item.room) else not_theirs()
        names = await house.desk.names(item.room, [by.who, *item.subjects])
        event = ItemPublished(
            room=item.room,
            by=names[by.who],
            item=item.id,
            unit=item.unit,
            categories=item.categories,
            subjects=frozenset(names[s] for s in item.subjects),
            released_to=item.released_to or frozenset(),
            place_free=item.place_free,
            commitment=commitment,
        )
        rows = adds(_row(item, seen), SealedTextRow(item=item.id, version=1, sealed=sealed))
        return Change(events=(event,), writes=(rows,), moves=moves_room(item.room))

    return await house.desk.hand_in(
        room=item.room,
        by=by,
        item=item.id,
        also=item.subjects,
        question=lambda at: replace(
            ask(Asks.PUBLISHES, by=by, capacity=capacity, at=at, room=item.room), draft_item=item
        ),
        change=change,
    )


def _row(item: Item, seen: Seen) -> ItemRow:
    return ItemRow(
        id=item.id,
        room=item.room,
        unit=item.unit,
        by=item.by,
        categories=column(item.categories),
        subjects=column(item.subjects),
        released_to=column(item.released_to or frozenset()),
        place_free=item.place_free,
        family_readers=column(item.family_readers),
        register=item.register,
        published=seen.at,
    )


async def correct(house: House, *, item: str, room: str, words: Words, capacity: str, by: Caller) -> Outcome:
    """Replace the text of one's own item by a new version; the old one remains as its commitment only."""
    key = await house.keys.key(f"room:{room}")

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.items.get(item)
        rows = await ItemRow.select(ItemRow.version).where(ItemRow.id == item).run()
        if not _is_author(held, by) or held.deleted or not rows:
            return not_theirs()
        version = rows[0]["version"] + 1
        sealed, commitment = seal_words(words, key=key, item=item, room=room, version=version)
        names = await house.desk.names(room, [by.who])
        event = ItemCorrected(room=room, by=names[by.who], item=item, version=version, commitment=commitment)

        async def write(_: tuple[Entry, ...]) -> None:
            await (
                SealedTextRow.update({SealedTextRow.version: version, SealedTextRow.sealed: sealed})
                .where(SealedTextRow.item == item)
                .run()
            )
            await (
                ItemRow.update({ItemRow.version: version, ItemRow.corrected: seen.at})
                .where(ItemRow.id == item)
                .run()
            )

        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await _own(house, item=item, room=room, capacity=capacity, by=by, change=change)


async def release(
    house: House,
    *,
    item: str,
    room: str,
    units: frozenset[str],
    readers: frozenset[str],
    capacity: str,
    by: Caller,
) -> Outcome:
    """Release one's own item to more units, or to members of the family by name."""

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.items.get(item)
        if not _is_author(held, by) or held.deleted:
            return not_theirs()
        new_units = units - (held.released_to or frozenset())
        new_readers = readers - held.family_readers
        if not new_units and not new_readers:
            return Change(done=True)
        names = await house.desk.names(room, [by.who, *new_readers])
        event = ItemReleased(
            room=room,
            by=names[by.who],
            item=item,
            units=new_units,
            readers=frozenset(names[r] for r in new_readers),
        )
        write = _sets(
            item,
            released_to=column(new_units | (held.released_to or frozenset())),
            family_readers=column(new_readers | held.family_readers),
        )
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await _own(house, item=item, room=room, capacity=capacity, by=by, change=change)


async def delete(house: House, *, item: str, room: str, capacity: str, by: Caller) -> Outcome:
    """Delete one's own item: its text is gone at once, its commitment stays."""

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.items.get(item)
        if not _is_author(held, by):
            return not_theirs()
        if held.deleted:
            return Change(done=True)
        names = await house.desk.names(room, [by.who])

        async def write(_: tuple[Entry, ...]) -> None:
            await SealedTextRow.delete().where(SealedTextRow.item == item).run()
            await ItemRow.update({ItemRow.deleted: True}).where(ItemRow.id == item).run()

        event = ItemDeleted(room=room, by=names[by.who], item=item)
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await _own(house, item=item, room=room, capacity=capacity, by=by, change=change)


async def _own(
    house: House,
    *,
    item: str,
    room: str,
    capacity: str,
    by: Caller,
    change: Callable[[Seen], Awaitable[Change | Answer]],
) -> Outcome:
    """Whoever changes an item must be able to read it now, and `change` says whether it is theirs."""
    return await house.desk.hand_in(
        room=room,
        by=by,
        item=item,
        question=lambda at: replace(ask(Asks.READS, by=by, capacity=capacity, at=at), item=item),
        change=change,
    )


def _is_author(held: Item | None, by: Caller) -> TypeGuard[Item]:
    return held is not None and held.by == by.who and held.unit == (by.unit or FAMILY)


def _sets(item: str, **values: Any) -> Write:
    async def write(_: tuple[Entry, ...]) -> None:
        columns: dict[Column | str, Any] = dict(values.items())
        await ItemRow.update(columns).where(ItemRow.id == item).run()

    return write
