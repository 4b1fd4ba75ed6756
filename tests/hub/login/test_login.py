"""A mother logs in and out; a kurator logs in, chooses her assignment, and changes it."""

import pytest

from hub.login import session
from hub.login.tables import SessionRow
from tests.hub.login.hub_under_test import KURATOR, LOW, MOTHER, NEWCOMER, Browser, Hub


async def test_a_mother_comes_straight_in_as_family(hub: Hub) -> None:
    """She has one capacity, so nobody asks her which; she lands where she was going."""
    browser = hub.browser()
    page = await browser.log_in(MOTHER)
    assert page.json() == {"who": "maria", "unit": None, "loa": 3}
    assert await hub.kinds() == ["SessionStarted"]


async def test_a_kurator_chooses_her_assignment(hub: Hub) -> None:
    """Until she has chosen, nobody acts; her session is another after the choice."""
    browser = hub.browser()
    page = await browser.log_in(KURATOR)
    assert page.url.path == "/uppdrag"
    assert "kurator, BUP" in page.text
    assert "Som privatperson" in page.text
    assert (await browser.get("/vem")).json() == {}
    unchosen = browser.session
    page = await browser.press(page, "/uppdrag", uppdrag="a1")
    assert page.json() == {"who": "karin", "unit": "BUP", "loa": 3}
    assert browser.session != unchosen
    assert await session.find(unchosen or "") is None


async def test_changing_the_assignment_ends_the_old_session(hub: Hub) -> None:
    browser = hub.browser()
    await browser.press(await browser.log_in(KURATOR), "/uppdrag", uppdrag="a1")
    before = browser.session
    page = await browser.press(await browser.get("/uppdrag?till=/vem"), "/uppdrag", uppdrag="familj")
    assert page.json() == {"who": "karin", "unit": None, "loa": 3}
    assert browser.session != before
    assert await session.find(before or "") is None
    assert await hub.kinds() == ["SessionStarted", "SessionEnded", "SessionStarted"]


@pytest.mark.parametrize("choice", ["", "a2", "BUP", "a1\x00", "x" * 5000])
async def test_a_choice_that_is_not_hers_is_none(small_hub: Hub, choice: str) -> None:
    browser = small_hub.browser()
    page = await browser.press(await browser.log_in(KURATOR), "/uppdrag", uppdrag=choice)
    assert page.status_code == 400
    assert "Välj ett av alternativen" in page.text
    assert (await browser.get("/vem")).json() == {}


async def test_an_assignment_that_ends_ends_the_acting(small_hub: Hub) -> None:
    """At three hours past noon the gate refuses what she does, and she is asked to choose again."""
    browser = small_hub.browser()
    await browser.press(await browser.log_in(KURATOR), "/uppdrag", uppdrag="a1")
    for _ in range(9):
        small_hub.clock.forward(minutes=20)
        answer = await browser.get("/vem")
    assert answer.json() == {"who": "karin", "unit": "BUP", "loa": 3, "in_force": False}
    page = await browser.get("/logga-in?till=/vem")
    assert page.url.path == "/uppdrag"
    assert "BUP" not in page.text


async def test_the_session_is_never_the_one_from_before_the_login(hub: Hub) -> None:
    """Session fixation: whatever cookie the browser came with is dead after the login."""
    victim = hub.browser()
    await victim.log_in(MOTHER)
    before = victim.session
    await victim.log_in(MOTHER)
    assert victim.session not in (None, before)
    assert await session.find(before or "") is None


async def test_a_planted_cookie_is_not_taken_over(small_hub: Hub) -> None:
    browser = small_hub.browser()
    browser.client.cookies.set("__Host-samrum", "planted", domain="hub.test")
    browser.client.cookies.set("__Host-samrum-login", "planted", domain="hub.test")
    await browser.log_in(MOTHER)
    assert await session.find("planted") is None


async def test_the_cookie_is_as_strict_as_can_be(small_hub: Hub) -> None:
    browser = small_hub.browser()
    page = await browser.get("/logga-in")
    back = await browser.pick(page, MOTHER, follow=False)
    answer = await browser.get(back.headers["location"], follow=False)
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("__Host-samrum="))
    said = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert said == {"secure", "httponly", "samesite=lax", "path=/"}
    assert answer.headers["cache-control"] == "no-store"


async def test_the_database_holds_no_cookie(hub: Hub) -> None:
    browser = hub.browser()
    await browser.log_in(MOTHER)
    rows = await SessionRow.select().run()
    assert len(rows) == 1
    assert browser.session not in str(rows)


async def test_somebody_unknown_gets_a_page_and_no_session(small_hub: Hub) -> None:
    browser = small_hub.browser()
    page = await browser.log_in(NEWCOMER)
    assert page.status_code == 403
    assert "inte registrerad här" in page.text
    assert browser.session is None
    assert NEWCOMER.number not in str(page.url)


async def test_a_low_level_is_carried_along(small_hub: Hub) -> None:
    """The gate wants level 3; the login says what it was."""
    browser = small_hub.browser()
    assert (await browser.log_in(LOW, level=2)).json()["loa"] == 2


async def test_logging_out_kills_the_session_in_every_copy(hub: Hub) -> None:
    """Two tabs share a cookie, and a thief may have copied it: after the logout it opens nothing."""
    browser, copy = hub.browser(), hub.browser()
    await browser.log_in(MOTHER)
    copy.client.cookies.set("__Host-samrum", browser.session or "", domain="hub.test")
    assert (await copy.get("/vem")).json()["who"] == "maria"
    await _log_out(browser)
    assert browser.session is None
    assert (await copy.get("/vem")).json() == {}
    assert (await hub.kinds())[-1] == "SessionEnded"


async def test_logging_out_everywhere_ends_every_browser(hub: Hub) -> None:
    phone, laptop, other = hub.browser(), hub.browser(), hub.browser()
    await phone.log_in(MOTHER)
    await laptop.log_in(MOTHER)
    await other.log_in(LOW, level=2)
    await _log_out(phone, overallt="ja")
    assert (await laptop.get("/vem")).json() == {}
    assert (await other.get("/vem")).json()["who"] == "lisa"


async def test_logging_out_twice_says_so_once(hub: Hub) -> None:
    browser = hub.browser()
    await browser.log_in(MOTHER)
    page = await browser.get("/uppdrag")
    for _ in range(2):
        assert (await browser.press(page, "/logga-ut", follow=False)).status_code == 303
    assert await hub.kinds() == ["SessionStarted", "SessionEnded"]


async def test_a_post_without_the_forms_token_is_refused(small_hub: Hub) -> None:
    browser = small_hub.browser()
    await browser.log_in(MOTHER)
    assert (await browser.client.post("/logga-ut")).status_code == 403
    assert (await browser.get("/vem")).json()["who"] == "maria"


async def test_while_nothing_can_be_written_nobody_gets_in_or_out(small_hub: Hub) -> None:
    """A login is an event; what can't be written down does not happen, and the page says so."""
    browser, late = small_hub.browser(), small_hub.browser()
    await browser.log_in(MOTHER)
    page = await late.get("/logga-in?till=/vem")
    form = await browser.get("/uppdrag")
    await small_hub.ledger.stop()
    for answer in (
        await late.pick(page, MOTHER),
        await browser.press(form, "/logga-ut"),
        await browser.press(form, "/uppdrag", uppdrag="familj"),
    ):
        assert answer.status_code == 503
        assert "skriva ned" in answer.text
    assert late.session is None


async def _log_out(browser: Browser, **values: str) -> None:
    await browser.press(await browser.get("/uppdrag"), "/logga-ut", follow=False, **values)
