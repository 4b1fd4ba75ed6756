"""The text that somebody answers stands in their receipt, word for word as the page said it, in its language."""

import json
import re
from html import unescape
from typing import Any

import httpx2

from consent.ledger.signed_note import Verifier
from consent.receipt import verify_receipt
from consent.tables import ActRow
from hub import wording
from hub.pages.shown import WITH_WHY
from hub.wording.text import AS_BEFORE, LEFT_TO_RIGHT
from tests.hub.bad_input_sent import Desk
from tests.hub.running import Browser
from tests.hub.test_choosing import asked, checked, sent_from


async def receipt_of(table: Desk, browser: Browser, number: str, kind: str) -> dict[str, Any]:
    """The record of the newest receipt of that kind, which holds."""
    rows = ActRow.select(ActRow.id).where(ActRow.consent == number, ActRow.kind == kind)
    (*_, row) = await rows.order_by(ActRow.entry).run()
    answer = await browser.get(f"/kvitto/{row['id']}")
    assert answer.status_code == 200, answer.text
    keys: list[Verifier] = [table.hub.house.receipts.verifier, table.hub.house.checkpoints.verifier]
    verify_receipt(answer.text, *keys)
    record: dict[str, Any] = json.loads(answer.text.partition("\n")[0])["record"]
    return record


def words_of(page: httpx2.Response) -> str:
    """What a page says, without its marks."""
    text = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?bdi[^>]*>", "", page.text)))
    return re.sub(r"\s+", " ", text)


def form(page: httpx2.Response, way: str) -> list[tuple[str, str]]:
    """What the form that leads there holds."""
    (body,) = re.findall(rf'action="[^"]*/{way}">(.*?)</form>', page.text, re.DOTALL)
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', body)
    return [(name, value) for name, value in found if name != "_csrf_token"]


async def test_a_no_holds_what_the_page_said_in_every_language(table: Desk) -> None:
    mother = table.hub.browser("mother")
    for language in wording.languages():
        number = await asked(table)
        await mother.get(f"/sprak?val={language}")
        page = await mother.get(f"/medgivande/{number}")
        assert f'lang="{language}"' in page.text
        assert (await mother.send(f"/medgivande/{number}/nej", form(page, "nej"))).status_code == 303
        notice = (await receipt_of(table, mother, number, "refuse"))["notice"]
        assert (notice["language"], notice["version"]) == (language, WITH_WHY)
        said = words_of(page)
        for line in notice["text"].split("\n"):
            assert re.sub(r"\s+", " ", line) in said, line
        rtl = language in ("ar", "fa")
        assert (LEFT_TO_RIGHT in notice["text"], AS_BEFORE in notice["text"]) == (rtl, rtl)


