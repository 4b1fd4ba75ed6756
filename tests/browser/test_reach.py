"""The family's pages in Arabic and Tigrinya: nothing for axe to find, nothing outside the screen, and mirrored whole.

Every language is looked at by `make prove ONLY=AXE`.
"""

import pytest
from playwright.async_api import Browser

from tests.browser.prove_reach import FAULTS
from tests.browser.reach import FIXED, FOUND, look_at, looks, paths_of
from tests.browser.town import come_in

pytestmark = [pytest.mark.timeout(400), pytest.mark.asyncio(loop_scope="module")]


@pytest.mark.parametrize(("name", "language"), [("Karin Almgren", "ar"), ("Linnea Forsell", "ti")])
async def test_the_familys_pages_in_another_script(
    browser: Browser, town_address: str, name: str, language: str
) -> None:
    person = await come_in(browser, town_address, name)
    paths = await paths_of(person)
    assert {200, 404} == {*paths.values()}
    # A question with its stop, a room and a text in it; a part to share is there where one has written one.
    assert name != "Karin Almgren" or len(paths) >= len(FIXED) + len(FOUND), "every kind of page was found"
    wrong = [one for look in looks(name, paths, (language,)) for one in await look_at(person, look)]
    await person.context.close()
    assert wrong == []


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_page_that_is_spoiled_is_noticed(browser: Browser, town_address: str, fault: str) -> None:
    person = await come_in(browser, town_address, "Karin Almgren")
    (look,) = looks("Karin Almgren", {"/vem-far-se": 200}, ("ar",))
    assert await look_at(person, look, FAULTS[fault]) != []
    await person.context.close()


async def test_a_language_is_chosen_offered_and_kept(browser: Browser, town_address: str) -> None:
    """A browser that speaks Arabic is offered Arabic, in Arabic; nobody is given what nobody has approved unasked."""
    context = await browser.new_context(locale="ar-SY")
    page = await context.new_page()
    await page.goto(town_address)
    assert await page.locator("html").get_attribute("lang") == "sv"
    await page.get_by_role("link", name="العربية").click()
    assert await page.locator("html").get_attribute("dir") == "rtl"
    assert page.url == f"{town_address}/"
    await page.goto(f"{town_address}/utanfor")
    assert await page.locator("html").get_attribute("lang") == "ar"
    await page.get_by_role("link", name="Läs på svenska").click()
    assert await page.locator("html").get_attribute("lang") == "sv"
    assert page.url == f"{town_address}/utanfor"
    await context.close()
