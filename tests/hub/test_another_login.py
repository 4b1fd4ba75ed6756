"""A child's pages from an earlier login of hers lead to the login with her words; those of nobody find out nothing."""

import asyncio

from consent.tables import ActRow, ConfirmationRow
from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import later, log_in
from tests.hub.running import KINDS
from tests.hub.test_child_alone import YOUTH, old
from tests.hub.test_child_telephone import ANSWERS, asked_alone, written
from tests.hub.test_choosing import acts, asked, sent_from


async def test_a_spoken_yes_is_confirmed_from_its_page_alone(table: Desk) -> None:
    """The number of the act is in the address of its receipt, where the browser has been."""
    alone = await asked_alone(table)
    form = {"fraga": alone, "vem": table.ids["linnea"], "svar": "grant", "hur": "oral", "sagt": "Ja."}
    way = table.path("/rum/{room}/anteckna/svar", "linnea")
    assert (await table.hub.browser("participant").send(way, form)).status_code == 303
    act = (await ActRow.select(ActRow.id).where(ActRow.consent == alone).run())[0]["id"]
    aged = await old(table.hub, YOUTH, minutes=6)
    for number in (alone, new_id()):
        assert (await aged.send(f"/medgivande/{number}/bekrafta", {"svar": act})).status_code == 404
    assert await ConfirmationRow.count().run() == 0
    hers = await log_in(table.hub, KINDS[YOUTH])
    page = await hers.get(f"/medgivande/{alone}")
    await later(hers, table.hub, minutes=6)
    assert (await hers.press(page, f"/medgivande/{alone}/bekrafta")).status_code == 303
    assert await ConfirmationRow.count().run() == 1


async def test_a_no_beside_a_yes_that_has_come_already_tells_nothing(table: Desk) -> None:
    alone = await asked_alone(table)
    fresh, aged = await log_in(table.hub, KINDS[YOUTH]), await old(table.hub, YOUTH, minutes=6)
    assert (await fresh.send(f"/medgivande/{alone}/sluta", {"vad": "del", "enhet": "POL"})).status_code == 303
    before = await acts(alone)
    there, none = [await aged.send(f"/medgivande/{n}/ja", {"enhet": "POL"}) for n in (alone, new_id())]
    assert there.status_code == none.status_code == 404
    assert await acts(alone) == before


async def test_a_page_from_before_she_logged_in_again_keeps_her_words(table: Desk) -> None:
    """In another tab, as every page invites her to; and then it took her more than five minutes."""
    alone, hers = await asked_alone(table), await log_in(table.hub, KINDS[YOUTH])
    number = await written(table, await log_in(table.hub, KINDS[YOUTH]))
    page = await hers.get(f"/medgivande/{alone}")
    item, story = await hers.get(f"/uppgift/{number}"), await hers.get("/min-berattelse/skriv")
    step = await hers.send(f"/medgivande/{alone}/valj", {"steg": "3", **ANSWERS})
    shown = await hers.get(step.headers["location"])
    await log_in(table.hub, KINDS[YOUTH], browser=hers)
    await later(hers, table.hub, minutes=6)
    for answer in (
        await hers.press(page, f"/medgivande/{alone}/ja"),
        await hers.send(f"/medgivande/{alone}/ja", sent_from(shown)),
    ):
        assert "Du behöver logga in igen" in answer.text
    assert await acts(alone) == []
    new = "Nytt som tog lång tid."
    told = {"om": table.ids["linnea"], "kategori": "familj", "rubrik": "Mer", "text": new}
    for answer in (
        await hers.press(item, f"/uppgift/{number}/ratta", rubrik="Jag", text=new),
        await hers.press(story, "/min-berattelse/skriv", **told),
    ):
        assert (answer.status_code, new in answer.text, "/logga-in" in answer.text) == (401, True, True)
    noes = [await hers.press(page, f"/medgivande/{alone}/nej") for _press in range(2)]
    assert [no.status_code for no in noes] == [303, 303]
    assert [kind for kind, *_ in await acts(alone)] == ["refuse"]


async def test_what_is_written_down_of_another_holds_nobody_s_no_up(table: Desk) -> None:
    number, father, school = (
        await asked(table),
        table.hub.browser("father"),
        table.hub.browser("participant"),
    )
    key = table.hub.house.keys.key

    async def hangs(_scope: str) -> bytes:
        await asyncio.sleep(20)
        raise AssertionError

    form = {"fraga": number, "vem": table.ids["karin"], "svar": "grant", "hur": "oral", "sagt": "Ja."}
    table.hub.house.keys.key = hangs  # type: ignore[method-assign]
    said = asyncio.create_task(school.send(table.path("/rum/{room}/anteckna/svar", "tove"), form))
    await asyncio.sleep(0.3)
    async with asyncio.timeout(5):
        assert (await father.send(f"/medgivande/{number}/nej")).status_code == 303
        assert (await said).status_code == 503
    table.hub.house.keys.key = key  # type: ignore[method-assign]


async def test_an_old_login_is_told_of_nothing_that_nobody_has_asked(table: Desk) -> None:
    aged = await old(table.hub, YOUTH, minutes=6)
    assert "Det här finns ingen fråga om just nu" not in (await aged.get("/vem-far-se")).text
