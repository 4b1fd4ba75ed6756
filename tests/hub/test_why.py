"""Varför? Somebody in the family asks a unit why it read: who may, of which readings, and how often."""

import pytest

from hub.meeting.tables import ParticipantRow
from hub.story.tables import WhyRow
from hub.story.why import MOST_OPEN
from hub.story.whys import code_of
from hub.wording.text import day
from tests.hub.bad_input_sent import Desk, happened, nothing_changes
from tests.hub.loading import renew
from tests.hub.test_shown import words_of
from tests.hub.whys import BECAUSE, BUP, answered, answering, published, read_by_bup


async def test_a_mother_asks_and_the_answer_stays_with_the_row(table: Desk) -> None:
    mother, bup = table.hub.browser("mother"), table.hub.browser(BUP)
    path = await read_by_bup(table)
    assert path in (await mother.get("/vem-har-last")).text
    assert "De ser att det är du som frågar." in words_of(await mother.get(path))
    size = len(await table.hub.entries())
    sent = await mother.send(path)
    assert sent.headers["location"] == "/vem-har-last?sparat=fragad"
    assert (await happened(table, size))["WhyAsked"] == 1
    shown = words_of(await mother.get("/vem-har-last"))
    (why,) = await WhyRow.select().run()
    assert f"Du har frågat varför. Svaret ska komma senast {day(why['due'])}." in shown
    room = await bup.get(f"/rum/{table.ids['room tove']}")
    assert "Svara Karin Almgren" in words_of(room)
    assert answering(table, why) in room.text
    form = words_of(await bup.get(answering(table, why)))
    assert "Karin Almgren" in form
    assert "Rebecka" in form, "the unit is told who of them read"
    done = await answered(table, why)
    item = done.headers["location"].removeprefix("/uppgift/").removesuffix("?sparat=ja")
    assert (await happened(table, size))["WhyAnswered"] == 1
    assert f"/uppgift/{item}" in (await mother.get("/vem-har-last")).text
    assert BECAUSE in (await mother.get(f"/uppgift/{item}")).text
    assert "Familjen frågar" not in words_of(await bup.get(f"/rum/{table.ids['room tove']}"))
    assert (await bup.get(answering(table, why))).headers["location"] == f"/uppgift/{item}"


async def test_each_asks_for_themselves_and_asking_twice_is_asking_once(table: Desk) -> None:
    """That somebody else has asked is theirs to tell; the answer is for all who can read the text."""
    mother, father = table.hub.browser("mother"), table.hub.browser("father")
    path = await read_by_bup(table)
    for _ in range(2):
        assert (await mother.send(path)).status_code == 303
    assert await WhyRow.count().run() == 1
    assert "Du har frågat" not in words_of(await father.get("/vem-har-last"))
    assert path in (await father.get("/vem-har-last")).text
    (why,) = await WhyRow.select().run()
    await answered(table, why)
    assert "Svaret på varför" in words_of(await father.get("/vem-har-last"))
    assert (await father.send(path)).status_code == 303
    assert await WhyRow.count().run() == 2


@pytest.mark.parametrize(
    "who", ["guardian of another family", "parent without custody", "participant", BUP, "auditor"]
)
async def test_only_who_can_read_the_text_in_the_family_asks(table: Desk, who: str) -> None:
    path = await read_by_bup(table)
    browser = table.hub.browser(who)
    async with nothing_changes(table.hub):
        assert (await browser.get(path)).status_code == 404
        assert (await browser.send(path)).status_code == 404


@pytest.mark.parametrize("row", ["7", "99999999", "-1", "x", "9" * 40, "²"])
async def test_what_is_no_reading_of_the_text_is_nowhere(table: Desk, row: str) -> None:
    mother = table.hub.browser("mother")
    async with nothing_changes(table.hub):
        path = f"/uppgift/{table.ids['tove-narvaro']}/varfor/{row}"
        assert (await mother.get(path)).status_code == 404
        assert (await mother.send(path)).status_code == 404


async def test_a_reading_of_a_hidden_text_is_nowhere_for_those_it_is_hidden_from(table: Desk) -> None:
    path = await read_by_bup(table, "hidden")
    await renew(table.hub, "child")
    assert (await table.hub.browser("child").get(path)).status_code == 200
    async with nothing_changes(table.hub):
        assert (await table.hub.browser("mother").get(path)).status_code == 404
        assert (await table.hub.browser("mother").send(path)).status_code == 404


@pytest.mark.parametrize("reader", ["father", "participant"])
async def test_nobody_asks_their_own_family_or_whose_text_it_is(table: Desk, reader: str) -> None:
    """The school reads its own text; the other parent is asked at home."""
    mother, item = table.hub.browser("mother"), await published(table, "participant", "franvaro")
    assert (await table.hub.browser(reader).get(f"/uppgift/{item}")).status_code == 200
    path = f"/uppgift/{item}/varfor/{code_of(table.hub.house, (await table.hub.entries())[-1])}"
    assert path not in (await mother.get("/vem-har-last")).text
    assert (await mother.get(path)).status_code == 404
    assert (await mother.send(path)).status_code == 404


async def test_a_unit_that_has_left_is_not_asked(table: Desk) -> None:
    path = await read_by_bup(table)
    gone = {ParticipantRow.until: await table.hub.house.clock()}
    await ParticipantRow.update(gone).where(ParticipantRow.unit == "BUP").run()
    moved = await table.send("participant", "/rum/{room}/mote", "tove")
    assert moved.status_code == 303, "so that nobody goes by what was kept of the room"
    mother = table.hub.browser("mother")
    shown = await mother.get("/vem-har-last")
    assert path not in shown.text
    assert "Ring dem om du undrar varför de läste." in words_of(shown)
    assert (await mother.send(path)).status_code == 404


async def test_so_many_questions_wait_and_no_more(table: Desk) -> None:
    mother = table.hub.browser("mother")
    paths = [await read_by_bup(table) for _ in range(MOST_OPEN + 1)]
    for path in paths[:-1]:
        assert (await mother.send(path)).status_code == 303
    answer = await mother.send(paths[-1])
    assert answer.status_code == 400
    assert "Vänta tills någon har svarat." in words_of(answer)
