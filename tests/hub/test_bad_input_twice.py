"""Two at once, the same twice, and pages that are older than what they show: saved once, and said plainly."""

import asyncio

import pytest

from consent.tables import ActRow
from hub.ids import new_id
from hub.story.tables import ItemRow, SealedTextRow
from tests.hub.bad_input_sent import Desk, happened
from tests.hub.running import SESSION

PUBLISH, ASK, PLAN = "/rum/{room}/publicera", "/rum/{room}/fraga", "/rum/{room}/mote"
STOP = "/medgivande/{number}/sluta"


async def asked(table: Desk) -> str:
    """A new question that both guardians are asked."""
    number = new_id()
    answer = await table.send("participant", ASK, "tove", nummer=number)
    assert answer.status_code == 303, answer.text
    return number


async def test_two_guardians_say_yes_at_once(table: Desk) -> None:
    """Both are kept, each once, with a receipt each."""
    number, size = await asked(table), len(await table.hub.entries())
    mother, father = table.hub.browser("mother"), table.hub.browser("father")
    answers = await asyncio.gather(*(b.says_yes(number) for b in (mother, father)))
    assert [a.status_code for a in answers] == [303, 303]
    assert (await happened(table, size))["ConsentGranted"] == 2
    assert await ActRow.count().where(ActRow.consent == number).run() == 2


async def test_a_yes_that_is_pressed_five_times_at_once_is_one(table: Desk) -> None:
    number, size = await asked(table), len(await table.hub.entries())
    mother = table.hub.browser("mother")
    page, way = await mother.get(f"/medgivande/{number}"), f"/medgivande/{number}/ja"
    answers = await asyncio.gather(*(mother.press(page, way) for _ in range(5)))
    assert {a.status_code for a in answers} == {303}
    assert (await happened(table, size))["ConsentGranted"] == 1
    assert await ActRow.count().where(ActRow.consent == number).run() == 1


async def test_a_withdrawal_twice_is_one(table: Desk) -> None:
    size = len(await table.hub.entries())
    for _ in range(2):
        answer = await table.send("mother", STOP, "tove-ja")
        assert answer.status_code == 303
    kinds = await happened(table, size)
    assert (kinds["ConsentWithdrawn"], kinds["ConsentEnded"]) == (1, 1)
    page = await table.hub.browser("mother").get(answer.headers["location"])
    assert page.status_code == 200


async def test_the_back_button_after_a_withdrawal(table: Desk) -> None:
    """The old form of the yes sent again, as the browser kept it: it opens nothing that was stopped."""
    item = table.path("/uppgift/{item}", "tove-narvaro")
    bup = table.hub.browser("participant at BUP")
    assert (await bup.get(item)).status_code == 200
    assert (await table.send("mother", STOP, "tove-ja")).status_code == 303
    again = await table.hub.browser("mother").send(table.path("/medgivande/{number}/ja", "tove-ja"))
    assert again.status_code == 303
    assert not again.headers["location"].endswith("/klart")
    page = await table.hub.browser("mother").get(again.headers["location"])
    assert "Ditt ja är sparat" not in page.text
    assert "Du slutade dela" in page.text
    refused = await bup.get(item)
    assert refused.status_code == 403
    assert "Inget samtycke låter din enhet läsa det här" in refused.text
    partly = table.path(STOP, "tove-ja")
    answer = await table.hub.browser("mother").send(partly, {"vad": "del", "enhet": "BUP"})
    assert answer.status_code in (303, 400, 403)
    assert (await bup.get(item)).status_code == 403
    unknown = await table.hub.browser("mother").send(partly, {"vad": "del", "enhet": "NOPE"})
    assert unknown.status_code == 400


async def test_a_double_click_publishes_once(table: Desk) -> None:
    number, size = new_id(), len(await table.hub.entries())
    sent = (table.send("participant", PUBLISH, "tove", nummer=number) for _ in range(4))
    answers = await asyncio.gather(*sent)
    assert {a.status_code for a in answers} == {303}
    assert {a.headers["location"] for a in answers} == {f"/uppgift/{number}?sparat=ja"}
    assert (await happened(table, size))["ItemPublished"] == 1
    assert await ItemRow.count().where(ItemRow.id == number).run() == 1
    assert await SealedTextRow.count().where(SealedTextRow.item == number).run() == 1


async def test_a_question_and_a_meeting_sent_twice_are_one(table: Desk) -> None:
    question, meeting, size = new_id(), new_id(), len(await table.hub.entries())
    for _ in range(2):
        assert (await table.send("participant", ASK, "tove", nummer=question)).status_code == 303
        answer = await table.send("participant", "/rum/{room}/mote", "tove", mote=meeting)
        assert answer.status_code == 303
    kinds = await happened(table, size)
    assert (kinds["ConsentAsked"], kinds["MeetingPlanned"]) == (1, 1)


