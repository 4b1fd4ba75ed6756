"""Why somebody is asked: in the asker's own words, a part of the question, and for those alone whom it is for."""

import json

import pytest

from consent.keys.sealing import associated_data, commit, unseal_salted
from consent.tables import ConsentRow
from hub.ids import new_id
from hub.pages.questions import ENOUGH, HEAVY
from hub.wording.lix import lix
from tests.hub.bad_input_sent import Desk, nothing_changes
from tests.hub.test_choosing import asked
from tests.hub.test_shown import form, receipt_of, words_of

ASK, RECORD = "/rum/{room}/fraga", "/rum/{room}/anteckna"
WHY = "Tove är ofta borta. Vi vill <b>hjälpas åt</b> & göra en plan."
BY = "Åsa Lindgård, Tallbackaskolan, elevhälsan"
HARD = "Verksamhetsövergripande samverkansinsatser förutsätter informationsöverföring. " * 6


async def test_the_family_reads_it_as_a_part_of_the_question(table: Desk) -> None:
    number = await asked(table, anledning=WHY)
    for who in ("mother", "father", "child"):
        page = words_of(await table.hub.browser(who).get(f"/medgivande/{number}"))
        assert "Varför de frågar" in page
        assert f"”{WHY}” {BY}" in page
    mother = table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{number}")
    assert (await mother.send(f"/medgivande/{number}/ja", form(page, "ja"))).status_code == 303
    said = (await receipt_of(table, mother, number, "grant"))["notice"]["text"].split("\n")
    assert said[said.index("Varför de frågar") + 1 :][:3] == ["Nytt", f"”{WHY}”", BY]


async def test_a_page_in_another_language_says_that_it_is_not_translated(table: Desk) -> None:
    number, mother = await asked(table, anledning=WHY), table.hub.browser("mother")
    assert "Det är inte översatt" not in (await mother.get(f"/medgivande/{number}")).text
    await mother.get("/sprak?val=en")
    page = words_of(await mother.get(f"/medgivande/{number}"))
    assert f"Why they ask New ”{WHY}”" in page
    assert "It has not been translated" in page


async def test_without_it_nobody_is_asked_and_the_try_is_written_down(table: Desk) -> None:
    size = len(await table.hub.entries())
    for lacking in (None, "", "   \n ", "...", "\u200b"):
        async with nothing_changes(table.hub):
            answer = await table.send("participant", ASK, "tove", nummer=new_id(), anledning=lacking)
        assert answer.status_code == 400
        assert 'id="anledning-fel"' in answer.text
        assert "Skriv varför ni frågar." in answer.text
    refused = [e.body for e in (await table.hub.entries())[size:] if e.kind == "SavingRefused"]
    assert [body["reason"] for body in refused] == ["INCOMPLETE"] * 5


@pytest.mark.parametrize(("text", "status"), [
    (HARD, 400),
    ("Verksamhetsövergripande samverkansinsatser.", 303),
    ("Vi ses och hjälps åt. " * 20, 303),
    ("å" * 601, 400),
    ("å" * 600, 303),
])  # fmt: skip
async def test_it_is_short_and_can_be_read(table: Desk, text: str, status: int) -> None:
    answer = await table.send("participant", ASK, "tove", nummer=new_id(), anledning=text)
    assert answer.status_code == status
    if status == 400:
        assert 'id="anledning-fel"' in answer.text
        assert text.strip()[:40] in answer.text
    heavy = lix(text) > HEAVY and len(text.split()) >= ENOUGH
    assert ("svår att läsa" in answer.text) is heavy


async def test_another_reason_on_the_same_page_is_not_thrown_away(table: Desk) -> None:
    number = await asked(table, anledning=WHY)
    again = {"nummer": number, "kategori": ["franvaro", "maende"]}
    assert (await table.send("participant", ASK, "tove", anledning=WHY, **again)).status_code == 303
    answer = await table.send("participant", ASK, "tove", anledning="Ett annat skäl.", **again)
    assert answer.status_code == 409
    assert "Ett annat skäl." in answer.text


async def test_it_lies_sealed_and_the_ledger_commits_to_it(table: Desk) -> None:
    number = await asked(table, anledning=WHY)
    row = await ConsentRow.select().where(ConsentRow.id == number).first().run()
    assert row is not None
    room = row["room"]
    assert WHY.encode() not in bytes(row["motive_sealed"])
    place = associated_data(item=number, room=room, version=0)
    key = await table.hub.house.keys.key(f"room:{room}")
    salt, text = unseal_salted(key, bytes(row["motive_sealed"]), associated=place)
    assert json.loads(text) == {"words": WHY, "who": table.ids["asa"], "unit": "SKOLA.EH"}
    (entry,) = [
        e
        for e in await table.hub.entries()
        if e.body.get("motive") is not None and e.body["consent"] == number
    ]
    assert entry.body["motive"] == commit(text, salt)
