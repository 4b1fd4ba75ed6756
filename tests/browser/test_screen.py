"""A sitting with its screen on the wall: shrinks as people come and as a mother presses; is empty off the net."""

import asyncio
from contextlib import suppress

import pytest
from playwright.async_api import Browser

from hub.ids import new_id
from tests.browser.test_deciding import into_the_room, on_a_phone
from tests.browser.town import Person, come_in, faults_of

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]

LEASE = 5
"""Seconds for which a screen shows what it showed without a yes."""


async def meets(leader: Person, child: str = "Tove Almgren") -> str:
    """A sitting of a child's room is planned for today and opened; its page."""
    room = await into_the_room(leader, child)
    number = new_id()
    await leader.page.locator("summary", has_text="Planera ett möte").click()
    await leader.page.locator("input[name=mote]").evaluate(
        "(field, number) => { field.value = number; }", number
    )
    day = await leader.page.locator("#dag").get_attribute("placeholder") or ""
    await leader.page.fill(
        "#dag", day or await leader.page.evaluate("new Date().toLocaleDateString('sv-SE')")
    )
    await leader.page.fill("#tid", "23:59")
    await leader.press("Planera mötet")
    way = f"{room}/mote/{number}"
    form = leader.page.locator(f"form[action='{way}/oppna']")
    async with leader.page.expect_navigation():
        await form.get_by_role("button").click()
    return way


async def is_here(person: Person, way: str) -> None:
    assert await person.see(way) == 200
    await person.press("Jag är här")


async def comes_to(screen: Person, there: str, gone: str = "", seconds: float = LEASE + 3) -> str:
    """Wait until the screen says `there` and no longer `gone`."""
    said = ""
    for _ in range(int(seconds * 10)):
        with suppress(Exception):  # It is being read in anew.
            said = await screen.reads()
            if there in said and (not gone or gone not in said):
                return said
        await asyncio.sleep(0.1)
    raise AssertionError(said)


async def stops_the_school(mother: Person, way: str) -> None:
    """From the page of the sitting."""
    await mother.see(way)
    assert await faults_of(mother.page) == []
    stop = next(one for one in await mother.links("main a[href*='/sluta']") if one.endswith("SKOLA.EH"))
    await mother.see(stop)
    await mother.press("Sluta dela nu")


HIDES = """name => {
    const shown = document.querySelector("[data-renews]"), before = shown.hidden;
    window.dispatchEvent(new Event(name));
    return [before, shown.hidden];
}"""


async def hides_itself(screen: Person) -> None:
    """When the browser says that the page is frozen or left it shows nothing, at once, and asks when it is back."""
    await comes_to(screen, "De som är här", gone="tappat kontakten")
    for name, back in (("freeze", "resume"), ("pagehide", "pageshow")):
        assert await screen.page.evaluate(HIDES, name) == [False, True]
        await screen.page.evaluate("name => window.dispatchEvent(new Event(name))", back)
        await comes_to(screen, "De som är här", gone="tappat kontakten")


async def test_a_screen_on_the_wall(browser: Browser, town_address: str) -> None:
    """In a room that no other test of this town writes in."""
    leader = await come_in(browser, town_address, "Elin Broman", "barn och unga")
    way = await meets(leader, "Wilma Nordh")
    await is_here(leader, way)
    async with leader.page.expect_navigation():
        await leader.page.get_by_role("link", name="Visa på skärmen").click()
    school = await come_in(browser, town_address, "Åsa Lindgård", "elevhälsan")
    mother = await on_a_phone(browser, town_address, "Susanne Nordh")
    await comes_to(leader, "Wilmas helger")
    await is_here(school, way)
    said = await comes_to(leader, "Åsa Lindgård", gone="Wilmas helger")
    assert "Wilma läser" in said, "but what the mother has taken back is not for the school"
    await stops_the_school(mother, way)
    await comes_to(leader, "Något visas inte längre", gone="Wilma läser")
    await hides_itself(leader)
    await leader.context.set_offline(True)
    await comes_to(leader, "tappat kontakten", gone="De som är här")
    await leader.context.set_offline(False)
    await comes_to(leader, "De som är här", gone="tappat kontakten")
    assert await faults_of(leader.page) == []
    for person in (leader, school, mother):
        await person.context.close()
