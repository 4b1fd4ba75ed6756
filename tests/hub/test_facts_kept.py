"""What is kept of facts: for the quick way of a reading, for as long as nothing moved, and never without end."""

from dataclasses import replace
from typing import Any

import pytest

from consent.errors import KeyGone
from hub import facts
from hub.deciding import question_of
from hub.facts import ROOMS_KEPT, UNITS_SCOPE, FactBook, Seen, room_scope, staff_scope
from hub.ids import new_id
from hub.kept import Kept
from hub.login.caller import Caller
from hub.story.tables import SealedTextRow
from policies.answer import Reason
from policies.facts import Assignment, Item, Staff
from policies.question import Asks, Question
from policies.told import Status
from tests.hub.gate_room import Ready, ready
from tests.people import LONG_AGO

ITEM = Item(
    id="x", room="r", unit="BUP", by="kim", categories=frozenset(), subjects=frozenset(), released_to=None
)


async def now(held: Ready, by: Caller) -> Caller:
    """As a request brings them: with the moment at which their session was found to stand."""
    return replace(by, asked_at=(await held.room.house.ledger.moment(by.guard)).at)


def recalled(held: Ready, by: Caller, item: str) -> Seen | None:
    return held.room.house.facts.recall(room=held.room.id, by=by, item=item)


async def test_what_was_read_is_recalled_by_whoever_asks_in_a_request(
    database_url: str, keys_url: str
) -> None:
    async with ready(database_url, keys_url) as held:
        by = await now(held, held.bup)
        assert recalled(held, by, held.item) is None
        assert (await held.room.reads(by, held.item)).words is not None
        seen = recalled(held, by, held.item)
        assert seen is not None
        assert seen.at == by.asked_at
        assert seen.facts.items.keys() == {held.item}
        assert {UNITS_SCOPE, room_scope(held.room.id), staff_scope(by.who), *by.guard} <= seen.versions.keys()
        other = await held.room.school_wrote()
        by = await now(held, held.bup)
        for item in (held.item, other):
            assert (await held.room.reads(by, item)).words is not None
        seen, beside = recalled(held, by, held.item), recalled(held, by, other)
        assert seen is not None
        assert beside is not None
        assert beside.facts.items.keys() == {other}
        again = recalled(held, by, held.item)
        assert again is not None
        assert again.facts is seen.facts
        assert recalled(held, replace(by, asked_at=None), held.item) is None
        await held.room.house.facts.see(room=held.room.id, by=held.stranger)
        assert recalled(held, replace(held.stranger, asked_at=by.asked_at), held.item) is None
        assert recalled(held, by, new_id()) is None
        book = held.room.house.facts
        assert book.recall(room=None, by=by, item=held.item) is None  # type: ignore[arg-type]
        assert book.recall(room=new_id(), by=by, item=held.item) is None


