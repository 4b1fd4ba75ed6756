"""What of "Vem har läst" is shown: one child's, of some days, those who were refused too; and the same as a file."""

import json
from datetime import timedelta

import httpx2
import pytest

from policies.times import day_of
from tests.hub.bad_input_sent import Desk
from tests.hub.test_shown import words_of
from tests.hub.whys import BUP, read_by_bup

PAGE = "/vem-har-last"


def kept(answer: httpx2.Response) -> list[dict[str, object]]:
    assert answer.headers["content-type"] == "application/json"
    assert "attachment" in answer.headers["content-disposition"]
    held = json.loads(answer.text)
    assert held["complete"] is True
    readings: list[dict[str, object]] = held["readings"]
    return readings


async def test_the_days_that_are_chosen(table: Desk) -> None:
    path = await read_by_bup(table)
    mother = table.hub.browser("mother")
    today = day_of(await table.hub.house.clock())
    for days, there in ((0, True), (1, False), (-400, True)):
        first = (today + timedelta(days=days)).isoformat()
        shown = await mother.get(f"{PAGE}?fran={first}")
        assert (path in shown.text) is there
        assert (len(kept(await mother.get(f"{PAGE}/fil?fran={first}"))) > 0) is there
    for last, there in ((today.isoformat(), True), ((today - timedelta(days=1)).isoformat(), False)):
        assert (path in (await mother.get(f"{PAGE}?till={last}")).text) is there
    assert path in (await mother.get(f"{PAGE}?till=9999-12-31")).text


async def test_a_refusal_is_shown_on_choice_and_says_no_more_than_that(table: Desk) -> None:
    text = table.ids["tove-hemma"]
    mother = table.hub.browser("mother")
    stranger, father = table.hub.browser("stranger unit"), table.hub.browser("father")
    for browser in (stranger, father):
        assert (await browser.get(f"/uppgift/{text}")).status_code == 404
    assert "fick inte läsa" not in words_of(await mother.get(PAGE))
    shown = words_of(await mother.get(f"{PAGE}?nekade=ja"))
    assert shown.count("fick inte läsa") == 1, "who of the family was refused is nobody's to know"
    refused = [one for one in kept(await mother.get(f"{PAGE}/fil?nekade=ja")) if one["refused"]]
    assert [(one["why"], one["purpose"]) for one in refused] == [("", "")]
    assert text not in (await father.get(f"{PAGE}?nekade=ja")).text


async def test_ones_own_readings_are_shown_on_choice(table: Desk) -> None:
    """They would stand between the others', which are what one looks for."""
    mother, father, text = table.hub.browser("mother"), table.hub.browser("father"), table.ids["tove-narvaro"]
    for browser in (mother, father):
        assert (await browser.get(f"/uppgift/{text}")).status_code == 200
    theirs, all_of_it = [kept(await mother.get(f"{PAGE}/fil{query}")) for query in ("", "?egna=ja")]
    assert len(all_of_it) - len(theirs) == 1
    assert "När du själv har läst visas inte här." in words_of(await mother.get(PAGE))
    assert "visas inte här" not in words_of(await mother.get(f"{PAGE}?egna=ja"))


async def test_one_childs(table: Desk) -> None:
    path = await read_by_bup(table)
    mother = table.hub.browser("mother")
    assert path in (await mother.get(f"{PAGE}?barn={table.ids['tove']}")).text
    assert (await mother.get(f"{PAGE}?barn={table.ids['linnea']}")).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "fran=igår",
        "fran=2027-01-01&till=2026-01-01",
        "till=2027-02-30",
        "barn=x",
        "nekade=kanske",
        "egna=nej",
        "fran=2026-01-01&fran=2026-01-02",
    ],
)
async def test_what_can_not_be_chosen_is_told(table: Desk, query: str) -> None:
    await read_by_bup(table)
    mother = table.hub.browser("mother")
    answer = await mother.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert "rättas" in words_of(answer)
    assert (await mother.get(f"{PAGE}/fil?{query}")).status_code == 400


async def test_the_file_is_the_familys_own(table: Desk) -> None:
    for who in (BUP, "participant", "auditor"):
        assert (await table.hub.browser(who).get(f"{PAGE}/fil")).status_code == 404
    assert kept(await table.hub.browser("guardian of another family").get(f"{PAGE}/fil")) == []
