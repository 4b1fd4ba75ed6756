"""`samrum keys`: every data key wrapped again with no text touched, or one room's key destroyed for good."""

import asyncio
from argparse import Namespace

from consent.keys.destroy import destroy_scope, rotate_keys
from hub.cli.conditions import databases_within_reach, settings_for
from hub.cli.exits import FOUND_WRONG, OK, WRONG_USE, Stop
from hub.demo.settings import draw_new_kek
from hub.meeting.tables import RoomRow
from hub.opening import opened
from hub.settings import Settings

OPERATOR = "operator"
"""Who rotates, in the ledger: whoever holds the settings. The command knows no more of them."""


def rotate(asked: Namespace) -> int:
    """Wrap every data key under the first key of SAMRUM_KEK; started again it goes on where it was.

    An operator puts the new key there. For the demo, which has no operator, it is drawn here.
    """
    settings = settings_for(demo=asked.demo)
    if asked.demo:
        draw_new_kek(settings.data)
        settings = settings_for(demo=True)
    with databases_within_reach():
        wrapped = asyncio.run(_rotate(settings))
    current = settings.keks[0].id
    print(f"{wrapped} data keys wrapped under {current}; every data key is under it now.")
    if len(settings.keks) > 1:
        old = ", ".join(kek.id for kek in settings.keks[1:])
        print(f"When no backup of the key store needs them any more, take out of SAMRUM_KEK: {old}")
    return OK


async def _rotate(settings: Settings) -> int:
    async with opened(settings) as house:
        at = await house.clock()
        return await rotate_keys(house.ledger, house.keys, by=OPERATOR, at=at, progress=_say)


def _say(done: int, total: int) -> None:
    print(f"{done} of {total} ...", flush=True)


def destroy(asked: Namespace) -> int:
    """Destroy a room's key, so that its texts can't be read anywhere; intent and completion are written down.

    Started again after it was cut off, it goes on; for a room whose key is gone it changes nothing.
    """
    if not asked.yes:
        advice = (
            f"the texts of room {asked.room} could never be read again; add --yes if that is what you want"
        )
        raise Stop(WRONG_USE, advice)
    settings = settings_for(demo=asked.demo)
    with databases_within_reach():
        asyncio.run(_destroy(settings, asked.room))
    print(
        f"The key of room {asked.room} is destroyed. Backups of the key store may hold it for as long as they are kept."
    )
    return OK


async def _destroy(settings: Settings, room: str) -> None:
    async with opened(settings) as house:
        if not await RoomRow.exists().where(RoomRow.id == room).run():
            raise Stop(FOUND_WRONG, f"there is no room {room}")
        at = await house.clock()
        await destroy_scope(house.ledger, house.keys, scope=f"room:{room}", room=room, by=OPERATOR, at=at)