async def test_a_yes_a_stop_and_a_part_hold_what_was_pressed(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{number}")
    assert (await mother.send(f"/medgivande/{number}/ja", form(page, "ja"))).status_code == 303
    said = (await receipt_of(table, mother, number, "grant"))["notice"]["text"].split("\n")
    assert said[-1] == "Ja, dela med dem"
    assert "Får de läsa om Tove Almgren?" in said
    stop = await mother.get(f"/medgivande/{number}/sluta")
    sent = [*form(stop, "sluta"), ("vad", "del"), ("kategori", "maende")]
    assert (await mother.send(f"/medgivande/{number}/sluta", sent)).status_code == 303
    said = (await receipt_of(table, mother, number, "withdraw"))["notice"]["text"].split("\n")
    assert said[-2:] == ["Hur jag mår", "Sluta dela nu"]
    assert all(line in words_of(stop) for line in said)


async def test_a_yes_in_part_holds_the_answers_that_were_checked(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = await checked(mother, number, k_maende="nej")
    assert (await mother.send(f"/medgivande/{number}/ja", sent_from(page))).status_code == 303
    said = (await receipt_of(table, mother, number, "grant"))["notice"]["text"].split("\n")
    assert said[said.index("Hur jag mår") + 1] == "Nej"
    assert said[-1].startswith("Dela med Barn- och ungdomspsykiatrin")
    assert all(line in words_of(page) for line in said)


async def test_a_yes_to_a_question_that_is_another_by_now_is_not_taken(table: Desk) -> None:
    """The father leaves out a topic while the mother reads: her yes would be to what she never saw."""
    number, mother = await asked(table), table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{number}")
    father = table.hub.browser("father")
    part = sent_from(await checked(father, number, k_maende="nej"))
    assert (await father.send(f"/medgivande/{number}/ja", part)).status_code == 303
    answer = await mother.send(f"/medgivande/{number}/ja", form(page, "ja"))
    assert answer.status_code == 409
    assert "Frågan har ändrats sedan sidan visades" in answer.text
    mine = ActRow.select().where(ActRow.consent == number, ActRow.kind == "grant")
    assert {row["by"] for row in await mine.run()} == {table.hub.ids.person("jonas")}
    again = await mother.get(f"/medgivande/{number}")
    assert (await mother.send(f"/medgivande/{number}/ja", form(again, "ja"))).status_code == 303


async def test_a_yes_pressed_twice_is_one_also_where_it_completes_what_was_asked(table: Desk) -> None:
    """The question's page says something else once all have said yes: the second press is no answer to it."""
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    child = table.hub.browser("child")
    for browser in (mother, father, child):
        sent = form(await browser.get(f"/medgivande/{number}"), "ja")
        for _ in range(2):
            assert (await browser.send(f"/medgivande/{number}/ja", sent)).status_code == 303
    assert await ActRow.count().where(ActRow.consent == number).run() == 3


async def test_a_no_to_it_is_and_keeps_no_text(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{number}")
    father = table.hub.browser("father")
    await father.send(f"/medgivande/{number}/ja", sent_from(await checked(father, number, k_maende="nej")))
    assert (await mother.send(f"/medgivande/{number}/nej", form(page, "nej"))).status_code == 303
    assert (await receipt_of(table, mother, number, "refuse"))["notice"] is None


async def test_a_yes_to_all_that_was_checked_is_a_yes(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = await checked(mother, number)
    assert (await mother.send(f"/medgivande/{number}/ja", sent_from(page))).status_code == 303
    said = (await receipt_of(table, mother, number, "grant"))["notice"]["text"].split("\n")
    assert "Kontrollera dina svar" in said
    assert "Nej" not in said


async def test_a_no_beside_a_yes_stands_where_the_yes_is_not_taken(table: Desk) -> None:
    """The father leaves out one topic while she checks her answers, in which she says no to another."""
    number, mother = await asked(table), table.hub.browser("mother")
    page = await checked(mother, number, k_maende="nej")
    father = table.hub.browser("father")
    out = sent_from(await checked(father, number, k_franvaro="nej"))
    assert (await father.send(f"/medgivande/{number}/ja", out)).status_code == 303
    answer = await mother.send(f"/medgivande/{number}/ja", sent_from(page))
    assert answer.status_code == 409
    assert "Ditt nej är sparat." in answer.text
    hers = ActRow.select().where(ActRow.consent == number, ActRow.by == table.hub.ids.person("karin"))
    assert [(row["kind"], row["out_categories"]) for row in await hers.run()] == [("withdraw", "maende")]


async def test_a_no_is_never_refused_for_a_hidden_field(table: Desk) -> None:
    mother = table.hub.browser("mother")
    for way, more in (("nej", []), ("sluta", [("vad", "allt")])):
        for spoilt in (("sprak", "zh-Hant"), ("visat", "x"), ("sprak", "sv"), ("visat", "0" * 32)):
            number = await asked(table)
            page = await mother.get(f"/medgivande/{number}")
            answer = await mother.send(f"/medgivande/{number}/{way}", [*form(page, "nej"), spoilt, *more])
            assert answer.status_code == 303, (way, spoilt)


async def test_a_no_needs_no_key(table: Desk) -> None:
    """The room's key is gone: a no is written down all the same, without the text; a yes is not."""
    number, mother = await asked(table), table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{number}")
    keys = table.hub.house.keys
    await keys.destroy(f"room:{table.ids['room tove']}", at=await table.hub.house.clock())
    assert (await mother.send(f"/medgivande/{number}/ja", form(page, "ja"))).status_code == 409
    anew = await mother.get(f"/medgivande/{number}")
    assert "Det de skrev går inte att läsa just nu." in anew.text
    assert f"/medgivande/{number}/ja" not in anew.text
    assert "Du kan inte säga ja just nu" in anew.text
    assert (await mother.send(f"/medgivande/{number}/ja", form(anew, "nej"))).status_code == 409
    assert (await mother.send(f"/medgivande/{number}/nej", form(page, "nej"))).status_code == 303
    assert (await receipt_of(table, mother, number, "refuse"))["notice"] is None


async def test_a_yes_in_a_language_that_nobody_has_approved_needs_an_interpreter(table: Desk) -> None:
    """The page has no button for it, and whoever sends the form all the same is refused."""
    mother = table.hub.browser("mother")
    for language in wording.languages()[1:]:
        number = await asked(table)
        await mother.get(f"/sprak?val={language}")
        page = await mother.get(f"/medgivande/{number}")
        assert f"/medgivande/{number}/ja" not in page.text
        assert f"/medgivande/{number}/valj" not in page.text
        sent = [(name, value) for name, value in form(page, "nej") if name != "visat"]
        assert (await mother.send(f"/medgivande/{number}/ja", sent)).status_code == 403
        assert not await ActRow.exists().where(ActRow.consent == number).run()
        with_interpreter = await asked(table, tolk="ja")
        page = await mother.get(f"/medgivande/{with_interpreter}")
        yes = await mother.send(f"/medgivande/{with_interpreter}/ja", form(page, "ja"))
        assert yes.status_code == 303
        record = await receipt_of(table, mother, with_interpreter, "grant")
        assert record["notice"]["language"] == language
