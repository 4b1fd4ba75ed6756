""" "Vem har läst" on paper: what the page shows, for whoever may see it."""

import shutil

import pytest

from hub.pages import pdf
from tests.hub.bad_input_sent import Desk
from tests.hub.test_receipt_pages import unpacked


@pytest.mark.parametrize(
    ("language", "title"), [("sv", "Vem har läst"), ("en", "Who has read"), ("ar", "من قرأ")]
)
async def test_it_is_tagged_and_in_the_readers_language(table: Desk, language: str, title: str) -> None:
    mother = table.hub.browser("mother")
    psychologist = table.hub.browser("participant at BUP")
    assert (await psychologist.get(table.path("/uppgift/{item}", "tove-narvaro"))).status_code == 200
    await mother.get(f"/sprak?val={language}")
    answer = await mother.get("/vem-har-last/pdf")
    if pdf.why_not():
        assert answer.status_code == 303
        return
    assert answer.headers["content-type"] == "application/pdf"
    body = unpacked(answer.content)
    written = title.encode() if title.isascii() else b"\xfe\xff" + title.encode("utf-16-be")
    assert b"/StructTreeRoot" in body
    assert f"/Lang ({language})".encode() in body
    assert written in body.replace(b"\\", b"") or title.encode("utf-16-be").hex().encode() in body.lower()


async def test_a_wrong_filter_is_told(table: Desk) -> None:
    answer = await table.hub.browser("mother").get("/vem-har-last/pdf?fran=i+går")
    assert answer.status_code == 400
    assert "Skriv ett datum som finns" in answer.text


async def test_without_pango_the_page_offers_none(table: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("insight", "insight_paper"):
        monkeypatch.setattr(f"hub.pages.{module}.why_not", lambda: "no pango")
    mother = table.hub.browser("mother")
    assert "/vem-har-last/pdf" not in (await mother.get("/vem-har-last")).text
    answer = await mother.get("/vem-har-last/pdf")
    assert (answer.status_code, answer.headers["location"]) == (303, "/vem-har-last")


async def test_what_staff_wrote_stands_beside_ones_own_story(table: Desk) -> None:
    """With its author, for the mother; for the father without what is released to her alone."""
    page = await table.hub.browser("mother").get("/min-berattelse")
    assert "Det andra har skrivit om" in page.text
    beside = page.text.partition("Det andra har skrivit om")[2]
    assert table.path("/uppgift/{item}", "tove-narvaro") in beside
    assert table.path("/uppgift/{item}", "jonas-berattar") not in page.text
    assert table.path("/uppgift/{item}", "hidden") not in page.text


def test_a_pdf_is_made_where_somebody_has_cleared_up_the_unpacked_fonts() -> None:
    """A process that lives for months finds that its temporary files are gone."""
    if pdf.why_not():
        return
    face = f'@font-face {{ font-family: "Noto Sans Ethiopic"; src: url("{pdf.FONTS.as_uri()}/{ETHIOPIC}"); }}'
    page = f'<html lang="ti"><title>T</title><style>{face} p {{ font-family: "Noto Sans Ethiopic" }}</style><p>ሰላም</p>'
    before = pdf._made(page)
    shutil.rmtree(pdf._unpacked()._folder)
    assert len(pdf._made(page)) == len(before)
    assert pdf._unpacked()._folder.exists()


ETHIOPIC = "noto-sans-ethiopic-ethiopic-400-normal.woff2"
