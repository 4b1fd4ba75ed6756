"""The shared screen of a sitting: what all who are here may read, and nothing that one of them may not."""

import re

from consent.ledger.replay import Replay
from hub.ids import new_id
from hub.openings import listed
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import later, log_in
from tests.hub.running import KINDS, Kind
from tests.hub.sitting import (
    BUP,
    LEADER,
    POLICE,
    comes,
    comes_from,
    goes,
    invited,
    screen,
    shown_on,
    sitting,
    still,
)
from tests.hub.test_agenda import lines, told


async def stops_bup(table: Desk) -> None:
    """The mother presses on her telephone."""
    stop = f"/medgivande/{table.ids['tove-ja']}/sluta"
    answer = await table.hub.browser("mother").send(stop, {"vad": "del", "enhet": "BUP"})
    assert answer.status_code == 303, answer.text


SCHOOL_AND_BUP = {"tove-narvaro", "tove-hemma", "tove-samtal", "tove-bup", "tove-plan-1"}


async def test_it_shows_what_all_may_read_and_less_with_each_who_comes(table: Desk) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    assert "Säg på mötets sida att du är här" in told(await screen(leader, way))
    assert shown_on(await screen(leader, way)) == set()
    await comes(leader, way)
    assert shown_on(await screen(leader, way)) == SCHOOL_AND_BUP
    await comes_from(table, way, BUP)
    both = await screen(leader, way)
    assert (shown_on(both), "Något visas inte längre" in told(both)) == (SCHOOL_AND_BUP, False)
    await comes_from(table, way, "mother")
    assert shown_on(await screen(leader, way)) == SCHOOL_AND_BUP
    await comes_from(table, way, "father")
    page = await screen(leader, way)
    assert shown_on(page) == SCHOOL_AND_BUP - {"tove-hemma"}, "she has not released it to him"
    assert "Något visas inte längre" in told(page)
    police = await invited(table, POLICE)
    number = await comes(police, way)
    page = await screen(leader, way)
    assert (shown_on(page), "Något visas inte längre" in told(page)) == (set(), True)
    assert (await goes(police, way, number)).status_code == 303
    assert shown_on(await screen(leader, way)) == SCHOOL_AND_BUP - {"tove-hemma"}


async def test_whoever_is_not_here_and_whoever_is_a_stranger_has_no_screen(table: Desk) -> None:
    way = await sitting(table)
    await comes(table.hub.browser(LEADER), way)
    assert shown_on(await screen(table.hub.browser(BUP), way)) == set(), "nobody has asked for BUP's eyes"
    nowhere = (await table.hub.browser(POLICE).get(f"/rum/{new_id()}/mote/{new_id()}/skarm")).text
    for kind in (POLICE, "mother", "auditor", "same unit, outside"):
        answer = await table.hub.browser(kind).get(f"{way}/skarm")
        assert answer.status_code == 404, kind
    strip = re.compile(r'nonce-[^"\']+|name="_csrf_token" value="[^"]*"')
    hidden = (await table.hub.browser(POLICE).get(f"{way}/skarm")).text
    assert strip.sub("", hidden) == strip.sub("", nowhere)
    assert (
        await table.hub.browser(LEADER).get(f"{way.rpartition('/')[0]}/{new_id()}/skarm")
    ).status_code == 404


async def test_with_a_guest_it_is_empty_and_an_interpreter_is_of_the_unit(table: Desk) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    assert (
        await leader.send(f"{way}/dagordning", lines(("start", "5", ""), ("maende", "10", "BUP")))
    ).status_code == 303
    assert (await leader.send(f"{way}/har", {"nummer": new_id(), "vem": "guest"})).status_code == 403
    await comes(leader, way)
    await comes(leader, way, "interpreter")
    page = await screen(leader, way)
    assert shown_on(page) == SCHOOL_AND_BUP
    assert "Hur jag mår" in told(page).partition("Det som alla")[0]
    guest = await comes(leader, way, "guest")
    page = await screen(leader, way)
    assert shown_on(page) == set()
    agenda = told(page).partition("Det som alla")[0]
    assert ("Välkommen" in agenda, "Hur jag mår" in agenda) == (True, False)
    assert (await goes(leader, way, guest)).status_code == 303
    assert shown_on(await screen(leader, way)) == SCHOOL_AND_BUP
    mother = table.hub.browser("mother")
    await comes(mother, way)
    assert "Hur jag mår" in told(await screen(leader, way)).partition("Det som alla")[0], "her child's"
    assert (await mother.send(f"{way}/har", {"nummer": new_id(), "vem": "interpreter"})).status_code == 403


