"""Every page of the walk in a real browser, as the people of the town see it: axe finds nothing, all fits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, ConsoleMessage, Request

from tests.browser.town import Person, come_in, faults_of

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]


@asynccontextmanager
async def looking(
    browser: Browser, address: str, name: str, duty: str | None = None
) -> AsyncIterator[Person]:
    """A person whose every request and complaint is watched."""
    person = await come_in(browser, address, name, duty)
    elsewhere: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            elsewhere.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if "Failed to load resource" not in message.text:  # a status that the test itself looks at
            complaints.append(message.text)

    person.page.on("request", asked)
    person.page.on("console", said)
    yield person
    await person.context.close()
    assert (elsewhere, complaints) == ([], [])


async def fine(person: Person, path: str, status: int = 200) -> None:
    """The page is there, and nothing is wrong with it."""
    assert await person.see(path) == status, path
    assert await person.page.locator("h1").count() == 1, path
    assert await faults_of(person.page) == [], path


@pytest.mark.parametrize("name", ["Helena Sandell", "Samir Rahimi"])
async def test_the_familys_pages(browser: Browser, town_address: str, name: str) -> None:
    """A guardian's and a youth's, in Swedish; in two other scripts `test_reach` looks at another two's."""
    async with looking(browser, town_address, name) as person:
        for path in ("/min-sida", "/meddelanden", "/min-berattelse", "/vem-har-last", "/uppgifter"):
            await fine(person, path)
        for path in [
            *(await person.links("main a[href^='/rum/']"))[:1],
            *(await person.links(".sam-cards a"))[:1],
        ]:
            await fine(person, path)
        await fine(person, "/vem-far-se")
        for path in (await person.links("main a[href^='/medgivande/']"))[:2]:
            await fine(person, path)
            await fine(person, f"{path}/sluta")


@pytest.mark.parametrize(
    ("name", "duty"),
    [("Åsa Lindgård", "elevhälsan"), ("Rebecka Thorell", "BUP"), ("Lars-Åke Modin", "simsällskap")],
)
async def test_the_rooms_of_staff(browser: Browser, town_address: str, name: str, duty: str) -> None:
    async with looking(browser, town_address, name, duty) as person:
        await fine(person, "/rum/nytt")
        await fine(person, "/rum")
        for room in (await person.links(".sam-cards a"))[:2]:
            await fine(person, room)
            texts = await person.links("a[href^='/uppgift/']")
            for path in [f"{room}/{page}" for page in ("publicera", "fraga", "anteckna", "bjud-in")]:
                await fine(person, path)
            for path in texts[:1]:
                await fine(person, path)


@pytest.mark.parametrize(("page", "button"), [("publicera", "Publicera texten"), ("fraga", "Skicka frågan")])
async def test_a_form_with_faults_keeps_what_was_written(
    browser: Browser,
    town_address: str,
    page: str,
    button: str,
) -> None:
    async with looking(browser, town_address, "Åsa Lindgård", "elevhälsan") as person:
        await person.see("/rum")
        await person.see(f"{(await person.links('.sam-cards a'))[0]}/{page}")
        await person.page.get_by_label("Hur jag mår").check()
        await person.page.evaluate("document.querySelectorAll('[required]').forEach(e => e.required = false)")
        await person.press(button)
        assert await person.page.get_by_label("Hur jag mår").is_checked()
        assert "Åsa Lindgård" in await person.page.inner_text("header")
        assert await faults_of(person.page) == []
        first = person.page.locator(".ds-error-summary a").first
        target = (await first.get_attribute("href") or "").removeprefix("#")
        await first.click()
        assert await person.page.evaluate("document.activeElement.id") == target


async def test_the_auditors_pages(browser: Browser, town_address: str) -> None:
    async with looking(browser, town_address, "Yvonne Tegner", "ranskning") as person:
        for path in ("/granskning?sort=ItemOpened", "/granskning?sort=KeyDestroyed", "/granskning/rad/40"):
            await fine(person, path)
        assert "Beviset håller" in await person.reads()
        for path in ("/granskning?sort=allt", "/nycklar", "/granskning"):
            await fine(person, path)
        await fine(person, (await person.links("a[rel=next]"))[0])


async def test_a_yes_opens_is_read_is_seen_and_a_stop_closes(browser: Browser, town_address: str) -> None:
    """Ture's parents say yes, BUP reads, his mother sees that, stops sharing, and the text is closed again."""
    for name in ("Helena Sandell", "Mattias Brodin"):
        async with looking(browser, town_address, name) as parent:
            await parent.see("/vem-far-se")
            question = (await parent.links("main a[href^='/medgivande/']"))[0]
            await parent.see(question)
            await parent.press("Ja, dela med dem")
            assert "Ditt ja är sparat" in await parent.reads()
            assert await faults_of(parent.page) == []
    async with (
        looking(browser, town_address, "Helena Sandell") as mother,
        looking(browser, town_address, "Rebecka Thorell", "BUP") as psychologist,
    ):
        await psychologist.see("/rum")
        await psychologist.page.get_by_role("link", name="Ture Sandell").click()
        text = (await psychologist.links("a[href^='/uppgift/']"))[0]
        await fine(psychologist, text)
        assert "Det är nerskrivet att du har läst." in await psychologist.reads()
        await fine(mother, "/vem-har-last")
        assert "psykolog" in await mother.reads()
        await mother.see(f"{question}/sluta")
        await mother.page.get_by_label("Allt", exact=True).check()
        await mother.press("Sluta dela nu")
        assert "BUP" in await mother.page.locator("section.ds-card").first.inner_text()
        assert await faults_of(mother.page) == []
        await fine(psychologist, text, 403)
        assert "Helena" not in await psychologist.reads()
        await psychologist.see("/rum")
        await psychologist.page.get_by_role("link", name="Ture Sandell").click()
        assert await faults_of(psychologist.page) == []


async def test_a_mother_writes_corrects_and_deletes_without_scripts(
    browser: Browser, town_address: str
) -> None:
    """Everything that she does is a link or a form, so a browser without scripts is enough."""
    mother = await come_in(browser, town_address, "Karin Almgren", scripts=False)
    await mother.see("/uppgifter")
    room = (await mother.links("main a[href^='/rum/']"))[-1]
    await mother.see(room)
    await mother.page.get_by_role("link", name="Berätta något").click()
    await mother.page.get_by_label("Rubrik").fill("Så har veckan varit")
    await mother.page.get_by_label("Text", exact=True).fill("Vi har sovit bättre.")
    await mother.page.get_by_label("Hur jag mår").check()
    await mother.page.get_by_label("Tove Almgren").check()
    await mother.page.get_by_label("Barn- och ungdomspsykiatrin (BUP)").check()
    await mother.press("Lägg in texten")
    assert "Vi har sovit bättre." in await mother.reads()
    await mother.page.get_by_text("Rätta texten").click()
    await mother.page.get_by_label("Text", exact=True).fill("Vi har sovit mycket bättre.")
    await mother.press("Spara rättningen")
    assert "Vi har sovit mycket bättre." in await mother.reads()
    await mother.page.get_by_text("Ta bort texten").click()
    text = mother.page.url
    await mother.press("Ta bort för alltid")
    assert mother.page.url == town_address + room + "?sparat=borta"
    assert "Texten är borttagen." in await mother.reads()
    assert await mother.see(text.removeprefix(town_address)) == 404
    await mother.context.close()
