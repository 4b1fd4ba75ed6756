"""What a sitting is to answer, and how far it has come."""

import re

from hub.ids import new_id
from hub.meeting.tables import MeetingRow
from hub.story.tables import ItemRow
from tests.hub.bad_input_sent import Desk
from tests.hub.running import Browser
from tests.hub.sitting import BUP, LEADER, comes, screen, sitting, written
from tests.hub.test_agenda import planned, told

WORDS = {"rubrik": "Hur blir skolan bra för Tove?", "text": "Tove vill veta vem hon kan gå till."}


async def asks(table: Desk, browser: Browser, way: str, **changed: object) -> int:
    """Write the question of a sitting as its page leads to it; what is answered."""
    meeting, room = way.rpartition("/")[2], way.split("/")[2]
    page = await browser.get(f"/rum/{room}/publicera?mote={meeting}")
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    sent = [*fields.items(), *WORDS.items(), ("kategori", "franvaro"), ("om", table.ids["tove"])]
    sent += [("till", "BUP"), *changed.items()]
    return (
        await browser.send(f"/rum/{room}/publicera", [p for p in sent if p[0] != "_csrf_token"])
    ).status_code


async def test_it_stands_on_top_for_whoever_may_read_it_and_each_reading_is_one(table: Desk) -> None:
    way, leader, bup = await planned(table), table.hub.browser(LEADER), table.hub.browser(BUP)
    assert "Mötets fråga" not in (await bup.get(way)).text.partition("<main")[2]
    assert await asks(table, leader, way) == 303
    (item,) = {str(e.body["item"]) for e in await written(table, "QuestionSet")}
    before = len(await written(table, "ItemOpened"))
    for kind in (LEADER, BUP, "mother", "father", "child"):
        page = told(await table.hub.browser(kind).get(way))
        assert WORDS["rubrik"] in page, kind
    assert len(await written(table, "ItemOpened")) == before + 5
    assert "data-renews" in (await bup.get(way)).text, "it closes as any text does"
    assert (await leader.send(f"{way}/oppna")).status_code == 303
    await comes(leader, way)
    assert f"Mötets fråga {WORDS['rubrik']}" in told(await screen(leader, way)).replace("  ", " ")
    assert await ItemRow.exists().where(ItemRow.id == item)


async def test_nobody_else_sets_it_and_it_is_taken_back_like_any_text(table: Desk) -> None:
    way, leader, bup = await planned(table), table.hub.browser(LEADER), table.hub.browser(BUP)
    assert await asks(table, bup, way) == 400
    assert await asks(table, leader, f"{way.rpartition('/')[0]}/{new_id()}") == 400
    assert await written(table, "QuestionSet") == []
    assert await asks(table, leader, way) == 303
    assert await asks(table, leader, way, till="SOC.FORE") == 303
    assert WORDS["rubrik"] not in told(await bup.get(way)) or len(await written(table, "QuestionSet")) == 2
    rows = await MeetingRow.select(MeetingRow.question).where(MeetingRow.id == way.rpartition("/")[2])
    assert rows[0]["question"] == (await written(table, "QuestionSet"))[-1].body["item"]
    assert (await leader.send(f"/uppgift/{rows[0]['question']}/ta-bort")).status_code == 303
    assert WORDS["rubrik"] not in told(await leader.get(way))


async def test_an_open_sitting_says_which_point_it_has_come_to(table: Desk) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    page = await leader.get(way)
    left = re.findall(r'data-until="\d+"[^>]*?(hidden)?>(\d+) min kvar', page.text)
    assert [minutes for hidden, minutes in left if not hidden] == ["5"], "the first point has begun"
    assert len(left) > 1
    assert "min kvar" not in (await table.hub.browser("mother").get(way)).text
    assert "min kvar" not in (await leader.get(await planned(table))).text
