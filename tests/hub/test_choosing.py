"""One thing at a time: units, categories, answers to check; and a yes that leaves out what was said no to."""

import asyncio
import re
from html import unescape

import httpx2
import pytest

from consent.tables import ActRow
from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import log_in, renew
from tests.hub.running import KINDS as PEOPLE
from tests.hub.running import Browser

KINDS = ("franvaro", "maende")


async def asked(table: Desk, **more: object) -> str:
    """The school asks for the text that the school's kurator wrote, to be read by BUP; about both categories."""
    number = new_id()
    form = table.form("/rum/{room}/fraga", nummer=number, kategori=list(KINDS), **more)
    answer = await table.hub.browser("participant").send(table.path("/rum/{room}/fraga", "tove"), form)
    assert answer.status_code == 303, answer.text
    return number


async def _to(browser: Browser, number: str, answers: dict[str, str]) -> httpx2.Response:
    """The page that a step leads to: of its own, so that the back button finds it, or what is lacking."""
    answer = await browser.send(f"/medgivande/{number}/valj", answers)
    if answer.status_code != 303:
        return answer
    return await browser.get(answer.headers["location"])


ALL_YES = {"u.BUP": "ja", "u.SKOLA.EH": "ja", "k.franvaro": "ja", "k.maende": "ja"}


async def checked(browser: Browser, number: str, **answers: str) -> httpx2.Response:
    """The last page, where everything is a yes but for these."""
    said = ALL_YES | {name.replace("_", ".", 1): value for name, value in answers.items()}
    return await _to(browser, number, {"steg": "3", **said})


def sent_from(page: httpx2.Response) -> list[tuple[str, str]]:
    """What the last form of the page holds, the token apart."""
    form = page.text.rpartition("<form")[2]
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return [(name, unescape(value)) for name, value in found if name != "_csrf_token"]


async def acts(number: str) -> list[tuple[str, str, str]]:
    rows = await ActRow.select().where(ActRow.consent == number).order_by(ActRow.entry).run()
    return [(row["kind"], row["out_units"], row["out_categories"]) for row in rows]


def heading(page: httpx2.Response) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    return unescape(re.sub("<[^>]*>", "", found[1])) if found else ""


BUP_FIRST = "Säger du ja till Barn- och ungdomspsykiatrin (BUP)?"


async def test_it_asks_one_thing_a_page_and_nothing_is_chosen_before(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    assert f"/medgivande/{number}/valj" in (await mother.get(f"/medgivande/{number}")).text
    page, said = await mother.get(f"/medgivande/{number}/valj"), dict[str, str]()
    for at, field in enumerate(ALL_YES, 1):
        assert re.findall(r'type="radio"[^>]+name="([^"]+)"', page.text) == [field, field], heading(page)
        assert not re.search(r"<input[^>]+\schecked", page.text)
        assert f"Sida {at} av 5" in page.text
        lacking = await _to(mother, number, {**said, "nu": field, "steg": "3"})
        assert lacking.status_code == 400
        assert "Svara ja eller nej." in lacking.text
        assert heading(lacking) == heading(page)
        said[field] = "ja"
        page = await _to(mother, number, {**said, "nu": field, "steg": "3"})
    assert heading(page) == "Kontrollera dina svar"
    assert "Dela med Barn- och ungdomspsykiatrin" in unescape(page.text)
    assert await acts(number) == []


async def test_each_answer_is_changed_by_itself_and_the_others_stay(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    back = await _to(mother, number, {"steg": "k.franvaro", **ALL_YES})
    assert heading(back) == "Säger du ja till ämnet ”Skola och närvaro”?"
    assert re.findall(r'value="(ja|nej)" checked', back.text) == ["ja"]
    page = await _to(mother, number, {"nu": "k.franvaro", "steg": "3", **ALL_YES, "k.franvaro": "nej"})
    assert heading(page) == "Kontrollera dina svar"
    assert ("kategori", "franvaro") in sent_from(page)
    assert ("kategori", "maende") not in sent_from(page)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({"u.BUP": "kanske", "steg": "3"}, 400),
        ({**ALL_YES, "k.maende": "kanske", "nu": "k.franvaro", "steg": "3"}, 400),
        ({"nu": "u.POL", "steg": "u.POL"}, 200),
        ({"steg": "4", "nu": "x" * 90}, 200),
    ],
)
async def test_what_is_no_answer_is_asked_for_again(table: Desk, sent: dict[str, str], shown: int) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = await _to(mother, number, sent)
    assert page.status_code == shown
    assert heading(page) == (BUP_FIRST if "k.maende" not in sent else "Säger du ja till ämnet ”Hur jag mår”?")


