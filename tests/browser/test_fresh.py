"""A page that lies open on a child's telephone is asked for again after five minutes, unless it holds new words."""

import pytest
from playwright.async_api import Browser

from tests.browser.town import come_in

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]


async def test_what_is_shown_for_a_while_goes_and_what_she_writes_stays(
    browser: Browser, town_address: str
) -> None:
    youth = await come_in(browser, town_address, "Linnea Forsell")
    await youth.page.clock.install()
    await youth.see("/uppgifter")
    await youth.see((await youth.links("main a[href^='/uppgift/']"))[0])
    for path, writes in (
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