async def test_every_showing_is_written_down_as_one_and_names_all_who_were_here(table: Desk) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    await comes(leader, way)
    await comes_from(table, way, BUP, "mother")
    await comes(leader, way, "interpreter")
    before = len(await table.hub.entries())
    page = await screen(leader, way)
    added = (await table.hub.entries())[before:]
    assert added[0].kind == "ScreenShown"
    assert {e.kind for e in added[1:]} == {"ItemShown"}
    (first, *texts) = added
    present = [one.split(" ")[1:] for one in listed(first.body["present"])]
    assert present == [
        ["SKOLA.EH", "staff"],
        ["BUP", "staff"],
        ["FAMILY", "family"],
        ["SKOLA.EH", "interpreter"],
    ]
    assert set(listed(first.body["items"])) == {e.body["item"] for e in texts}
    assert len({e.body["display"] for e in added}) == 1
    narvaro = next(e for e in texts if e.body["item"] == table.ids["tove-narvaro"])
    under = [one.split(" ")[1:] for one in listed(narvaro.body["shown_to"])]
    consent = table.ids["tove-ja"]
    assert under == [
        ["SKOLA.EH", "staff", consent],
        ["BUP", "staff", consent],
        ["FAMILY", "family"],
        ["SKOLA.EH", "interpreter", consent],
    ]
    before = len(await table.hub.entries())
    assert await still(leader, page)
    assert len(await table.hub.entries()) == before, "to ask whether it may go on is no opening"


async def test_whatever_changes_the_answer_ends_what_is_shown(table: Desk) -> None:
    way, leader = await sitting(table), table.hub.browser(LEADER)
    await comes(leader, way)
    await comes_from(table, way, BUP)
    page = await screen(leader, way)
    assert await still(leader, page)
    await stops_bup(table)
    assert not await still(leader, page)
    page = await screen(leader, way)
    assert shown_on(page) == set()
    assert await still(leader, page)
    await comes_from(table, way, "father")
    assert not await still(leader, page), "somebody has come"
    page = await screen(leader, way)
    assert not await still(table.hub.browser(BUP), page) or shown_on(page) == set()
    assert (await leader.send(f"{way}/avsluta", {"vidare": "klart"})).status_code == 303
    assert not await still(leader, page)
    over = await screen(leader, way)
    assert "Mötet pågår inte" in told(over)
    replay = Replay()
    entries = await table.hub.entries()
    assert [said for e in entries for said in replay.follow(e.index, e.kind, e.body)] == []


async def test_the_order_of_the_ledger_is_checked_for_the_screen_too(table: Desk) -> None:
    """A showing that had come after the end would be found, by whom it was for."""
    way, leader = await sitting(table), table.hub.browser(LEADER)
    await comes(leader, way)
    await comes_from(table, way, BUP)
    await screen(leader, way)
    await stops_bup(table)
    entries = await table.hub.entries()
    shown = [e for e in entries if e.kind == "ItemShown"]
    replay = Replay()
    assert [said for e in entries for said in replay.follow(e.index, e.kind, e.body)] == []
    said = {line for e in shown for line in replay.follow(e.index, e.kind, e.body)}
    assert said
    assert all("took BUP" in line for line in said)


async def test_a_childs_own_eyes_last_as_long_as_the_login(table: Desk) -> None:
    """What is hidden from her parents is on the screen while only she and the school are here, for five minutes."""
    leader = await log_in(table.hub, Kind("sofie", "UM"))
    way = await sitting(table, "linnea", leader)
    await comes(leader, way)
    youth = await log_in(table.hub, KINDS["sixteen-year-old"])
    await comes(youth, way)
    with_her = await screen(leader, way)
    titles = re.findall(r"<h3", with_her.text)
    assert titles
    again = await log_in(table.hub, KINDS["sixteen-year-old"])
    await later(again, table.hub, minutes=6)
    await comes(again, way)
    assert not await still(leader, with_her)
    old = await screen(leader, way)
    assert len(re.findall(r"<h3", old.text)) < len(titles)
    parent = await log_in(table.hub, Kind("camilla"))
    await comes(await log_in(table.hub, KINDS["sixteen-year-old"]), way)
    assert len(re.findall(r"<h3", (await screen(leader, way)).text)) == len(titles), "a newer login of hers"
    await comes(parent, way)
    assert len(re.findall(r"<h3", (await screen(leader, way)).text)) < len(titles)
