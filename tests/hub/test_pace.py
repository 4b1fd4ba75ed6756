"""The pace of what does not exist: as long as the slow ones lately took, and never without end."""

import random

from hub.pace import LATELY, MOST, SLOWER, Pace


def test_the_first_answer_has_nothing_to_wait_for() -> None:
    assert Pace().still(0.01) == 0.0


def test_a_fast_answer_takes_as_long_as_the_slow_ones() -> None:
    pace = Pace()
    for _ in range(LATELY):
        pace.still(0.02)
    assert abs(pace.still(0.005) - 0.015) < 1e-9
    assert pace.still(0.03) == 0.0


def test_a_few_hitches_slow_nobody_and_no_number_of_them_slows_without_end() -> None:
    pace = Pace()
    for took in [0.01] * LATELY + [9.0] * (SLOWER - 1):
        pace.still(took)
    assert pace.still(0.01) == 0.0
    pace.still(9.0)
    assert abs(pace.still(0.01) - (MOST - 0.01)) < 1e-9


def test_what_is_slower_by_itself_leaves_at_the_same_time() -> None:
    """Two kinds of answers whose own times hardly overlap leave within the same moment."""
    pace, chance = Pace(), random.Random(1)
    left: dict[float, list[float]] = {0.006: [], 0.008: []}
    for turn in range(4_000):
        own = chance.choice(list(left))
        took = own + chance.uniform(0, 0.003)
        whole = took + pace.still(took)
        if turn > LATELY:
            left[own].append(whole)
    middle = {own: sorted(times)[len(times) // 2] for own, times in left.items()}
    assert abs(middle[0.006] - middle[0.008]) < 0.0002