async def test_the_quick_way_writes_down_as_much(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        await held.room.reads(await now(held, held.bup), held.item)
        by, before = await now(held, held.bup), await held.room.house.ledger.head()
        slow = await held.room.reads(held.bup, held.item)
        quick = await held.room.house.gate._quickly(*asked(held, by))
        assert quick is not None
        assert quick.entry is not None
        assert slow.entry is not None
        assert (quick.words, quick.answer, quick.item) == (slow.words, slow.answer, slow.item)
        assert quick.entry.body == slow.entry.body
        assert slow.item is not None
        assert (slow.item.id, slow.corrected, slow.told.status) == (held.item, None, Status.OPEN)
        assert quick.at == by.asked_at
        assert quick.told == slow.told
        assert (await held.room.house.ledger.head()).size == before.size + 2
        elsewhere = replace(by, assignment=None)
        assert await held.room.house.gate._quickly(*asked(held, elsewhere)) is None
        assert (await held.room.house.ledger.head()).size == before.size + 2


def asked(held: Ready, by: Caller) -> tuple[str, Question, Caller, bool]:
    return held.item, question_of(Asks.READS, by, by.unit or "", item=held.item), by, False


async def test_no_more_is_kept_than_may_be(
    database_url: str, keys_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "ITEMS_KEPT", 2)
    async with ready(database_url, keys_url) as held:
        items = [held.item, *[await held.room.school_wrote() for _ in range(3)]]
        for by in (held.bup, held.school):
            for item in items:
                assert (await held.room.reads(await now(held, by), item)).words is not None
        (kept,) = held.room.house.facts._rooms.values()
        assert [*kept.items] == items[:2]
        here = [await now(held, by) for by in (held.bup, held.school)]
        found = [recalled(held, by, item) for by in here for item in items]
        assert [seen is not None for seen in found] == [True, True, False, False] * 2
        assert 0 < len(kept.for_asker) <= 2


async def test_a_stranger_is_never_answered_from_what_is_kept(
    database_url: str, keys_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A room that is there would be faster than one that is not."""
    loaded: list[str | None] = []
    load = facts.load

    async def counted(room: str | None, *more: Any) -> Any:
        loaded.append(room)
        return await load(room, *more)

    monkeypatch.setattr(facts, "load", counted)
    async with ready(database_url, keys_url) as held:
        book, room = held.room.house.facts, held.room.id
        await book.see(room=room, by=held.bup)
        loaded.clear()
        await book.see(room=room, by=held.bup)
        assert loaded == []
        for _ in range(2):
            await book.see(room=room, by=held.stranger)
        assert loaded == [room, room]
        loaded.clear()
        nowhere = new_id()
        await book.see(room=None, by=held.stranger, item=nowhere)
        assert loaded == [nowhere]
        await book.see(room=room, by=held.bup, item=nowhere)
        (kept,) = book._rooms.values()
        assert nowhere not in kept.items


async def test_who_acts_as_family_is_staff_without_an_assignment(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        book = held.room.house.facts
        seen = await book.see(room=held.room.id, by=held.bup)
        assert [a.unit for a in seen.facts.staff[held.bup.who].assignments] == ["BUP"]
        home = replace(held.bup, assignment=None, unit=None)
        seen = await book.see(room=held.room.id, by=home)
        assert seen.facts.staff[held.bup.who].assignments == ()
        recorded = {who: Staff(id=who) for who in (held.her.who, held.school.who)}
        kept = Kept(replace(seen.facts, staff=recorded), {}, items=dict(seen.facts.items, x=ITEM))
        found = book._facts(kept, Staff(id=held.her.who), held.her, {})
        assert found.staff.keys() == {held.school.who}
        here = Staff(id="", assignments=(Assignment(unit="BUP", role="r", since=LONG_AGO),))
        mine = book._facts_of(kept, (1, replace(here, id=held.her.who)), held.her, "x")
        other = book._facts_of(kept, (1, replace(here, id=held.his.who)), held.his, "x")
        assert held.her.who in mine.staff
        assert held.his.who not in mine.staff
        assert held.his.who in other.staff


async def test_a_sitting_that_is_not_there_opens_nothing(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        assert (await held.room.reads(held.bup, held.item)).words is not None
        reading = await held.room.reads(held.bup, held.item, sitting=new_id())
        assert (reading.words, reading.answer.reason) == (None, Reason.NOT_PUBLISHED)


async def test_a_room_that_is_not_there_is_kept_by_nobody(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        house = held.room.house
        book = FactBook(house.engine, house.ledger, None)
        for room in (None, new_id(), "no name\n"):
            for by in (held.her, held.bup):
                seen = await book.see(room=room, by=by)
                assert seen.facts.rooms == {}
                assert UNITS_SCOPE in seen.versions
        assert book._rooms == {}
        await book.see(room=held.room.id, by=held.stranger)
        await book.see(room=held.room.id, by=held.bup, also=[held.father.id])
        assert book._rooms == {}
        await book.see(room=held.room.id, by=held.bup)
        assert [*book._rooms] == [held.room.id]
        assert ROOMS_KEPT == 2_000


async def test_a_text_that_is_gone_is_written_down_and_not_opened(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        await SealedTextRow.delete().where(SealedTextRow.item == held.item).run()
        before = (await held.room.house.ledger.head()).size
        with pytest.raises(KeyGone, match="The text of this item is gone"):
            await held.room.reads(held.bup, held.item)
        entry = await held.room.house.ledger.entry(before)
        assert (entry.kind, entry.body["version"]) == ("ItemOpened", 0)
