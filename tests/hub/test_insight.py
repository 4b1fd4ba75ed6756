"""Who has read: the newest openings of what one may know of, however many there are of anything else."""

import pytest

from hub.pages import insight
from tests.hub.gate_room import ready


async def test_openings_of_other_texts_push_nothing_out(
    database_url: str, keys_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(insight, "ROWS", 3)
    monkeypatch.setattr(insight, "AT_ONCE", 2)
    async with ready(database_url, keys_url) as held:
        room, other = held.room, await held.room.school_wrote()
        for item in (held.item, *[other] * 5):
            assert (await room.reads(held.bup, item)).words is not None
        openings = await room.entries("ItemOpened")
        shown = await insight._openings(room.house, room.id, {held.item})
        assert [entry.index for entry in shown] == [openings[0].index]
        most = await insight._openings(room.house, room.id, {held.item, other})
        assert [entry.index for entry in most] == [entry.index for entry in reversed(openings[-4:])]
        assert await insight._openings(room.house, room.id, set()) == []
