"""The back button: each step of an answer is a page that the browser finds again, with what was answered on it."""

import pytest
from playwright.async_api import Browser

from tests.browser.test_deciding import asks, newest_question, on_a_phone
from tests.browser.town import Person, come_in

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]


async def back(person: Person, heading: str) -> None:
    await person.page.go_back()
    assert await person.page.locator("h1").inner_text() == heading


async def test_back_through_the_steps_and_after_a_stop(browser: Browser, town_address: str) -> None:
    school = await come_in(browser, town_address, "Åsa Lindgård", "elevhälsan")
    await asks(school, "Tove Almgren", "SKOLA.EH", ["SKOLA.EMI"], ["franvaro", "larande"])
    mother = await on_a_phone(browser, town_address, "Karin Almgren")
    question = await newest_question(mother)
    await mother.see(f"{question}/valj")
    headings = []
    for field, answer in (
        ("u.SKOLA.EH", "ja"),
        ("u.SKOLA.EMI", "ja"),
        ("k.franvaro", "ja"),
        ("k.larande", "nej"),
    ):
        headings.append(await mother.page.locator("h1").inner_text())
        await mother.page.locator(f"input[name='{field}'][value={answer}]").check()
        await mother.press("Fortsätt")
    assert await mother.page.locator("h1").inner_text() == "Kontrollera dina svar"
    for heading in headings[::-1]:
        await back(mother, heading)
    for _ in headings:
        await mother.page.go_forward()
    assert await mother.page.locator("h1").inner_text() == "Kontrollera dina svar"
    await mother.page.get_by_role("button", name="Dela med").click()
    assert "Ditt ja är sparat" in await mother.reads()
    await mother.see(f"{question}/sluta")
    await mother.page.get_by_label("Bara det jag väljer här under").check()
    await mother.page.locator("input[name=kategori][value=franvaro]").check()
    await mother.press("Visa först vad det stoppar")
    assert "Om du slutar dela det du har valt" in await mother.reads()
    await mother.press("Sluta dela nu")
    await back(mother, "Sluta dela")
    for person in (school, mother):
        await person.context.close()
