"""A page that lies open on a child's telephone is asked for again after five minutes, unless it holds new words."""

import asyncio

import pytest
from playwright.async_api import Browser, Route

from tests.browser.town import come_in

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]


async def test_what_is_shown_for_a_while_goes_and_what_she_writes_stays(
    browser: Browser, town_address: str
) -> None:
    youth = await come_in(browser, town_address, "Linnea Forsell")
    await youth.page.clock.install()
    await youth.see("/vem-far-se")
    asked = (await youth.links("main a[href^='/medgivande/']"))[0]
    await youth.see("/uppgifter")
    await youth.see((await youth.links("main a[href^='/uppgift/']"))[0])
    for path, writes in (
        (asked, False),
        (f"{asked}/sluta", False),
        (f"{asked}/forhandsvisning", False),
        (youth.page.url.removeprefix(town_address), False),
        ((await youth.links("main a[href*='/publicera?svar=']"))[0], False),
        ((await youth.links("main a[href*='/publicera?svar=']"))[0], True),
    ):
        assert await youth.see(path) == 200
        await youth.page.evaluate("window.stillHere = true")
        if writes:
            await youth.page.get_by_label("Text", exact=True).fill("Så här var det.")
            await youth.page.clock.fast_forward(310_000)
            assert await youth.page.evaluate("window.stillHere")
        else:
            async with youth.page.expect_navigation():
                await youth.page.clock.fast_forward(310_000)
    await youth.context.close()


async def test_what_has_been_saved_goes_once_she_stops_writing(browser: Browser, town_address: str) -> None:
    youth = await come_in(browser, town_address, "Linnea Forsell")
    page = youth.page
    await page.clock.install()
    await youth.see("/min-berattelse/skriv")
    await page.get_by_label("Hur jag mår").check()
    await page.get_by_label("Linnea Forsell").check()
    await page.get_by_label("Rubrik").fill("Kvällarna")
    await page.clock.fast_forward(310_000)
    await page.evaluate("window.stillHere = true")
    await page.get_by_label("Text", exact=True).fill("Det är lugnt.")
    await page.clock.run_for(4_000)
    await page.get_by_text("Sparat").wait_for()
    assert await page.evaluate("window.stillHere"), "she may be thinking of the next word"
    async with page.expect_navigation():
        await page.clock.run_for(61_000)
    assert await page.get_by_label("Rubrik").input_value() == ""
    await youth.context.close()


async def test_on_a_slow_connection_it_goes_at_once_and_is_asked_for_once(
    browser: Browser, town_address: str
) -> None:
    youth = await come_in(browser, town_address, "Linnea Forsell")
    asked: list[str] = []

    async def late(route: Route) -> None:
        asked.append(route.request.url)
        await asyncio.sleep(3)
        await route.continue_()

    await youth.page.clock.install()
    await youth.see("/vem-far-se")
    await youth.page.route("**/vem-far-se", late)
    async with youth.page.expect_navigation():
        await youth.page.clock.fast_forward(310_000)
        assert await youth.page.locator("main").is_hidden()
        for _second in range(5):
            await youth.page.clock.run_for(1_000)
    assert len(asked) == 1
    await youth.context.close()


async def test_what_was_refused_leads_on_to_a_page_that_there_is(browser: Browser, town_address: str) -> None:
    youth = await come_in(browser, town_address, "Linnea Forsell")
    await youth.page.clock.install()
    await youth.see("/vem-far-se")
    asked = (await youth.links("main a[href^='/medgivande/']"))[0]
    await youth.see(asked)
    await youth.page.evaluate(
        """way => {
            const form = document.forms[0];
            form.insertAdjacentHTML("beforeend", "<input name=kategori value=maende>");
            form.action = way;
            form.submit();
        }""",
        f"{asked}/ja",
    )
    await youth.page.get_by_text("Frågan har ändrats").wait_for()
    async with youth.page.expect_navigation():
        await youth.page.clock.fast_forward(310_000)
    assert youth.page.url.removeprefix(town_address) == asked
    await youth.context.close()
