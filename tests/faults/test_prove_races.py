"""The races in their short count, and the broken houses that they must find."""

import pytest

from tests.faults.prove_races import HARNESS, SHORT, race_on
from tests.prove.harness import silent
from tests.support.databases import PostgresServer


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_opened_after_the_end(postgres_server: PostgresServer, seed: int) -> None:
    outcome = race_on(postgres_server, count=SHORT // 2, seed=seed, progress=silent)
    assert outcome.failures == ()
    assert outcome.tried == SHORT // 2


@pytest.mark.parametrize("fault", HARNESS.planted_in_tests())
def test_a_broken_house_is_caught(postgres_server: PostgresServer, fault: str) -> None:
    count = HARNESS.tried_when_planted()
    outcome = race_on(postgres_server, count=count, seed=1, progress=silent, fault=fault)
    assert [one for one in outcome.failures if not one.startswith("no race")]
