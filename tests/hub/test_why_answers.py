"""The answers to Varför?: who gives them and until when, who reads them, and what is late reaches the auditor."""

import re
from datetime import datetime, timedelta

from hub.ids import new_id
from hub.story.tables import WhyRow
from hub.wording.text import day
from policies.times import day_of
from tests.hub.bad_input_sent import Desk, nothing_changes
from tests.hub.test_shown import words_of
from tests.hub.whys import (
    BECAUSE,
    BUP,
    answered,
    answering,
    asked,
)


async def test_the_answer_is_for_the_family_and_the_unit_alone(table: Desk) -> None:
    """An item like any other: no other unit reads it, whatever consent there is."""
    item = (await answered(table, await asked(table))).headers["location"].partition("?")[0]
    assert (await table.hub.browser(BUP).get(item)).status_code == 200
    assert (await table.hub.browser("participant").get(item)).status_code in (403, 404)


async def test_only_the_unit_that_was_asked_answers(table: Desk) -> None:
    why = await asked(table)
    kurator = table.hub.browser("participant")
    async with nothing_changes(table.hub):
        assert "Familjen frågar" not in words_of(await kurator.get(f"/rum/{table.ids['room tove']}"))
        assert (await kurator.get(answering(table, why))).status_code == 404
        assert (await answered(table, why, kurator)).status_code == 404
        later = {"dag": "2027-01-31"}
        assert (await kurator.send(f"{answering(table, why)}/senare", later)).status_code == 404


async def test_a_question_has_one_answer(table: Desk) -> None:
    """A second one, from a page that was opened before, is told so and keeps its words; sent twice it is one."""
    why, number = await asked(table), new_id()
    bup = table.hub.browser(BUP)
    for _ in range(2):
        done = await bup.send(answering(table, why), {"nummer": number, "text": BECAUSE})
        assert done.headers["location"].startswith(f"/uppgift/{number}")
    other = await bup.send(answering(table, why), {"nummer": number, "text": "Andra ord."})
    assert other.status_code == 409
    assert "Andra ord." in words_of(other)
    assert number not in re.search('name="nummer" value="([^"]*)"', other.text)[1]  # type: ignore[index]
    late = await answered(table, why)
    assert late.status_code == 400
    assert "Någon på din enhet har redan svarat." in words_of(late)
    assert BECAUSE in words_of(late)
    (row,) = await WhyRow.select(WhyRow.answer).run()
    assert row["answer"] == number


async def test_an_answer_without_words_is_shown_again(table: Desk) -> None:
    why = await asked(table)
    answer = await table.hub.browser(BUP).send(answering(table, why), {"nummer": new_id(), "text": " "})
    assert answer.status_code == 400
    assert "Varför läste ni?" in words_of(answer)


async def test_a_unit_says_once_when_it_will_answer(table: Desk) -> None:
    why = await asked(table)
    bup, path = table.hub.browser(BUP), f"{answering(table, why)}/senare"
    due = why["due"]
    assert isinstance(due, datetime)
    for wrong in (due - timedelta(days=2), due, due + timedelta(days=32)):
        async with nothing_changes(table.hub):
            assert (await bup.send(path, {"dag": f"{day_of(wrong)}"})).status_code == 400
    for wrong in ("9999-12-31", "0001-01-01"):
        assert (await bup.send(path, {"dag": wrong})).status_code == 400
    said = day_of(due) + timedelta(days=30)
    for _ in range(2):
        assert (await bup.send(path, {"dag": f"{said}"})).status_code == 303
    assert (await bup.send(path, {"dag": f"{said - timedelta(days=1)}"})).status_code == 400
    (held,) = await WhyRow.select().run()
    assert day_of(held["due"]) == said != day_of(held["due"] + timedelta(microseconds=1))
    assert f"Svaret ska komma senast {day(held['due'])}" in words_of(
        await table.hub.browser("mother").get("/vem-har-last")
    )
    assert "Vi hinner inte svara i tid" not in words_of(await bup.get(answering(table, why)))


async def test_what_is_late_can_not_be_put_off(table: Desk) -> None:
    why, bup = await asked(table), table.hub.browser(BUP)
    now = await table.hub.house.clock()
    await WhyRow.update({WhyRow.due: now - timedelta(days=1)}).where(WhyRow.id == str(why["id"])).run()
    assert "Svaret skulle ha kommit" in words_of(await table.hub.browser("mother").get("/vem-har-last"))
    later = {"dag": f"{day_of(now + timedelta(days=9))}"}
    assert (await bup.send(f"{answering(table, why)}/senare", later)).status_code == 400
    assert "Vi hinner inte" not in words_of(await bup.get(answering(table, why)))


async def test_what_is_late_reaches_the_auditor_without_a_name(table: Desk) -> None:
    why, auditor = await asked(table), table.hub.browser("auditor")
    assert "Inget svar är försenat just nu." in words_of(await auditor.get("/granskning/fragor"))
    now = await table.hub.house.clock()
    await WhyRow.update({WhyRow.due: now - timedelta(days=1)}).where(WhyRow.id == str(why["id"])).run()
    page = await auditor.get("/granskning/fragor")
    assert "Barn- och ungdomspsykiatrin" in words_of(page)
    assert f"/granskning/rad/{why['reading']}" in page.text
    assert not re.search("Karin|Tove|Rebecka", words_of(page))
    assert "försenat" in words_of(await table.hub.browser(BUP).get(f"/rum/{table.ids['room tove']}"))
    await answered(table, why)
    assert "Barn- och ungdomspsykiatrin" not in words_of(await auditor.get("/granskning/fragor"))
