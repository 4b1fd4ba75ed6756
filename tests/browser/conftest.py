"""A real browser, Debian's own Chromium, started once for a file of tests; a fresh profile for each person."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright

from tests.browser.town import town_address  # noqa: F401 -- a fixture for every file here

ADVICE = (
    "The browser tests need Chromium and found none on the PATH. Do one of: `make test` as a user who may "
    "use apt-get, `apt-get install chromium-headless-shell`, or set CHROMIUM to the browser's executable."
)
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# The first is the same browser without what draws a window that nobody sees, which is a third of its work.
# Without its own sandbox Chromium runs also as root in a container; it only ever meets our own pages.
# Without a GPU it would imitate one, which costs more than to draw without.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


class BrowserMissing(RuntimeError):
    """No browser could be had; the text says what to install."""


def find_chromium() -> str:
    """The browser's executable.

    Raises:
        BrowserMissing: there is none.
    """
    names = [os.environ["CHROMIUM"]] if "CHROMIUM" in os.environ else list(NAMES)
    for name in names:
        if found := shutil.which(name):
            return found
    raise BrowserMissing(ADVICE)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Chromium without a window, that asks no other host than the one a test names.

    A file that uses it runs in the module's loop: `pytestmark = pytest.mark.asyncio(loop_scope="module")`.
    """
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="module")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """One person's browser: own cookies, Swedish, Stockholm's time."""
    person = await browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
    yield person
    await person.close()
