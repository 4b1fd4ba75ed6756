"""`samrum keys rotate`: every data key wrapped again, no text touched."""

import asyncio
from argparse import Namespace

from consent.keys.destroy import rotate_keys
from hub.cli.conditions import databases_within_reach, settings_for
from hub.cli.exits import OK
from hub.demo.settings import draw_new_kek
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
