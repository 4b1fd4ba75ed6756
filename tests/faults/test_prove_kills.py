"""The short count of R4, and each of its planted faults, which it must find."""

import pytest

from tests.faults.prove_kills import HARNESS
from tests.prove.harness import silent


def test_nothing_that_was_answered_is_lost_by_a_kill() -> None:
    outcome = HARNESS.run(count=HARNESS.short, seed=1, progress=silent, fault=None)
    assert outcome.failures == ()
    assert outcome.tried >= HARNESS.short


@pytest.mark.parametrize("fault", HARNESS.planted_in_tests())
def test_a_planted_fault_is_found(fault: str) -> None:
    outcome = HARNESS.run(count=HARNESS.tried_when_planted(), seed=1, progress=silent, fault=fault)
    assert outcome.failures, outcome.counted
