"""What somebody meets who has sent a form: what to put right, with every word kept, or that it is saved."""

from datetime import date, timedelta
from typing import Any

import pytest

from hub.ids import new_id
from hub.wording.lix import lix
from hub.wording.mending import BY_REASON, MENDING, OTHERWISE
from hub.wording.reasons import REASONS
from tests.hub.bad_input_sent import Desk, nothing_changes

pytestmark = pytest.mark.asyncio(loop_scope="module")

PUBLISH, ASK, PLAN = "/rum/{room}/publicera", "/rum/{room}/fraga", "/rum/{room}/mote"
ANSWER, MATURITY = "/rum/{room}/anteckna/svar", "/rum/{room}/anteckna/mognad"
HINDRANCE, CORRECT, HIDE = "/rum/{room}/anteckna/hinder", "/uppgift/{item}/ratta", "/uppgift/{item}/dolj"
LONG = "Det tog lång tid att skriva det här."

LOST: list[tuple[str, str, dict[str, Any], str]] = [
    (ANSWER, "tove", {"svar": "kanske", "sagt": LONG}, "/rum/{room}/anteckna"),
    (MATURITY, "tove", {"utfall": None, "ord": LONG}, "/rum/{room}/anteckna"),
    (HINDRANCE, "tove", {"skal": "lust", "bradska": LONG}, "/rum/{room}/anteckna"),
    (CORRECT, "hidden", {"rubrik": None, "text": LONG}, "/uppgift/{item}"),
    (CORRECT, "hidden", {"version": "7", "text": LONG}, "/uppgift/{item}"),
    (HIDE, "hidden", {"for": ["guardians", "guardians"], "varfor": LONG}, "/uppgift/{item}"),
    (PLAN, "tove", {"dag": LONG}, "/rum/{room}"),
]


@pytest.mark.parametrize(("path", "thing", "changed", "back"), LOST)
async def test_nothing_that_was_typed_is_lost(
    desk: Desk, path: str, thing: str, changed: dict[str, Any], back: str
) -> None:
    async with nothing_changes(desk.hub):
        answer = await desk.send("participant", path, thing, **changed)
    assert answer.status_code in (400, 409)
    assert "Det här skrev du" in answer.text
    assert f"readonly>\n{LONG}</textarea>" in answer.text
    assert f'href="{desk.path(back, thing)}"' in answer.text
    assert "Inloggad" in answer.text
    assert "Logga ut" in answer.text
    assert '<a href="/rum"' in answer.text


async def test_an_identity_number_is_not_shown_again(desk: Desk) -> None:
    fields = {"rum": new_id(), "mall": "sip", "andamal": "", "nummer": "20170302-2389"}
    answer = await desk.hub.browser("police").send("/rum/nytt", fields)
    assert answer.status_code == 400
    assert "2389" not in answer.text
    assert 'href="/rum/nytt"' in answer.text


async def test_words_that_come_without_the_browsers_own_token_are_not_shown(desk: Desk) -> None:
    browser = desk.hub.browser("participant")
    answer = await browser.ask("POST", desk.path(PLAN, "tove"), data={"dag": LONG, "_csrf_token": "a" * 128})
    assert answer.status_code == 403
    assert LONG not in answer.text


async def test_everything_that_is_wrong_with_a_question_is_told_at_once(desk: Desk) -> None:
    for borjar in ("", "{today}"):
        day = borjar.format(**desk.ids)
        nothing = dict.fromkeys(("om", "fran", "till", "kategori", "slutar", "anledning", "utan_plats"))
        answer = await desk.send("participant", ASK, "tove", borjar=day, **nothing)
        assert answer.status_code == 400
        for where in nothing:
            assert f'id="{where}-fel"' in answer.text, where
        assert ('id="borjar-fel"' in answer.text) is (day == "")


async def test_everything_that_is_wrong_with_a_text_is_told_at_once(desk: Desk) -> None:
    for title in (None, "Rubrik"):
        nothing = dict.fromkeys(("kategori", "om", "till"))
        answer = await desk.send("participant", PUBLISH, "tove", rubrik=title, **nothing)
        assert answer.status_code == 400
        for where in nothing:
            assert f'id="{where}-fel"' in answer.text, where
        assert ('id="rubrik-fel"' in answer.text) is (title is None)


