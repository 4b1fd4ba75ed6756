"""Asked again, somebody sees what is new since their own last yes: by name, and in the text that they answer."""

import re

import httpx2

from tests.hub.bad_input_sent import Desk
from tests.hub.loading import log_in
from tests.hub.running import KINDS
from tests.hub.test_child_alone import old
from tests.hub.test_choosing import asked, checked, sent_from
from tests.hub.test_shown import form, receipt_of, words_of


def new_in(page: httpx2.Response) -> list[str]:
    """What the page marks as new."""
    return re.findall(r"<li><bdi>([^<]+)</bdi> <span[^>]*>Nytt</span></li>", page.text)


async def test_what_is_new_is_marked_and_stands_in_the_receipt(table: Desk) -> None:
    mother = table.hub.browser("mother")
    first = await asked(table, till=["BUP"])
    before = await mother.get(f"/medgivande/{first}")
    assert (await mother.send(f"/medgivande/{first}/ja", form(before, "ja"))).status_code == 303
    second = await asked(table, till=["BUP", "SOC.FORE"], fran=["SKOLA.EH"])
    page = await mother.get(f"/medgivande/{second}")
    assert new_in(page) == ["Socialtjänsten, stöd till familjer"]
    assert "Det som är nytt är märkt." in words_of(page)
    assert (await mother.send(f"/medgivande/{second}/ja", form(page, "ja"))).status_code == 303
    lines = (await receipt_of(table, mother, second, "grant"))["notice"]["text"].split("\n")
    assert lines[lines.index("Socialtjänsten, stöd till familjer") + 1] == "Nytt"
    assert lines.count("Nytt") == 1
    answered = await mother.get(f"/medgivande/{second}")
    assert new_in(answered) == [], "an answered question has nothing new"


async def test_the_same_again_says_so(table: Desk) -> None:
    mother = table.hub.browser("mother")
    first = await asked(table)
    page = await mother.get(f"/medgivande/{first}")
    await mother.send(f"/medgivande/{first}/ja", form(page, "ja"))
    again = await mother.get(f"/medgivande/{await asked(table)}")
    assert new_in(again) == []
    assert "Nu gäller det en ny tid." in words_of(again)


async def test_it_is_measured_by_ones_own_yes_and_by_no_others(table: Desk) -> None:
    """The mother said no to the first; the father said yes: neither page tells of the other's."""
    mother, father = table.hub.browser("mother"), table.hub.browser("father")
    first = await asked(table, till=["BUP", "POL"])
    for browser, way in ((mother, "nej"), (father, "ja")):
        page = await browser.get(f"/medgivande/{first}")
        assert (await browser.send(f"/medgivande/{first}/{way}", form(page, way))).status_code == 303
    second = await asked(table, till=["BUP", "POL"])
    hers, his = await mother.get(f"/medgivande/{second}"), await father.get(f"/medgivande/{second}")
    assert any("olis" in name for name in new_in(hers))
    assert new_in(his) == []


async def test_a_child_whose_login_is_old_is_told_nothing_of_earlier_answers(table: Desk) -> None:
    fresh, aged = await log_in(table.hub, KINDS["child"]), await old(table.hub, "child", minutes=6)
    first = await asked(table, till=["BUP"])
    page = await fresh.get(f"/medgivande/{first}")
    assert (await fresh.send(f"/medgivande/{first}/ja", form(page, "ja"))).status_code == 303
    second = await asked(table, till=["BUP", "POL"])
    assert "Du sa ja till" in words_of(await fresh.get(f"/medgivande/{second}"))
    old_page = await aged.get(f"/medgivande/{second}")
    assert "Du sa ja till" not in words_of(old_page)
    assert new_in(old_page) == []
    fresh_page = await fresh.get(f"/medgivande/{second}")
    answer = await aged.send(f"/medgivande/{second}/ja", form(fresh_page, "ja"))
    assert answer.status_code == 303, "the page was shown with its marks, and answered after the five minutes"


async def test_what_was_left_out_or_taken_back_is_not_called_the_same(table: Desk) -> None:
    """She left a topic out of her yes: asked for it again it is new. A yes that she took back is not held up to her."""
    mother = table.hub.browser("mother")
    first = await asked(table)
    part = sent_from(await checked(mother, first, k_maende="nej"))
    assert (await mother.send(f"/medgivande/{first}/ja", part)).status_code == 303
    second = await asked(table)
    page = await mother.get(f"/medgivande/{second}")
    assert new_in(page) == ["Hur jag mår"]
    assert (await mother.send(f"/medgivande/{second}/ja", form(page, "ja"))).status_code == 303
    await mother.send(f"/medgivande/{second}/sluta", {"vad": "allt"})
    third = await mother.get(f"/medgivande/{await asked(table)}")
    assert new_in(third) == ["Hur jag mår"], "measured by the yes that stands"
