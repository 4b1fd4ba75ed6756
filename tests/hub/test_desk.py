"""What is handed in: once, only by whoever may know of the room, and nothing of it half done."""

import asyncio
from dataclasses import replace

import pytest

from consent.words import FAMILY, HidingGround, Outcome
from hub import desk
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting import sittings
from hub.meeting import verbs as meeting
from hub.people import verbs as people
from hub.story.hiding import hide
from hub.story.publishing import Draft, publish
from hub.story.releasing import release
from hub.story.tables import ItemRow, SealedTextRow
from hub.story.verbs import correct, delete
from hub.story.words import Words
from policies.answer import Reason
from policies.facts import Hiding, Item
from tests.hub.gate_room import Ready, ready
from tests.hub.storages import bent
from tests.stories.room import PURPOSE, Room, allowed

WORDS = Words(title="Rubrik", text="Text")


def a_draft(held: Ready, caller: Caller, **more: object) -> Draft:
    item = Item(
        id=new_id(),
        room=held.room.id,
        unit=caller.unit or FAMILY,
        by=caller.who,
        categories=frozenset({"franvaro"}),
        subjects=frozenset({held.child.id}),
        released_to=frozenset({"BUP"}),
    )
    return Draft(item=replace(item, **more), words=WORDS)  # type: ignore[arg-type]


async def publishes(held: Ready, draft: Draft, by: Caller) -> desk.Outcome:
    return await publish(held.room.house, draft=draft, capacity=by.unit or "guardian", by=by)


