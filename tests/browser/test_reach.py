"""The family's pages in Arabic, and what a youth decides in Tigrinya: nothing for axe to find, nothing outside the
screen, and mirrored whole.

Every language is looked at by `make prove ONLY=AXE`.
"""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from playwright.async_api import Browser

from hub import pages
from tests.browser.prove_reach import FAULTS
from tests.browser.reach import FIXED, look_at, looks, paths_of, something_happens
from tests.browser.town import come_in

FILES = (
    "/fil",
    "/pdf",
    ".txt",
    "/kvitto/{act}",
    "/kvitto/slut/{number}",
    "/kvitto/slut/{number}/sida",
    "/lamna-sidan",
)
"""Addresses that answer with a file, or lead away; and the receipt of an end, as nothing has ended in the town."""

ELSEWHERE = ("/logga-in", "/uppdrag", "/demo-post", "/uppgifter/")
"""Pages before one is in, or of the demo alone."""


def family_pages() -> set[re.Pattern[str]]:
    """The address of every page that the family can open, as `paths_of` has to find it for a mother."""
    modules = [import_module(f"{pages.__name__}.{one.name}") for one in iter_modules(pages.__path__)]
    handlers = [one for module in modules for one in getattr(module, "ROUTES", ())]
    family = [one for one in handlers if one.opt["who"] in ("anyone", "family", "room")]
    paths = {path for one in family if "GET" in one.http_methods for path in one.paths}
    here = {path.replace(":str}", "}") for path in paths}
    left = {path for path in here if not path.endswith(FILES) and not path.startswith(ELSEWHERE)}
    return {re.compile(re.sub(r"{\w+}", r"\\w+", path) + "$") for path in left}


pytestmark = [pytest.mark.timeout(400), pytest.mark.asyncio(loop_scope="module")]


@pytest.mark.parametrize(("name", "language"), [("Karin Almgren", "ar"), ("Linnea Forsell", "ti")])
async def test_the_familys_pages_in_another_script(
    browser: Browser, town_address: str, name: str, language: str
) -> None:
    await something_happens(browser, town_address)
    person = await come_in(browser, town_address, name)
    paths = await paths_of(person)
    assert {200, 404} == {*paths.values()}
    missing = {page.pattern for page in family_pages() if not any(map(page.match, paths))}
    assert name != "Karin Almgren" or missing == set(), "every kind of page is looked at"
    looked_at = {path: status for path, status in paths.items() if language == "ar" or path not in FIXED}
    wrong = [one for look in looks(name, looked_at, (language,)) for one in await look_at(person, look)]
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
