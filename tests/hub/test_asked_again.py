"""Asked again, somebody sees what is new since their own last yes: by name, and in the text that they answer."""

import re

import httpx2

from tests.hub.bad_input_sent import Desk
from tests.hub.test_choosing import asked
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
    assert "Det som är nytt sedan dess är märkt." in words_of(page)
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
    assert "Inget är nytt utom tiden." in words_of(again)


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
    """The town's logins are made before its hub starts; this one is asked for anew as the page of an old login."""
    child = table.hub.browser("child")
    page = await child.get(f"/medgivande/{await asked(table)}")
    assert new_in(page) == []
    assert "Du sa ja till" not in words_of(page)
