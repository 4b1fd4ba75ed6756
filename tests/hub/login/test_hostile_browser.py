"""What a browser may come with: replays, other people's answers, and places to be led astray to."""

import re

import pytest

from hub.login.back import safe_path
from tests.hub.login.hub_under_test import LOW, MOTHER, Hub

ASTRAY = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "evil.example",
    "/logga-ut",
    "/logga-in?till=/logga-in",
    "/demo-idp/authorize",
    "/vem\r\nSet-Cookie: a=b",
    "/å",
    "/x\x00",
    "/" + "x" * 500,
    "",
    "/ ",
]


@pytest.mark.parametrize("asked", ASTRAY)
def test_nobody_is_led_astray(asked: str) -> None:
    assert safe_path(asked) == "/"


@pytest.mark.parametrize("asked", ["/", "/rum/abc?sida=2", "/vem-far-se", "/a//b", "/%2F%2Fevil.example"])
def test_a_path_of_ours_is_kept(asked: str) -> None:
    assert safe_path(asked) == asked


@pytest.mark.parametrize("asked", ["//evil.example", "/%09/evil.example", "https://evil.example", "/%5Cevil"])
async def test_after_the_login_one_is_at_home(small_hub: Hub, asked: str) -> None:
    browser = small_hub.browser()
    page = await browser.get(f"/logga-in?till={asked}")
    back = await browser.pick(page, MOTHER, follow=False)
    answer = await browser.get(back.headers["location"], follow=False)
    assert answer.headers["location"].startswith("/")
    assert not answer.headers["location"].startswith("//")
    assert "evil" not in answer.headers["location"] or answer.headers["location"].startswith("/%")


async def test_an_answer_is_good_once(hub: Hub) -> None:
    """The back button on the callback: a plain page, no second session."""
    browser = hub.browser()
    page = await browser.get("/logga-in?till=/vem")
    back = (await browser.pick(page, MOTHER, follow=False)).headers["location"]
    assert (await browser.get(back)).json()["who"] == "maria"
    again = await browser.get(back)
    assert again.status_code == 400
    assert "redan använd" in again.text
    assert "Du är redan inloggad" in again.text
    assert await hub.kinds() == ["SessionStarted"]


async def test_a_code_is_good_once_also_with_a_new_state(small_hub: Hub) -> None:
    browser = small_hub.browser()
    first = (await browser.pick(await browser.get("/logga-in"), MOTHER, follow=False)).headers["location"]
    await browser.get(first, follow=False)
    second = (await browser.pick(await browser.get("/logga-in"), MOTHER, follow=False)).headers["location"]
    old_code = _of(first, "code")
    answer = await browser.get(second.replace(_of(second, "code"), old_code))
    assert answer.status_code == 403


async def test_somebody_elses_answer_opens_nothing(small_hub: Hub) -> None:
    """Login CSRF: an answer made in one browser is worth nothing in another, and is not spent by trying."""
    thief, victim = small_hub.browser(), small_hub.browser()
    back = (await thief.pick(await thief.get("/logga-in?till=/vem"), LOW, level=2, follow=False)).headers[
        "location"
    ]
    await victim.get("/logga-in")
    assert (await victim.get(back)).status_code == 400
    assert victim.session is None
    assert (await thief.get(back)).json()["who"] == "lisa"


async def test_a_code_of_another_login_fails_on_its_verifier(small_hub: Hub) -> None:
    """Code injection: the state is one's own, the code is somebody else's (RFC 7636 section 1)."""
    victim, thief = small_hub.browser(), small_hub.browser()
    stolen = (await victim.pick(await victim.get("/logga-in"), MOTHER, follow=False)).headers["location"]
    own = (await thief.pick(await thief.get("/logga-in"), LOW, level=2, follow=False)).headers["location"]
    answer = await thief.get(own.replace(_of(own, "code"), _of(stolen, "code")))
    assert answer.status_code == 403
    assert thief.session is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?state=",
        "?state=x",
        "?code=x&state=y",
        "?state=x&state=y&code=z",
        "?error=access_denied",
        "?state=" + "x" * 5000,
        "?state=%00&code=%FF",
    ],
)
async def test_an_answer_to_nothing_is_a_plain_page(small_hub: Hub, query: str) -> None:
    browser = small_hub.browser()
    await browser.get("/logga-in")
    answer = await browser.get("/logga-in/svar" + query)
    assert answer.status_code == 400
    assert "Logga in igen" in answer.text
    assert browser.session is None


async def test_the_providers_no_is_a_plain_page(small_hub: Hub) -> None:
    browser = small_hub.browser()
    page = await browser.get("/logga-in")
    answer = await browser.press(page, "/demo-idp/authorize", person="")
    assert answer.status_code == 403
    assert "Du avbröt" in answer.text


@pytest.mark.parametrize("iss", ["https://evil.example", ""])
async def test_an_answer_from_another_provider_is_refused(small_hub: Hub, iss: str) -> None:
    """Mix-up (RFC 9207): the answer must say who gave it."""
    browser = small_hub.browser()
    back = (await browser.pick(await browser.get("/logga-in"), MOTHER, follow=False)).headers["location"]
    answer = await browser.get(re.sub(r"iss=[^&]+", f"iss={iss}", back))
    assert answer.status_code == 400
    assert browser.session is None


async def test_two_tabs_log_in_side_by_side(hub: Hub) -> None:
    """Both began before either was done; both arrive, and the browser has the newest session."""
    browser = hub.browser()
    first, second = await browser.get("/logga-in?till=/vem"), await browser.get("/logga-in?till=/vem")
    assert (await browser.pick(second, MOTHER)).json()["who"] == "maria"
    one = browser.session
    assert (await browser.pick(first, MOTHER)).json()["who"] == "maria"
    assert browser.session != one
    assert await hub.kinds() == ["SessionStarted", "SessionEnded", "SessionStarted"]


@pytest.mark.parametrize("cookie", ["", "x" * 101, "å", "' OR 1=1 --", "a=b"])
async def test_a_strange_cookie_is_a_stranger(small_hub: Hub, cookie: str) -> None:
    headers = {"cookie": f"__Host-samrum={cookie}".encode()}
    answer = await small_hub.browser().client.get("/vem", headers=headers)  # type: ignore[arg-type]
    assert answer.json() == {}


async def test_two_cookies_of_one_name_are_none(small_hub: Hub) -> None:
    browser = small_hub.browser()
    await browser.log_in(MOTHER)
    headers = {"cookie": f"__Host-samrum=planted; __Host-samrum={browser.session}"}
    assert (await small_hub.browser().client.get("/vem", headers=headers)).json() == {}


def _of(url: str, name: str) -> str:
    found = re.search(rf"{name}=([^&]+)", url)
    assert found
    return found[1]
