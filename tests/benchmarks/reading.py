"""P1 and P4: one text read through HTTP, with the gate and without it, and how many a second.

What is read is the page of one text (`GET /uppgift/{item}`), with its session, its rendering and its sealed
text, by staff of another unit under a consent. Every reading is looked for in the ledger afterwards.
"""

from collections.abc import Callable
from typing import Any

from tests.benchmarks.floors import commits_a_second, floors_said
from tests.benchmarks.measure import Measurement, Row, interleaved, median, ratio
from tests.benchmarks.provable import proved, size_of
from tests.benchmarks.served import Served, percentile, served

Say = Callable[[str], None]

SIDES = ("gated", "ungated")
AT_MOST = {"p50": {16: 1.6, 1: 2.0}, "p95": {16: 2.0, 1: 2.0}}
SHARES = {"p50": 0.5, "p95": 0.95}
SECONDS = 2.0
RATE, P95_MS = 2_000, 15.0


def ratios(say: Say) -> list[Row]:
    """P1: how much longer a reading takes through the gate."""
    with served() as place:
        return [row for clients in (16, 1) for row in _ratios(place, clients, say)]


def _ratios(place: Served, clients: int, say: Say) -> list[Row]:
    taken: dict[str, dict[str, list[float]]] = {name: {side: [] for side in SIDES} for name in SHARES}

    def side_of(side: str) -> Callable[[], float]:
        def once() -> float:
            took = place.load(side, clients, SECONDS)["took"]
            for name, share in SHARES.items():
                taken[name][side].append(percentile(took, share) * 1_000)
            return taken["p50"][side][-1]

        return once

    interleaved({side: side_of(side) for side in SIDES})
    rows = []
    for name, found in taken.items():
        value, goal = ratio(found, *SIDES), AT_MOST[name][clients]
        gated, ungated = (median(found[side]) for side in SIDES)
        say(f"{clients} clients, {name}: {value:.2f}")
        rows.append(
            Row(
                id="P1",
                what=f"a text read through the gate / the same without it, {name}, {clients} clients",
                value=f"{value:.2f}",
                comparison=f"{gated:.2f} ms / {ungated:.2f} ms",
                goal=f"at most {goal}",
                met=value <= goal,
                samples=found,
            )
        )
    return rows


def rate(say: Say) -> list[Row]:
    """P4: gated readings a second, each in the ledger and provable when it was answered."""
    found: dict[str, list[float]] = {"rate": [], "p95": [], "ungated rate": [], "load of a core": []}
    with served() as place:
        for number in range(7):
            before = size_of(place.settings)
            gated = place.load("gated", 16, SECONDS)
            note = place.checkpoint()
            stand = proved(place.settings, note, since=before, answered=gated["answered"])
            plain = place.load("ungated", 16, SECONDS)
            _keep(found, gated, plain)
            say(f"{number + 1}: {found['rate'][-1]:.0f} a second, {stand:,} answered, as many in the ledger")
        found["commits a second, one after another"] = commits_a_second(place.settings)
    value, p95 = median(found["rate"]), median(found["p95"])
    return [
        Row(
            id="P4",
            what="gated readings a second, 16 clients, durable and provable when answered",
            value=f"{value:.0f}/s, p95 {p95:.1f} ms",
            comparison=floors_said(found),
            goal=f"at least {RATE:,}/s, p95 at most {P95_MS:.0f} ms",
            met=value >= RATE and p95 <= P95_MS,
            samples=found,
        )
    ]


def _keep(found: dict[str, list[float]], gated: dict[str, Any], plain: dict[str, Any]) -> None:
    found["rate"].append(len(gated["took"]) / gated["seconds"])
    found["p95"].append(percentile(gated["took"], 0.95) * 1_000)
    found["ungated rate"].append(len(plain["took"]) / plain["seconds"])
    found["load of a core"].append(gated["own_cpu"] / (gated["seconds"] + gated["warm"]))


MEASUREMENTS = {
    "P1": Measurement("P1", "reading through the gate / without it", ratios),
    "P4": Measurement("P4", "gated readings a second", rate),
}
