"""To whom it is shown why somebody is asked, and what is left where it can't be."""

import asyncio

import pytest

from consent.errors import Forged, KeyGone
from consent.tables import ActRow, ConsentRow
from hub.ids import new_id
from hub.people.register_changes import set_protection
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import later, log_in
from tests.hub.running import KINDS, Kind
from tests.hub.test_child_telephone import ANSWERS, asked_alone
from tests.hub.test_choosing import asked, checked, sent_from
from tests.hub.test_shown import form, receipt_of, words_of

ASK, RECORD = "/rum/{room}/fraga", "/rum/{room}/anteckna"
PAGES = ("", "/sluta", "/valj", "/forhandsvisning", "/klart")


async def test_only_the_family_and_the_unit_that_wrote_it_read_it(table: Desk) -> None:
    """Another unit of the room is asked about nothing: what the school's kurator wrote is the school's."""
    number = await asked(table, anledning="Ett skäl som är elevhälsans.")
    mine, theirs = table.hub.browser("participant"), table.hub.browser("participant at BUP")
    assert "Ett skäl som är elevhälsans." in (await mine.get(table.path(RECORD, "tove"))).text
    for path in (RECORD, "/rum/{room}", ASK):
        page = await theirs.get(table.path(path, "tove"))
        assert page.status_code == 200
        assert "Ett skäl" not in page.text
    for who in ("parent without custody", "guardian of another family", "participant at BUP", "auditor"):
        answer = await table.hub.browser(who).get(f"/medgivande/{number}")
        assert answer.status_code != 200
        assert "Ett skäl" not in answer.text


async def test_whoever_writes_down_an_answer_is_told_whom_to_ask_why(table: Desk) -> None:
    await asked(table, anledning="Ett skäl.")
    page = await table.hub.browser("participant at BUP").get(table.path(RECORD, "tove"))
    assert "Bara enheten som frågar ser varför." in page.text


async def test_the_boards_staff_read_it_where_the_board_is_asked(table: Desk) -> None:
    """Monika writes down socialnämnden's yes for Wilma: another unit of the same authority asked for it."""
    room = table.hub.ids.of("room", "wilma")
    for who, told in ((Kind("monika", "SOC.FORE"), True), (Kind("asa", "SKOLA.EH"), False)):
        page = await (await log_in(table.hub, who)).get(f"/rum/{room}/anteckna")
        assert ("Wilma har flyttat." in page.text) is told
        assert ("Bara enheten som frågar ser varför." in page.text) is not told


async def test_whoever_may_not_know_of_the_room_reads_no_words_about_it(table: Desk) -> None:
    """The father is asked for himself; the child is protected by then, and he is on no list."""
    number = await asked(table, om=table.ids["jonas"], anledning="Tove har det svårt nu.")
    father = table.hub.browser("father")
    page = await father.get(f"/medgivande/{number}")
    assert "Tove har det svårt nu." in page.text
    assert (await father.send(f"/medgivande/{number}/nej", form(page, "nej"))).status_code == 303
    assert "svårt nu" in (await receipt_of(table, father, number, "refuse"))["notice"]["text"]
    tove = table.hub.ids.person("tove")
    await set_protection(table.hub.house, person=tove, protected=True, allow_list=frozenset())
    (act,) = await ActRow.select(ActRow.id).where(ActRow.consent == number).run()
    for path in (f"/medgivande/{number}", f"/kvitto/{act['id']}/sida", f"/kvitto/{act['id']}"):
        answer = await father.get(path)
        assert answer.status_code == 200
        assert "svårt nu" not in answer.text
        assert "Åsa Lindgård" not in answer.text


async def test_who_never_knew_of_the_room_keeps_the_text_that_they_answered(table: Desk) -> None:
    """No words of staff's stand in it, so it is theirs to have."""
    number = await asked(table, om=table.ids["jonas"], anledning="Tove har det svårt nu.")
    father = table.hub.browser("father")
    tove = table.hub.ids.person("tove")
    await set_protection(table.hub.house, person=tove, protected=True, allow_list=frozenset())
    page = await father.get(f"/medgivande/{number}")
    assert "svårt nu" not in page.text
    assert (await father.send(f"/medgivande/{number}/ja", form(page, "ja"))).status_code == 303
    notice = (await receipt_of(table, father, number, "grant"))["notice"]
    assert "Får de läsa om Jonas Almgren?" in notice["text"]


