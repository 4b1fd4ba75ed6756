"""The real application with its made-up town, in a process of its own, and people who come in by its door."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page

from tests.support.sockets import free_port

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # What is well with a page is many times as long, and nobody reads it.
}
RESTS = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (await frame(), await frame(); document.getAnimations().length; await frame());
}"""

BROKEN = """how => axe.run(document, how).then(
    found => found.violations.map(one => `${one.id} ${one.nodes[0].target}`))"""

PATIENCE = 90
"""Seconds for the town to be loaded on a busy machine."""


@pytest.fixture(scope="session")
def town_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of the application with the whole town, started once per test process."""
    with town(tmp_path_factory.mktemp("town")) as address:
        yield address


@contextmanager
def town(folder: Path) -> Iterator[str]:
    """The application with the whole town in this folder, until the end of the block; its origin."""
    port = free_port()
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    env |= {"SAMRUM_DATA": str(folder), "PORT": str(port)}
    said = folder / "said.txt"
    with said.open("w") as out:
        running = subprocess.Popen(
            [sys.executable, "-m", "hub.cli", "demo"],
            env=env,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=Path(__file__).parents[2],
        )
        try:
            wait_for(port, running, said)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(timeout=20)


def wait_for(port: int, running: subprocess.Popen[bytes], said: Path) -> None:
    """Return when the application serves; the port listens already while the town is loaded."""
    until = time.monotonic() + PATIENCE
    while "Samrum is open" not in said.read_text():
        if running.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"the town did not open on port {port}:\n{said.read_text()[-2000:]}")
        time.sleep(0.1)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a browser of their own."""

    page: Page
    address: str

    @property
    def context(self) -> BrowserContext:
        """Their browser."""
        return self.page.context

    async def see(self, path: str) -> int:
        """Open a page; answers its status."""
        answer = await self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    async def links(self, within: str) -> list[str]:
        """Where the links that a selector finds lead."""
        found: list[str] = await self.page.locator(within).evaluate_all(
            "e => e.map(a => a.getAttribute('href'))"
        )
        return found

    async def press(self, name: str) -> None:
        """Press a button by its name, and wait for the next page."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("button", name=name, exact=True).click()

    async def reads(self) -> str:
        """What the main part of the page says."""
        return await self.page.inner_text("main")


async def come_in(
    browser: Browser, address: str, name: str, duty: str | None = None, *, scripts: bool = True
) -> Person:
    """Log in as somebody of the town by name, and choose the duty whose words contain `duty`."""
    context = await browser.new_context(
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        java_script_enabled=scripts,
    )
    page = await context.new_page()
    await page.goto(address + "/logga-in")
    async with page.expect_navigation():
        await page.locator("li", has=page.get_by_role("heading", name=name)).locator("button").first.click()
    if page.url.startswith(address + "/uppdrag"):
        await page.get_by_label(duty or "Som privatperson").first.check()
        async with page.expect_navigation():
            await page.get_by_role("button", name="Fortsätt").click()
    return Person(page, address)


async def on_a_screen(page: Page, width: int, *, dark: bool = False) -> None:
    """The page as it is on a screen of this width, once it has come to rest: not all of it changes at once."""
    await page.set_viewport_size({"width": width, "height": 900})
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await page.evaluate(RESTS)


async def rules_broken(page: Page) -> list[str]:
    """Which rules of axe the page breaks as it stands, each with the first element that does."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(Axe().axe_script)
    broken: list[str] = await page.evaluate(BROKEN, AXE)
    return broken


async def faults_of(page: Page) -> list[str]:
    """What is wrong with the page as it stands: rules of axe, and anything wider than the screen.

    Looked at on a small screen in light colours, then on a wide one in dark, with everything unfolded.
    """
    found = []
    await page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width, dark in ((320, False), (1440, True)):
        await on_a_screen(page, width, dark=dark)
        found += [f"{width} {broken}" for broken in await rules_broken(page)]
        if await page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width} wider than the screen")
    return found
