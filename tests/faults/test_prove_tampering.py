"""Whatever is done to a ledger is found where it was done; a verifier that overlooks something is found out."""

import pytest

from tests.faults.prove_tampering import HARNESS
from tests.faults.tampering_all import ANYWHERE
from tests.prove.harness import silent


def test_every_kind_of_tampering_is_found_and_located() -> None:
    outcome = HARNESS.run(count=HARNESS.short, seed=1, progress=silent, fault=None)
    assert outcome.failures == ()
    assert outcome.tried >= HARNESS.short
    assert int(outcome.counted["kinds"]) >= len(ANYWHERE) >= 15
    assert int(outcome.counted["in databases"]) > 100


@pytest.mark.parametrize("fault", HARNESS.planted_in_tests())
def test_a_verifier_that_overlooks_something_is_found_out(fault: str) -> None:
    outcome = HARNESS.run(count=HARNESS.tried_when_planted(), seed=1, progress=silent, fault=fault)
    assert outcome.failures
