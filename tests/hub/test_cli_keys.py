"""`samrum keys destroy` on a town that was loaded: asked for twice, done once, and never by a slip."""

import asyncio

import pytest

from consent.errors import KeyGone
from hub.cli import main
from hub.cli.exits import FOUND_WRONG, OK, WRONG_USE
from hub.meeting.tables import RoomRow
from hub.opening import opened
from hub.settings import Settings
from tests.hub.command import either_town

__all__ = ["either_town"]


async def rooms(settings: Settings) -> list[str]:
    """Every room of the town."""
    async with opened(settings):
        return sorted(row["id"] for row in await RoomRow.select(RoomRow.id).run())


async def kinds(settings: Settings, room: str) -> list[str]:
    """What the room's chain says of its key; the key itself is asked for on the way."""
    async with opened(settings) as house:
        with pytest.raises(KeyGone):
            await house.keys.key(f"room:{room}")
        found = [entry.kind async for entry in house.ledger.room_entries(room)]
    return [kind for kind in found if kind.startswith("KeyDestr")]


def test_a_rooms_key_is_destroyed_once_and_only_on_purpose(
    either_town: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other, *_ = asyncio.run(rooms(either_town))
    assert main(["keys", "destroy", one, "--demo"]) == WRONG_USE
    assert "--yes" in capsys.readouterr().err
    assert main(["keys", "destroy", "nowhere", "--demo", "--yes"]) == FOUND_WRONG
    for _ in range(2):
        assert main(["keys", "destroy", one, "--demo", "--yes"]) == OK
    assert asyncio.run(kinds(either_town, one)) == ["KeyDestructionIntended", "KeyDestroyed"]
    assert main(["doctor", "--demo"]) == OK

    async def other_key() -> bytes:
        async with opened(either_town) as house:
            return await house.keys.key(f"room:{other}")

    assert len(asyncio.run(other_key())) == 32
