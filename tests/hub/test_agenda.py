"""What a room is opened from, and the agenda of a sitting: set by whoever leads, and seen as far as one may."""

import re
from html import unescape
from typing import Any

import httpx2
import pytest

from hub.ids import new_id
from hub.meeting.agenda import of_meeting
from hub.meeting.forums import load
from hub.meeting.tables import RoomRow
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import later, log_in
from tests.hub.running import KINDS, Kind

POINTS = [("start", "5", ""), ("franvaro", "10", "SKOLA.EH"), ("maende", "15", "BUP")]


def lines(*points: tuple[str, str, str]) -> dict[str, str]:
    return {
        f"{name}{n}": value
        for n, point in enumerate(points)
        for name, value in zip(("amne", "minuter", "enhet"), point, strict=True)
    }


async def planned(table: Desk, room: str = "tove", by: str = "participant") -> str:
    """A sitting of that room is planned, by whoever leads it; its page."""
    number, later = new_id(), table.form("/rum/{room}/mote")
    form = {**dict(later), "mote": number}
    answer = await table.hub.browser(by).send(table.path("/rum/{room}/mote", room), form)
    assert answer.status_code == 303, answer.text
    return f"/rum/{table.ids[f'room {room}']}/mote/{number}"


def told(page: httpx2.Response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.text)))


async def test_a_room_of_a_forum_begins_with_its_agenda(table: Desk) -> None:
    way = await planned(table)
    page = told(await table.hub.browser("participant").get(way))
    usual = load(None)["sip"].agenda
    assert [p.topic for p in await of_meeting(way.rpartition("/")[2])] == [p.topic for p in usual]
    for words in (
        "Välkommen, och vad mötet ska svara på",
        "Vad som är viktigt för mig",
        "Vem kan vara med på vad",
    ):
        assert words in page


async def test_whoever_leads_sets_it_and_nobody_else(table: Desk) -> None:
    way = await planned(table)
    meeting, leader = way.rpartition("/")[2], table.hub.browser("participant")
    for kind in ("participant at BUP", "police", "mother"):
        answer = await table.hub.browser(kind).send(f"{way}/dagordning", lines(*POINTS))
        assert answer.status_code in (400, 403, 404), kind
    before = len(await table.hub.entries())
    for _twice in range(2):
        assert (await leader.send(f"{way}/dagordning", lines(*POINTS))).headers["location"].startswith(way)
    assert [(p.topic, str(p.minutes), p.unit) for p in await of_meeting(meeting)] == POINTS
    added = (await table.hub.entries())[before:]
    assert [e.body["points"] for e in added if e.kind == "AgendaSet"] == [
        ["start 5", "franvaro 10 SKOLA.EH", "maende 15 BUP"]
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("start", "0", ""), "från 1 till 240"),
        (("start", "241", ""), "från 1 till 240"),
        (("start", "tio", ""), "från 1 till 240"),
        (("start", "", ""), "Det saknas"),
        (("allt", "10", ""), "Välj ett av svaren som finns"),
        (("start", "10", "NOWHERE"), "Välj ett av svaren som finns"),
    ],
)
async def test_a_line_that_is_wrong_is_named_and_nothing_is_saved(table: Desk, line: Any, said: str) -> None:
    way = await planned(table)
    before = await of_meeting(way.rpartition("/")[2])
    answer = await table.hub.browser("participant").send(f"{way}/dagordning", lines(POINTS[0], line))
    assert answer.status_code == 400
    assert said in told(answer)
    assert await of_meeting(way.rpartition("/")[2]) == before


async def test_a_sitting_that_is_over_keeps_its_agenda(table: Desk) -> None:
    way, leader = await planned(table), table.hub.browser("participant")
    for move in ("oppna", "avsluta"):
        assert (await leader.send(f"{way}/{move}", {"vidare": "klart"})).status_code == 303
    assert (await leader.send(f"{way}/dagordning", lines(*POINTS))).status_code == 403
    assert "Ändra dagordningen" not in (await leader.get(way)).text


async def test_a_unit_sees_the_points_that_it_may_take_part_in(table: Desk) -> None:
    """The school's own, and what consent covers; of another there is a point without words, and nothing without any."""
    way = await planned(table)
    points = [*POINTS, ("missbruk", "5", "SOC.FORE")]
    assert (
        await table.hub.browser("participant").send(f"{way}/dagordning", lines(*points))
    ).status_code == 303
    page = told(await table.hub.browser("participant at BUP").get(way))
    assert "Alkohol och droger" not in page
    assert "En punkt som din enhet inte är med på" in page
    assert "Hur jag mår" in page, "its own"
    assert "Vem kan vara med på vad" not in page
    mother = told(await table.hub.browser("mother").get(way))
    assert "Alkohol och droger" in mother
    assert "En punkt som" not in mother
    assert (await table.hub.browser("police").get(way)).status_code == 404


