"""What a family's pages are looked at for in every language: axe, the screen's edges, and the mirror.

A page from right to left is the mirror picture of the same page from left to right, the glyphs and pictures hidden:
axe passes a page that is turned around by half.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageOps
from playwright.async_api import Browser, Page

from hub import wording
from tests.browser.town import Person, come_in, faults_of, on_a_screen

PEOPLE = ("Karin Almgren", "Linnea Forsell", "Samir Rahimi")
"""A mother of two, a youth of sixteen, and a father who reads another language."""

FIXED = (
    "/sprak",
    "/utanfor",
    "/tillganglighet",
    "/nycklar",
    "/finns-inte",
    "/vem-far-se",
    "/vem-har-last",
    "/uppgifter",
    "/min-berattelse",
    "/min-berattelse/skriv",
    "/min-sida",
    "/meddelanden",
)
FOUND = (
    (r"/vem-far-se", "main a[href^='/medgivande/']"),
    (r"/medgivande/\w+", "main a[href^='/kvitto/'][href$='/sida']"),
    (r"/vem-har-last", "main a[href*='/varfor/']"),
    (r"/uppgifter", "main a[href^='/rum/']"),
    (r"/uppgifter", "main a[href^='/rum/'] >> nth=-1"),
    (r"/uppgifter", ".sam-cards a"),
    (r"/rum/\w+", "main a[href*='/mote/']"),
    (r"/min-berattelse", "main article a[href^='/uppgift/']"),
    (r"/min-berattelse", "main a[href$='/dela']"),
    (r"/min-berattelse/\w+/dela", "main a[href*='/dela/']"),
)
"""Pages that have no address of their own: the pages that link to them."""

BELOW = {
    "/medgivande/": ("sluta", "valj", "forhandsvisning", "klart"),
    "/rum/": ("publicera",),
}
"""Pages below those of one question and of one room."""

HIDDEN = """*, *::before, *::after, ::marker {
  color: transparent !important; -webkit-text-fill-color: transparent !important;
  text-decoration-color: transparent !important; background-image: none !important; }
img, svg { visibility: hidden !important }
*, *::before, *::after { transition: none !important }
*::details-content { transition: none !important }"""
DIFFERS = 24
"""How much a pixel's channel may differ (of 255): the edges of round corners are smoothed."""


@dataclass(frozen=True, slots=True)
class Look:
    """One page in one language, as one person sees it."""

    name: str
    path: str
    status: int
    language: str


async def something_happens(browser: Browser, address: str) -> None:
    """What some pages need: a mother has told a part of her story, and somebody at work has read about her child."""
    mother = await come_in(browser, address, "Karin Almgren")
    await mother.see("/min-berattelse")
    await mother.see((await mother.links("main a[href*='/skriv?barn=']"))[-1])
    await mother.page.get_by_label("Stöd vi får").check()
    group = mother.page.get_by_role("group", name="Vem handlar texten om?")
    await group.get_by_label("Tove Almgren").check()
    await mother.page.get_by_label("Rubrik").fill("Kvällarna")
    await mother.page.get_by_label("Text", exact=True).fill("När hon får vila blir kvällen lugn.")
    await mother.press("Spara delen")
    bup = await come_in(browser, address, "Rebecka Thorell", "BUP")
    room = bup.page.locator("main li", has_text="Tove Almgren").locator("a[href^='/rum/']").first
    await bup.see(str(await room.get_attribute("href")))
    text = bup.page.locator("main li", has_text="Tallbackaskolan").locator("a[href^='/uppgift/']").first
    assert await bup.see(str(await text.get_attribute("href"))) == 200
    for person in (mother, bup):
        await person.context.close()


async def paths_of(person: Person) -> dict[str, int]:
    """The pages of this person with their status in Swedish, those too that have no address of their own."""
    found = [*FIXED]
    for where, within in FOUND:
        for page in [path for path in found if re.fullmatch(where, path)]:
            await person.see(page)
            found += (await person.links(within))[:1]
    below = [
        f"{path}/{name}"
        for start, names in BELOW.items()
        for path in found
        if re.fullmatch(rf"{start}\w+", path)
        for name in names
    ]
    return {path: await person.see(path) for path in [*found, *below]}


def looks(name: str, paths: dict[str, int], languages: tuple[str, ...]) -> Iterator[Look]:
    """Every page of somebody in each of these languages."""
    for language in languages:
        for path, status in paths.items():
            yield Look(name, path, status, language)


async def look_at(person: Person, look: Look, spoil: str = "") -> list[str]:
    """What is wrong with a page in a language; `spoil` is a script that spoils it first, to see that it is noticed."""
    await person.page.goto(f"{person.address}/sprak?val={look.language}&till=/sprak")
    status = await person.see(look.path)
    if spoil:
        await person.page.evaluate(spoil)
    root = person.page.locator("html")
    said = (await root.get_attribute("lang"), await root.get_attribute("dir"))
    wrong = [] if said == (look.language, wording.direction(look.language)) else [f"says {said}"]
    wrong += [f"answers {status}"] if status != look.status else []
    wrong += await faults_of(person.page)
    if wording.direction(look.language) == "rtl":
        await on_a_screen(person.page, 390)
        share = await unmirrored(person.page)
        wrong += [f"{share:.1%} of the pixels are no mirror picture"] if share >= 0.01 else []
    return [f"{look.name}, {look.path} in {look.language}: {one}" for one in wrong]


async def unmirrored(page: Page) -> float:
    """The share of pixels that differ between the page and the mirror picture of the page the other way around."""
    await page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }",
        HIDDEN,
    )
    pictures = []
    for direction in ("rtl", "ltr"):
        await page.evaluate("d => document.documentElement.dir = d", direction)
        pictures.append(Image.open(BytesIO(await page.screenshot(full_page=True))).convert("RGB"))
    there, mirrored = pictures[0], ImageOps.mirror(pictures[1])
    if there.size != mirrored.size:
        return 1.0
    most = ImageChops.difference(there, mirrored).split()
    differing = ImageChops.lighter(ImageChops.lighter(most[0], most[1]), most[2])
    return sum(differing.histogram()[DIFFERS:]) / (there.width * there.height)
