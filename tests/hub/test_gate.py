"""What must always hold at the gate: no words without an entry, every decision once, nothing while it can't be
written, nobody through a door that is not theirs."""

from dataclasses import replace

import pytest

from consent.words import ActKind
from hub.ids import new_id
from hub.login.caller import Caller
from policies.answer import Decision, Reason
from policies.told import Status
from tests.hub.gate_room import Ready, ready
from tests.hub.storages import bent
from tests.people import logs_in, logs_out
from tests.stories.room import SECRET_TEXT


async def size(held: Ready) -> int:
    return (await held.room.house.ledger.head()).size


async def test_every_reading_is_one_entry_and_words_only_come_with_theirs(
    database_url: str, keys_url: str
) -> None:
    async with ready(database_url, keys_url) as held:
        asked = [
            (held.bup, held.item, "BUP", True),
            (held.school, held.item, "SKOLA.EH", True),
            (held.her, held.item, "guardian", True),
            (held.stranger, held.item, "BUP", False),
            (held.bup, new_id(), "BUP", False),
            (held.her, held.item, "self", False),
        ]
        for by, item, capacity, opens in asked:
            before = await size(held)
            reading = await held.room.house.gate.open_item(item, by=by, capacity=capacity)
            assert await size(held) == before + 1
            entry = await held.room.house.ledger.entry(before)
            assert reading.entry is not None
            assert reading.entry.leaf == entry.leaf
            assert entry.kind == ("ItemOpened" if opens else "ItemRefused")
            assert (reading.words is not None) == opens
            assert entry.body["reason"] == reading.answer.reason
            assert entry.body["reader_unit"] == (by.unit or "FAMILY")


