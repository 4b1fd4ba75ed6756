"""The frame in a real browser: no rule of axe broken, nothing outside the screen, no request elsewhere."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, Page

from hub.pages.outside import HANDLERS as OUTSIDE
from hub.pages.start import HANDLERS as START
from hub.problems import exception_handlers
from tests.browser.conftest import browser  # noqa: F401 -- a fixture
from tests.browser.town import rules_broken
from tests.hub.look import MOTHER, small_app

PAGES = ["/", "/utanfor", "/tillganglighet", "/finns-inte", "/allt"]

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served() -> AsyncIterator[str]:
    """The small application on a port of its own; the answer is its origin."""
    app = small_app(*START, *OUTSIDE, caller=MOTHER, exception_handlers=exception_handlers())
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110 -- uvicorn tells it in no other way
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await running


async def look_at(page: Page, url: str) -> tuple[list[str], list[str]]:
    """Open a page; the answer is what it asked of others, and what the browser complained of."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith((url[:20], "data:")) else None)
    page.on("console", lambda m: said.append(m.text) if "404" not in m.text else None)
    page.on("pageerror", lambda e: said.append(str(e)))
    await page.goto(url)
    return asked, said


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
async def test_axe_finds_nothing_and_all_fits(
    served: str,
    browser: Browser,  # noqa: F811
    path: str,
    width: int,
    scheme: str,
) -> None:
    page = await browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    asked, said = await look_at(page, served + path)
    found = await rules_broken(page)
    too_wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    await page.close()
    assert found == []
    assert too_wide <= 0
    assert (asked, said) == ([], [])


async def test_axe_would_have_found_something(served: str, browser: Browser) -> None:  # noqa: F811
    page = await browser.new_page()
    await page.goto(served + "/utanfor")
    await page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    found = await rules_broken(page)
    await page.close()
    assert [one.split()[0] for one in found] == ["label"]


async def test_the_keyboard_reaches_the_content_and_the_fields(served: str, browser: Browser) -> None:  # noqa: F811
    page = await browser.new_page()
    await page.goto(served + "/utanfor")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.getAttribute('href')") == "#innehall"
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "innehall"
    await page.goto(served + "/allt")
    assert await page.evaluate("document.activeElement.hasAttribute('data-faults')")
    await page.close()


async def test_nothing_needs_a_script(served: str, browser: Browser) -> None:  # noqa: F811
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(served + "/allt")
    await page.get_by_label("Elevhälsan").check()
    assert await page.get_by_label("Elevhälsan").is_checked()
    assert await page.get_by_role("link", name="Lämna sidan").get_attribute("href") == "/lamna"
    await context.close()


@pytest.mark.parametrize("width", [320, 1440])
async def test_right_to_left_fits_too(served: str, browser: Browser, width: int) -> None:  # noqa: F811
    page = await browser.new_page(viewport={"width": width, "height": 800})
    await page.goto(served + "/allt")
    brand = "document.querySelector('.sam-brand').getBoundingClientRect()"
    left = await page.evaluate(f"{brand}.left")
    await page.evaluate("document.documentElement.dir = 'rtl'")
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    room = await page.evaluate("document.documentElement.clientWidth")
    assert abs(room - await page.evaluate(f"{brand}.right") - left) < 1
    await page.close()
