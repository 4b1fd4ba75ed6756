"""Varför? On two phones: a mother asks why BUP read, BUP says when, then answers, and she reads it beside the row."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser

from policies.times import day_of
from tests.browser.town import Person, come_in, faults_of

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]

BECAUSE = "Vi ville veta hur det går i skolan innan vi träffade er."


async def on_a_phone(browser: Browser, address: str, *who: str) -> Person:
    person = await come_in(browser, address, *who)
    await person.page.set_viewport_size({"width": 390, "height": 844})
    return person


async def test_asked_put_off_answered_read(browser: Browser, town_address: str) -> None:
    mother = await on_a_phone(browser, town_address, "Karin Almgren")
    bup = await on_a_phone(browser, town_address, "Rebecka Thorell", "BUP")
    await bup.page.locator("main li", has_text="Tove Almgren").get_by_role("link").first.click()
    await bup.page.get_by_role("heading", name="Texter du kan läsa nu").wait_for()
    room = bup.page.url
    schools = bup.page.locator("main li", has_text="Tallbackaskolan").locator("a[href^='/uppgift/']")
    await schools.first.click()
    await bup.page.wait_for_url("**/uppgift/*")
    await mother.see("/vem-har-last")
    await mother.page.get_by_role("link", name="Fråga varför").first.click()
    assert await faults_of(mother.page) == []
    await mother.press("Skicka frågan")
    assert "Frågan är skickad." in await mother.reads()
    assert "Du har frågat varför." in await mother.reads()
    assert await faults_of(mother.page) == []
    await bup.page.goto(room)
    await bup.page.get_by_role("link", name="Svara Karin Almgren").click()
    assert await faults_of(bup.page) == []
    await bup.page.reload()
    await bup.page.get_by_text("Vi hinner inte svara i tid").click()
    later = day_of(datetime.now(UTC)) + timedelta(days=20)
    await bup.page.get_by_label("När kommer svaret?").fill(later.isoformat())
    await bup.press("Säg när svaret kommer")
    await bup.page.get_by_role("link", name="Svara Karin Almgren").click()
    await bup.page.get_by_label("Varför läste ni?").fill(BECAUSE)
    await bup.press("Skicka svaret")
    assert BECAUSE in await bup.reads()
    await mother.see("/vem-har-last")
    await mother.page.get_by_role("link", name="Svaret på varför").click()
    assert BECAUSE in await mother.reads()
    await mother.page.go_back()
    assert "Svaret på varför" in await mother.reads()
    for person in (mother, bup):
        await person.context.close()


async def test_the_auditors_page_of_them(browser: Browser, town_address: str) -> None:
    auditor = await come_in(browser, town_address, "Yvonne Tegner", "ranskning")
    await auditor.page.get_by_role("link", name="Svar som dröjer").click()
    assert await faults_of(auditor.page) == []
    await auditor.context.close()
