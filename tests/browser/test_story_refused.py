""" "Min berättelse": what can't be saved is said, and the words are kept, whatever has become of the part meanwhile."""

import pytest
from playwright.async_api import Browser

from tests.browser.test_story import begin
from tests.browser.town import Person, come_in

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]

MORE = "När hon får vila blir kvällen lugn."


async def saved_first(browser: Browser, address: str, title: str) -> Person:
    """A mother who writes, and whose first words have been saved."""
    mother = await come_in(browser, address, "Karin Almgren")
    await begin(mother)
    await mother.page.get_by_label("Rubrik").fill(title)
    await mother.page.get_by_label("Text", exact=True).fill("Först.")
    await mother.page.get_by_text("Sparat").wait_for()
    return mother


async def test_without_a_title_nothing_is_said_to_be_saved(browser: Browser, town_address: str) -> None:
    mother = await saved_first(browser, town_address, "Morgonen")
    said = mother.page.locator("[data-said]")
    await mother.page.get_by_label("Rubrik").fill(" ")
    assert await said.inner_text() == "", "what was said of the words before"
    await mother.page.get_by_label("Text", exact=True).fill(MORE)
    await mother.page.get_by_role("button", name="Spara delen").click()
    await mother.page.get_by_text("Skriv en rubrik och en text.").wait_for()
    await mother.page.get_by_label("Rubrik").fill("Morgonen")
    await mother.press("Spara delen")
    await mother.page.get_by_text("Det är sparat").first.wait_for()
    await mother.context.close()


async def test_after_a_logout_the_button_leads_to_the_login_with_her_words(
    browser: Browser, town_address: str
) -> None:
    mother = await saved_first(browser, town_address, "Kvällen")
    elsewhere = await come_in(browser, town_address, "Karin Almgren")
    await elsewhere.see("/vem-far-se")
    await elsewhere.press("Logga ut överallt")
    await mother.page.get_by_label("Text", exact=True).fill(MORE)
    await mother.page.get_by_text("Tryck på Spara delen, så ser du varför.").wait_for()
    await mother.press("Spara delen")
    assert MORE in await mother.page.content()
    assert await mother.page.get_by_role("link", name="Logga in").count() > 0
    await mother.context.close()


@pytest.mark.parametrize("corrected", [True, False])
async def test_what_was_changed_in_another_tab_is_said_and_her_words_are_kept(
    browser: Browser, town_address: str, corrected: bool
) -> None:
    mother = await saved_first(browser, town_address, f"Frukosten {corrected}")
    where = str(await mother.page.locator("form[data-keeps]").get_attribute("data-keeps"))
    other = Person(await mother.context.new_page(), town_address)
    await other.see(where)
    if corrected:
        await other.page.get_by_text("Rätta texten").click()
        await other.page.get_by_label("Text", exact=True).fill("Från en annan flik.")
        await other.press("Spara rättningen")
    else:
        await other.page.get_by_text("Ta bort texten").click()
        await other.press("Ta bort för alltid")
    await mother.page.get_by_label("Text", exact=True).fill(MORE)
    if corrected:
        await mother.press("Spara delen")
        assert MORE in await mother.page.content()
    else:
        await mother.page.get_by_role("button", name="Spara delen").click()
        await mother.page.get_by_text("Den här delen finns inte mer.").wait_for()
        assert await mother.page.get_by_label("Text", exact=True).input_value() == MORE
    assert "Det gick inte att spara just nu" not in await mother.reads()
    await mother.context.close()


async def test_a_text_that_is_too_long_is_not_cut_off(browser: Browser, town_address: str) -> None:
    mother = await come_in(browser, town_address, "Karin Almgren", scripts=False)
    await begin(mother)
    await mother.page.get_by_label("Rubrik").fill("Allt")
    await mother.page.get_by_label("Text", exact=True).fill("å" * 20_500 + "SLUTET")
    await mother.press("Spara delen")
    assert "Texten är för lång. Den får ha högst 20000 tecken." in await mother.reads()
    assert (await mother.page.get_by_label("Text", exact=True).input_value()).endswith("SLUTET")
    await mother.context.close()


async def test_a_long_text_in_another_script_is_saved_as_it_is_written(
    browser: Browser, town_address: str
) -> None:
    """A letter of it is many bytes: more than a browser sends along when a page is left."""
    mother = await saved_first(browser, town_address, "Långt")
    said = mother.page.locator("[data-said]")
    await mother.page.get_by_label("Text", exact=True).fill("سلام " * 3_500)
    await said.get_by_text("Sparat").wait_for()
    await mother.page.get_by_label("Text", exact=True).fill("a" * 70_000)
    await mother.press("Spara delen")
    assert "Texten är för lång." in await mother.reads()
    await mother.context.close()