async def test_no_unit_hears_of_a_topic_by_a_point_in_its_own_name(table: Desk) -> None:
    """What whoever leads may not tell a unit of the child, a point that the unit leads does not tell it either."""
    way, leader = await planned(table), table.hub.browser("participant")
    for unit in ("", "BUP"):
        set_ = await leader.send(f"{way}/dagordning", lines(("drogtest", "5", unit)))
        assert set_.status_code == 303
        assert "Drogtest" not in told(await table.hub.browser("participant at BUP").get(way)), unit


async def test_what_a_youth_decides_alone_is_no_point_to_her_parents(table: Desk) -> None:
    number = new_id()
    opener = await log_in(table.hub, Kind("sofie", "UM"))
    room = table.ids["room linnea"]
    form = {**dict(table.form("/rum/{room}/mote")), "mote": number, "av": table.hub.ids.person("sofie")}
    answer = await opener.send(f"/rum/{room}/mote", form)
    assert answer.status_code == 303, answer.text
    way = f"/rum/{room}/mote/{number}"
    set_ = await opener.send(f"{way}/dagordning", lines(POINTS[0], ("maende", "15", "UM")))
    assert set_.status_code == 303, set_.text
    browser = await log_in(table.hub, KINDS["sixteen-year-old"])
    youth = told(await browser.get(way))
    parent = told(await (await log_in(table.hub, Kind("camilla"))).get(way))
    assert ("Hur jag mår" in youth, "Hur jag mår" in parent) == (True, False)
    assert "Välkommen" in parent
    await later(browser, table.hub, minutes=6)
    again = told(await browser.get(way))
    assert ("Hur jag mår" in again, "Välkommen" in again) == (False, True), (
        "her telephone may be in their hands"
    )


async def test_whoever_leads_sees_for_whom_a_point_is_dark_and_can_ask(table: Desk) -> None:
    way, leader = await planned(table), table.hub.browser("participant")
    points = [("drogtest", "5", "SKOLA.EH")]
    assert (await leader.send(f"{way}/dagordning", lines(*points))).status_code == 303
    page = await leader.get(way)
    heads = re.findall(r'<th scope="col">(.*?)</th>', page.text)
    row = dict(
        zip(heads, re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page.text.partition("<tbody>")[2]), strict=False)
    )
    assert row[heads[0]] == "Drogtest"
    assert [cell for cell in row.values() if cell == "har punkten"] == ["har punkten"]
    assert "Samtycket är för snävt för det här." in row.values()
    assert "Fråga familjen om Drogtest för Barn- och ungdomspsykiatrin (BUP)" in told(page)
    asked = re.search(r'href="(/rum/\w+/fraga\?[^"]+)"', page.text)
    assert asked is not None
    form = await leader.get(unescape(asked[1]))
    assert re.search(r'value="drogtest" checked', form.text)
    assert re.search(r'name="fran" value="SKOLA.EH" checked|value="SKOLA.EH" checked', form.text)


async def test_what_the_family_would_tell_is_a_point_to_whom_it_is_shared_with(table: Desk) -> None:
    way, leader = await planned(table), table.hub.browser("participant")
    set_ = await leader.send(
        f"{way}/dagordning", lines(("familj", "10", "FAMILY"), ("maende", "10", "FAMILY"))
    )
    assert set_.status_code == 303
    bup, mother = [told(await table.hub.browser(kind).get(way)) for kind in ("participant at BUP", "mother")]
    assert ("Familj och hem" in bup, "Hur jag mår" in bup) == (False, True), "as the town has said yes"
    assert ("Familj och hem" in mother, "Hur jag mår" in mother) == (True, True)
    asked = re.findall(r'href="(/rum/\w+/fraga\?[^"]+)"', (await leader.get(way)).text)
    assert any("fran=FAMILY" in unescape(one) for one in asked)


async def test_a_room_is_opened_from_a_forum_or_from_none(table: Desk) -> None:
    leader = table.hub.browser("participant")
    form = await leader.get("/rum/nytt")
    for name in ("SIP", "SSPF", "BarnSAM", "EHT", "Nätverksmöte", "Eget möte"):
        assert name in form.text
    for forum, kept in (("eht", "eht"), ("eget", "")):
        number = new_id()
        sent = {
            "rum": number,
            "mall": forum,
            "andamal": "SIP-maende",
            "nummer": table.hub.town.families["tove"].number,
        }
        answer = await leader.send("/rum/nytt", sent)
        assert answer.headers["location"] == f"/rum/{number}?sparat=ja", answer.text
        rows = await RoomRow.select(RoomRow.forum).where(RoomRow.id == number).run()
        assert rows == [{"forum": kept}]
    assert (await leader.send("/rum/nytt", {**sent, "rum": new_id(), "mall": "x"})).status_code == 400
