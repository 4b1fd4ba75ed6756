"""A yes that staff wrote down: the one who said it confirms it on a page, and nobody else can."""

import pytest

from consent.tables import ActRow
from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.running import Browser

SPOKEN = [("svar", "grant"), ("hur", "oral"), ("sagt", "Ja, det går bra.")]


async def asked_and_answered(table: Desk, *said: tuple[str, str], **asked: object) -> tuple[str, str]:
    """A new question about Tove to which her mother said yes on the telephone; the question and the act."""
    school = table.hub.browser("participant")
    number = new_id()
    form = table.form("/rum/{room}/fraga", nummer=number, **asked)
    assert (await school.send(table.path("/rum/{room}/fraga", "tove"), form)).status_code == 303
    spoken = [("fraga", number), ("vem", table.ids["karin"]), *SPOKEN, *said]
    path = table.path("/rum/{room}/anteckna/svar", "tove")
    answer = await school.send(path, spoken)
    assert answer.status_code == 303, answer.text
    rows = await ActRow.select(ActRow.id).where(ActRow.consent == number).run()
    return number, rows[0]["id"]


async def confirms(browser: Browser, number: str, act: str) -> int:
    return (await browser.send(f"/medgivande/{number}/bekrafta", {"svar": act})).status_code


async def test_who_said_yes_confirms_it_once(table: Desk) -> None:
    number, _act = await asked_and_answered(table)
    mother = table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{number}")
    assert "Stämmer det att du sa ja?" in page.text
    assert "Bekräfta ditt ja" in (await mother.get("/vem-far-se")).text
    done = await mother.press(page, f"/medgivande/{number}/bekrafta")
    assert (done.status_code, done.headers["location"]) == (303, f"/medgivande/{number}/klart")
    again = await mother.press(page, f"/medgivande/{number}/bekrafta")
    assert again.status_code == 303
    page = await mother.get(f"/medgivande/{number}")
    assert "Stämmer det att du sa ja?" not in page.text
    kinds = [entry.kind for entry in await table.hub.entries()]
    assert kinds.count("ActConfirmed") == 1


@pytest.mark.parametrize("kind", ["father", "child", "participant", "guardian of another family", "auditor"])
async def test_nobody_else_confirms_it(table: Desk, kind: str) -> None:
    number, act = await asked_and_answered(table)
    assert await confirms(table.hub.browser(kind), number, act) == 404
    for wrong in ("", "x", "z" * 26):
        assert await confirms(table.hub.browser("mother"), number, wrong) in (400, 404)
    kinds = [entry.kind for entry in await table.hub.entries()]
    assert "ActConfirmed" not in kinds


async def test_what_was_said_with_an_interpreter_is_confirmed_as_it_was_said(table: Desk) -> None:
    """It was understood then, which is what counts, whatever the language of the question."""
    number, act = await asked_and_answered(table, ("sprak", "so"), ("tolk", "ja"), sprak="so")
    assert await confirms(table.hub.browser("mother"), number, act) == 303


async def test_a_stop_of_a_part_does_not_hide_that_the_yes_waits_to_be_confirmed(table: Desk) -> None:
    number, _act = await asked_and_answered(table, kategori=["franvaro", "maende"])
    mother = table.hub.browser("mother")
    stop = await mother.send(f"/medgivande/{number}/sluta", [("vad", "del"), ("kategori", "maende")])
    assert stop.status_code == 303
    page = await mother.get(f"/medgivande/{number}")
    assert (await mother.press(page, f"/medgivande/{number}/bekrafta")).status_code == 303
    assert "Stämmer det att du sa ja?" not in (await mother.get(f"/medgivande/{number}")).text


async def test_only_a_spoken_yes_is_confirmed(table: Desk) -> None:
    number, _act = await asked_and_answered(table)
    mother = table.hub.browser("mother")
    assert (await mother.send(f"/medgivande/{number}/nej")).status_code == 303
    rows = await ActRow.select(ActRow.id).where(ActRow.consent == number, ActRow.kind == "refuse").run()
    assert await confirms(mother, number, rows[0]["id"]) == 404