async def test_for_another_purpose_nothing_is_opened(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        gate = held.room.house.gate
        reading = await gate.open_item(held.item, by=held.bup, capacity="BUP", purpose="SIP-annat")
        assert (reading.words, reading.answer.reason) == (None, Reason.SCOPE_PURPOSE)


async def test_seeing_a_room_is_one_entry_and_a_refusal_tells_nothing(
    database_url: str, keys_url: str
) -> None:
    async with ready(database_url, keys_url) as held:
        for by, capacity, kind in (
            (held.bup, "BUP", "RoomViewed"),
            (held.her, "guardian", "RoomViewed"),
            (held.stranger, "BUP", "RoomRefused"),
        ):
            before = await size(held)
            view = await held.room.house.gate.open_room(held.room.id, by=by, capacity=capacity)
            assert await size(held) == before + 1
            assert (await held.room.house.ledger.entry(before)).kind == kind
            if kind == "RoomRefused":
                assert (view.facts.rooms, view.facts.people, view.items) == ({}, {}, ())
            else:
                assert [i.id for i in view.items] == [held.item]


async def test_a_stranger_is_told_the_same_of_what_is_there_and_what_is_not(
    database_url: str, keys_url: str
) -> None:
    async with ready(database_url, keys_url) as held:
        gate = held.room.house.gate
        there = await gate.open_item(held.item, by=held.stranger, capacity="BUP")
        absent = await gate.open_item(new_id(), by=held.stranger, capacity="BUP")
        assert there.told == absent.told
        assert there.told.status is Status.ABSENT
        room = await gate.open_room(held.room.id, by=held.stranger, capacity="BUP")
        nowhere = await gate.open_room(new_id(), by=held.stranger, capacity="BUP")
        assert room.told == nowhere.told == absent.told


@pytest.mark.parametrize("when", ["writing", "reading"])
async def test_nothing_is_answered_while_the_ledger_fails(
    database_url: str, keys_url: str, when: str
) -> None:
    fittings, made = bent()
    async with ready(database_url, keys_url, fittings) as held:
        storage, house = made[0], held.room.house
        storage.broken, storage.unreadable = when == "writing", when == "reading"
        before = await size(held)
        for by, capacity in ((held.bup, "BUP"), (held.her, "guardian"), (held.stranger, "BUP")):
            reading = await house.gate.open_item(held.item, by=by, capacity=capacity)
            assert (reading.answer.reason, reading.words, reading.item) == (Reason.LOG_FAILURE, None, None)
            view = await house.gate.open_room(held.room.id, by=by, capacity=capacity)
            assert (view.answer.reason, view.items) == (Reason.LOG_FAILURE, ())
            assert view.facts.rooms == {}
        for kind in (ActKind.REFUSE, ActKind.WITHDRAW):
            done = await held.room.says(held.her, kind, held.consent)
            assert done.answer.reason is Reason.LOG_FAILURE
            assert done.entries == ()
        assert await size(held) == before
        storage.broken = storage.unreadable = False
        assert (await held.room.reads(held.bup, held.item)).words is not None, (
            "the withdrawal is not half done"
        )


async def test_a_session_that_has_ended_gets_nothing_more(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        assert (await held.room.reads(held.bup, held.item)).words is not None
        await logs_out(held.room.house, held.bup)
        await logs_out(held.room.house, held.her)
        before = await size(held)
        reading = await held.room.reads(held.bup, held.item)
        assert (reading.answer.reason, reading.words) == (Reason.NO_SESSION, None)
        assert reading.told.status is Status.LOG_IN
        view = await held.room.house.gate.open_room(held.room.id, by=held.bup, capacity="BUP")
        assert (view.answer.reason, view.items, view.facts.rooms) == (Reason.NO_SESSION, (), {})
        withdrawn = await held.room.says(held.her, ActKind.WITHDRAW, held.consent)
        assert (withdrawn.answer.reason, withdrawn.entries) == (Reason.NO_SESSION, ())
        assert await size(held) == before
        assert (await held.room.reads(held.his, held.item)).words is not None


async def test_a_session_nobody_began_gets_nothing(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        forged = replace(held.bup, session=new_id())
        assert (await held.room.reads(forged, held.item)).words is None


@pytest.mark.parametrize("level", [0, 1, 2])
async def test_a_weak_login_gets_nothing(database_url: str, keys_url: str, level: int) -> None:
    async with ready(database_url, keys_url) as held:
        weak = await logs_in(held.room.house, held.mother, loa=level)
        reading = await held.room.reads(weak, held.item)
        assert (reading.answer.reason, reading.words) == (Reason.NO_SESSION, None)


async def test_only_the_assignment_chosen_opens(database_url: str, keys_url: str) -> None:
    """Neither another unit's word, nor somebody else's assignment, nor a staff session used as family."""
    async with ready(database_url, keys_url) as held:
        gate = held.room.house.gate
        attempts: list[tuple[Caller, str]] = [
            (held.bup, "SKOLA.EH"),
            (held.bup, "guardian"),
            (held.bup, "self"),
            (held.bup, "FAMILY"),
            (held.bup, ""),
            (held.her, "BUP"),
            (held.her, "SKOLA.EH"),
            (held.her, "god_man"),
            (replace(held.stranger, assignment=held.bup.assignment), "BUP"),
            (replace(held.bup, assignment=held.school.assignment), "BUP"),
            (replace(held.bup, assignment=None, unit=None), "BUP"),
        ]
        for by, capacity in attempts:
            reading = await gate.open_item(held.item, by=by, capacity=capacity)
            assert (reading.answer.decision, reading.words) == (Decision.DENY, None), (by.unit, capacity)


async def test_a_parent_who_works_here_is_not_both_in_one_session(database_url: str, keys_url: str) -> None:
    """The mother also works at the school: at work she can neither read as a mother nor say yes as one."""
    async with ready(database_url, keys_url) as held:
        at_work = replace(held.her, assignment="somebody's", unit="SKOLA.UND")
        reading = await held.room.house.gate.open_item(held.item, by=at_work, capacity="guardian")
        assert reading.words is None
        granted = await held.room.says(at_work, ActKind.GRANT, held.consent)
        assert not granted.answer.allowed


async def test_the_ledger_keeps_no_word_of_the_asker(database_url: str, keys_url: str) -> None:
    """What is claimed in an address (purpose, meeting, item) is anybody's text until it is known."""
    async with ready(database_url, keys_url) as held:
        gate = held.room.house.gate
        text = "Alva Modig 20170523-2384"
        for by, capacity in ((held.school, "SKOLA.EH"), (held.her, "guardian"), (held.stranger, "BUP")):
            await gate.open_item(held.item, by=by, capacity=capacity, purpose=text, meeting=text)
            await gate.open_item(held.item, by=by, capacity=capacity, purpose=text)
            await gate.open_item(text, by=by, capacity=capacity)
            await gate.open_room(text, by=by, capacity=capacity)
        leaves = await held.room.house.ledger.leaves(0, 10_000)
        assert not [leaf for leaf in leaves if b"Alva" in leaf or b"20170523" in leaf]


async def test_words_are_those_that_were_published(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        words = (await held.room.reads(held.bup, held.item)).words
        assert words is not None
        assert words.text == SECRET_TEXT