async def test_a_number_that_is_taken_is_not_taken_over(table: Desk) -> None:
    """Another's text, question or room under the same number is neither changed nor told of."""
    number = table.ids["maja-trygg"]
    answer = await table.send("mother", PUBLISH, "tove", nummer=number)
    assert answer.status_code == 404
    answer = await table.send("participant", ASK, "tove", nummer=table.ids["linnea-mar"])
    assert answer.status_code in (400, 403, 404, 409)
    assert (
        await ItemRow.count().where(ItemRow.id == number, ItemRow.room == table.ids["room maja"]).run() == 1
    )


async def test_two_tabs_with_different_assignments(table: Desk) -> None:
    """A form that was opened under one assignment and sent under another is not sent as the other."""
    browser = table.hub.browser("participant")
    form = table.form(PUBLISH, nummer=new_id(), enhet="SKOLA.EH")
    old = browser.client.cookies[SESSION]
    assert (await browser.send("/uppdrag", {"uppdrag": "familj"})).status_code == 303
    size = len(await table.hub.entries())
    answer = await browser.send(table.path(PUBLISH, "tove"), form)
    assert answer.status_code in (400, 403, 404)
    browser.client.cookies.set(SESSION, old, domain="hub.test", path="/")
    answer = await browser.send(table.path(PUBLISH, "tove"), form)
    assert answer.status_code == 401
    assert "Du är inte inloggad" in answer.text
    assert "ItemPublished" not in await happened(table, size)


async def test_a_text_that_is_deleted_while_it_is_corrected(table: Desk) -> None:
    """Whoever comes second is told that it is gone; there is never half a text."""
    browser = table.hub.browser("participant")
    item = table.path("/uppgift/{item}", "hidden")
    answers = await asyncio.gather(
        browser.send(f"{item}/ta-bort"),
        browser.send(f"{item}/ratta", {"version": "1", "rubrik": "Ny", "text": "Ny."}),
    )
    assert answers[0].status_code == 303
    assert answers[1].status_code in (303, 404)
    assert (await browser.get(item)).status_code == 404
    assert await SealedTextRow.count().where(SealedTextRow.item == table.ids["hidden"]).run() == 0


async def test_a_correction_from_an_older_page_overwrites_nothing(table: Desk) -> None:
    """Two tabs: the second is told so, keeps its words, and finds the way to the text as it is now."""
    browser, item = table.hub.browser("participant"), table.path("/uppgift/{item}", "hidden")
    first = {"version": "1", "rubrik": "Ny", "text": "Den första rättningen."}
    assert (await browser.send(f"{item}/ratta", first)).status_code == 303
    size = len(await table.hub.entries())
    answer = await browser.send(f"{item}/ratta", {**first, "text": "Den andra rättningen."})
    assert answer.status_code == 409
    assert "Texten är redan rättad" in answer.text
    assert "ItemCorrected" not in await happened(table, size)
    shown = (await browser.get(item)).text
    assert "Den första rättningen." in shown
    assert 'name="version" value="2"' in shown


async def test_that_a_text_tells_no_place_is_said_anew_with_each_correction(table: Desk) -> None:
    browser, item = table.hub.browser("participant"), table.path("/uppgift/{item}", "hidden")
    for version, ticked in ((1, {}), (2, {"utan_plats": "ja"}), (3, {})):
        words = {"version": str(version), "rubrik": "Ny", "text": "Ny.", **ticked}
        assert (await browser.send(f"{item}/ratta", words)).status_code == 303
        (row,) = await ItemRow.select(ItemRow.place_free).where(ItemRow.id == table.ids["hidden"]).run()
        assert row["place_free"] is bool(ticked)


@pytest.mark.parametrize(("path", "field"), [(PUBLISH, "nummer"), (ASK, "nummer"), (PLAN, "mote")])
async def test_the_auditor_reads_on_where_a_thing_has_the_id_of_its_room(
    table: Desk, path: str, field: str
) -> None:
    """A form can bring any id; one of another kind of thing must not stop who looks at what happened."""
    size, auditor = len(await table.hub.entries()), table.hub.browser("auditor")
    answer = await table.send("participant", path, "tove", **{field: table.ids["room tove"]})
    assert answer.status_code == 303
    new = await table.hub.entries()
    assert len(new) > size
    for address in ("/granskning?sort=allt", *(f"/granskning/rad/{one.index}" for one in new[size:])):
        assert (await auditor.get(address)).status_code == 200, address
