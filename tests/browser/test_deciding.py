"""Families decide, each on a telephone of their own: to a complete consent, out of a part of it, alone, protected."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser

from policies.times import day_of
from tests.browser.town import Person, come_in, faults_of

pytestmark = [pytest.mark.timeout(240), pytest.mark.asyncio(loop_scope="module")]

PHONE = {"width": 390, "height": 844}


async def on_a_phone(browser: Browser, address: str, name: str) -> Person:
    person = await come_in(browser, address, name)
    await person.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return person


async def into_the_room(staff: Person, child: str) -> str:
    """Open a child's room from the list; its path."""
    await staff.see("/rum")
    async with staff.page.expect_navigation():
        await staff.page.get_by_role("link", name=child).first.click()
    return staff.page.url.removeprefix(staff.address)


async def asks(
    staff: Person, child: str, of: str, to: list[str], about: list[str], now: datetime | None = None
) -> None:
    """Ask, in the child's room, that the unit `of` may share with the units `to`, from today by the town's clock."""
    room = await into_the_room(staff, child)
    await staff.see(f"{room}/fraga")
    await staff.page.get_by_label(child, exact=True).check()
    for name, codes in (("fran", [of]), ("till", to), ("kategori", about)):
        for code in codes:
            await staff.page.locator(f"input[name={name}][value='{code}']").check()
    await staff.page.fill("#anledning", "Vi vill hjälpas åt.")
    await staff.page.get_by_label("Texten säger inte var någon bor eller finns").check()
    today = day_of(now or datetime.now(UTC))
    await staff.page.fill("#borjar", str(today))
    await staff.page.fill("#slutar", str(today + timedelta(days=100)))
    await staff.press("Skicka frågan")


async def newest_question(person: Person) -> str:
    """The question that waits for this person, which is the newest of theirs."""
    await person.see("/vem-far-se")
    found = await person.page.locator("main a", has_text="Läs frågan och svara").evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    )
    return str(found[-1])


async def test_two_guardians_on_two_phones_to_a_whole_consent_and_one_of_them_out_of_a_part(
    browser: Browser, town_address: str
) -> None:
    school = await come_in(browser, town_address, "Åsa Lindgård", "elevhälsan")
    await asks(school, "Tove Almgren", "SKOLA.EH", ["SKOLA.EMI"], ["franvaro", "larande"])
    mother, father = [await on_a_phone(browser, town_address, n) for n in ("Karin Almgren", "Jonas Almgren")]
    question = await newest_question(mother)
    assert await newest_question(father) == question
    await mother.see(question)
    assert "Jonas Almgren" in await mother.reads()
    assert "kan de här få ett meddelande" in await mother.reads()
    assert await faults_of(mother.page) == []
    await mother.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await mother.page.get_by_role("link", name="Svara på en sak i taget").click()
    for _ in range(4):  # two units, two topics
        await mother.page.locator("input[type=radio][value=ja]").check()
        await mother.press("Fortsätt")
    assert "Kontrollera dina svar" in await mother.reads()
    async with mother.page.expect_navigation():
        await mother.page.get_by_role("button", name="Dela med").click()
    assert (
        "Inget delas med stöd av den här frågan förrän alla som måste svara har sagt ja."
        in await mother.reads()
    )
    await father.see(question)
    said = await father.reads()
    assert "Karin Almgren: har svarat" in said
    assert "sa ja" not in said.replace("Du sa ja till", ""), "never what she said"
    await father.press("Ja, dela med dem")
    for person in (mother, father):
        await person.see(question)
        assert "gäller" in await person.page.locator(".ds-tag").first.inner_text()
    await one_stops_a_part(mother, father, question)
    for person in (school, mother, father):
        await person.context.close()


async def one_stops_a_part(mother: Person, father: Person, question: str) -> None:
    await mother.see(f"{question}/sluta")
    await mother.page.get_by_label("Bara det jag väljer här under").check()
    await mother.page.locator("input[name=kategori][value=larande]").check()
    await mother.press("Sluta dela nu")
    assert "Det du sa nej till delas inte" in await mother.reads()
    await father.page.reload()
    left = await father.page.locator("section.ds-card dl").first.inner_text()
    assert "Skola och närvaro" in left
    assert "Lärande" not in left
    assert "Borttaget" in await father.reads()


async def test_a_sixteen_year_old_decides_alone_and_her_parents_pages_show_nothing(
    browser: Browser, town_address: str
) -> None:
    clinic = await come_in(browser, town_address, "Sofie Brandell", "ngdomsmottagning")
    await asks(clinic, "Linnea Forsell", "UM", ["SOC.FORE"], ["maende"])
    linnea = await on_a_phone(browser, town_address, "Linnea Forsell")
    parents = [
        await on_a_phone(browser, town_address, name) for name in ("Camilla Forsell", "Robert Forsell")
    ]
    await linnea.see("/min-sida")
    assert "Någon väntar på ditt svar." in await linnea.reads()
    question = await newest_question(linnea)
    before = [await all_that_is_listed(parent) for parent in parents]
    await linnea.see(question)
    assert "Camilla" not in await linnea.reads(), "nobody else is asked, or told"
    await linnea.press("Ja, dela med dem")
    assert "Ditt ja är sparat" in await linnea.reads()
    assert await faults_of(linnea.page) == []
    for parent, earlier in zip(parents, before, strict=True):
        assert await all_that_is_listed(parent) == earlier
        for page in ("", "/sluta", "/klart", "/forhandsvisning"):
            assert await parent.see(f"{question}{page}") == 404
    for person in (clinic, linnea, *parents):
        await person.context.close()


async def all_that_is_listed(person: Person) -> list[str]:
    said = []
    for page in ("/vem-far-se", "/vem-har-last", "/uppgifter", "/meddelanden"):
        assert await person.see(page) == 200
        said.append(await person.reads())
    return said


async def test_a_protected_family_is_there_for_itself_and_for_whom_it_trusts(
    browser: Browser, town_address: str
) -> None:
    mother = await on_a_phone(browser, town_address, "Jenny Hedman")
    await mother.see("/uppgifter")
    room = (await mother.links("main a[href^='/rum/']"))[0]
    for page in ("/vem-far-se", "/vem-har-last", room):
        assert await mother.see(page) == 200
        assert await faults_of(mother.page) == []
    await mother.context.close()
    for name, duty in (("Viktor", "elevhälsan"), ("Mikael Granfors", "olisen")):
        other = await come_in(browser, town_address, name, duty)
        await other.see("/rum")
        assert "Hedman" not in await other.reads()
        nowhere = "/rum/" + "z" * 26
        assert await other.see(room) == await other.see(nowhere) == 404
        await other.see(room)
        there = await other.reads()
        await other.see(nowhere)
        assert there == await other.reads()
        await other.context.close()
