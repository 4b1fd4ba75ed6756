"""A yes that was spoken counts for fourteen days, and then only if it has been confirmed: by the test's clock."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.clockwork import Clockwork, clockwork
from tests.browser.test_deciding import asks, into_the_room, newest_question, on_a_phone
from tests.browser.town import Person, come_in, faults_of
from tests.hub.loading import copy, loaded_town
from tests.hub.running import Kept

__all__ = ["loaded_town"]

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]


async def writes_down_her_yes(school: Person, question: str) -> None:
    """Åsa writes down that Karin said yes on the telephone."""
    await school.see(f"{await into_the_room(school, 'Tove Almgren')}/anteckna")
    form = school.page.locator("form", has=school.page.locator(f"input[name=fraga][value='{question}']"))
    await school.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for name in ("vem", "talade"):
        await form.locator(f"fieldset:has(input[name={name}])").get_by_label("Karin Almgren").check()
    await form.locator("input[name=svar][value=grant]").check()
    await form.locator("input[name=hur][value=oral]").check()
    await form.locator("textarea").fill("Jag läste frågan för henne. Hon sa att det går bra.")
    async with school.page.expect_navigation():
        await form.get_by_role("button").click()


async def wants_to_know(mother: Person, town: Clockwork) -> None:
    await mother.see("/meddelanden")
    await mother.page.get_by_label("Mejl", exact=True).check()
    await mother.page.fill("#adress", "karin@exempel.se")
    await mother.press("Skicka en kod dit")
    town.wait(seconds=0)
    await mother.page.fill("#kod", town.post()[0].message.text.split()[3].rstrip("."))
    await mother.press("Bekräfta")
    assert "karin@exempel.se" in await mother.reads()


async def test_it_lapses_and_counts_again_once_she_has_confirmed_it(
    browser: Browser, loaded_town: Kept, tmp_path: Path
) -> None:
    with clockwork(copy(loaded_town, tmp_path / "data").folder) as town:
        school = await come_in(browser, town.address, "Åsa Lindgård", "elevhälsan")
        await asks(school, "Tove Almgren", "SKOLA.EH", ["SKOLA.EMI"], ["larande"], town.now())
        mother = await on_a_phone(browser, town.address, "Karin Almgren")
        await wants_to_know(mother, town)
        question = await newest_question(mother)
        father = await on_a_phone(browser, town.address, "Jonas Almgren")
        await father.see(question)
        await father.press("Ja, dela med dem")
        await writes_down_her_yes(school, question.rpartition("/")[2])
        assert await state(mother, question) == "gäller"
        assert "Stämmer det att du sa ja?" in await mother.reads()
        assert await faults_of(mother.page) == []
        before = len(town.post())
        town.wait(days=4)
        town.wait(days=4)
        assert len(town.post()) > before, "she is reminded"
        assert {one.message.text.partition(":")[0] for one in town.post()[: len(town.post()) - before]} == {
            "Du har ett nytt meddelande. Logga in för att läsa det"
        }
        town.wait(days=7)
        mother = await on_a_phone(browser, town.address, "Karin Almgren")
        assert await state(mother, question) == "väntar på att du bekräftar"
        assert "Det är för länge sedan du sa det." in await mother.reads()
        await mother.press("Ja, det stämmer")
        assert await state(mother, question) == "gäller"
        for person in (school, mother, father):
            await person.context.close()


async def state(person: Person, question: str) -> str:
    """What the page of a question says first of where it stands."""
    await person.see(question)
    return await person.page.locator(".ds-tag").first.inner_text()
