"""`samrum doctor`: whether everything that the hub stands on is as it must be. It changes nothing."""

import asyncio
from argparse import Namespace

from hub.cli.conditions import databases_within_reach, settings_for
from hub.cli.exits import FOUND_WRONG, OK
from hub.cli.patient import Patient
from hub.cli.symptoms import CHECKS, SCHEMA, Symptom
from hub.settings import Settings

NOT_LOOKED_AT = Symptom(False, "not looked at before the fault above is mended")


def doctor(asked: Namespace) -> int:
    """Print a table of what was checked; OK when there is no fault."""
    settings = settings_for(demo=asked.demo)
    print(f"{'settings':<14} ok     {settings.mode.value}")
    with databases_within_reach():
        return FOUND_WRONG if asyncio.run(_examine(settings)) else OK


async def _examine(settings: Settings) -> int:
    """Look at everything in turn; answers how many faults there were."""
    faults = 0
    async with Patient.opened(settings) as patient:
        readable = True
        for name, check in CHECKS:
            symptom = await check(patient) if readable else NOT_LOOKED_AT
            print(f"{name:<14} {'ok   ' if symptom.well else 'FAULT'}  {symptom.words}", flush=True)
            readable = readable and (symptom.well or name not in SCHEMA)
            faults += not symptom.well
    return faults
