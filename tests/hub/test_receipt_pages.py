"""A receipt to read: on the page and on paper, with the text that was answered, for its owner alone."""

import re
import zlib

import pytest

from consent.tables import ActRow
from hub import wording
from hub.pages import pdf
from hub.people.register_changes import set_protection
from tests.hub.bad_input_sent import Desk
from tests.hub.running import Browser
from tests.hub.test_choosing import asked, checked, sent_from
from tests.hub.test_shown import form, words_of


def unpacked(body: bytes) -> bytes:
    """A PDF with what its streams hold, unpacked (ISO 32000-1, 7.4.4)."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
    return body + b"\n".join(zlib.decompressobj().decompress(one) for one in found if one[:1] == b"x")


async def said_no(table: Desk, mother: Browser, **more: object) -> str:
    """The mother answers no to what her page shows; the number of that act."""
    number = await asked(table, **more)
    page = await mother.get(f"/medgivande/{number}")
    done = await mother.send(f"/medgivande/{number}/nej", form(page, "nej"))
    shown = await mother.get(done.headers["location"])
    (link, *_) = re.findall(r'href="(/kvitto/\w{26})/sida"', shown.text)
    return str(link)


async def test_it_says_what_was_answered_and_what_the_page_said(table: Desk) -> None:
    mother = table.hub.browser("mother")
    page = await mother.get(await said_no(table, mother) + "/sida")
    said = words_of(page)
    for words in (
        "Kvitto",
        "Du sa nej",
        "Tove Almgren",
        "Får de läsa om Tove Almgren?",
        "Nej, dela inte med dem",
    ):
        assert words in said
    assert "med e-legitimation, som vårdnadshavare" in said


async def test_a_stop_in_part_names_what_it_took_out(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = await checked(mother, number, k_maende="nej")
    await mother.send(f"/medgivande/{number}/ja", sent_from(page))
    rows = await ActRow.select().where(ActRow.consent == number, ActRow.kind == "withdraw").run()
    said = words_of(await mother.get(f"/kvitto/{rows[0]['id']}/sida"))
    assert "Du sa nej till en del" in said
    assert "Det du sa nej till Hur jag mår" in said
    yes = await ActRow.select().where(ActRow.consent == number, ActRow.kind == "grant").run()
    said = words_of(await mother.get(f"/kvitto/{yes[0]['id']}/sida"))
    assert "Det du sa nej till Hur jag mår" in said
    assert "Det de får läsa om Skola och närvaro Tid" in said


async def test_on_paper_it_is_tagged_and_in_the_readers_language(table: Desk) -> None:
    """Title, language and structure (PDF/UA-1), in every script."""
    mother = table.hub.browser("mother")
    link = await said_no(table, mother)
    for language in wording.languages():
        await mother.get(f"/sprak?val={language}")
        answer = await mother.get(f"{link}/pdf")
        assert answer.status_code == 200
        if pdf.why_not():
            assert answer.headers["content-type"].startswith("text/html")
            continue
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-1.7")
        body = unpacked(answer.content)
        for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Title", b"/DisplayDocTitle true", b"pdfuaid:part"):
            assert mark in body, mark
        assert re.search(rb"/Lang \(" + language.encode() + rb"\)", body)
        assert b"/URI" not in body


async def test_dates_stand_whole_from_right_to_left(table: Desk) -> None:
    mother = table.hub.browser("mother")
    await mother.get("/sprak?val=ar")
    page = await mother.get(await said_no(table, mother) + "/sida")
    assert "\ufffd" not in page.text
    quoted = page.text.partition("<blockquote")[2].partition("</blockquote>")[0]
    assert len(re.findall(r'<bdi dir="ltr" class="sam-time">\d{4}-\d\d-\d\d</bdi>', quoted)) >= 2


async def test_whoever_may_not_know_of_the_room_any_more_is_shown_no_name(table: Desk) -> None:
    """The child is protected by now, and the father on no list: his receipt is his, and names nobody."""
    father = table.hub.browser("father")
    link = await said_no(table, father)
    assert "Tove Almgren" in (await father.get(f"{link}/sida")).text
    tove = table.hub.ids.person("tove")
    await set_protection(table.hub.house, person=tove, protected=True, allow_list=frozenset())
    page = await father.get(f"{link}/sida")
    assert page.status_code == 200
    assert "Du sa nej" in words_of(page)
    assert "Tove" not in page.text
    file = await father.get(link)
    assert "Tove" not in file.text
    assert '"notice":null' in file.text


async def test_where_no_paper_can_be_made_the_page_says_so(
    table: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system without pango starts, serves everything else, and tells whoever asks for a PDF."""
    monkeypatch.setattr("hub.pages.receipt_pages.why_not", lambda: "no pango")
    mother = table.hub.browser("mother")
    link = await said_no(table, mother)
    for address in (f"{link}/pdf", f"{link}/sida"):
        page = await mother.get(address)
        assert page.status_code == 200
        assert "Det går inte att göra en PDF här just nu." in page.text
        assert f"{link}/pdf" not in page.text


async def test_it_is_its_owners_alone(table: Desk) -> None:
    link = await said_no(table, table.hub.browser("mother"))
    for kind in ("father", "child", "participant", "auditor"):
        for address in (link, f"{link}/sida", f"{link}/pdf"):
            assert (await table.hub.browser(kind).get(address)).status_code == 404
    for address in (link, f"{link}/sida", f"{link}/pdf"):
        assert (await table.hub.browser().get(address)).status_code == 303


async def test_where_the_rooms_key_is_gone_it_stands_without_the_text(table: Desk) -> None:
    """The ledger still says what was done, when, and commits to a text that nobody can read any more."""
    mother = table.hub.browser("mother")
    link = await said_no(table, mother)
    await table.hub.house.keys.destroy(f"room:{table.ids['room tove']}", at=await table.hub.house.clock())
    page = await mother.get(f"{link}/sida")
    assert page.status_code == 200
    assert "Du sa nej" in words_of(page)
    assert "Får de läsa om" not in words_of(page)
    assert '"notice":null' in (await mother.get(link)).text


@pytest.mark.parametrize("way", ["ja", "nej"])
async def test_a_receipt_leaves_out_what_another_had_taken_out_before(table: Desk, way: str) -> None:
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    await father.send(f"/medgivande/{number}/ja", sent_from(await checked(father, number, k_maende="nej")))
    sent = form(await mother.get(f"/medgivande/{number}"), way)
    assert (await mother.send(f"/medgivande/{number}/{way}", sent)).status_code == 303
    (act,) = await ActRow.select().where(ActRow.consent == number, ActRow.by == table.ids["karin"]).run()
    page = words_of(await mother.get(f"/kvitto/{act['id']}/sida"))
    assert "Skola och närvaro" in page
    assert "Hur jag mår" not in page
