"""A yes is to a page that was shown in this login, a no stands whatever has become of its page, and the receipt says
what stood there: found by somebody who tried to get around it."""

import asyncio
import re
from datetime import timedelta
from html import unescape

import pytest

from consent.tables import ActRow, ConfirmationRow
from hub.ids import new_id
from hub.people.register_changes import set_protection
from hub.people.tables import ChildRow
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import log_in, renew
from tests.hub.running import KINDS, Browser, Kind
from tests.hub.test_child_alone import YOUTH, old
from tests.hub.test_child_telephone import ANSWERS, asked_alone
from tests.hub.test_choosing import acts, asked, checked, sent_from
from tests.hub.test_confirming import asked_and_answered, says_again
from tests.hub.test_shown import receipt_of
from tests.hub.test_two_at_once import just_before


async def assessed(table: Desk, outcome: str, *categories: str, child: str = "tove") -> None:
    """Staff write down how mature a child is: it moves what every decision about the child stands on."""
    way = "/rum/{room}/anteckna/mognad"
    form = table.form(way, utfall=outcome, kategori=[*categories])
    sent = [(name, table.ids[child] if value == table.ids["tove"] else value) for name, value in form]
    answer = await table.hub.browser("participant").send(table.path(way, child), sent)
    assert answer.status_code == 303, answer.text


async def register_is_old(table: Desk) -> None:
    """The register was last checked 25 hours ago."""
    old_check = {ChildRow.register_checked: await table.hub.house.clock() - timedelta(hours=25)}
    await ChildRow.update(old_check).where(ChildRow.id == table.ids["tove"]).run()
    await assessed(table, "not_mature", "missbruk")


async def shown_mark(browser: Browser, number: str, field: str = "visat") -> str:
    found = re.search(
        rf'name="{field}" value="([0-9a-f]{{32}})"', (await browser.get(f"/medgivande/{number}")).text
    )
    assert found is not None
    return found[1]


async def test_what_a_parent_s_page_said_is_no_page_of_hers(table: Desk) -> None:
    """Asked of all three, and then hers alone: whoever saw it before says no yes on her telephone."""
    number, linnea = new_id(), table.ids["linnea"]
    asking = {"nummer": number, "om": linnea, "till": ["POL", "UM"], "kategori": ["franvaro"]}
    assert (await table.send("participant", "/rum/{room}/fraga", "linnea", **asking)).status_code == 303
    parent = await log_in(table.hub, Kind("camilla"))
    marks = {field: await shown_mark(parent, number, field) for field in ("visat", "hela")}
    await assessed(table, "decides_alone", "franvaro", child="linnea")
    aged = await old(table.hub, YOUTH, minutes=6)
    assert (await aged.send(f"/medgivande/{number}/ja", marks)).status_code == 404
    assert await acts(number) == []


async def test_the_page_of_another_question_or_login_is_no_page_of_it(table: Desk) -> None:
    one, two = await asked_alone(table), await asked_alone(table)
    fresh, aged = await log_in(table.hub, KINDS[YOUTH]), await old(table.hub, YOUTH, minutes=6)
    way = f"/medgivande/{one}/valj"
    page = await fresh.send(way, {"steg": "3", **ANSWERS})
    shown = await fresh.get(page.headers["location"])
    mine = sent_from(shown)
    bare = [(name, value) for name, value in mine if name != "bevis"]
    for number, form, status in ((two, mine, 404), (two, bare, 404), (one, bare, 404), (one, mine, 403)):
        assert (await aged.send(f"/medgivande/{number}/ja", form)).status_code == status
    assert (await aged.send(way, {**dict(mine), "steg": "3", **ANSWERS})).status_code == 401
    assert await acts(one) == await acts(two) == []


@pytest.mark.parametrize("way", ["ja", "sluta", "nej"])
async def test_a_no_stands_although_the_register_has_grown_old(table: Desk, way: str) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    form = sent_from(await checked(mother, number, k_maende="nej"))
    await register_is_old(table)
    sent = {"ja": form, "sluta": {"vad": "del", "kategori": "maende"}, "nej": {}}[way]
    answer = await mother.send(f"/medgivande/{number}/{way}", sent)
    assert [kind for kind, *_ in await acts(number)] == ["refuse" if way == "nej" else "withdraw"]
    assert way != "ja" or (answer.status_code, "Ditt nej är sparat." in answer.text) == (503, True)


@pytest.mark.parametrize("why", ["protected", "register"])
async def test_what_somebody_may_not_know_of_is_nowhere_to_them(table: Desk, why: str) -> None:
    number, father = await asked(table), table.hub.browser("father")
    if why == "protected":
        hidden = frozenset[str]()
        await set_protection(table.hub.house, person=table.ids["tove"], protected=True, allow_list=hidden)
    else:
        await register_is_old(table)
    for way, fields in (("ja", {"visat": "0" * 32}), ("sluta", {"vad": "del", "kategori": "brott"})):
        there, none = [await father.send(f"/medgivande/{one}/{way}", fields) for one in (number, new_id())]
        assert there.status_code == none.status_code == 404, way
    assert await acts(number) == []


