""" "Min berättelse" on a phone: told once, shared without being written again, read, and brought up to date."""

import re

import pytest
from playwright.async_api import Browser, Route

from tests.browser.town import Person, come_in, faults_of

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


async def begin(mother: Person) -> None:
    """A new part, with what and whom it is about."""
    await mother.see("/min-berattelse")
    await mother.see((await mother.links("main a[href*='/skriv?barn=']"))[-1])
    await mother.page.get_by_label("Stöd vi får").check()
    group = mother.page.get_by_role("group", name="Vem handlar texten om?")
    await group.get_by_label("Tove Almgren").check()


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
    await page.get_by_label("Text", exact=True).press_sequentially(" Alltid.")
    await page.get_by_text("Sparat ").wait_for()
    await page.get_by_label("Familj och hem").click(force=True)
    assert not await page.get_by_label("Familj och hem").is_checked(), "what it is about is saved with it"
    assert await page.get_by_label("Stöd vi får").is_checked()
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


@pytest.mark.parametrize("seen", [True, False])
async def test_an_answer_that_is_lost_makes_no_second_part(
    browser: Browser, town_address: str, seen: bool
) -> None:
    """The hub has saved, and the telephone never heard of it: the next save goes on from what stands there, also
    where that is not to be seen for a child whose login is old."""
    mother = await come_in(browser, town_address, "Karin Almgren")
    page = mother.page
    await mother.see("/min-berattelse")
    before = len(await mother.links("main article h3 a"))
    await begin(mother)
    if not seen:
        await page.route(re.compile(r"/uppgift/\w{26}$"), lambda route: route.fulfill(status=404))

    async def lose(route: Route) -> None:
        await route.fetch(max_redirects=0)
        await route.abort()

    for address, words in (("**/min-berattelse/skriv", "Ett."), ("**/ratta", "Ett. Två.")):
        await page.evaluate("document.querySelector('[data-said]').textContent = ''")
        await page.route(address, lose, times=1)
        await page.get_by_label("Rubrik").fill("Tappat")
        await page.get_by_label("Text", exact=True).fill(words)
        await page.get_by_text("Det gick inte att spara just nu.").wait_for()
    await page.get_by_label("Text", exact=True).fill("Ett. Två. Tre.")
    await page.get_by_text("Sparat ").wait_for()
    async with page.expect_navigation():
        await page.get_by_role("button", name="Spara delen").click()
    await page.unroute_all()
    parts = await mother.links("main article h3 a")
    assert len(parts) == before + 1
    await mother.see(parts[0])
    assert "Ett. Två. Tre." in await mother.reads()
    await mother.context.close()


async def test_that_it_tells_no_place_goes_with_the_button_alone(browser: Browser, town_address: str) -> None:
    """What she attests of some words is not taken for others that she writes afterwards."""
    mother = await come_in(browser, town_address, "Karin Almgren")
    page = mother.page
    await begin(mother)
    await page.locator("input[name=utan_plats]").check()
    bodies: list[str] = []
    page.on("request", lambda asked: bodies.append(asked.post_data or "") if asked.method == "POST" else None)
    await page.get_by_label("Rubrik").fill("Platsen")
    await page.get_by_label("Text", exact=True).fill("Vi bor på Storgatan.")
    await page.get_by_text("Sparat ").wait_for()
    assert bodies
    assert not any("utan_plats" in body for body in bodies)
    async with page.expect_navigation():
        await page.get_by_role("button", name="Spara delen").click()
    assert "utan_plats=ja" in bodies[-1]
    await mother.context.close()


async def test_where_it_can_not_be_saved_she_is_told_and_keeps_her_words(
    browser: Browser, town_address: str
) -> None:
    mother = await come_in(browser, town_address, "Karin Almgren")
    page = mother.page
    await begin(mother)
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
