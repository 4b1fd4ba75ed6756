"""What is nowhere against what is hidden, in the short count, and the hubs that tell, which must be found."""

from collections.abc import Iterator

import pytest

from tests.hub.absent_pairs import best_guess, most_allowed
from tests.hub.absent_server import FAULTS, afterwards
from tests.hub.absent_town import CASES, Hub, a_hub
from tests.hub.prove_absent import HARNESS, KINDS, MAIN, PLANTED, SHORT, shares, try_on
from tests.prove.harness import silent

PARTS = 2
FEW, TIMED = 10, PLANTED // 4
"""Enough pairs for what shows in a single one; only time takes more."""


@pytest.fixture(scope="module", params=KINDS)
def town(request: pytest.FixtureRequest) -> Iterator[Hub]:
    """The town, loaded once on each kind of database."""
    with a_hub(request.param) as hub:
        yield hub


@pytest.mark.timeout(400)  # A thousand answers, each as late as the slowest: a slow machine takes minutes.
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_hidden_is_nowhere(town: Hub, part: int) -> None:
    where = town.settings.database_url.partition(":")[0]
    asked = shares(where, SHORT)
    some = {case: many for n, (case, many) in enumerate(asked.items()) if n % PARTS == part}
    found = try_on(town, some, seed=1, progress=silent, fault=None, where=where)
    assert found.failures == []
    assert found.asked == 2 * sum(some.values())


@pytest.mark.parametrize("town", KINDS[1:], indirect=True)
@pytest.mark.parametrize("fault", HARNESS.planted_in_tests())
def test_a_hub_that_tells_is_found(town: Hub, fault: str) -> None:
    asked = dict.fromkeys(CASES[: MAIN - 1], TIMED if FAULTS[fault] is afterwards else FEW)
    assert try_on(town, asked, seed=1, progress=silent, fault=fault, where="planted").failures


def test_the_area_is_a_half_where_times_say_nothing_and_one_where_they_say_it_all() -> None:
    assert best_guess([1, 2, 3, 4], [1, 2, 3, 4]) == pytest.approx(0.5, abs=0.13)
    assert best_guess([1, 2], [3, 4]) == best_guess([3, 4], [1, 2]) == 1.0


def test_few_pairs_are_held_to_less_than_many() -> None:
    assert most_allowed(5_000) == 0.55
    assert 0.55 < most_allowed(500) < 0.61