async def test_a_stop_that_has_come_already_tells_nothing_on_her_telephone(table: Desk) -> None:
    fresh, aged = await log_in(table.hub, KINDS[YOUTH]), await old(table.hub, YOUTH, minutes=6)
    for first, way in (("nej", "nej"), ("sluta", "sluta"), ("sluta", "nej")):
        alone = await asked_alone(table)
        assert (await fresh.send(f"/medgivande/{alone}/{first}", {"vad": "allt"})).status_code == 303
        before = await acts(alone)
        again = await aged.send(f"/medgivande/{alone}/{way}", {"vad": "allt"})
        assert again.status_code == (303 if len(await acts(alone)) > len(before) else 404)


async def test_the_receipt_has_no_line_that_the_page_had_not(table: Desk) -> None:
    """What a no comes to became another while her page lay open: of her no no text is kept, and no yes is taken."""
    await renew(table.hub, "child")
    starts = (await table.hub.house.clock() + timedelta(days=9)).date().isoformat()
    number, child = await asked(table, borjar=starts), table.hub.browser("child")
    page = await child.get(f"/medgivande/{number}")
    await assessed(table, "not_mature", "maende", "franvaro")
    for who in ("mother", "father"):
        assert (await table.hub.browser(who).says_yes(number)).status_code == 303
    assert (await child.press(page, f"/medgivande/{number}/ja")).status_code == 409
    assert (await child.press(page, f"/medgivande/{number}/nej")).status_code == 303
    assert (await receipt_of(table, child, number, "refuse"))["notice"] is None
    father = table.hub.browser("father")
    kept = (await receipt_of(table, father, number, "grant"))["notice"]["text"]
    assert "Säger du nej delas inget med stöd av den här frågan." in kept


async def test_a_no_does_not_wait_for_another_s_yes(table: Desk) -> None:
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    page, key = await mother.get(f"/medgivande/{number}"), table.hub.house.keys.key

    async def hangs(_scope: str) -> bytes:
        await asyncio.sleep(20)
        raise AssertionError

    async def goes() -> None:
        table.hub.house.keys.key = hangs  # type: ignore[method-assign]

    just_before(table, goes)
    yes = asyncio.create_task(mother.press(page, f"/medgivande/{number}/ja"))
    await asyncio.sleep(0.3)
    async with asyncio.timeout(5):
        assert (await father.send(f"/medgivande/{number}/nej")).status_code == 303
        assert (await yes).status_code == 503
    table.hub.house.keys.key = key  # type: ignore[method-assign]
    assert [kind for kind, *_ in await acts(number)] == ["refuse"]


async def test_half_a_character_is_no_fault_of_ours(table: Desk) -> None:
    aged, room = await old(table.hub, YOUTH, minutes=6), table.ids["room linnea"]
    sent = ((b"_csrf_token", b"utf-8", aged.token.encode()), (b"nummer", b"unicode_escape", rb"\ud800"))
    part = b'--xx\r\nContent-Disposition: form-data; name="%s"\r\nContent-Type: text/plain; charset=%s\r\n\r\n%s\r\n'
    body = b"".join(part % one for one in sent) + b"--xx--\r\n"
    typed = {"content-type": "multipart/form-data; boundary=xx"}
    for way in (f"/rum/{room}/publicera", f"/medgivande/{new_id()}/nej", "/min-berattelse/skriv"):
        assert (await aged.ask("POST", way, content=body, headers=typed)).status_code < 500


async def test_what_was_written_down_after_the_page_is_not_confirmed_with_it(table: Desk) -> None:
    number, act = await asked_and_answered(table)
    mother = table.hub.browser("mother")
    page = await mother.get(f"/medgivande/{number}")
    assert await says_again(table, number, "participant at BUP", ("sagt", "Hon sa ja till allt.")) == 303
    assert (await mother.press(page, f"/medgivande/{number}/bekrafta")).status_code == 303
    rows = await ActRow.select(ActRow.id).where(ActRow.consent == number).run()
    confirmed = [row["act"] for row in await ConfirmationRow.select(ConfirmationRow.act).run()]
    assert (len(rows), confirmed) == (2, [act])


async def test_what_is_ticked_is_stopped_also_where_nothing_says_that_it_is_a_part(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    assert (await mother.send(f"/medgivande/{number}/sluta", {"kategori": "maende"})).status_code == 303
    assert await acts(number) == [("withdraw", "", "maende")]


async def test_nothing_is_chosen_and_nothing_is_said_to_stop(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    answer = await mother.send(f"/medgivande/{number}/sluta", {"vad": "del"})
    assert answer.status_code == 400
    assert "Om du slutar dela det du har valt" not in unescape(answer.text)
    assert await acts(number) == []


async def test_what_is_taken_out_after_the_end_was_there_until_the_end(table: Desk) -> None:
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    for who in (mother, father):
        assert (await who.says_yes(number)).status_code == 303
    assert (await mother.send(f"/medgivande/{number}/sluta", {"vad": "allt"})).status_code == 303
    assert (
        await father.send(f"/medgivande/{number}/sluta", {"vad": "del", "enhet": "BUP"})
    ).status_code == 303
    for who in (mother, father):
        assert "Borttaget" not in (await who.get(f"/medgivande/{number}")).text
