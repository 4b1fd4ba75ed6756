"""Who of the family reads an answer to Varför?, and who is named to whom: it is as hidden as what was read."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hub.story.tables import ItemRow, WhyRow
from hub.story.why import ANSWERED_WITHIN, answer_due, last_promise
from hub.story.whys import code_of
from policies.times import day_of
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import renew
from tests.hub.test_shown import words_of
from tests.hub.whys import (
    BECAUSE,
    BUP,
    answer_about,
    answered,
    asked,
    published,
)


async def test_an_answer_about_what_is_hidden_is_hidden(table: Desk) -> None:
    await renew(table.hub, "child")
    item = await answer_about(table, "hidden", "child")
    assert (await table.hub.browser("child").get(item)).status_code == 200
    mother = table.hub.browser("mother")
    assert (await mother.get(item)).status_code == 404
    for page in ("/uppgifter", "/vem-har-last", f"/rum/{table.ids['room tove']}"):
        assert item not in (await mother.get(page)).text


async def test_an_answer_about_ones_own_text_is_ones_own(table: Desk) -> None:
    """Whom the author has not released the text to reads nothing of it in an answer either."""
    item = await answer_about(table, "tove-hemma", "mother")
    assert (await table.hub.browser("mother").get(item)).status_code == 200
    assert item in (await table.hub.browser("mother").get("/vem-har-last")).text
    father = table.hub.browser("father")
    assert (await father.get(item)).status_code == 404
    assert item not in (await father.get("/uppgifter")).text


async def test_what_is_hidden_afterwards_takes_its_answer_with_it(table: Desk) -> None:
    """And who answered reads nothing of what another unit has hidden."""
    text = await published(table, "participant", "franvaro")
    item = await answer_about(table, text, "mother")
    mother = table.hub.browser("mother")
    assert (await mother.get(item)).status_code == 200
    hiding = {"for": "guardians", "grund": "betydande_men", "varfor": "Det skulle skada."}
    assert (await table.hub.browser("participant").send(f"/uppgift/{text}/dolj", hiding)).status_code == 303
    assert (await mother.get(item)).status_code == 404
    assert item not in (await mother.get("/uppgifter")).text
    own = await table.hub.browser(BUP).get(item)
    assert own.status_code == 200
    assert "dold" not in words_of(own)


async def test_a_childs_question_about_its_own_text_is_told_to_nobody_at_home(table: Desk) -> None:
    """No guardian knows of the text; nor do they of the answer, which the child reads after a login of its own."""
    await renew(table.hub, "child")
    item = await answer_about(table, await published(table, "child", "franvaro"), "child")
    assert (await table.hub.browser("child").get(item)).status_code == 200
    for who in ("mother", "father"):
        guardian = table.hub.browser(who)
        assert (await guardian.get(item)).status_code == 404
        for page in ("/uppgifter", "/vem-har-last", f"/rum/{table.ids['room tove']}"):
            assert item not in (await guardian.get(page)).text


async def test_a_deleted_answer_is_none(table: Desk) -> None:
    """The question waits again, is as late as it was, and can be answered anew."""
    why = await asked(table)
    bup, mother = table.hub.browser(BUP), table.hub.browser("mother")
    first = str((await answered(table, why)).headers["location"].partition("?")[0])
    assert (await bup.send(f"{first}/ta-bort")).status_code == 303
    assert "Du har frågat varför." in words_of(await mother.get("/vem-har-last"))
    assert "Svara Karin Almgren" in words_of(await bup.get(f"/rum/{table.ids['room tove']}"))
    second = await answered(table, why)
    assert second.status_code == 303
    assert "Svaret på varför" in words_of(await mother.get("/vem-har-last"))


async def test_nothing_is_attested_of_an_answer_that_nobody_attested(table: Desk) -> None:
    item = await answer_about(table, "tove-narvaro", "mother")
    (row,) = await ItemRow.select(ItemRow.place_free).where(ItemRow.id == item.rpartition("/")[2]).run()
    assert not row["place_free"]


async def test_a_protected_mother_is_answered_by_those_on_her_list_and_named_to_no_auditor(
    table: Desk,
) -> None:
    kurator, auditor = table.hub.browser("participant"), table.hub.browser("auditor")
    mother = table.hub.browser("guardian of a protected child")
    assert (await kurator.get(f"/uppgift/{table.ids['maja-trygg']}")).status_code == 200
    code = code_of(table.hub.house, (await table.hub.entries())[-1])
    sent = await mother.send(f"/uppgift/{table.ids['maja-trygg']}/varfor/{code}")
    assert sent.status_code == 303, sent.text
    (why,) = await WhyRow.select().run()
    assert "Svara Jenny Hedman" in words_of(await kurator.get(f"/rum/{table.ids['room maja']}"))
    now = await table.hub.house.clock()
    await WhyRow.update({WhyRow.due: now - timedelta(days=1)}).where(WhyRow.id == str(why["id"])).run()
    for page in ("/granskning/fragor", f"/granskning/rad/{why['reading']}", "/granskning"):
        assert not re.search("Jenny|Maja|Hedman", words_of(await auditor.get(page)))
    answer = await answered(table, why, kurator)
    assert answer.status_code == 303, answer.text
    assert BECAUSE in words_of(await mother.get(answer.headers["location"]))


async def test_an_answer_is_not_hidden_by_whoever_wrote_it(table: Desk) -> None:
    """It would be no answer, and nobody would see that it is none."""
    item = await answer_about(table, "tove-narvaro", "mother")
    bup = table.hub.browser(BUP)
    assert "/dolj" not in (await bup.get(item)).text
    hiding = {"for": "guardians", "grund": "betydande_men", "varfor": "Det skulle skada."}
    assert (await bup.send(f"{item}/dolj", hiding)).status_code == 403
    assert (await table.hub.browser("mother").get(item)).status_code == 200


@given(st.integers(0, 3 * 366 * 24 * 60))
def test_the_days_are_those_of_the_calendar_also_when_the_clocks_change(minutes: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    due = answer_due(at)
    assert day_of(due) == day_of(at) + ANSWERED_WITHIN
    assert day_of(due + timedelta(microseconds=1)) == day_of(due) + timedelta(days=1)
    assert last_promise(due) == day_of(due) + timedelta(days=30)
