"""A form that was open when the five minutes were over goes on; one that somebody makes up finds out nothing."""

import re

from consent.tables import ActRow
from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import later, log_in
from tests.hub.running import KINDS, Browser
from tests.hub.test_child_alone import LISTS, YOUTH, old
from tests.hub.test_choosing import acts, sent_from

ANSWERS = {"u.POL": "ja", "u.UM": "ja", "u.SKOLA.EH": "ja", "k.maende": "ja"}


async def asked_alone(table: Desk) -> str:
    """A question that Linnea decides alone, and has not answered."""
    number, linnea = new_id(), table.ids["linnea"]
    answer = await table.send(
        "participant", "/rum/{room}/fraga", "linnea", nummer=number, om=linnea, till=["POL", "UM"]
    )
    assert answer.status_code == 303, answer.text
    return number


async def test_an_answer_that_took_her_long_is_not_lost(table: Desk) -> None:
    """One thing at a time, about what is hers alone, from a form that was open before the five minutes were over."""
    alone, aged = await asked_alone(table), await log_in(table.hub, KINDS[YOUTH])
    way = f"/medgivande/{alone}/valj"
    page = await aged.get(way)
    await later(aged, table.hub, minutes=6)
    assert (await aged.get(way)).status_code == 404
    page = await aged.press(page, way, steg="3", **ANSWERS)
    assert "Kontrollera dina svar" in page.text
    yes = await aged.send(f"/medgivande/{alone}/ja", sent_from(page))
    assert yes.headers["location"] == "/vem-far-se?sparat=framme"
    assert [kind for kind, *_ in await acts(alone)] == ["grant"]
    stopped = await aged.send(f"/medgivande/{alone}/sluta", {"vad": "del", "kategori": "maende"})
    assert stopped.headers["location"] == "/vem-far-se?sparat=framme"


async def test_a_second_press_of_hers_gets_the_same_page(table: Desk) -> None:
    """The first has changed the question: whoever had its page before them hears that it came, and it is done once."""
    for part in ({}, {"u.POL": "nej"}):
        alone, aged = await asked_alone(table), await log_in(table.hub, KINDS[YOUTH])
        page, way = await aged.get(f"/medgivande/{alone}"), f"/medgivande/{alone}/ja"
        if part:
            step = await aged.send(f"/medgivande/{alone}/valj", {"steg": "3", **ANSWERS, **part})
            page = await aged.get(step.headers["location"])
        await later(aged, table.hub, minutes=6)
        pressed = [await aged.press(page, way) for _press in range(2)]
        assert {one.headers["location"] for one in pressed} == {"/vem-far-se?sparat=framme"}
        done = [kind for kind, *_ in await acts(alone)]
        assert done == (["withdraw", "grant"] if part else ["grant"])


async def test_who_is_not_asked_finds_no_question_by_a_stop(table: Desk) -> None:
    alone, father = await asked_alone(table), table.hub.browser("father")
    for fields in ({"vad": "del", "kategori": "zz"}, {"vad": "del", "kategori": "maende"}, {"vad": "allt"}):
        there, none = [await father.send(f"/medgivande/{one}/sluta", fields) for one in (alone, new_id())]
        assert there.status_code == none.status_code == 404