async def test_published_twice_is_one_item(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        draft = a_draft(held, held.school)
        for outcome in await asyncio.gather(*(publishes(held, draft, held.school) for _ in range(4))):
            allowed(outcome)
        found = [e for e in await held.room.entries("ItemPublished") if e.body["item"] == draft.item.id]
        assert len(found) == 1
        assert len(await SealedTextRow.select().where(SealedTextRow.item == draft.item.id).run()) == 1


async def test_anothers_id_is_as_if_absent(database_url: str, keys_url: str) -> None:
    """Neither in the same room nor in another, and the text that lies there is not touched."""
    async with ready(database_url, keys_url) as held:
        before = await SealedTextRow.select().where(SealedTextRow.item == held.item).run()
        mine = a_draft(held, held.bup, id=held.item, released_to=frozenset({"SKOLA.EH"}))
        assert (await publishes(held, mine, held.bup)).answer.reason is Reason.NOT_PUBLISHED
        other = new_id()
        allowed(
            await meeting.open_room(
                held.room.house, room=other, child=held.child.id, purpose=PURPOSE, by=held.bup
            )
        )
        there = Draft(item=replace(mine.item, room=other), words=WORDS)
        assert (await publishes(held, there, held.bup)).answer.reason is Reason.NOT_PUBLISHED
        assert before == await SealedTextRow.select().where(SealedTextRow.item == held.item).run()
        assert (await held.room.reads(held.bup, held.item)).words is not None


async def test_nobody_publishes_as_another(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        for by, wrong in (
            (held.school, {"by": held.bup.who}),
            (held.school, {"unit": "BUP"}),
            (held.school, {"unit": FAMILY}),
            (held.her, {"unit": "SKOLA.EH"}),
            (held.her, {"by": held.his.who}),
            (held.school, {"family_readers": frozenset({"Maria Modig"})}),
            (held.school, {"family_readers": frozenset({held.mother.id})}),
            (held.school, {"subjects": frozenset({"Maria Modig"})}),
            (held.school, {"register": "belastningsregistret"}),
        ):
            outcome = await publishes(held, a_draft(held, by, **wrong), by)
            assert not outcome.answer.allowed, wrong
        hidden = (Hiding(who=held.mother.id, ground=HidingGround.BETYDANDE_MEN, by=held.school.who),)
        lost = await publishes(held, a_draft(held, held.school, hidden_from=hidden), held.school)
        assert not lost.answer.allowed, "a hiding that came along would be lost"
        assert len(await ItemRow.select().where(ItemRow.room == held.room.id).run()) == 1


async def test_a_stranger_to_the_room_changes_nothing(database_url: str, keys_url: str) -> None:
    """Whatever verb, a worker who takes no part is told that there is nothing, and it is written down."""
    async with ready(database_url, keys_url) as held:
        house, room, by = held.room.house, held.room.id, held.stranger
        sitting = new_id()
        starts = await house.clock()
        allowed(await sittings.plan_meeting(house, room=room, meeting=sitting, starts=starts, by=held.school))
        own = {"item": held.item, "room": room, "capacity": "BUP", "by": by}
        attempts = [
            publishes(held, a_draft(held, by, released_to=frozenset({"SKOLA.EH"})), by),
            correct(house, words=WORDS, place_free=True, **own),
            delete(house, **own),
            release(house, units=frozenset({"POL"}), readers=frozenset(), **own),
            hide(
                house, item=held.item, room=room, who=held.mother.id, ground="betydande_men", words="", by=by
            ),
            meeting.invite(house, room=room, who=by.who, unit="BUP", by=by),
            meeting.leave(house, room=room, who=held.bup.who, unit="BUP", by=by),
            meeting.accept_forbehall(house, room=room, by=by),
            sittings.plan_meeting(house, room=room, meeting=new_id(), starts=starts, by=by),
            sittings.open_meeting(house, room=room, meeting=sitting, by=by),
            people.assess(
                house,
                number=new_id(),
                room=room,
                matter=frozenset(),
                outcome=Outcome.DECIDES_ALONE,
                words="x",
                by=by,
            ),
            people.record_view(house, room=room, yes=True, by=by),
            people.prevent(house, room=room, guardian=held.father.id, reason="ill", urgent="x", by=by),
        ]
        moved = (await house.ledger.moment([f"room:{room}", f"person:{held.child.id}"])).versions
        for attempt in attempts:
            outcome = await attempt
            assert not outcome.answer.allowed
            assert [e.kind for e in outcome.entries] == ["SavingRefused"]
        after = (await house.ledger.moment([f"room:{room}", f"person:{held.child.id}"])).versions
        assert moved == after


async def test_an_item_is_changed_only_in_its_own_room(database_url: str, keys_url: str) -> None:
    """The author, who sits in two rooms, names the wrong one: nothing happens in either."""
    async with ready(database_url, keys_url) as held:
        house, other = held.room.house, new_id()
        opened = await meeting.open_room(
            house, room=other, child=held.child.id, purpose=PURPOSE, by=held.school
        )
        allowed(opened)
        own = {"item": held.item, "room": other, "capacity": "SKOLA.EH", "by": held.school}
        assert not (await correct(house, words=WORDS, place_free=True, **own)).answer.allowed
        assert not (await delete(house, **own)).answer.allowed
        wide = await release(house, units=frozenset({"POL"}), readers=frozenset(), **own)
        assert not wide.answer.allowed
        assert (await held.room.reads(held.bup, held.item)).words is not None


async def test_a_room_is_opened_for_a_known_purpose_around_a_known_child(
    database_url: str, keys_url: str
) -> None:
    async with ready(database_url, keys_url) as held:
        for child, purpose in (
            (held.child.id, "Alva Modig"),
            (held.child.id, ""),
            (new_id(), PURPOSE),
            ("Alva Modig", PURPOSE),
            (held.mother.id, PURPOSE),
        ):
            room = new_id()
            opened = await meeting.open_room(
                held.room.house, room=room, child=child, purpose=purpose, by=held.school
            )
            assert not opened.answer.allowed
            assert await Room(held.room.house, room, held.child, {}).entries() == []
        leaves = await held.room.house.ledger.leaves(0, 10_000)
        assert not [leaf for leaf in leaves if b"Alva" in leaf]


async def test_a_write_that_fails_leaves_nothing_behind(database_url: str, keys_url: str) -> None:
    """While the disk is full nothing is saved, and afterwards the same form is saved once."""
    fittings, made = bent()
    async with ready(database_url, keys_url, fittings) as held:
        draft = a_draft(held, held.school)
        made[0].broken = True
        assert (await publishes(held, draft, held.school)).answer.reason is Reason.LOG_FAILURE
        made[0].broken = False
        assert not await ItemRow.exists().where(ItemRow.id == draft.item.id).run()
        allowed(await publishes(held, draft, held.school))
        assert (await held.room.reads(held.school, draft.item.id)).words == WORDS


@pytest.mark.parametrize("odd", ["", "\x00", "å", "a b", "x" * 5_000, "'; DROP TABLE item; --"])
async def test_odd_ids_are_absent_and_never_a_fault(database_url: str, keys_url: str, odd: str) -> None:
    async with ready(database_url, keys_url) as held:
        house = held.room.house
        assert (await house.gate.open_item(odd, by=held.bup, capacity="BUP")).words is None
        assert not (await house.gate.open_room(odd, by=held.bup, capacity="BUP")).answer.allowed
        assert not (await meeting.leave(house, room=odd, who=odd, unit=odd, by=held.bup)).answer.allowed
        done = await delete(house, item=odd, room=held.room.id, capacity="SKOLA.EH", by=held.school)
        assert not done.answer.allowed
