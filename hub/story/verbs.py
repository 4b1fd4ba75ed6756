"""What the author of a text does with it: correct, delete. Who may read it stands in `releasing`."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeGuard

from piccolo.columns import Column

from consent.errors import SamrumError
from consent.events import ItemCorrected, ItemDeleted
from consent.ledger.entry import Entry
from consent.words import FAMILY
from hub.desk import Change, Outcome, Write, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.story.seal import seal_words
from hub.story.tables import ItemRow, SealedTextRow, WhyRow
from hub.story.words import Words
from policies.answer import Answer
from policies.facts import Item
from policies.question import Asks
from policies.rules import reading


class Overtaken(SamrumError):
    """The text has been corrected since the page was opened on which somebody corrects it now."""


def not_theirs() -> Answer:
    """The answer to somebody who would change what is another's: it does not exist for them."""
    return reading.PUBLISHED.no()


async def correct(
    house: House,
    *,
    item: str,
    room: str,
    words: Words,
    place_free: bool,
    capacity: str,
    by: Caller,
    opened_on: int | None = None,
    part_version: int | None = None,
) -> Outcome:
    """Replace the text of one's own item by a new version; the old one remains as its commitment only.

    `part_version` is that of the part of one's own story whose words these are, if any.
    What was attested of the old words says nothing of the new: `place_free` is the author's word anew.
    Raises `Overtaken` where it is no longer the version `opened_on` that was before them.
    """

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.items.get(item)
        rows = await ItemRow.select(ItemRow.version).where(ItemRow.id == item).run()
        if not is_author(held, by) or held.deleted or not rows:
            return not_theirs()
        if opened_on not in (None, rows[0]["version"]):
            raise Overtaken
        new = {"version": rows[0]["version"] + 1, "place_free": place_free}
        key = await house.keys.key(f"room:{room}")
        sealed, commitment = seal_words(words, key=key, item=item, room=room, version=new["version"])
        names = await house.desk.names(room, [by.who])
        event = ItemCorrected(room=room, by=names[by.who], item=item, commitment=commitment, **new)

        async def write(_: tuple[Entry, ...]) -> None:
            text: dict[Column | str, Any] = {"version": new["version"], "sealed": sealed}
            await SealedTextRow.update(text).where(SealedTextRow.item == item).run()

        told = sets(item, corrected=seen.at, part_version=part_version, **new)
        return Change(events=(event,), writes=(write, told), moves=moves_room(room))

    return await change_own(house, item=item, room=room, capacity=capacity, by=by, change=change)


async def delete(house: House, *, item: str, room: str, capacity: str, by: Caller) -> Outcome:
    """Delete one's own item: its text is gone at once, its commitment stays."""

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.items.get(item)
        if not is_author(held, by):
            return not_theirs()
        if held.deleted:
            return Change(done=True)
        names = await house.desk.names(room, [by.who])

        async def write(_: tuple[Entry, ...]) -> None:
            await SealedTextRow.delete().where(SealedTextRow.item == item).run()
            await ItemRow.update({ItemRow.deleted: True}).where(ItemRow.id == item).run()
            await WhyRow.update({WhyRow.answer: None}).where(WhyRow.answer == item).run()

        event = ItemDeleted(room=room, by=names[by.who], item=item)
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await change_own(house, item=item, room=room, capacity=capacity, by=by, change=change)


async def change_own(
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


def is_deleted_by(held: Item | None, by: Caller) -> bool:
    """Whether this was the caller's own text and is deleted, so that there is nothing left to delete."""
    return is_author(held, by) and held.deleted


def is_author(held: Item | None, by: Caller) -> TypeGuard[Item]:
    """Whether this is the caller's own text, under the assignment chosen."""
    return held is not None and held.by == by.who and held.unit == (by.unit or FAMILY)


def sets(item: str, **values: Any) -> Write:
    """Write these columns of an item's row."""

    async def write(_: tuple[Entry, ...]) -> None:
        columns: dict[Column | str, Any] = dict(values.items())
        await ItemRow.update(columns).where(ItemRow.id == item).run()

    return write
