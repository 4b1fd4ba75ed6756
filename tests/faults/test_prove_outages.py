"""Whatever happens to the database, the hub closes, says so and opens again; a hub that does not is found."""

import pytest

from tests.faults.prove_outages import HARNESS
from tests.prove.harness import silent


def test_an_outage_closes_everything_and_is_over_by_itself() -> None:
    outcome = HARNESS.run(count=HARNESS.short, seed=1, progress=silent, fault=None)
    assert outcome.failures == ()
    assert outcome.tried >= HARNESS.short
    assert int(outcome.counted["answered 503"]) > 0


@pytest.mark.parametrize("fault", HARNESS.planted_in_tests())
def test_a_hub_that_goes_on_as_if_nothing_had_happened_is_found(fault: str) -> None:
    outcome = HARNESS.run(count=HARNESS.tried_when_planted(), seed=1, progress=silent, fault=fault)
    assert outcome.failures
