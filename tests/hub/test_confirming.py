"""A yes that staff wrote down: the one who said it confirms it on a page, and nobody else can."""

from html import unescape

import pytest

from consent.book import in_room
from consent.record import Act
from consent.tables import ActRow, ConfirmationRow
from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.running import Browser

SPOKEN = [("svar", "grant"), ("hur", "oral"), ("sagt", "Ja, det går bra.")]


async def says_again(table: Desk, number: str, kind: str, *said: tuple[str, str], who: str = "karin") -> int:
    """What this kind of staff writes down of her yes, or of another's."""
    path = table.path("/rum/{room}/anteckna/svar", "tove")
    form = {"fraga": number, "vem": table.ids[who], **dict(SPOKEN), **dict(said)}
    return (await table.hub.browser(kind).send(path, form)).status_code


async def acts_in(table: Desk, number: str) -> tuple[Act, ...]:
    room = table.ids["room tove"]
    return next(one.acts for held in (await in_room(room)).values() for one in held if one.id == number)


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


async def test_she_says_it_again_to_another_of_the_staff(table: Desk) -> None:
    """That is a yes of its own, and confirms the first; who wrote down the first can't confirm it."""
    number, act = await asked_and_answered(table)
    mother = table.hub.browser("mother")
    assert await says_again(table, number, "participant") == 303
    assert [(one.id, one.again) for one in await acts_in(table, number)] == [(act, ())], "nothing new"
    assert "en gång till" not in (await mother.get(f"/medgivande/{number}")).text
    assert await says_again(table, number, "participant at BUP", ("sagt", "Ja, jag menar det.")) == 303
    first, second = await acts_in(table, number)
    assert [who for who, _when in first.again] == [table.hub.ids.person("rebecka")]
    assert (second.again, second.recorded_by) == ((), table.hub.ids.person("rebecka"))
    page = await mother.get(f"/medgivande/{number}")
    assert "har skrivit ner att du sa ja en gång till" in unescape(page.text)
    assert (await mother.press(page, f"/medgivande/{number}/bekrafta")).status_code == 303
    assert all(one.confirmed is not None for one in await acts_in(table, number)), "as it was said to each"
    assert "Stämmer det att du sa ja?" not in (await mother.get(f"/medgivande/{number}")).text


async def test_on_paper_or_as_another_answer_it_is_an_answer_of_its_own(table: Desk) -> None:
    """A signed yes needs no confirmation; a no, or another's yes, confirms nothing."""
    number, _act = await asked_and_answered(table)
    bup = "participant at BUP"
    assert await says_again(table, number, bup, who="jonas") == 303
    assert await says_again(table, number, bup, ("hur", "paper")) == 303
    assert await ConfirmationRow.count().run() == 0
    page = (await table.hub.browser("mother").get(f"/medgivande/{number}")).text
    assert "Stämmer det att du sa ja?" not in page
    assert await says_again(table, number, bup, ("svar", "refuse")) == 303
    rows = (
        await ActRow.select(ActRow.kind, ActRow.how)
        .where(ActRow.consent == number)
        .order_by(ActRow.entry)
        .run()
    )
    assert [(row["kind"], row["how"]) for row in rows] == [
        ("grant", "oral"), ("grant", "oral"), ("grant", "paper"), ("refuse", "oral"),
    ]  # fmt: skip