def days(desk: Desk, name: str, days: int) -> str:
    """A day of the desk's, some days on."""
    return str(date.fromisoformat(desk.ids[name]) + timedelta(days=days))


@pytest.mark.parametrize(
    ("starts", "ends", "told"),
    [
        (0, -1, "Det måste sluta efter den första dagen."),
        (0, 400, "Det får gälla i högst 12 månader."),
        (-40, 20, "Dagen har redan varit."),
        (-40, -20, "Sista dagen har redan varit."),
    ],
)
async def test_days_that_cannot_be(desk: Desk, starts: int, ends: int, told: str) -> None:
    sent = {"borjar": days(desk, "today", starts), "slutar": days(desk, "today", ends)}
    async with nothing_changes(desk.hub):
        answer = await desk.send("participant", ASK, "tove", nummer=new_id(), **sent)
    assert answer.status_code == 400
    assert told in answer.text


async def test_no_meeting_is_planned_for_a_day_that_has_been(desk: Desk) -> None:
    async with nothing_changes(desk.hub):
        answer = await desk.send("participant", PLAN, "tove", mote=new_id(), dag=days(desk, "today", -1))
    assert answer.status_code == 400
    assert "Dagen har redan varit." in answer.text


@pytest.mark.parametrize(
    ("path", "changed", "told"),
    [
        (ASK, {"till": "POLISEN.ALLA"}, "Välj vilka som ska få läsa"),
        (ASK, {"kategori": "alla"}, "Välj minst ett av ämnena"),
        (PUBLISH, {"om": None}, "Välj vem texten handlar om"),
        (PUBLISH, {"till": None}, "Välj minst en som får läsa"),
        (ANSWER, {"svar": "grant", "sagt": ""}, "Skriv vad personen sa."),
        (ANSWER, {"svar": "grant", "talade": "{tove}"}, "Välj samma person på båda ställena."),
        (HINDRANCE, {"skal": "lust"}, "Välj ett av skälen som finns."),
        (HINDRANCE, {"bradska": ""}, "Skriv varför det inte kan vänta."),
    ],
)
async def test_a_no_of_the_rules_says_what_to_do(
    desk: Desk, path: str, changed: dict[str, Any], told: str
) -> None:
    filled = {k: v.format(**desk.ids) if isinstance(v, str) else v for k, v in changed.items()}
    answer = await desk.send("participant", path, "tove", **filled)
    assert answer.status_code == 400, answer.text
    assert told in answer.text
    assert not [said for said in REASONS.values() if said in answer.text]


async def test_what_to_do_is_light_reading_and_of_reasons_that_there_are() -> None:
    assert {reason for reason, _ in MENDING} | set(BY_REASON) <= set(REASONS)
    assert lix("\n".join({*MENDING.values(), *BY_REASON.values(), OTHERWISE})) <= 35


async def test_a_page_after_a_form_says_once_that_it_is_saved(desk: Desk) -> None:
    browser = desk.hub.browser("participant")
    answer = await desk.send("participant", PLAN, "tove", mote=new_id())
    assert answer.headers["location"] == desk.path("/rum/{room}?sparat=ja", "tove")
    assert (await browser.get(answer.headers["location"])).text.count("Det är sparat.") == 1
    for query in ("", "?sparat=", "?sparat=x", "?sparat=ja&sparat=ja", "?x=ja"):
        shown = await browser.get(desk.path("/rum/{room}", "tove") + query)
        assert "Det är sparat." not in shown.text, query


async def test_neither_what_is_absent_nor_a_no_says_that_it_is_saved(desk: Desk) -> None:
    for kind, path, thing, status in (
        ("police", "/rum/{room}", "tove", 404),
        ("participant at BUP", "/uppgift/{item}", "linnea-samtal", 404),
        ("participant", "/uppgift/{item}", "jonas-berattar", 403),
    ):
        browser, where = desk.hub.browser(kind), desk.path(path, thing)
        plain, asked = [await browser.get(where + query) for query in ("", "?sparat=ja")]
        assert plain.status_code == asked.status_code == status
        assert "Det är sparat." not in asked.text
        assert status != 404 or plain.content == asked.content
