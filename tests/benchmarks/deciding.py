"""P2 and P3: one decision from loaded facts, beside Cedar and Casbin on the same question.

The question: may BUP's psychologist read this text about the child in this room, now, for this purpose? The
child has so many consents over so many rooms, five in each; the ones before the last reach too little. To the
other engines a consent is one policy with its room, units, categories and window, and who has said yes is
worked out beforehand and handed to them; ours works that out in each decision.
"""

from collections.abc import Callable
from time import perf_counter

from policies.decide import decide
from tests.benchmarks.decided import GRANTED, cases
from tests.benchmarks.measure import Measurement, Row, interleaved, median, ratio
from tests.benchmarks.others import Casbin, Cedar

TIMES = 2_000
FEWER = 200
"""Decisions in a repetition: ours, and theirs, which take longer."""
MOST, FASTER, GROWTH = 10.0, 10.0, 1.5


def each(ask: Callable[[], object], times: int) -> float:
    """The median of so many decisions, each timed by itself, in microseconds."""
    taken = []
    for _ in range(times):
        began = perf_counter()
        ask()
        taken.append(perf_counter() - began)
    return median(taken) * 1e6


def decides(say: Callable[[str], None]) -> list[Row]:
    """The question that is answered yes, after four consents that reach too little; then the others."""
    asked = cases(consents=100, rooms=20)
    cedar, casbin = Cedar(asked), Casbin(asked)
    for name, (question, expected) in asked.questions.items():
        answers = (decide(question, asked.facts).allowed, cedar.allows(question), casbin.allows(question))
        if set(answers) != {expected}:
            raise AssertionError(f"{name}: ours, Cedar and Casbin say {answers}, not {expected}")
    say("ours, Cedar and Casbin give the same answers")
    rows, every = [], dict[str, list[float]]()
    for name, (question, _) in asked.questions.items():
        found = interleaved(
            {
                "ours": lambda q=question: each(lambda: decide(q, asked.facts), TIMES),  # type: ignore[misc]
                "cedarpy": lambda q=question: each(lambda: cedar.allows(q), FEWER),  # type: ignore[misc]
                "pycasbin": lambda q=question: each(lambda: casbin.allows(q), FEWER),  # type: ignore[misc]
            }
        )
        rows.append(_row(name, found))
        for engine, taken in found.items():
            every.setdefault(engine, []).extend(taken)
        say(name)
    return [_row("all five kinds, each as often", every), *rows]


def _row(name: str, found: dict[str, list[float]]) -> Row:
    ours = median(found["ours"])
    times = {other: ratio(found, other, "ours") for other in ("cedarpy", "pycasbin")}
    shown = ", ".join(f"{other} {median(found[other]):.0f} µs: {n:.1f} times" for other, n in times.items())
    return Row(
        "P2",
        f"one decision, 100 consents over 20 rooms: {name}",
        f"{ours:.1f} µs",
        shown,
        f"p50 at most {MOST:.0f} µs, and {FASTER:.0f} times faster",
        ours <= MOST and min(times.values()) >= FASTER,
        found,
    )


def grows(say: Callable[[str], None]) -> list[Row]:
    """The same question with many more consents in many more rooms."""
    sides = {"many": cases(consents=1_000, rooms=200), "few": cases(consents=10, rooms=2)}
    questions = {name: asked.questions[GRANTED][0] for name, asked in sides.items()}
    say("10 consents over 2 rooms, and 1,000 over 200")
    found = interleaved(
        {
            name: lambda n=name: each(lambda: decide(questions[n], sides[n].facts), TIMES)  # type: ignore[misc]
            for name in sides
        }
    )
    times = ratio(found, "many", "few")
    return [
        Row(
            "P3",
            "one decision with 1,000 consents over 200 rooms",
            f"{median(found['many']):.1f} µs",
            f"10 over 2: {median(found['few']):.1f} µs: {times:.2f} times",
            f"at most {GROWTH} times",
            times <= GROWTH,
            found,
        )
    ]


MEASUREMENTS = {
    "P2": Measurement("P2", "one decision in the process", decides),
    "P3": Measurement("P3", "a child with many consents", grows),
}
