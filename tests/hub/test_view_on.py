""" "Så här ser jag på det": the family's view on a text that they can read, an item like any other, shown below it."""

import re

import httpx2
import pytest

from hub.ids import new_id
from hub.story.tables import ItemRow
from tests.hub.bad_input_sent import Desk, happened
from tests.hub.loading import later, log_in, renew
from tests.hub.running import KINDS, Browser

SAID = "Hon var hemma för att hon sov dåligt, inte för att hon inte ville."


def writing(table: Desk, item: str, room: str = "tove") -> str:
    return f"/rum/{table.ids[f'room {room}']}/publicera?svar={table.ids.get(item, item)}"


async def sent(
    table: Desk, browser: Browser, item: str | None, *units: str, **changed: object
) -> tuple[str, httpx2.Response]:
    """The number that a view was sent under, and the answer."""
    fields: dict[str, object] = {
        "nummer": new_id(), "svar": table.ids.get(item or "", item), "rubrik": "Så var det", "text": SAID,
        "kategori": "franvaro", "om": table.ids["tove"],
    }  # fmt: skip
    pairs = [(name, value) for name, value in (fields | changed).items() if value is not None]
    path = f"/rum/{table.ids['room tove']}/publicera"
    answer = await browser.send(path, [*pairs, *(("till", unit) for unit in units)])
    return str(fields["nummer"]), answer


def listed(page: str) -> list[tuple[str, list[str]]]:
    """Each card of a room's page: the text that it leads to, and the views below it."""
    cards = re.findall(r'<li class="ds-card">(.*?)</li>', page, re.S)
    found = [re.findall(r'href="/uppgift/(\w{26})', card) for card in cards]
    return [(ids[0], ids[1:]) for ids in found if ids]


async def test_a_mother_says_how_she_sees_it_and_it_stands_below_the_text(table: Desk) -> None:
    mother, bup = table.hub.browser("mother"), table.hub.browser("participant at BUP")
    text = table.ids["tove-narvaro"]
    page = (await mother.get(f"/uppgift/{text}")).text
    assert writing(table, "tove-narvaro") in page
    size = len(await table.hub.entries())
    form = (await mother.get(writing(table, "tove-narvaro"))).text
    assert "Så här ser jag på det" in form
    assert f'name="svar" value="{text}"' in form
    assert (await happened(table, size))["ItemOpened"] == 1, "what is shown beside the form is an opening too"
    assert re.search(r'name="kategori" value="franvaro"[^>]* checked', form)
    assert not re.search(r'name="till"[^>]* checked', form)
    number, answer = await sent(table, mother, "tove-narvaro", "BUP", "SKOLA.EH")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/uppgift/{number}?sparat=ja"), (
        answer.text
    )
    for reader in (mother, bup):
        assert SAID in (await reader.get(f"/uppgift/{number}")).text
        room = (await reader.get(f"/rum/{table.ids['room tove']}")).text
        assert (text, [number]) in listed(room)
        assert "Så här ser Karin Almgren på det" in re.sub("<[^>]*>", "", room)
        assert SAID not in room
    mine = (await mother.get("/uppgifter")).text
    assert (text, [number]) in listed(mine)


async def test_whoever_does_not_see_the_text_sees_the_view_as_any_other(table: Desk) -> None:
    """Nothing in a list tells of what is not in it."""
    await renew(table.hub, "child")
    child, mother = table.hub.browser("child"), table.hub.browser("mother")
    number, answer = await sent(table, child, "hidden", "BUP", familj=table.ids["karin"], kategori="maende")
    assert answer.status_code == 303, answer.text
    for path in (f"/rum/{table.ids['room tove']}", "/uppgifter"):
        page = (await mother.get(path)).text
        assert (number, []) in listed(page)
        assert "Så här ser" not in page
        assert table.ids["hidden"] not in page
    assert (table.ids["hidden"], [number]) in listed(
        (await table.hub.browser("participant at BUP").get(f"/rum/{table.ids['room tove']}")).text
    )


async def test_a_view_on_a_view_stands_below_the_same_text(table: Desk) -> None:
    mother, father = table.hub.browser("mother"), table.hub.browser("father")
    first, _ = await sent(table, mother, "tove-narvaro", "SKOLA.EH", familj=table.ids["jonas"])
    second, answer = await sent(table, father, first, "SKOLA.EH")
    assert answer.status_code == 303, answer.text
    room = (await table.hub.browser("participant").get(f"/rum/{table.ids['room tove']}")).text
    assert (table.ids["tove-narvaro"], [first, second]) in listed(room)


