""" "Min berättelse": told once, shared in several rooms, read by whom its author says, on each kind of database."""

import re

import pytest

from hub.ids import new_id
from hub.meeting.tables import RoomRow
from hub.story.tables import ItemRow
from tests.hub.bad_input_sent import Desk, happened
from tests.hub.running import Browser

TOLD = "När hon får vila efter skolan blir kvällen lugn."
WRITE, STORY = "/min-berattelse/skriv", "/min-berattelse"


def part(table: Desk, **changed: object) -> list[tuple[str, object]]:
    fields: dict[str, object] = {
        "nummer": new_id(), "barn": table.ids["tove"], "rubrik": "Kvällarna", "text": TOLD,
        "kategori": "maende", "om": table.ids["tove"],
    }  # fmt: skip
    return [(name, value) for name, value in (fields | changed).items() if value is not None]


async def told(table: Desk, who: str = "mother", **changed: object) -> str:
    fields = part(table, **changed)
    answer = await table.hub.browser(who).send(WRITE, fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{STORY}?sparat=ja"), answer.text
    return str(dict(fields)["nummer"])


async def shared(table: Desk, browser: Browser, item: str, *units: str) -> str:
    room, number = table.ids["room tove"], new_id()
    fields = [("nummer", number), *(("till", unit) for unit in units)]
    answer = await browser.send(f"{STORY}/{item}/dela/{room}", fields)
    assert answer.status_code == 303, answer.text
    return number


async def test_a_part_is_its_author_s_alone_until_shared(table: Desk) -> None:
    size, item = len(await table.hub.entries()), await told(table)
    assert TOLD in (await table.hub.browser("mother").get(f"/uppgift/{item}")).text
    others = ("father", "child", "participant", "participant at BUP", "guardian of another family")
    for other in others:
        browser = table.hub.browser(other)
        assert (await browser.get(f"/uppgift/{item}")).status_code == 404
        for path in (f"{STORY}/{item}/dela", f"{STORY}/{item}/dela/{table.ids['room tove']}"):
            assert (await browser.get(path)).status_code in (403, 404)
        assert (await browser.send(f"{STORY}/{item}/uppdatera")).status_code in (403, 404)
    for page in (STORY, "/uppgifter", "/vem-har-last", "/vem-far-se"):
        assert "Egen berättelse" not in (await table.hub.browser("father").get(page)).text
        assert item not in (await table.hub.browser("father").get(page)).text
    kinds = await happened(table, size)
    assert (kinds["RoomOpened"], kinds["ItemPublished"]) == (1, 1)


async def test_a_part_that_is_shared_is_read_and_counted_and_renewed(table: Desk) -> None:
    mother, bup = table.hub.browser("mother"), table.hub.browser("participant at BUP")
    item = await told(table)
    copy = await shared(table, mother, item, "BUP", "SKOLA.EH")
    assert TOLD in (await bup.get(f"/uppgift/{copy}")).text
    assert (await bup.get(f"/uppgift/{item}")).status_code == 404
    page = (await mother.get(STORY)).text
    assert "Den har använts i ett rum" in page
    assert "läst en gång av dem som arbetar där" in page
    assert "Redan delad här" in (await mother.get(f"{STORY}/{item}/dela")).text
    new = {"version": "1", "rubrik": "Kvällarna", "text": "Nu är även morgonen lugn."}
    assert (await mother.send(f"/uppgift/{item}/ratta", new)).status_code == 303
    assert "Där står den förra versionen" in (await mother.get(STORY)).text
    assert TOLD in (await bup.get(f"/uppgift/{copy}")).text
    size = len(await table.hub.entries())
    for _ in range(2):
        assert (await mother.send(f"{STORY}/{item}/uppdatera")).status_code == 303
    assert (await happened(table, size))["ItemCorrected"] == 1
    assert "Nu är även morgonen lugn." in (await bup.get(f"/uppgift/{copy}")).text
    assert "Där står den förra versionen" not in (await mother.get(STORY)).text


async def test_without_a_consent_from_the_family_a_shared_part_stays_shut(table: Desk) -> None:
    """The same gate as any text: what no consent covers is not read, whoever shared it."""
    item = await told(table, kategori="missbruk")
    copy = await shared(table, table.hub.browser("mother"), item, "BUP")
    assert (await table.hub.browser("participant at BUP").get(f"/uppgift/{copy}")).status_code == 403


async def test_the_author_says_who_in_the_family_reads(table: Desk) -> None:
    item = await told(table, familj=table.ids["jonas"])
    father = table.hub.browser("father")
    assert TOLD in (await father.get(f"/uppgift/{item}")).text
    listed = (await father.get("/uppgifter")).text
    assert "Egen berättelse" in listed
    assert (await table.hub.browser("child").get(f"/uppgift/{item}")).status_code == 404
    (row,) = await RoomRow.select(RoomRow.id).where(RoomRow.purpose == "egen-berattelse").run()
    assert row["id"] not in listed
    answer = await table.send("father", "/rum/{room}/publicera", row["id"], om=table.ids["tove"])
    assert answer.status_code == 404
    assert (
        await father.send(f"/uppgift/{item}/ratta", {"version": "1", "rubrik": "X", "text": "X"})
    ).status_code == 404


async def test_each_author_has_a_story_of_their_own(table: Desk) -> None:
    for who in ("mother", "father", "child"):
        await told(table, who)
    rows = await RoomRow.select(RoomRow.opened_by).where(RoomRow.purpose == "egen-berattelse").run()
    assert {row["opened_by"] for row in rows} == {table.ids[who] for who in ("karin", "jonas", "tove")}


async def test_sent_twice_it_is_one_and_other_words_are_kept(table: Desk) -> None:
    number, mother = new_id(), table.hub.browser("mother")
    for _ in range(2):
        await told(table, nummer=number)
    answer = await mother.send(WRITE, part(table, nummer=number, text="Något helt annat."))
    assert answer.status_code == 409
    assert "Något helt annat." in answer.text
    assert await ItemRow.count().where(ItemRow.id == number).run() == 1


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"text": ""}, "Det saknas"),
        ({"kategori": None}, "Välj minst ett av ämnena"),
        ({"kategori": "klotter"}, "Välj minst ett av ämnena"),
        ({"om": None}, "Välj vem texten handlar om"),
        ({"om": "a" * 26}, "Välj vem texten handlar om"),
        ({"familj": "a" * 26}, "Bara familjen väljer"),
        ({"barn": "a" * 26}, "Välj ett av svaren"),
        ({"nummer": "x"}, "Sidan var för gammal"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_lost(
    table: Desk, changed: dict[str, object], what: str
) -> None:
    answer = await table.hub.browser("mother").send(WRITE, part(table, **changed))
    assert answer.status_code == 400
    assert what in answer.text
    assert changed.get("text") == "" or TOLD in answer.text


async def test_nobody_is_asked_for_a_consent_in_a_story(table: Desk) -> None:
    await told(table)
    (row,) = await RoomRow.select(RoomRow.id).where(RoomRow.purpose == "egen-berattelse").run()
    answer = await table.send("mother", "/rum/{room}/fraga", row["id"], nummer=new_id())
    assert answer.status_code in (400, 403, 404)
    page = (await table.hub.browser("mother").get(STORY)).text
    assert re.search(r'href="/min-berattelse/skriv\?barn=\w{26}"', page)
