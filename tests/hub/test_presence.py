"""Who is here in a sitting: coming and leaving, twice and by others; and what is told of it afterwards."""

import re
from typing import Any

import pytest

from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.sitting import BUP, LEADER, POLICE, comes, comes_from, goes, screen, sitting, written
from tests.hub.test_agenda import told


async def test_the_family_sees_who_read_on_the_screen(table: Desk) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    await comes(leader, way)
    await comes_from(table, way, BUP)
    await screen(leader, way)
    await screen(leader, way)
    mother = told(await table.hub.browser("mother").get("/vem-har-last"))
    assert "På mötets skärm" in mother
    assert "Barn- och ungdomspsykiatrin (BUP)" in mother
    rows = (await table.hub.browser("mother").get("/vem-har-last/fil")).json()["readings"]
    on_screen = [row for row in rows if row["screen"]]
    assert len({row["item"] for row in on_screen}) == len(on_screen), "each text once for the same people"


@pytest.mark.parametrize(
    ("kind", "sent", "status"),
    [
        (LEADER, {"nummer": "x"}, 400),
        (LEADER, {"nummer": "0" * 26, "vem": "alla"}, 400),
        (POLICE, {"nummer": "0" * 26}, 404),
        ("guardian of another family", {"nummer": "0" * 26}, 404),
        ("auditor", {"nummer": "0" * 26}, 404),
    ],
)
async def test_bad_forms_and_strangers_are_nowhere(table: Desk, kind: str, sent: Any, status: int) -> None:
    way = await sitting(table)
    for what in ("har", "gar"):
        answer = await table.hub.browser(kind).send(f"{way}/{what}", sent)
        assert answer.status_code == (status if what == "har" or status == 404 else answer.status_code)
    assert await written(table, "CheckedIn") == []


async def test_twice_is_once_and_others_are_sent_away_by_the_leader_alone(table: Desk) -> None:
    way, leader, bup = await sitting(table), table.hub.browser(LEADER), table.hub.browser(BUP)
    number = new_id()
    for _twice in range(2):
        assert (await leader.send(f"{way}/har", {"nummer": number})).status_code == 303
    await comes(leader, way)
    assert len(await written(table, "CheckedIn")) == 1, "here already"
    own = await comes(bup, way)
    assert (await goes(bup, way, number)).status_code == 403
    for _twice in range(2):
        assert (await goes(leader, way, own)).status_code == 303
    assert len(await written(table, "CheckedOut")) == 1
    assert (await goes(leader, way, new_id())).status_code == 403
    assert (await leader.send(f"{way}/avsluta", {"vidare": "klart"})).status_code == 303
    assert (await bup.send(f"{way}/har", {"nummer": new_id()})).status_code == 403


async def test_the_family_can_stop_a_unit_from_the_page_of_the_sitting(table: Desk) -> None:
    way, mother = await sitting(table), table.hub.browser("mother")
    page = await mother.get(way)
    assert "Sluta visa" in told(page)
    stop = f"/medgivande/{table.ids['tove-ja']}/sluta"
    assert f'href="{stop}?enhet=BUP"' in page.text
    shown = await mother.get(f"{stop}?enhet=BUP")
    assert re.search(r'value="del" checked', shown.text)
    assert re.findall(r'name="enhet" value="([^"]+)" checked', shown.text) == ["BUP"]
    assert not re.search(r"checked", (await mother.get(f"{stop}?enhet=POL&enhet=x")).text)
    assert (await mother.press(shown, stop, vad="del", enhet="BUP")).status_code == 303
    assert f'href="{stop}?enhet=BUP"' not in (await mother.get(way)).text
    assert "Sluta visa" not in (await table.hub.browser(BUP).get(way)).text
