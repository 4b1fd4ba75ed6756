"""AXE: every page of the family in every language, light and dark, small and wide, by axe; and the mirror."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import async_playwright

from hub import wording
from tests.browser.conftest import QUIET, find_chromium
from tests.browser.reach import PEOPLE, look_at, looks, paths_of, something_happens
from tests.browser.town import come_in, town
from tests.prove.harness import Harness, Outcome, Progress

FAULTS = {
    "a field without a name": "document.querySelector('main').append(document.createElement('input'))",
    "a margin to the left": "document.querySelector('main').style.marginLeft = '60px'",
    "a box that is too wide": "document.querySelector('h1').style.minWidth = '2000px'",
    "another language": "document.documentElement.lang = 'en'",
}
"""Scripts that spoil a page."""


def run(*, count: int, seed: int, progress: Progress, fault: str | None) -> Outcome:
    """Look at `count` pages in their languages, person by person; the order does not depend on `seed`."""
    del seed
    return asyncio.run(_run(count, progress, FAULTS.get(fault or "", "")))


async def _run(count: int, progress: Progress, spoil: str) -> Outcome:
    failures: list[str] = []
    tried = 0
    languages = ("ar", *(tag for tag in wording.languages() if tag != "ar"))
    with TemporaryDirectory() as folder, town(Path(folder)) as address:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
            await something_happens(browser, address)
            for name in PEOPLE:
                person = await come_in(browser, address, name)
                paths = await paths_of(person)
                for language in languages if tried < count else ():
                    # What is a child's alone is shown for five minutes after the login.
                    await person.context.close()
                    person = await come_in(browser, address, name)
                    for look in [*looks(name, paths, (language,))][: count - tried]:
                        failures += await look_at(person, look, spoil)
                        tried += 1
                        progress(tried)
                await person.context.close()
            await browser.close()
    return Outcome(tried, tuple(failures), {"languages": len(languages), "people": len(PEOPLE)})


HARNESS = Harness(
    id="AXE",
    what="the family's pages in every language, light and dark, at 320 and 1440 px, and mirrored",
    unit="pages in a language",
    full=1_000,  # All there are.
    short=15,
    planted=2,
    faults=tuple(FAULTS),
    run=run,
)
