"""Small faults are noticed by the tests; tests that notice nothing, and explanations that lie, are found out."""

import pytest

from tests.mutants.prove_mutants import HARNESS
from tests.prove.harness import silent


@pytest.mark.timeout(300)
def test_the_tests_notice_small_faults() -> None:
    outcome = HARNESS.run(count=HARNESS.short, seed=1, progress=silent, fault=None)
    assert outcome.failures == ()
    assert outcome.tried >= HARNESS.short


@pytest.mark.timeout(300)
@pytest.mark.parametrize("fault", HARNESS.planted_in_tests())
def test_tests_that_notice_nothing_are_found_out(fault: str) -> None:
    outcome = HARNESS.run(count=HARNESS.tried_when_planted(), seed=1, progress=silent, fault=fault)
    assert outcome.failures
