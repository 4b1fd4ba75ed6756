"""A sitting closes with the day of the next one, or with why there is none."""

from typing import Any

import pytest

from hub.ids import new_id
from hub.meeting.tables import MeetingRow
from tests.hub.bad_input_sent import Desk
from tests.hub.sitting import BUP, LEADER, POLICE, sitting, written
from tests.hub.test_agenda import told


async def state_of(way: str) -> str:
    rows = await MeetingRow.select(MeetingRow.state).where(MeetingRow.id == way.rpartition("/")[2])
    return str(rows[0]["state"])


async def only(way: str) -> None:
    """No other sitting of the town is to come."""
    others = (MeetingRow.id != way.rpartition("/")[2]) & (MeetingRow.state == "planned")
    await MeetingRow.update({MeetingRow.state: "closed"}).where(others)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Välj ett av svaren"),
        ({"vidare": "x"}, "Välj ett av svaren som finns"),
        ({"vidare": "igen"}, "Skriv ett datum som finns"),
        ({"vidare": "igen", "dag": "2020-01-01", "tid": "14:00"}, "Dagen"),
        ({"vidare": "igen", "dag": "{later}", "tid": "25:00"}, "Skriv en tid som finns"),
        ({"vidare": "igen", "dag": "{later}", "tid": "14:00", "mote": "x"}, "Sidan var för gammal"),
    ],
)
async def test_without_either_it_stays_open_and_says_what_is_lacking(
    table: Desk, sent: dict[str, Any], said: str
) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    await only(way)
    page = told(await leader.get(f"{way}/avsluta"))
    assert "Hur går ni vidare?" in page
    fields = {"mote": new_id()} | {k: v.replace("{later}", table.ids["later"]) for k, v in sent.items()}
    answer = await leader.send(f"{way}/avsluta", fields)
    assert answer.status_code == 400
    assert said in told(answer)
    assert await state_of(way) == "open"


async def test_with_a_day_the_next_one_is_planned_and_twice_is_once(table: Desk) -> None:
    way, leader, number = await sitting(table), table.hub.browser(LEADER), new_id()
    await only(way)
    sent = {"vidare": "igen", "mote": number, "dag": table.ids["later"], "tid": "14:30"}
    for _twice in range(2):
        answer = await leader.send(f"{way}/avsluta", sent)
        assert answer.status_code == 303, answer.text
    assert await state_of(way) == "closed"
    assert await state_of(f"/{number}") == "planned"
    closed = await written(table, "MeetingClosed")
    assert [e.body["ending"] for e in closed if e.body["meeting"] == way.rpartition("/")[2]] == [""]
    assert "Välkommen" in told(await leader.get(f"{way.rpartition('/')[0]}/{number}")), "with its agenda"


async def test_where_another_is_planned_that_is_enough(table: Desk) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    page = told(await leader.get(f"{way}/avsluta"))
    assert "Nästa möte är planerat till" in page
    assert "Hur går ni vidare?" not in page
    assert (await leader.send(f"{way}/avsluta")).status_code == 303
    assert await state_of(way) == "closed"
    assert "inget att avsluta" in told(await leader.get(f"{way}/avsluta"))


async def test_with_a_reason_it_closes_and_the_reason_stands_in_the_ledger(table: Desk) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    await only(way)
    assert (await table.hub.browser(POLICE).get(f"{way}/avsluta")).status_code == 404
    assert (await table.hub.browser(POLICE).send(f"{way}/avsluta", {"vidare": "klart"})).status_code == 404
    assert (await table.hub.browser(BUP).send(f"{way}/avsluta", {"vidare": "onskan"})).status_code == 303
    assert (await written(table, "MeetingClosed"))[-1].body["ending"] == "onskan"
    assert (await leader.send(f"{way}/oppna")).status_code == 403, "closed is final"
