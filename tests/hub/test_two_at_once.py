"""Two people answer at once, or one in two tabs: no yes to what no page showed, and no no is lost."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2

from tests.hub.bad_input_sent import Desk
from tests.hub.running import Browser
from tests.hub.test_choosing import ALL_YES, acts, asked, checked, sent_from
from tests.hub.test_shown import words_of

CHANGED = "Frågan har ändrats sedan sidan visades."
NO_KEPT = "Ditt nej är sparat."


def just_before(table: Desk, happens: Callable[[], Awaitable[object]]) -> None:
    """Something happens after the page has been looked for, and before the answer is taken."""
    desk, waits = table.hub.house.desk, [happens]
    hand_in = desk.hand_in

    async def later(**how: Any) -> Any:
        if waits:
            await waits.pop()()
        return await hand_in(**how)

    desk.hand_in = later  # type: ignore[method-assign]


def stops(browser: Browser, number: str, category: str) -> Callable[[], Awaitable[httpx2.Response]]:
    return lambda: browser.send(f"/medgivande/{number}/sluta", {"vad": "del", "kategori": category})


async def answers_left(browser: Browser, number: str) -> set[str]:
    page = (await browser.get(f"/medgivande/{number}")).text
    return {way for way in ("ja", "nej", "valj") if f'/medgivande/{number}/{way}"' in page}


async def test_a_yes_is_to_what_the_page_showed_also_when_another_answers_between(table: Desk) -> None:
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    whole = await mother.get(f"/medgivande/{number}")
    for page in (await checked(mother, number), whole):
        number_of_acts = len(await acts(number))
        just_before(table, stops(father, number, "maende" if number_of_acts == 0 else "franvaro"))
        form = sent_from(page) if page is not whole else None
        way = f"/medgivande/{number}/ja"
        answer = await (mother.send(way, form) if form else mother.press(page, way))
        assert answer.status_code == 409
        assert CHANGED in answer.text
        assert {kind for kind, *_ in await acts(number)} == {"withdraw"}


async def test_a_no_beside_a_yes_that_is_not_taken_leaves_the_rest_to_answer(table: Desk) -> None:
    """Both parents have their answers before them, and send them one after the other."""
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    hers, his = await checked(mother, number, k_maende="nej"), await checked(father, number, u_BUP="ja")
    assert (await stops(father, number, "franvaro")()).status_code == 303
    assert (await father.send(f"/medgivande/{number}/ja", sent_from(his))).status_code == 409
    assert await answers_left(father, number) == {"ja", "nej", "valj"}
    assert "väntar på dig" in words_of(await father.get(f"/medgivande/{number}"))
    answer = await mother.send(f"/medgivande/{number}/ja", sent_from(hers))
    assert {CHANGED in answer.text, NO_KEPT in answer.text} == {True}


async def test_who_has_only_stopped_a_part_can_answer_the_rest(table: Desk) -> None:
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    assert (await stops(mother, number, "maende")()).status_code == 303
    assert await answers_left(mother, number) == {"ja", "nej", "valj"}
    assert "Läs frågan och svara" in words_of(await mother.get("/vem-far-se"))
    assert (await mother.says_yes(number)).headers["location"].endswith("/klart")
    assert await answers_left(mother, number) == set()
    assert (await father.says_yes(number)).status_code == 303
    assert "gäller" in words_of(await father.get(f"/medgivande/{number}"))


async def test_her_own_no_is_written_where_another_s_stop_came_first(table: Desk) -> None:
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    part = await checked(mother, number, k_maende="nej")
    assert (await mother.says_yes(number)).status_code == 303
    just_before(table, stops(father, number, "maende"))
    answer = await mother.send(f"/medgivande/{number}/ja", sent_from(part))
    assert NO_KEPT in answer.text or answer.headers["location"].endswith("/klart")
    assert [kind for kind, *_ in await acts(number)] == ["grant", "withdraw", "withdraw"]


async def test_no_yes_covers_what_its_text_says_no_to(table: Desk) -> None:
    """A unit sent as if it were a category, and what was not asked about."""
    number, mother = await asked(table, till=["BUP", "SOC.UTR"]), table.hub.browser("mother")
    page = await mother.send(
        f"/medgivande/{number}/valj", {**ALL_YES, "u.SOC.UTR": "nej", "k.maende": "nej", "steg": "3"}
    )
    form = sent_from(await mother.get(page.headers["location"]))
    for made_up in (
        [("kategori" if name == "enhet" else name, value) for name, value in form],
        [*form, ("enhet", "POL")],
        [*form, ("kategori", "SOC.UTR")],
    ):
        answer = await mother.send(f"/medgivande/{number}/ja", made_up)
        assert answer.status_code == 409
        assert NO_KEPT in answer.text, "as far as it names what was asked"
    assert {kind for kind, *_ in await acts(number)} == {"withdraw"}


async def test_a_yes_to_more_than_stands_is_not_said_to_be_saved(table: Desk) -> None:
    """Two tabs: no to a part in the one, and then yes to all of it from the other; and a second press of each."""
    number, mother = await asked(table), table.hub.browser("mother")
    whole, part = await checked(mother, number), await checked(mother, number, k_maende="nej")
    for _press in range(2):
        answer = await mother.send(f"/medgivande/{number}/ja", sent_from(part))
        assert answer.headers["location"] == f"/medgivande/{number}/klart"
    answer = await mother.send(f"/medgivande/{number}/ja", sent_from(whole))
    assert answer.status_code == 409
    assert CHANGED in answer.text
    assert [kind for kind, *_ in await acts(number)] == ["withdraw", "grant"]


async def test_where_nothing_is_left_to_say_yes_to_only_the_no_is_taken(table: Desk) -> None:
    number, mother, father = await asked(table), table.hub.browser("mother"), table.hub.browser("father")
    page = await checked(mother, number, k_maende="nej")
    just_before(table, stops(father, number, "franvaro"))
    answer = await mother.send(f"/medgivande/{number}/ja", sent_from(page))
    assert {CHANGED in answer.text, NO_KEPT in answer.text} == {True}
    assert await acts(number) == [("withdraw", "", "franvaro"), ("withdraw", "", "maende")]
