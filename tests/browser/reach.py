"""What a family's pages are looked at for in every language: axe, the screen's edges, and the mirror.

A page from right to left is the mirror picture of the same page from left to right, the glyphs and pictures hidden:
axe passes a page that is turned around by half.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageOps
from playwright.async_api import Page

from hub import wording
from tests.browser.town import Person, faults_of

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
    ("/vem-far-se", "main a[href^='/medgivande/']"),
    ("/uppgifter", "main a[href^='/rum/']"),
    ("/uppgifter", ".sam-cards a"),
    ("/min-berattelse", "main a[href$='/dela']"),
)
"""Pages that have no address of their own: where they are linked from."""

HIDDEN = """*, *::before, *::after, ::marker {
  color: transparent !important; -webkit-text-fill-color: transparent !important;
  text-decoration-color: transparent !important; background-image: none !important; }
img, svg { visibility: hidden !important }"""
DIFFERS = 24
"""How much a pixel's channel may differ (of 255): the edges of round corners are smoothed."""


@dataclass(frozen=True, slots=True)
class Look:
    """One page in one language, as one person sees it."""

    name: str
    path: str
    status: int
    language: str


async def paths_of(person: Person) -> dict[str, int]:
    """The pages of this person with their status in Swedish, those too that have no address of their own."""
    found = [*FIXED]
    for where, within in FOUND:
        await person.see(where)
        found += (await person.links(within))[:1]
    found += [f"{path}/sluta" for path in found if path.startswith("/medgivande/")]
    return {path: await person.see(path) for path in found}


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
        await person.page.set_viewport_size({"width": 390, "height": 844})
        await person.page.emulate_media(color_scheme="light")
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
