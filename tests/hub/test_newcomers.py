"""A unit that joins later gets nothing old by itself, and whoever published is asked whether it may have it."""

import re
from html import unescape

import httpx2

from hub.ids import new_id
from hub.people.tables import UnitRow
from tests.hub.bad_input_sent import Desk

NEW = "Nya i rummet"


def told(page: httpx2.Response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.text)))


async def publishes(table: Desk, kind: str, *units: str) -> str:
    number = new_id()
    form = table.form(
        "/rum/{room}/publicera", nummer=number, kategori=["franvaro"], till=list(units), utan_plats="ja"
    )
    answer = await table.hub.browser(kind).send(table.path("/rum/{room}/publicera", "tove"), form)
    assert answer.status_code == 303, answer.text
    return number


async def joins(table: Desk, who: str, unit: str) -> None:
    way = table.path("/rum/{room}/bjud-in", "tove")
    chosen = f"{table.hub.ids.person(who)}:{unit}"
    form = [("vem", chosen), ("av", table.hub.ids.person("asa"))]
    answer = await table.hub.browser("participant").send(way, form)
    assert answer.status_code == 303, answer.text


async def test_who_published_is_asked_of_whoever_came_later_and_nobody_else(table: Desk) -> None:
    room = f"/rum/{table.ids['room tove']}"
    before = await publishes(table, "participant", "BUP")
    assert NEW not in (await table.hub.browser("participant").get(room)).text
    await joins(table, "mikael", "POL")
    after = await publishes(table, "participant", "BUP")
    page = await table.hub.browser("participant").get(room)
    asked = page.text.partition(NEW)[2].partition("</ul>")[0]
    assert "Polisen" in unescape(asked)
    assert (f"/uppgift/{before}" in asked, f"/uppgift/{after}" in asked) == (True, False)
    assert (await table.hub.browser("police").get(f"/uppgift/{before}")).status_code == 403
    for kind in ("participant at BUP", "police"):
        assert (
            f"/uppgift/{before}"
            not in (await table.hub.browser(kind).get(room)).text.partition(NEW)[2].partition("</ul>")[0]
        )
    own = await table.hub.browser("participant").get(f"/uppgift/{before}")
    release = f"/uppgift/{before}/slapp"
    assert (await table.hub.browser("participant").press(own, release, till="POL")).status_code == 303
    asked = (await table.hub.browser("participant").get(room)).text.partition(NEW)[2].partition("</ul>")[0]
    assert f"/uppgift/{before}" not in asked


async def test_the_family_s_author_is_asked_too_and_the_other_guardian_is_not(table: Desk) -> None:
    room = f"/rum/{table.ids['room tove']}"
    await joins(table, "mikael", "POL")
    mother, father = [told(await table.hub.browser(kind).get(room)) for kind in ("mother", "father")]
    assert (NEW in mother, "Polisen" in mother.partition(NEW)[2]) == (True, True)
    assert NEW in father, "he has told something of his own there"


async def test_two_units_of_one_name_are_both_asked_about(table: Desk) -> None:
    for who, unit in (("mikael", "POL"), ("kristina", "SOC.FAMRAD")):
        await joins(table, who, unit)
        await UnitRow.update({UnitRow.name: "Stödet"}).where(UnitRow.id == unit).run()
        await publishes(table, "participant", "BUP")
    page = await table.hub.browser("participant").get(f"/rum/{table.ids['room tove']}")
    assert page.status_code == 200
    assert page.text.partition(NEW)[2].partition("</ul>")[0].count("<strong>") == 2
