"""The pace of what does not exist: as long as the slow ones lately took, and never without end."""

import random

from hub.pace import LATELY, MOST, Pace


def test_the_first_answer_has_nothing_to_wait_for() -> None:
    assert Pace().still(0.01) == 0.0


def test_a_fast_answer_takes_as_long_as_the_slow_ones() -> None:
    pace = Pace()
    for _ in range(LATELY):
        pace.still(0.02)
    assert abs(pace.still(0.005) - 0.015) < 1e-9
    assert pace.still(0.03) == 0.0


def test_one_hitch_slows_nobody_and_no_number_of_them_slows_for_long() -> None:
    pace = Pace()
    for took in [0.01] * LATELY + [9.0, 9.0]:
        pace.still(took)
    assert pace.still(0.01) == 0.0
    pace.still(9.0)
    pace.still(9.0)
    assert abs(pace.still(0.01) - (MOST - 0.01)) < 1e-9


def test_what_is_slower_by_itself_leaves_at_the_same_time() -> None:
    """Two kinds of answers whose own times never overlap leave within the same moment, nearly always."""
    pace, chance = Pace(), random.Random(1)
    left = {kind: [] for kind in (0.004, 0.009)}
    for turn in range(4_000):
        own = chance.choice([0.004, 0.009])
        took = own + chance.uniform(0, 0.003)
        whole = took + pace.still(took)
        if turn > LATELY:
            left[own].append(whole)
    slowest = {own: sorted(times)[len(times) * 9 // 10] for own, times in left.items()}
    assert abs(slowest[0.004] - slowest[0.009]) < 0.0005
