"""`samrum migrate`."""

import asyncio
from argparse import Namespace

from hub.cli.conditions import databases_within_reach, settings_for
from hub.cli.exits import OK
from hub.opening import bring_up_to_date


def migrate(asked: Namespace) -> int:
    """Bring both databases up to date; does nothing to those that are."""
    settings = settings_for(demo=asked.demo)
    with databases_within_reach():
        ran = asyncio.run(bring_up_to_date(settings))
    for name in ran:
        print(f"ran {name}")
    print("Both databases are up to date.")
    return OK
