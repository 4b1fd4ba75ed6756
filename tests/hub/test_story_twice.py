"""Of one's own story: what the others can tell of it, what is sent twice or at once, and what stays when it is gone."""

import asyncio

import pytest

from consent.errors import KeyGone
from hub.ids import new_id
from hub.meeting.tables import RoomRow
from hub.story.own import story_of
from hub.story.tables import ItemRow
from tests.hub.bad_input_sent import Desk, happened
from tests.hub.loading import log_in
from tests.hub.running import KINDS, Browser
from tests.hub.test_story import STORY, TOLD, WRITE, part, shared, told

NOT_YET = "Det här är inte sparat än"


async def story_room(table: Desk) -> str:
    (row,) = await RoomRow.select(RoomRow.id).where(RoomRow.purpose == "egen-berattelse").run()
    return str(row["id"])


async def entries_of(table: Desk, browser: Browser, *paths: str) -> int:
    """How many entries these pages write."""
    size = len(await table.hub.entries())
    for path in paths:
        assert (await browser.get(path)).status_code == 200
    return len(await table.hub.entries()) - size


async def test_nothing_that_another_s_page_writes_tells_of_a_story(table: Desk) -> None:
    """A receipt tells how long the ledger is: so what the father's pages write must not grow with her story."""
    father, pages = table.hub.browser("father"), ("/uppgifter", "/vem-har-last", "/vem-far-se", STORY)
    before = await entries_of(table, father, *pages)
    await told(table)
    assert await entries_of(table, father, *pages) == before
    room = await story_room(table)
    for who in ("father", "mother", "child", "participant"):
        for path in (f"/rum/{room}", f"/rum/{room}/publicera"):
            assert (await table.hub.browser(who).get(path)).status_code == 404


async def test_a_part_is_shared_once_in_a_room(table: Desk) -> None:
    mother, item = table.hub.browser("mother"), await told(table)
    path = f"{STORY}/{item}/dela/{table.ids['room tove']}"
    form = [("nummer", new_id()), ("till", "BUP"), ("till", "SKOLA.EH")]
    forms = [form, form, [("nummer", new_id()), ("till", "BUP")]]
    answers = await asyncio.gather(*(mother.send(path, one) for one in forms))
    assert sorted(a.status_code for a in answers) in ([303, 303, 409], [303, 409, 409])
    assert await ItemRow.count().where(ItemRow.part == item).run() == 1
    (copy,) = await ItemRow.select(ItemRow.id).where(ItemRow.part == item).run()
    narrower = await mother.send(path, [("nummer", copy["id"]), ("till", "SKOLA.EH")])
    assert narrower.status_code == 409
    assert NOT_YET in narrower.text
    assert "Den är redan delad här" in narrower.text


async def test_only_rooms_and_units_that_are_offered(table: Desk) -> None:
    mother, item = table.hub.browser("mother"), await told(table)
    size = len(await table.hub.entries())
    rooms = [table.ids["room melker"], table.ids["room linnea"], await story_room(table), new_id(), "xyz"]
    for room in rooms:
        form = [("nummer", new_id()), ("till", "BUP")]
        assert (await mother.send(f"{STORY}/{item}/dela/{room}", form)).status_code == 404
    for units in ([], ["SOC.UTR"], ["FAMILY"], ["BUP", "NOPE"]):
        form = [("nummer", new_id()), *(("till", unit) for unit in units)]
        answer = await mother.send(f"{STORY}/{item}/dela/{table.ids['room tove']}", form)
        assert answer.status_code == 400
    assert "ItemPublished" not in await happened(table, size)


async def test_newer_words_go_once_and_leave_alone_what_was_changed_there(table: Desk) -> None:
    mother, item = table.hub.browser("mother"), await told(table)
    copy = await shared(table, mother, item, "BUP")
    new = {"version": "1", "rubrik": "Kvällarna", "text": "Nya ord."}
    assert (await mother.send(f"/uppgift/{item}/ratta", new)).status_code == 303
    size = len(await table.hub.entries())
    answers = await asyncio.gather(*(mother.send(f"{STORY}/{item}/uppdatera") for _ in range(4)))
    assert {a.status_code for a in answers} == {303}
    assert (await happened(table, size))["ItemCorrected"] == 1
    there = {"version": "2", "rubrik": "Kvällarna", "text": "Mindre ord, just här."}
    assert (await mother.send(f"/uppgift/{copy}/ratta", there)).status_code == 303
    assert (
        await mother.send(f"/uppgift/{item}/ratta", {**new, "version": "2", "text": "Fler."})
    ).status_code == 303
    assert "Där har du ändrat texten." in (await mother.get(STORY)).text
    assert (await mother.send(f"{STORY}/{item}/uppdatera")).status_code == 303
    assert "Mindre ord, just här." in (await mother.get(f"/uppgift/{copy}")).text


async def test_what_is_deleted_here_and_still_stands_there_is_said(table: Desk) -> None:
    mother, item = table.hub.browser("mother"), await told(table)
    copy = await shared(table, mother, item, "BUP")
    assert "ligger den kvar där" in (await mother.get(f"/uppgift/{item}")).text
    answer = await mother.send(f"/uppgift/{item}/ta-bort")
    assert answer.headers["location"] == f"{STORY}?sparat=borta"
    assert f"/uppgift/{copy}" in (await mother.get(STORY)).text
    assert (await mother.send(f"/uppgift/{copy}/ta-bort")).status_code == 303
    assert f"/uppgift/{copy}" not in (await mother.get(STORY)).text


async def test_who_in_the_family_reads_stands_on_the_page(table: Desk) -> None:
    alone, both = await told(table), await told(table, familj=table.ids["jonas"])
    mother = table.hub.browser("mother")
    assert "du och <bdi>Jonas Almgren</bdi>." in (await mother.get(f"/uppgift/{both}")).text
    assert "I familjen läser bara du den." in (await mother.get(f"/uppgift/{alone}")).text
    page = (await mother.get(STORY)).text
    assert page.count("I familjen läser bara du den.") == page.count("Jonas Almgren") == 1


async def test_nobody_is_named_to_a_weak_login(table: Desk) -> None:
    weak = await log_in(table.hub, KINDS["mother"], level=2)
    answers = [await weak.get(STORY), await weak.get(WRITE), await weak.send(WRITE, part(table, text=""))]
    for answer in answers:
        assert answer.status_code == 403
        assert "Tove" not in answer.text


async def test_a_refused_part_leaves_no_story(table: Desk) -> None:
    answer = await table.hub.browser("mother").send(WRITE, part(table, familj="a" * 26))
    assert answer.status_code == 400
    assert TOLD in answer.text
    assert not await RoomRow.exists().where(RoomRow.purpose == "egen-berattelse").run()
    room = story_of(table.hub.house, table.ids["tove"], table.ids["karin"])
    with pytest.raises(KeyGone):
        await table.hub.house.keys.key(f"room:{room}")


async def test_nobody_tells_of_a_child_that_is_not_theirs(table: Desk) -> None:
    for who in ("parent without custody", "staff as family", "guardian of another family"):
        answer = await table.hub.browser(who).send(WRITE, part(table))
        assert answer.status_code == 400
        assert "Tove" not in (await table.hub.browser(who).get(STORY)).text
