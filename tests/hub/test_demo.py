"""The demo: its settings, its town loaded once and only once, and the walk through it on both databases."""

import asyncio
import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hub.demo.ids import TownIds
from hub.demo.load import keep_register_fresh, load_town, renew_register
from hub.demo.people import demo_people
from hub.demo.settings import demo_settings
from hub.demo.telling import Telling
from hub.demo.tour import walk
from hub.demo.town import town
from hub.house import House
from hub.ids import is_id
from hub.login.tables import SessionRow
from hub.opening import opened
from hub.people.tables import PersonRow
from hub.settings import Settings

TOWN = town()
STEPS = sum(len(room.steps) for room in TOWN.rooms.values())


@pytest.fixture
def settings(database_url: str, keys_url: str, tmp_path: Path) -> Settings:
    """The demo's settings on empty databases of either kind."""
    return demo_settings(
        {"SAMRUM_DATA": str(tmp_path), "DATABASE_URL": database_url, "KEY_DATABASE_URL": keys_url}
    )


def on_https(settings: Settings) -> Settings:
    """The same under an address where a browser without a screen keeps cookies that are Secure."""
    return replace(settings, public_url="https://samrum.test", oidc_issuer="https://samrum.test/demo-idp")


async def kinds(house: House) -> Counter[str]:
    """How many entries of each kind the ledger has."""
    return Counter(entry.kind for entry in await house.ledger.entries(0, 10_000))


async def test_the_town_is_loaded_once_however_often_it_is_started(settings: Settings) -> None:
    async with opened(settings) as house:
        await load_town(house, say=lambda _: None)
        first = await kinds(house)
    told: list[str] = []
    async with opened(settings) as house:
        await load_town(house, say=told.append)
        assert await kinds(house) == first
        assert await SessionRow.count() == 0, "everybody has been logged out"
    assert told == []
    assert first["SavingRefused"] == 0
    assert first["RoomOpened"] == len(TOWN.rooms)
    assert first["SessionStarted"] == first["SessionEnded"]


async def test_a_loading_that_was_cut_off_goes_on_where_it_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = 0
    tell = Telling.tell

    async def tell_until_the_power_goes(self: Telling, one: object) -> None:
        nonlocal done
        if done == STEPS // 2:
            raise RuntimeError("the power went")
        done += 1
        await tell(self, one)  # type: ignore[arg-type]

    with monkeypatch.context() as cut:
        cut.setattr(Telling, "tell", tell_until_the_power_goes)
        async with opened(settings) as house:
            with pytest.raises(RuntimeError, match="the power went"):
                await load_town(house, say=lambda _: None)
    async with opened(settings) as house:
        await load_town(house, say=lambda _: None)
        found = await kinds(house)
        left = [
            one
            for key in TOWN.rooms
            for one in await Telling(house, TOWN, TownIds(settings.lookup_key), key, None).left()  # type: ignore[arg-type]
        ]
    assert left == []
    published = sum(type(one).__name__ == "Publish" for room in TOWN.rooms.values() for one in room.steps)
    assert found["ItemPublished"] == published
    assert found["RoomOpened"] == len(TOWN.rooms)


async def test_what_happens_in_the_town_afterwards_is_never_told_again(settings: Settings) -> None:
    """A second start of a demo in use adds nothing, whatever people have done there."""
    ids = TownIds(settings.lookup_key)
    async with opened(settings) as house:
        await load_town(house, say=lambda _: None)
        for key in TOWN.rooms:
            assert await Telling(house, TOWN, ids, key, None).left() == ()  # type: ignore[arg-type]


async def test_the_register_is_fresh_again_after_a_renewal(settings: Settings) -> None:
    async with opened(settings) as house:
        await load_town(house, say=lambda _: None)
        ids = TownIds(settings.lookup_key)
        tove = ids.person("tove")
        before = await house.ledger.moment([f"register:{tove}"])
        await renew_register(house)
        after = await house.ledger.moment([f"register:{tove}"])
        seen = (await kinds(house))["CustodyChanged"]
    assert after.versions[f"register:{tove}"] == before.versions[f"register:{tove}"] + 1
    assert seen == 2 * len(TOWN.children)


async def test_the_register_is_renewed_while_the_demo_serves_also_after_a_failure(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.demo.load.RENEW_EVERY", timedelta(milliseconds=10))
    monkeypatch.setattr("hub.demo.load.TRY_AGAIN", timedelta(milliseconds=10))
    async with opened(settings) as house:
        await load_town(house, say=lambda _: None)
        await house.ledger.stop()
        renewing = asyncio.create_task(keep_register_fresh(house))
        await asyncio.sleep(0.1)
        assert not renewing.done()
        await house.ledger.start()
        give_up = time.monotonic() + 30
        while (await kinds(house))["CustodyChanged"] < 3 * len(TOWN.children):
            assert time.monotonic() < give_up
            await asyncio.sleep(0.02)
        renewing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await renewing


async def test_the_walk_goes_as_it_should(settings: Settings) -> None:
    told: list[str] = []
    assert await walk(on_https(settings), say=told.append), told[-1]
    assert told[-1].strip() == "Allt gick som det skulle."


async def test_the_walk_says_where_it_went_wrong(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.demo.tour.WORDS", "Det här har ingen skrivit.")
    told: list[str] = []
    assert not await walk(on_https(settings), say=told.append)
    assert "HÄR GICK DET FEL" in told[-1]
    assert "Det här har ingen skrivit." in told[-1]


def test_ids_are_those_of_one_demo_alone() -> None:
    mine, theirs = TownIds(b"m" * 32), TownIds(b"t" * 32)
    everybody = [*TOWN.families, *TOWN.staff]
    found = {mine.person(key) for key in everybody}
    assert len(found) == len(everybody)
    assert all(is_id(one) for one in found)
    assert found.isdisjoint({theirs.person(key) for key in everybody})
    assert mine.person("board") == "board"


async def test_numbers_stand_nowhere_in_the_clear(settings: Settings) -> None:
    numbers = [person.number for person in demo_people(TOWN)]
    async with opened(settings) as house:
        await load_town(house, say=lambda _: None)
        rows = await PersonRow.select().run()
        leaves = b"".join(await house.ledger.leaves(0, 10_000))
    assert {len(row["number_hash"]) for row in rows} == {64}
    held = b"".join(repr(row).encode() + bytes(row["number_sealed"]) for row in rows) + leaves
    assert len(rows) == len(numbers)
    for number in numbers:
        assert number.encode() not in held
        assert number[2:].encode() not in held