async def test_an_open_tab_on_a_borrowed_telephone_says_nothing_of_why(table: Desk) -> None:
    alone, browser = await asked_alone(table), await log_in(table.hub, KINDS["sixteen-year-old"])
    way = f"/medgivande/{alone}/valj"
    page, shown = await browser.get(way), await browser.get(f"/medgivande/{alone}")
    await later(browser, table.hub, minutes=6)
    checked = await browser.press(page, way, steg="3", **ANSWERS)
    for one, told in ((shown, True), (checked, False)):
        assert one.status_code == 200
        assert ("Vi vill hjälpas åt." in one.text, "Åsa" in one.text) == (told, told)


async def test_the_words_say_no_place_and_whoever_asks_attests_it(table: Desk) -> None:
    answer = await table.send("participant", ASK, "tove", nummer=new_id(), utan_plats=None)
    assert answer.status_code == 400
    assert 'id="utan_plats-fel"' in answer.text


async def test_another_reason_for_the_same_is_something_new(table: Desk) -> None:
    first, mother = await asked(table, anledning="Vi vill hjälpas åt."), table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{first}")
    assert (await mother.send(f"/medgivande/{first}/ja", form(page, "ja"))).status_code == 303
    for why, new in (("Vi vill hjälpas åt.", False), ("Polisen undrar.", True)):
        page = words_of(await mother.get(f"/medgivande/{await asked(table, anledning=why)}"))
        assert ("Varför de frågar Nytt" in page) is new
        assert ("Du sa ja till något liknande" in page) is new
        assert ("Nu gäller det en ny tid" in page) is not new


async def test_a_yes_in_part_is_to_it_too(table: Desk) -> None:
    number, mother = await asked(table, anledning="Vi vill hjälpas åt."), table.hub.browser("mother")
    page = await checked(mother, number, k_maende="nej")
    assert "”Vi vill hjälpas åt.”" in words_of(page)
    assert (await mother.send(f"/medgivande/{number}/ja", sent_from(page))).status_code == 303
    said = (await receipt_of(table, mother, number, "grant"))["notice"]["text"].split("\n")
    assert "”Vi vill hjälpas åt.”" in said


async def test_nobody_else_finds_the_words_by_trying(table: Desk) -> None:
    """The same question sent by another unit is never "saved already", whatever it says."""
    number = await asked(table, anledning="Ett skäl.")
    for words in ("Ett skäl.", "Ett annat skäl."):
        same = {"nummer": number, "kategori": ["franvaro", "maende"], "anledning": words}
        assert (await table.send("participant at BUP", ASK, "tove", **same)).status_code == 409


@pytest.mark.parametrize("fault", [KeyGone("gone"), Forged("forged"), OSError("down"), None])
async def test_no_key_keeps_nobody_from_a_no(
    table: Desk, monkeypatch: pytest.MonkeyPatch, fault: Exception | None
) -> None:
    """The keys are gone, spoilt, out of reach or late: every page stands, and says no in less than a second."""
    number, mother = await asked(table), table.hub.browser("mother")

    async def key(_scope: str) -> bytes:
        if fault is None:
            await asyncio.sleep(60)
        raise fault or OSError

    monkeypatch.setattr(table.hub.house.keys, "key", key)
    async with asyncio.timeout(10):
        for below in PAGES:
            assert (await mother.get(f"/medgivande/{number}{below}")).status_code in (200, 303), below
        assert (await table.hub.browser("participant").get(table.path(RECORD, "tove"))).status_code == 200
        page = await mother.get(f"/medgivande/{number}")
        assert f"/medgivande/{number}/ja" not in page.text
        assert (await mother.send(f"/medgivande/{number}/ja", form(page, "nej"))).status_code == 409
        assert (await mother.send(f"/medgivande/{number}/nej", form(page, "nej"))).status_code == 303
        assert (await mother.get(f"/medgivande/{number}/klart")).status_code == 200


async def test_words_that_were_changed_in_the_database_are_not_shown_and_a_no_is_taken(table: Desk) -> None:
    """Sealed for another question, they don't open; the page says so, and nobody is kept from a no."""
    first, second = await asked(table, anledning="Det ena."), await asked(table, anledning="Det andra.")
    row = await ConsentRow.select().where(ConsentRow.id == first).first().run()
    assert row is not None
    moved = new_id()
    await ConsentRow.insert(ConsentRow(**{**row, "id": moved})).run()
    mother = table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{moved}")
    assert page.status_code == 200
    assert "Det ena." not in page.text
    assert "går inte att läsa just nu" in page.text
    assert (await mother.send(f"/medgivande/{moved}/nej", form(page, "nej"))).status_code == 303
    assert "Det andra." in (await mother.get(f"/medgivande/{second}")).text
