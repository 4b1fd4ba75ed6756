"""The browser itself: it starts, speaks Swedish, and a missing one is said in a sentence."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext

from tests.browser.conftest import BrowserMissing, find_chromium


@pytest.mark.asyncio(loop_scope="module")
async def test_it_shows_a_page_in_swedish(context: BrowserContext) -> None:
    page = await context.new_page()
    await page.set_content("<h1>Samrum</h1>")
    assert await page.inner_text("h1") == "Samrum"
    assert await page.evaluate("navigator.language") == "sv-SE"


def test_a_missing_browser_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(BrowserMissing, match="apt-get install chromium"):
        find_chromium()