async def test_the_address_of_a_step_says_nothing_and_is_good_for_this_login_alone(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    answer = await mother.send(f"/medgivande/{number}/valj", {"steg": "3", **ALL_YES, "k.maende": "nej"})
    where = answer.headers["location"]
    assert not re.search("nej|maende|BUP", where)
    for _ in range(2):
        assert "Kontrollera dina svar" in (await mother.get(where)).text, "the back button finds it again"
    again = await log_in(table.hub, PEOPLE["mother"])
    for browser, address in ((again, where), (mother, f"{where[:-3]}AAA"), (mother, f"{where}&svar=x")):
        page = await browser.get(address)
        assert heading(page) == BUP_FIRST
        assert not re.search(r"<input[^>]+\schecked", page.text)
    other = await asked(table)
    assert heading(await mother.get(where.replace(number, other))) == BUP_FIRST


async def test_what_was_said_no_to_is_out_and_the_rest_is_a_yes(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = await checked(mother, number, k_maende="nej")
    form = sent_from(page)
    assert ("kategori", "maende") in form
    answers = await asyncio.gather(*(mother.send(f"/medgivande/{number}/ja", form) for _ in range(3)))
    answers.append(await mother.send(f"/medgivande/{number}/ja", form))
    assert {a.status_code for a in answers} == {303}, [a.text for a in answers]
    assert await acts(number) == [("withdraw", "", "maende"), ("grant", "", "")], (
        "pressed four times, done once"
    )
    done = await mother.get(f"/medgivande/{number}/klart")
    assert "Ditt ja är sparat" in done.text
    receipts = re.findall(r"/kvitto/\w{26}", done.text)
    assert len(receipts) == 2, "the yes, and what was left out"
    assert [(await mother.get(receipt)).status_code for receipt in receipts] == [200, 200]
    father = table.hub.browser("father")
    assert "k.maende" not in (await checked(father, number)).text, "what is out is not asked for any more"
    kinds = [e.kind for e in await table.hub.entries() if e.body.get("consent") == number]
    assert kinds == ["ConsentAsked", "ConsentWithdrawn", "ConsentNarrowed", "ConsentGranted"]


async def test_a_form_that_was_shown_to_another_goes_no_further(table: Desk) -> None:
    number, father = await asked(table), table.hub.browser("father")
    hers = {"av": table.ids["karin"], "steg": "3", **ALL_YES}
    assert (await father.send(f"/medgivande/{number}/valj", hers)).status_code == 409


async def test_the_no_stands_where_the_yes_beside_it_is_refused(table: Desk) -> None:
    """The question was shown in a language that she does not read, so her yes can't count; a no always does."""
    number, mother = await asked(table, sprak="so"), table.hub.browser("mother")
    answer = await mother.send(f"/medgivande/{number}/ja", [("kategori", "maende")])
    assert answer.status_code == 403
    assert "Ditt nej är sparat." in answer.text
    assert await acts(number) == [("withdraw", "", "maende")]


async def test_to_leave_out_everything_is_a_no(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    for no in ({"u_BUP": "nej"}, {"u_SKOLA.EH": "nej"}, {"k_franvaro": "nej", "k_maende": "nej"}):
        page = await checked(mother, number, **no)
        assert f'action="/medgivande/{number}/nej"' in page.text
        assert f'action="/medgivande/{number}/ja"' not in page.text
    assert (await mother.send(f"/medgivande/{number}/ja", [("kategori", "nonsens")])).status_code == 400
    assert await acts(number) == []
    nothing = [("kategori", kind) for kind in KINDS]
    answer = await mother.send(f"/medgivande/{number}/ja", nothing)
    assert answer.status_code == 409, "no page has these answers with a button for yes"
    assert "Ditt nej är sparat." in answer.text
    assert await acts(number) == [("withdraw", "", "franvaro maende")], "there is nothing left to say yes to"


async def test_a_child_who_can_leave_out_nothing_alone_answers_the_whole_question(table: Desk) -> None:
    """Its yes would cover what it said no to."""
    await renew(table.hub, "child")
    number, child = await asked(table), table.hub.browser("child")
    assert "/valj" not in (await child.get(f"/medgivande/{number}")).text
    assert (await child.get(f"/medgivande/{number}/valj")).headers["location"] == f"/medgivande/{number}"
    answer = await child.send(f"/medgivande/{number}/ja", [("kategori", "maende")])
    assert answer.status_code == 409
    assert "Ditt nej är sparat. Du kan inte stoppa det ensam." in answer.text
    assert [kind for kind, *_ in await acts(number)] == ["withdraw"], "it is heard, and no yes covers it"


@pytest.mark.parametrize("kind", ["participant", "guardian of another family", "auditor", "police"])
async def test_whom_it_is_not_asked_of_it_is_not_there(table: Desk, kind: str) -> None:
    number, other = await asked(table), table.hub.browser(kind)
    assert (await other.get(f"/medgivande/{number}/valj")).status_code == 404
    assert (await other.send(f"/medgivande/{number}/ja", [("kategori", "maende")])).status_code == 404
    assert await acts(number) == []
