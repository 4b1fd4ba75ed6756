""" "Min berättelse" on a phone: told once, shared without being written again, read, and brought up to date."""

import pytest
from playwright.async_api import Browser

from tests.browser.town import come_in, faults_of

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]


async def test_a_mother_tells_once_and_shares(browser: Browser, town_address: str) -> None:
    """Without scripts: everything that she does is a link or a form."""
    mother = await come_in(browser, town_address, "Karin Almgren", scripts=False)
    await mother.page.set_viewport_size({"width": 390, "height": 844})
    await mother.page.get_by_role("link", name="Min berättelse").first.click()
    about_tove = mother.page.locator("section", has_text="Om Tove Almgren")
    await about_tove.get_by_role("link", name="Skriv en ny del").click()
    await mother.page.get_by_label("Rubrik").fill("Kvällarna")
    await mother.page.get_by_label("Text", exact=True).fill("När hon får vila blir kvällen lugn.")
    await mother.page.get_by_label("Hur jag mår").check()
    await mother.page.get_by_role("group", name="Vem handlar texten om?").get_by_label("Tove Almgren").check()
    await mother.press("Spara delen")
    assert "Den är inte delad i något rum." in await mother.reads()
    await mother.page.get_by_role("link", name="Dela i ett rum").first.click()
    await mother.page.get_by_role("link", name="Välj vem som får läsa här").first.click()
    await mother.page.get_by_label("Barn- och ungdomspsykiatrin (BUP)").check()
    await mother.press("Dela texten")
    assert "Den har använts i ett rum" in await mother.reads()
    copy = (await mother.links("main ul.ds-list a"))[0]
    psychologist = await come_in(browser, town_address, "Rebecka Thorell", "BUP")
    assert await psychologist.see(copy) == 200
    assert "När hon får vila blir kvällen lugn." in await psychologist.reads()
    await mother.see("/min-berattelse")
    assert "läst en gång av dem som arbetar där" in await mother.reads()
    await mother.page.get_by_role("link", name="Hur jag mår").first.click()
    await mother.page.get_by_text("Rätta texten").click()
    await mother.page.get_by_label("Text", exact=True).fill("Nu är även morgonen lugn.")
    await mother.press("Spara rättningen")
    await mother.see("/min-berattelse")
    await mother.press("Byt ut den förra versionen överallt")
    assert "Där står den förra versionen." not in await mother.reads()
    await psychologist.see(copy)
    assert "Nu är även morgonen lugn." in await psychologist.reads()
    await mother.context.close()
    await psychologist.context.close()


async def test_it_is_saved_as_she_writes(browser: Browser, town_address: str) -> None:
    """What she has written stands there before she presses anything, and who else reads it is not decided by that."""
    mother = await come_in(browser, town_address, "Karin Almgren")
    page = mother.page
    await page.get_by_role("link", name="Min berättelse").first.click()
    about_tove = page.locator("section", has_text="Om Tove Almgren")
    await about_tove.get_by_role("link", name="Skriv en ny del").click()
    await page.get_by_label("Rubrik").fill("Bussen")
    await page.get_by_label("Text", exact=True).fill("Hon åker helst buss.")
    await page.wait_for_timeout(3_500)
    assert "Sparat" not in await page.locator("[data-said]").inner_text(), "nobody knows what it is about yet"
    await page.get_by_label("Stöd vi får").check()
    await page.get_by_role("group", name="Vem handlar texten om?").get_by_label("Tove Almgren").check()
    await page.get_by_label("Jonas Almgren").last.check()
    await page.get_by_text("Sparat ").wait_for()
    assert await page.get_by_label("Stöd vi får").is_disabled()
    number = await page.locator("input[name=nummer]").input_value()
    again = await mother.context.new_page()
    await again.goto(f"{town_address}/uppgift/{number}")
    assert "Hon åker helst buss." in await again.locator("main").inner_text()
    father = await come_in(browser, town_address, "Jonas Almgren")
    assert await father.see(f"/uppgift/{number}") == 404
    await page.get_by_label("Text", exact=True).fill("Hon åker helst buss nummer fyra.")
    async with page.expect_navigation():
        await page.get_by_role("button", name="Spara delen").click()
    assert "Det är sparat." in await mother.reads()
    await again.goto(f"{town_address}/uppgift/{number}")
    assert "buss nummer fyra" in await again.locator("main").inner_text()
    assert await father.see(f"/uppgift/{number}") == 200
    await mother.context.close()
    await father.context.close()


async def test_where_it_can_not_be_saved_she_is_told_and_keeps_her_words(
    browser: Browser, town_address: str
) -> None:
    mother = await come_in(browser, town_address, "Karin Almgren")
    page = mother.page
    await mother.see("/min-berattelse")
    await mother.see((await mother.links("main a[href*='/skriv?barn=']"))[-1])
    await page.get_by_label("Stöd vi får").check()
    await page.get_by_role("group", name="Vem handlar texten om?").get_by_label("Tove Almgren").check()
    await page.context.set_offline(True)
    await page.get_by_label("Rubrik").fill("Bussen")
    await page.get_by_label("Text", exact=True).fill("Utan nät.")
    await page.get_by_text("Det gick inte att spara just nu.").wait_for()
    assert await page.get_by_label("Text", exact=True).input_value() == "Utan nät."
    await page.context.set_offline(False)
    await page.get_by_label("Text", exact=True).fill("Med nät igen.")
    await page.get_by_text("Sparat ").wait_for()
    await mother.context.close()


@pytest.mark.parametrize("name", ["Karin Almgren", "Tove Almgren", "Jonas Almgren"])
async def test_its_pages(browser: Browser, town_address: str, name: str) -> None:
    person = await come_in(browser, town_address, name)
    for path in ("/min-berattelse", "/min-berattelse/skriv"):
        assert await person.see(path) == 200
        assert await faults_of(person.page) == []
    for path in (await person.links("main a[href$='/dela']"))[:1]:
        assert await person.see(path) == 200
        assert await faults_of(person.page) == []
    await person.context.close()
