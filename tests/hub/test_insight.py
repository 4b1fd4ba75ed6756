"""Who has read: the newest openings of what one may know of, however many there are of anything else."""

import pytest

from hub.pages import readings
from hub.pages.readings import Wanted, found_in
from tests.hub.gate_room import ready


async def test_openings_of_other_texts_push_nothing_out(
    database_url: str, keys_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "AT_ONCE", 2)
    async with ready(database_url, keys_url) as held:
        room, other = held.room, await held.room.school_wrote()
        for item in (held.item, *[other] * 5):
            assert (await room.reads(held.bup, item)).words is not None
        openings = await room.entries("ItemOpened")
        shown = await found_in(room.house, room.id, {held.item}, Wanted(), "", most=3)
        assert [entry.index for entry in shown] == [openings[0].index]
        most = await found_in(room.house, room.id, {held.item, other}, Wanted(), "", most=3)
        assert [entry.index for entry in most] == [entry.index for entry in reversed(openings[-4:])]
        assert await found_in(room.house, room.id, set(), Wanted(), "", most=3) == []
