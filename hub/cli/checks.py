"""`samrum scenarios` and `samrum tour`: whether the hub answers and works as it should."""

import asyncio
from argparse import Namespace

from hub.cli.exits import FOUND_WRONG, OK, UNREACHABLE, WRONG_USE, Stop


def scenarios(asked: Namespace) -> int:
    """Answer every case of the files; OK only when each answer is the one expected."""
    from policies.scenarios import Misfit, load, run

    missing = [str(path) for path in asked.files if not path.is_file()]
    if missing:
        raise Stop(WRONG_USE, f"no such file: {', '.join(missing)}")
    try:
        if asked.through_http:
            from hub.demo import scenarios_http

            return scenarios_http.run(asked.files)
        report = run(load(asked.files))
    except Misfit as misfit:
        raise Stop(WRONG_USE, str(misfit)) from misfit
    for line in report.lines:
        print(line)
    return FOUND_WRONG if report.failed else OK


def tour(asked: Namespace) -> int:
    """Walk the main job in a database that is made for it and thrown away."""
    from hub.cli.conditions import databases_within_reach
    from hub.demo.postgres import PostgresMissing
    from hub.demo.tour import walk
    from hub.demo.tour_place import place_for
    from hub.opening import bring_up_to_date

    try:
        with databases_within_reach(), place_for(asked.database) as settings:
            asyncio.run(bring_up_to_date(settings))
            return OK if asyncio.run(walk(settings, say=print)) else FOUND_WRONG
    except PostgresMissing as missing:
        raise Stop(UNREACHABLE, str(missing)) from missing
