"""The table of claims by itself: what passes, and that without a table nothing does."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.login.claims import CLAIMS, COORDINATION, COORDINATION_LEVEL, NUMBER, Expected, identity
from hub.login.problem import LoginRefused, Why
from tests.hub.login.hub_under_test import NOON

NOW = int(NOON.timestamp())
EXPECTED = Expected(issuer="https://idp", client_id="hub", nonce="n", asked_at=NOON, at=NOON)
GOOD: dict[str, Any] = {
    "iss": "https://idp",
    "sub": "s",
    "aud": ["hub"],
    "exp": NOW + 60,
    "iat": NOW,
    "auth_time": NOW,
    "nonce": "n",
    "acr": "http://id.elegnamnden.se/loa/1.0/loa4",
    NUMBER: "198503022383",
}
ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=3)
)


def test_a_good_token_says_who_and_how_sure() -> None:
    found = identity(GOOD, EXPECTED)
    assert (found.number, found.loa, found.login_at) == ("198503022383", 4, NOON)
    assert found.coordination_level == "confirmed"


def test_a_coordination_number_comes_with_its_level() -> None:
    claims = {k: v for k, v in GOOD.items() if k != NUMBER}
    claims |= {COORDINATION: "198503622388", COORDINATION_LEVEL: "uncertain"}
    assert identity(claims, EXPECTED).coordination_level == "uncertain"
    with pytest.raises(LoginRefused):
        identity(claims | {COORDINATION_LEVEL: "sure"}, EXPECTED)


def test_without_a_table_nothing_passes() -> None:
    with pytest.raises(LoginRefused):
        identity(GOOD, EXPECTED, table={})


@pytest.mark.parametrize("level", [2, 3, 4])
def test_each_known_level(level: int) -> None:
    acr = f"http://id.elegnamnden.se/loa/1.0/loa{level}"
    assert identity(GOOD | {"acr": acr}, EXPECTED).loa == level


@pytest.mark.parametrize("name", sorted(name for name, claim in CLAIMS.items() if claim.required))
def test_each_required_claim_is_required(name: str) -> None:
    with pytest.raises(LoginRefused) as refused:
        identity({k: v for k, v in GOOD.items() if k != name}, EXPECTED)
    assert refused.value.why is Why.TOKEN
    assert refused.value.detail == f"missing {name}"


@pytest.mark.parametrize("seconds", [-31, 31])
def test_clocks_may_stand_half_a_minute_apart_and_no_more(seconds: int) -> None:
    near = NOON + timedelta(seconds=seconds - (1 if seconds > 0 else -1))
    for at, passes in [(near, True), (NOON + timedelta(seconds=seconds), False)]:
        claims = GOOD | {"auth_time": int(at.timestamp())}
        if passes:
            identity(claims, EXPECTED)
        else:
            with pytest.raises(LoginRefused):
                identity(claims, EXPECTED)


@given(name=st.sampled_from(sorted(CLAIMS)), value=ANYTHING)
def test_no_value_of_any_claim_is_a_crash(name: str, value: Any) -> None:
    """Whatever a claim says, the answer is an identity or a refusal."""
    try:
        found = identity(GOOD | {name: value}, EXPECTED)
    except LoginRefused:
        return
    assert found.loa > 0
    assert len(found.number) == 12