async def test_a_form_that_somebody_made_up_finds_out_nothing(table: Desk) -> None:
    """Whoever has her telephone knows the addresses of where she has been, and nothing of what stood there."""
    alone, fresh, aged = (
        await asked_alone(table),
        await log_in(table.hub, KINDS[YOUTH]),
        await old(table.hub, YOUTH, minutes=6),
    )
    mine, words = await written(table, fresh), {"version": "1", "rubrik": "Ny", "text": "Ny."}
    for way, fields in (
        ("/medgivande/{}/valj", {"steg": "3", **ANSWERS}),
        ("/medgivande/{}/ja", {"visat": "0" * 32}),
        ("/medgivande/{}/ja", {"visat": "0" * 32, "steg": "3"}),
        ("/medgivande/{}/ja", {"visat": "0" * 32, "steg": "3", "kategori": "zz"}),
        ("/medgivande/{}/sluta", {"vad": "allt", "visa": "ja"}),
        ("/medgivande/{}/sluta", {"vad": "del", "kategori": "zz"}),
        ("/medgivande/{}/sluta", {"vad": "del", "enhet": "BUP"}),
        ("/uppgift/{}/ratta", words),
        ("/uppgift/{}/ratta", words | {"bevis": "0" * 32}),
        ("/uppgift/{}/slapp", {"till": "POL"}),
        ("/uppgift/{}/ta-bort", {}),
        ("/min-berattelse/{}/dela/" + table.ids["room linnea"], {"till": "POL", "nummer": new_id()}),
        ("/min-berattelse/{}/uppdatera", {}),
    ):
        hers, nowhere = alone if "medgivande" in way else mine, new_id()
        there, none = [await aged.send(way.format(one), fields) for one in (hers, nowhere)]
        assert there.status_code == none.status_code, way
        assert there.text.replace(hers, "") == none.text.replace(nowhere, ""), way
    for one in (mine, new_id()):
        told = {"nummer": one, "barn": table.ids["linnea"], "om": table.ids["linnea"], "kategori": "familj"}
        for way in ("/min-berattelse/skriv", f"/rum/{table.ids['room linnea']}/publicera"):
            answer = await aged.send(way, told | words | {"till": "POL"})
            assert (answer.status_code, "Ny." in answer.text) == (401, True), way
    assert await acts(alone) == []
    assert "Så är det." in (await fresh.get(f"/uppgift/{mine}")).text


async def written(table: Desk, browser: Browser) -> str:
    """A part of Linnea's own story that nobody else reads."""
    linnea, number = table.ids["linnea"], new_id()
    fields = {"nummer": number, "barn": linnea, "om": linnea, "kategori": "familj"}
    answer = await browser.send("/min-berattelse/skriv", fields | {"rubrik": "Jag", "text": "Så är det."})
    assert answer.status_code == 303, answer.text
    return number


async def test_words_that_took_her_long_are_not_lost(table: Desk) -> None:
    """From a page that was open before the five minutes were over: a new part, and a correction."""
    fresh, aged = await log_in(table.hub, KINDS[YOUTH]), await log_in(table.hub, KINDS[YOUTH])
    number = await written(table, fresh)
    pages = [await aged.get(address) for address in (f"/uppgift/{number}", "/min-berattelse/skriv")]
    await later(aged, table.hub, minutes=6)
    assert (await aged.get(f"/uppgift/{number}")).status_code == 404
    saved = await aged.press(pages[0], f"/uppgift/{number}/ratta", rubrik="Jag", text="Så var det.")
    assert saved.headers["location"] == "/uppgifter?sparat=ja"
    told = {"om": table.ids["linnea"], "kategori": "familj", "rubrik": "Mer", "text": "Mer."}
    assert (await aged.press(pages[1], "/min-berattelse/skriv", **told)).status_code == 303
    assert "Så var det." in (await fresh.get(f"/uppgift/{number}")).text


async def test_every_page_of_hers_is_asked_for_again(table: Desk) -> None:
    """A page that lies open on her telephone says for how long it may."""
    alone, browser = await asked_alone(table), await log_in(table.hub, KINDS[YOUTH])
    number = await written(table, browser)
    asked = [f"/medgivande/{alone}{page}" for page in ("", "/valj", "/sluta", "/forhandsvisning")]
    for page in (
        *LISTS,
        *asked,
        f"/uppgift/{number}",
        f"/min-berattelse/{number}/dela",
        "/min-berattelse/skriv",
    ):
        answer = await browser.get(page)
        assert answer.status_code == 200, page
        assert re.search(r'data-fresh="[0-9]+"', answer.text), page
    assert (await browser.press(await browser.get(asked[0]), f"/medgivande/{alone}/ja")).status_code == 303
    act = (await ActRow.select(ActRow.id).where(ActRow.consent == alone).run())[0]["id"]
    assert 'data-fresh="' in (await browser.get(f"/kvitto/{act}/sida")).text
    assert 'data-fresh="' not in (await table.hub.browser("mother").get("/vem-far-se")).text
