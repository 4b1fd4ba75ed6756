"""The short count of R7, in parts that can stand on several cores, and every fault that it must find."""

from collections.abc import Iterator

import pytest

from tests.hub.bad_input_asgi import Answer, Sent
from tests.hub.bad_input_bending import Pairs, marked_anew
from tests.hub.bad_input_described import Described
from tests.hub.bad_input_forms import CANARY
from tests.hub.bad_input_judging import Made
from tests.hub.bad_input_town import Towns
from tests.hub.prove_bad_input import HARNESS, outcome_of, try_part

PARTS = [("sqlite", 8_400)] * 2 + [("postgresql", 3_200)]
"""Few and long: each process that runs one loads the town first, and has schemathesis draw its cases."""


@pytest.fixture(scope="module")
def towns() -> Iterator[dict[str, Towns]]:
    """The town on each kind of database, loaded once in each process."""
    held = {name: Towns(name) for name in ("sqlite", "postgresql")}
    yield held
    for one in held.values():
        one.close()


def test_the_parts_are_the_whole() -> None:
    assert sum(many for _, many in PARTS) >= HARNESS.short


@pytest.mark.timeout(400)
@pytest.mark.parametrize("part", range(len(PARTS)))
def test_no_bad_input_gets_what_it_should_not(towns: dict[str, Towns], part: int) -> None:
    database, many = PARTS[part]
    outcome = outcome_of([try_part(database, many, f"short {part}", towns=towns[database])])
    print(outcome.counted)
    assert outcome.failures == ()
    assert outcome.tried >= many


@pytest.mark.parametrize("fault", HARNESS.planted_in_tests())
def test_a_planted_fault_is_found(towns: dict[str, Towns], fault: str) -> None:
    found = try_part("sqlite", HARNESS.tried_when_planted(), 1, fault=fault, towns=towns["sqlite"])
    assert found.failures


A, B = "a" * 26, "b" * 26


@pytest.mark.parametrize(
    ("pairs", "action", "carried"),
    [
        ([("text", f"Ord {CANARY}{A}")], f"/uppgift/{B}/ratta", B),
        ([("nummer", B), ("text", f"Ord {CANARY}{A}")], "/rum/x/publicera", B),
        ([("nummer", b"\xff"), ("text", f"Ord {CANARY}{A}")], "/rum/x/publicera", A),
        ([("text", f"Ord {CANARY}{A}")], "/rum/x/publicera", A),
    ],
)
def test_a_canary_is_that_of_the_item_it_will_lie_in(pairs: Pairs, action: str, carried: str) -> None:
    assert dict(marked_anew(pairs, action))["text"] == f"Ord {CANARY}{carried}"


@pytest.mark.parametrize("path", ["/uppgift/x//ratta", "//uppgift/x/ratta/", "/uppgift//x/ratta"])
def test_an_address_is_looked_for_as_the_application_does(path: str) -> None:
    sent = Sent("participant", "POST", path.encode())
    assert Made(sent, Answer(), Described([]), [], set()).path == "/uppgift/x/ratta"
