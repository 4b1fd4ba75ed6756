"""What stops a consent by itself is told to the family and to whoever leads the room a month before."""

from datetime import timedelta

import pytest

from hub.ids import new_id
from policies.times import day_of
from tests.hub.bad_input_sent import Desk
from tests.hub.test_shown import words_of


async def asked(table: Desk, days: int) -> str:
    """A consent about Tove that both guardians have said yes to, and that ends in so many days."""
    number = new_id()
    last = day_of(await table.hub.house.clock() + timedelta(days=days))
    answer = await table.send(
        "participant", "/rum/{room}/fraga", "tove", nummer=number, slutar=str(last), fran="SKOLA.UND"
    )
    assert answer.status_code == 303, answer.text
    for who in ("mother", "father"):
        said = await table.hub.browser(who).says_yes(number)
        assert said.status_code == 303, said.text
    return number


@pytest.mark.parametrize(("days", "told"), [(10, True), (29, True), (40, False)])
async def test_an_end_is_told_a_month_before(table: Desk, days: int, told: bool) -> None:
    number = await asked(table, days)
    mother, kurator = table.hub.browser("mother"), table.hub.browser("participant")
    for page in ("/vem-far-se", f"/medgivande/{number}"):
        assert (
            "Ska ni dela efter det behöver någon fråga er igen." in words_of(await mother.get(page))
        ) is told
    room = words_of(await kurator.get(f"/rum/{table.ids['room tove']}"))
    assert ("Ska ni fortsätta behöver ni fråga på nytt." in room) is told


async def test_only_who_leads_the_room_is_told_of_it(table: Desk) -> None:
    await asked(table, 10)
    room = words_of(await table.hub.browser("participant at BUP").get(f"/rum/{table.ids['room tove']}"))
    assert "Ska ni fortsätta" not in room


async def test_a_spoken_yes_that_will_lapse_is_a_day_to_the_leader_and_nothing_to_the_other_guardian(
    table: Desk,
) -> None:
    """Who said what, and how, is told to nobody."""
    number = new_id()
    answer = await table.send(
        "participant", "/rum/{room}/fraga", "tove", nummer=number, fran="SKOLA.UND", kategori="insatser"
    )
    assert answer.status_code == 303, answer.text
    spoken = await table.send(
        "participant",
        "/rum/{room}/anteckna/svar",
        "tove",
        fraga=number,
        vem=table.ids["jonas"],
        talade=table.ids["jonas"],
        svar="grant",
        sagt="Han sa ja i telefon.",
    )
    assert spoken.status_code == 303, spoken.text
    mother = table.hub.browser("mother")
    assert (await mother.says_yes(number)).status_code == 303
    for page in ("/vem-far-se", f"/medgivande/{number}"):
        assert "Tiden tar slut" not in (shown := words_of(await mother.get(page)))
        assert "slutar gälla" not in shown
    room = words_of(await table.hub.browser("participant").get(f"/rum/{table.ids['room tove']}"))
    assert "Det här slutar gälla" in room
    assert "muntlig" not in room
