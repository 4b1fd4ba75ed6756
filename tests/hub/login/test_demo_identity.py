"""The demo identity provider by itself: it is strict, like a real one, and says that everybody is made up."""

import re
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from hub.demo.identity.codes import challenge_of
from hub.login.oidc import ASSERTION
from tests.hub.login.hub_under_test import ADDRESS, KURATOR, MOTHER, Browser, Hub

VERIFIER = "a-verifier-of-more-than-forty-three-characters-indeed"
ASKED = {
    "client_id": "samrum-demo",
    "redirect_uri": f"{ADDRESS}/logga-in/svar",
    "response_type": "code",
    "scope": "openid",
    "state": "s",
    "nonce": "n",
    "code_challenge": challenge_of(VERIFIER),
    "code_challenge_method": "S256",
}


def test_the_challenge_is_that_of_the_standard() -> None:
    """RFC 7636 appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


async def _ask(browser: Browser, **change: str) -> Any:
    return await browser.get(f"/demo-idp/authorize?{urlencode({**ASKED, **change})}", follow=False)


async def test_it_lists_people_with_age_and_role_and_no_number(small_hub: Hub) -> None:
    page = await _ask(small_hub.browser())
    assert "Alla personer här är påhittade" in page.text
    assert "Maria Modig" in page.text
    assert "41 år, " in page.text
    assert MOTHER.number not in page.text


@pytest.mark.parametrize(
    ("search", "found"), [("kurator", {"Karin Kurator"}), ("MARIA mamma", {"Maria Modig"}), ("xyz", set())]
)
async def test_searching_needs_no_script(small_hub: Hub, search: str, found: set[str]) -> None:
    page = await _ask(small_hub.browser(), sok=search)
    assert set(re.findall(r"<h2[^>]*><bdi>([^<]+)</bdi></h2>", page.text)) == found


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": f"{ADDRESS}/logga-in/svar/"},
        {"redirect_uri": "https://evil.example/logga-in/svar"},
        {"redirect_uri": f"{ADDRESS}/logga-in/svar?x=1"},
        {"redirect_uri": ""},
        {"client_id": "another"},
        {"state": "x" * 501},
    ],
)
async def test_a_request_from_elsewhere_is_sent_nowhere(small_hub: Hub, change: dict[str, str]) -> None:
    page = await _ask(small_hub.browser(), **change)
    assert page.status_code == 400
    assert "location" not in page.headers


@pytest.mark.parametrize(
    "change",
    [
        {"response_type": "token"},
        {"scope": "profile"},
        {"nonce": ""},
        {"code_challenge": ""},
        {"code_challenge": "short"},
        {"code_challenge_method": "plain"},
    ],
)
async def test_an_unsafe_request_goes_back_with_an_error(small_hub: Hub, change: dict[str, str]) -> None:
    page = await _ask(small_hub.browser(), **change)
    assert parse_qs(urlsplit(page.headers["location"]).query)["error"] == ["invalid_request"]


@pytest.mark.parametrize("pressed", ["", "99:3", "0:4", "3:3", "0", "-1:3", "x:y", "0:3:3"])
async def test_a_button_that_is_not_there_is_a_no(small_hub: Hub, pressed: str) -> None:
    """`3:3` is somebody whose e-ID has level 2 only."""
    browser = small_hub.browser()
    answer = await browser.press(await _ask(browser), "/demo-idp/authorize", follow=False, person=pressed)
    assert parse_qs(urlsplit(answer.headers["location"]).query)["error"] == ["access_denied"]


async def _code(hub: Hub) -> str:
    browser = hub.browser()
    answer = await browser.pick(await _ask(browser), KURATOR, follow=False)
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


async def _redeem(hub: Hub, code: str, **change: str) -> tuple[int, str | None]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": ASKED["redirect_uri"],
        "code_verifier": VERIFIER,
        **hub.app.state.oidc._assertion(f"{ADDRESS}/demo-idp/token", hub.clock.now),
        **change,
    }
    answer = await hub.browser().client.post("/demo-idp/token", data=form)
    return answer.status_code, answer.json().get("error")


async def test_a_code_is_good_once(small_hub: Hub) -> None:
    code = await _code(small_hub)
    assert await _redeem(small_hub, code) == (200, None)
    assert await _redeem(small_hub, code) == (400, "invalid_grant")


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (60, 400)])
async def test_a_code_is_good_for_a_minute(small_hub: Hub, seconds: int, status: int) -> None:
    code = await _code(small_hub)
    small_hub.clock.forward(seconds=seconds)
    assert (await _redeem(small_hub, code))[0] == status


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_verifier": "wrong"}, (400, "invalid_grant")),
        ({"code_verifier": ""}, (400, "invalid_grant")),
        ({"redirect_uri": f"{ADDRESS}/other"}, (400, "invalid_grant")),
        ({"grant_type": "password"}, (400, "unsupported_grant_type")),
        ({"client_assertion": "x"}, (401, "invalid_client")),
        ({"client_assertion": ""}, (401, "invalid_client")),
        ({"client_assertion_type": "other"}, (401, "invalid_client")),
    ],
)
async def test_a_bad_token_request_is_refused(
    small_hub: Hub, change: dict[str, str], error: tuple[int, str]
) -> None:
    assert await _redeem(small_hub, await _code(small_hub), **change) == error


async def test_a_wrong_verifier_spends_the_code(small_hub: Hub) -> None:
    code = await _code(small_hub)
    await _redeem(small_hub, code, code_verifier="wrong")
    assert await _redeem(small_hub, code) == (400, "invalid_grant")


async def test_the_clients_assertion_is_good_once_and_not_for_long(small_hub: Hub) -> None:
    signed = small_hub.app.state.oidc._assertion(f"{ADDRESS}/demo-idp/token", small_hub.clock.now)
    assert signed["client_assertion_type"] == ASSERTION
    assert await _redeem(small_hub, await _code(small_hub), **signed) == (200, None)
    assert await _redeem(small_hub, await _code(small_hub), **signed) == (401, "invalid_client")
    late = small_hub.app.state.oidc._assertion(f"{ADDRESS}/demo-idp/token", small_hub.clock.now)
    small_hub.clock.forward(seconds=61)
    assert await _redeem(small_hub, await _code(small_hub), **late) == (401, "invalid_client")


async def test_its_keys_are_public_only(small_hub: Hub) -> None:
    keys = (await small_hub.browser().get("/demo-idp/jwks")).json()["keys"]
    assert [sorted(key) for key in keys] == [["alg", "crv", "kid", "kty", "use", "x", "y"]]
    assert keys[0]["kid"].startswith("demo-")
