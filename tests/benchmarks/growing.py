"""P9: a reading through the gate in a house that has grown, against the same reading in a small one.

The same text is read by the same person: the session is asked for, decided, written down durably and opened.
Once with what the process keeps of a room, as it is when somebody reads on, and once with nothing kept.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace

from consent.database import bind
from consent.ledger.tables import TABLES as LEDGER_TABLES
from hub.demo import postgres
from hub.facts import FactBook, staff_scope
from hub.gate import Gate
from hub.house import House
from hub.login.caller import Caller
from hub.opening import opened
from hub.people.pseudonyms import Pseudonyms
from hub.tables import TABLES
from tests.benchmarks.grown import GROWN, SMALL, Grown, grown
from tests.benchmarks.measure import REPETITIONS, Measurement, Row, median, ratio
from tests.support.databases import PostgresServer

Say = Callable[[str], None]

AT_MOST = 1.2
READINGS = {"kept": 200, "cold": 60}
ROUNDS = 10
"""So often the houses take turns within a repetition, so that whatever the machine does meets them alike."""
SMALL_ONE = "nothing"


class Unread(Exception):
    """A reading that should have been a yes was none: nothing was measured."""


def growth(say: Say) -> list[Row]:
    """Two rows for each thing that grows."""
    running = postgres.start()
    try:
        place = grown(PostgresServer(running.url), say)
        taken = asyncio.run(_measured(place, say))
    finally:
        running.stop()
    return [_row(what, how, taken[how]) for what in GROWN for how in READINGS]


def _row(what: str, how: str, taken: dict[str, list[float]]) -> Row:
    found = {what: taken[what], SMALL_ONE: taken[SMALL_ONE]}
    value = ratio(found, what, SMALL_ONE)
    kept = "" if how == "kept" else ", with nothing kept of the room"
    return Row(
        id="P9",
        what=f"gated reading, p50, at {GROWN[what]:,} {what} / at {SMALL[what]:,}{kept}",
        value=f"{value:.2f}",
        comparison=f"{median(taken[what]):.2f} ms / {median(taken[SMALL_ONE]):.2f} ms",
        goal=f"at most {AT_MOST}",
        met=value <= AT_MOST,
        samples=found,
    )


async def _measured(place: Grown, say: Say) -> dict[str, dict[str, list[float]]]:
    """For kept and cold readings the p50 of each house in each repetition, in milliseconds."""
    taken: dict[str, dict[str, list[float]]] = {how: {name: [] for name in place.urls} for how in READINGS}
    async with AsyncExitStack() as open_houses:
        houses = {}
        for name, url in place.urls.items():
            settings = replace(place.settings, database_url=url)
            houses[name] = await open_houses.enter_async_context(opened(settings))
        for number in range(REPETITIONS):
            names = list(houses) if number % 2 == 0 else list(reversed(houses))
            for how, many in READINGS.items():
                took: dict[str, list[float]] = {name: [] for name in names}
                for _ in range(ROUNDS):
                    for name in names:
                        took[name] += await _times(houses[name], place, many // ROUNDS, cold=how == "cold")
                for name in names:
                    taken[how][name].append(median(took[name]) * 1_000)
            say(f"{number + 1} of {REPETITIONS}")
    return taken


async def _times(house: House, place: Grown, many: int, *, cold: bool) -> list[float]:
    """How many seconds each of some readings takes."""
    bind((*TABLES, *LEDGER_TABLES), house.engine)
    await _read(house.gate, house, place)
    took = []
    for _ in range(many):
        gate = _forgetful(house) if cold else house.gate
        began = time.perf_counter()
        await _read(gate, house, place)
        took.append(time.perf_counter() - began)
    return took


async def _read(gate: Gate, house: House, place: Grown) -> None:
    by = await _now(house, place.reader)
    reading = await gate.open_item(place.item, by=by, capacity=by.unit or "")
    if reading.words is None:
        raise Unread(reading.answer)


async def _now(house: House, by: Caller) -> Caller:
    """The caller as every request finds them: their session's versions are asked for, with the time."""
    moment = await house.ledger.moment({*by.guard, staff_scope(by.who)})
    return replace(by, asked_at=moment.at)


def _forgetful(house: House) -> Gate:
    """The gate of a process that has just started."""
    return Gate(house.ledger, FactBook(house.engine, house.ledger, None), house.keys, Pseudonyms())


MEASUREMENTS = {"P9": Measurement("P9", "a reading in a house that has grown", growth)}