@pytest.mark.parametrize("item", ["hidden", "deleted", "jonas-berattar", "linnea-samtal", "z" * 26, "x"])
async def test_what_one_may_not_read_has_no_view_and_nothing_is_lost(table: Desk, item: str) -> None:
    """Whatever the reason, the same: no such text, and what was written can be kept as a text of its own."""
    mother = table.hub.browser("mother")
    assert (await mother.get(writing(table, item))).status_code == 404
    number, answer = await sent(table, mother, item, "BUP")
    assert answer.status_code == 404
    assert SAID in answer.text
    assert "går inte att läsa nu" in answer.text
    assert 'name="egen" value="ja"' in answer.text
    assert not await ItemRow.exists().where(ItemRow.id == number).run()
    _, answer = await sent(table, mother, item, "BUP", nummer=number, egen="ja")
    assert answer.status_code == 303
    rows = await ItemRow.select(ItemRow.view_on).where(ItemRow.id == number).run()
    assert rows == [{"view_on": None}]


async def test_a_child_who_wrote_for_long_logs_in_again_and_sends_the_same_form(table: Desk) -> None:
    """What is hidden from others is there for five minutes after a login: until the next, as if it never was."""
    child = await log_in(table.hub, KINDS["child"])
    token, page = child.token, (await child.get(writing(table, "hidden"))).text
    await later(child, table.hub, minutes=6)
    form = {name: re.findall(f'name="{name}" value="([^"]*)"', page)[0] for name in ("nummer", "bevis")}
    _, answer = await sent(table, child, "hidden", "BUP", kategori="maende", **form)
    assert (answer.status_code, SAID in answer.text, "logga in igen" in answer.text) == (404, True, True)
    assert f'name="svar" value="{table.ids["hidden"]}"' in answer.text
    await log_in(table.hub, KINDS["child"], browser=child)
    assert child.token == token, "the form in the other tab is still good"
    _, answer = await sent(table, child, "hidden", "BUP", kategori="maende", **form)
    assert answer.status_code == 303, answer.text
    rows = await ItemRow.select(ItemRow.view_on).where(ItemRow.id == form["nummer"]).run()
    assert rows == [{"view_on": table.ids["hidden"]}]


async def test_a_form_of_somebody_elses_opens_nothing_and_is_kept_on_the_page(table: Desk) -> None:
    """The child wrote, and her mother logged in at that screen: nothing is sent, or shown anew, in her name."""
    mother, size = table.hub.browser("mother"), len(await table.hub.entries())
    for more in ({}, {"egen": "ja"}, {"text": ""}):
        _, answer = await sent(table, mother, "tove-narvaro", "BUP", av=table.ids["tove"], **more)
        assert answer.status_code == 409
        assert ("Så var det" in answer.text, f'value="{table.ids["karin"]}"' in answer.text) == (True, False)
    assert set(await happened(table, size)) == {"SavingRefused"}


async def test_only_the_family_writes_a_view(table: Desk) -> None:
    school = table.hub.browser("participant")
    assert "publicera?svar" not in (await school.get(f"/uppgift/{table.ids['tove-narvaro']}")).text
    assert (await school.get(writing(table, "tove-narvaro"))).status_code == 404
    number, answer = await sent(table, school, "tove-narvaro", "BUP")
    assert answer.status_code == 404
    assert not await ItemRow.exists().where(ItemRow.id == number).run()


async def test_a_view_that_is_closed_too_stands_among_what_is_closed(table: Desk) -> None:
    """Both were read, and then the mother stopped: each stands in a row of its own."""
    mother, bup = table.hub.browser("mother"), table.hub.browser("participant at BUP")
    view, _ = await sent(table, mother, "tove-narvaro", "BUP")
    texts = (table.ids["tove-narvaro"], view)
    for text in texts:
        assert (await bup.get(f"/uppgift/{text}")).status_code == 200
    stopped = await mother.send(f"/medgivande/{table.ids['tove-ja']}/sluta", {"vad": "allt"})
    assert stopped.status_code == 303, stopped.text
    room = (await bup.get(f"/rum/{table.ids['room tove']}")).text
    closed = room.partition("Stängda för dig nu")[2]
    assert [text in closed for text in texts] == [True, True]


async def test_who_reads_of_themselves_in_a_room_that_is_not_theirs_is_not_led_into_it(table: Desk) -> None:
    number, peter = new_id(), table.hub.browser("parent without custody")
    school = table.hub.browser("participant")
    fields = {"nummer": number, "rubrik": "Samtal", "text": "Vi talade om sommaren.", "kategori": "familj"}
    path = f"/rum/{table.ids['room tove']}/publicera"
    answer = await school.send(path, {**fields, "om": table.ids["peter"], "till": "BUP"})
    assert answer.status_code == 303, answer.text
    page = await peter.get(f"/uppgift/{number}?som=self")
    assert (page.status_code, "publicera?svar" in page.text) == (200, False), page.text


async def test_what_is_wrong_with_a_view_keeps_the_text_beside_it(table: Desk) -> None:
    _, answer = await sent(table, table.hub.browser("mother"), "tove-narvaro", text="")
    assert answer.status_code == 400
    assert f'name="svar" value="{table.ids["tove-narvaro"]}"' in answer.text
    assert "Texten du skriver om" in answer.text
    assert "Välj" in answer.text
