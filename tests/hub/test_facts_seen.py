"""What is seen of a room: whoever else is asked about, whatever is asked for, whoever a refusal names."""

from dataclasses import replace
from typing import Any

import pytest

from consent.words import ActKind
from hub import facts
from hub.facts import UNITS_SCOPE, FactBook, _scopes
from hub.ids import new_id
from hub.kept import Kept
from hub.story import verbs
from hub.story.words import Words
from policies.answer import Reason
from policies.facts import Child, Facts, Staff
from tests.hub.gate_room import ready


async def test_only_approved_languages_are_seen(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        house = held.room.house
        for approved in (None, frozenset({"sv"})):
            book = FactBook(house.engine, house.ledger, approved)
            for _ in range(2):
                seen = await book.see(room=held.room.id, by=held.bup)
                assert seen.facts.approved_languages == approved


async def test_who_is_asked_about_is_read_although_the_room_is_kept(
    database_url: str, keys_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[frozenset[str]] = []
    load = facts.load

    async def counted(room: str | None, who: str, also: frozenset[str]) -> Any:
        loaded.append(also)
        return await load(room, who, also)

    monkeypatch.setattr(facts, "load", counted)
    async with ready(database_url, keys_url) as held:
        book, room, other = held.room.house.facts, held.room.id, new_id()
        await book.see(room=room, by=held.bup)
        loaded.clear()
        await book.see(room=room, by=held.bup, also=[held.mother.id])
        assert loaded == []
        await book.see(room=room, by=held.bup, also=[other])
        await book.see(room=room, by=held.bup, also=[other, "no\x00name"])
        assert loaded == [frozenset({other})] * 2
        assert (await book.see(room=room, by=held.bup, item="no\x00name")).facts.items == {}


async def test_whoever_has_not_asked_before_is_not_recalled(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        house = held.room.house
        assert (await held.room.reads(held.bup, held.item)).words is not None
        house.facts._staff.clear()
        at = (await house.ledger.moment(held.her.guard)).at
        asker = replace(held.her, asked_at=at)
        assert house.facts.recall(room=held.room.id, by=asker, item=held.item) is None


async def test_staff_without_any_assignment_are_staff(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        found = held.room.house.facts._facts(Kept(Facts(), {}), Staff(id=held.bup.who), held.bup, {})
        assert found.staff == {held.bup.who: Staff(id=held.bup.who)}


async def test_a_refusal_names_people_as_the_room_knows_them(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        await held.room.says(held.his, ActKind.REFUSE, held.consent)
        reading = await held.room.reads(held.bup, held.item)
        assert (reading.answer.reason, reading.answer.detail) == (Reason.REFUSED, held.father.id)
        names = await held.room.house.desk.names(held.room.id, [held.father.id])
        assert reading.entry is not None
        assert reading.entry.body["detail"] == names[held.father.id] != held.father.id


def test_facts_stand_on_all_that_they_hold() -> None:
    people = {who: Staff(id=who) for who in ("kim", "eva")}
    held = Facts(children={"alva": Child(id="alva")}, staff=people)
    asked = frozenset({"alva", "nemo"})
    expected = ["person:alva", "person:nemo", "register:alva", "staff:eva", "staff:kim"]
    assert _scopes("r", held, asked) == [UNITS_SCOPE, "room:r", *expected]
    assert _scopes(None, Facts(), frozenset()) == [UNITS_SCOPE]


async def test_a_reader_is_told_when_a_text_was_corrected(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        room, words = held.room, Words(title="Rättad", text="Det var fjorton dagar.")
        before = await room.reads(held.bup, held.item)
        mine = {"item": held.item, "room": room.id, "capacity": "SKOLA.EH", "by": held.school}
        outcome = await verbs.correct(room.house, words=words, place_free=True, **mine)
        after = await room.reads(held.bup, held.item)
        assert (before.corrected, after.words) == (None, words)
        assert after.corrected == outcome.seen.at
