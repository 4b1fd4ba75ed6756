"""What a page promises of an answer is so: of a stop, of a preview, of a young child's no."""

import re

from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import renew
from tests.hub.test_choosing import asked, checked, sent_from
from tests.hub.test_shown import form, receipt_of, words_of

RECORD = "/rum/{room}/anteckna/"


async def all_say(
    table: Desk, number: str, way: str = "ja", who: tuple[str, ...] = ("mother", "father")
) -> None:
    for kind in who:
        browser = table.hub.browser(kind)
        sent = form(await browser.get(f"/medgivande/{number}"), way)
        assert (await browser.send(f"/medgivande/{number}/{way}", sent)).status_code == 303


async def test_a_stop_says_what_another_yes_lets_them_read_all_the_same(table: Desk) -> None:
    """Asked twice for the same, and all have said yes to both: to stop one of them stops no reading."""
    mother, bup = table.hub.browser("mother"), table.hub.browser("participant at BUP")
    text = new_id()
    sent = {"nummer": text, "kategori": ["franvaro"], "till": ["BUP"], "om": table.ids["tove"]}
    assert (await table.send("participant", "/rum/{room}/publicera", "tove", **sent)).status_code == 303
    one = await asked(table)
    await all_say(table, one)
    stop = words_of(await mother.get(f"/medgivande/{table.ids['tove-ja']}/sluta"))
    assert "De här kan läsa ändå" in stop
    other = await mother.get(f"/medgivande/{one}/sluta")
    assert "De här kan läsa ändå" in words_of(other)
    answer = await mother.send(f"/medgivande/{one}/sluta", [*form(other, "sluta"), ("vad", "allt")])
    done = words_of(await mother.get(answer.headers["location"]))
    assert "Det kan finnas ett annat ja för samma texter" in done
    assert (await bup.get(f"/uppgift/{text}")).status_code == 200
    last = words_of(await mother.get(f"/medgivande/{table.ids['tove-ja']}/sluta"))
    assert "De här kan läsa ändå" not in last


async def test_a_preview_of_an_answer_in_part_leaves_out_what_is_said_no_to(table: Desk) -> None:
    mother = table.hub.browser("mother")
    kinds = {one: new_id() for one in ("franvaro", "maende")}
    for kind, text in kinds.items():
        sent = {"nummer": text, "kategori": [kind], "till": ["BUP"], "om": table.ids["tove"]}
        assert (await table.send("participant", "/rum/{room}/publicera", "tove", **sent)).status_code == 303
    number = await asked(table)
    page = await checked(mother, number, k_maende="nej")
    (where,) = re.findall(r'href="(/medgivande/\w+/forhandsvisning\?svar=[^"]+)"', page.text)
    part, whole = [(await mother.get(one)).text for one in (where, where.partition("?")[0])]
    assert "Så blir det med dina svar." in part
    assert [f"/uppgift/{text}" in part for text in kinds.values()] == [True, False]
    assert [f"/uppgift/{text}" in whole for text in kinds.values()] == [True, True]


async def test_what_another_question_opens_is_the_same_whatever_anybody_has_said_to_it(table: Desk) -> None:
    """Nor is an answer to it to be read there: not the child's, not the other guardian's."""
    mother, one, other = table.hub.browser("mother"), await asked(table), await asked(table)

    async def page() -> str:
        text = (await mother.get(f"/medgivande/{one}/sluta")).text
        return text[text.index('id="slutar"') : text.index("<form class")]

    before = await page()
    assert "De här kan läsa ändå" in before
    for who, way in (("father", "ja"), ("child", "nej"), ("father", "nej")):
        browser = table.hub.browser(who)
        said = browser.says_yes(other) if way == "ja" else browser.send(f"/medgivande/{other}/nej")
        assert (await said).status_code == 303
        assert await page() == before, (who, way)
    assert (
        await table.hub.browser("father").send(f"/medgivande/{other}/sluta", {"vad": "allt"})
    ).status_code == 303
    await mother.send(f"/medgivande/{table.ids['tove-ja']}/sluta", {"vad": "allt"})
    assert "De här kan läsa ändå" not in await page(), "what is over opens nothing"


async def test_a_preview_tells_apart_what_is_about_somebody_else_too(table: Desk) -> None:
    number, two = await asked(table), new_id()
    sent = {
        "nummer": two,
        "kategori": ["franvaro"],
        "till": ["BUP"],
        "om": [table.ids["tove"], table.ids["jonas"]],
    }
    assert (await table.send("participant", "/rum/{room}/publicera", "tove", **sent)).status_code == 303
    page = (await table.hub.browser("father").get(f"/medgivande/{number}/forhandsvisning")).text
    alone, _, with_another = page.partition("De här handlar också om någon annan.")
    assert f"/uppgift/{two}" not in alone
    assert f"/uppgift/{two}" in with_another
    await all_say(table, number)
    assert (await table.hub.browser("participant at BUP").get(f"/uppgift/{two}")).status_code != 200


async def test_a_young_childs_no_is_not_said_to_decide(table: Desk) -> None:
    """Tove is under twelve: the parents decide where she is assessed as not mature, whatever she says."""
    number = await asked(table)
    await renew(table.hub, "child")
    child = table.hub.browser("child")
    page = words_of(await child.get(f"/medgivande/{number}"))
    assert "Säger du nej delas inget med stöd av den här frågan." not in page
    assert "Ibland bestämmer de att dela ändå." in page
    assert "väntar på dig" not in page
    assert "Läs frågan och säg vad du tycker" in words_of(await child.get("/vem-far-se"))
    assert "De vuxna vill dela något om dig." in words_of(await child.get("/min-sida"))
    await all_say(table, number, "nej", ("child",))
    done = words_of(await child.get(f"/medgivande/{number}/klart"))
    assert "Inget delas." not in done
    assert "De vuxna måste ta reda på hur du tänker" in done
    await all_say(table, number)
    sent = {"utfall": "not_mature", "kategori": ["franvaro", "maende"], "ord": "Förstår inte än."}
    assert (await table.send("police", RECORD + "mognad", "tove", **sent)).status_code in (303, 404)
    assert (await table.send("participant at BUP", RECORD + "mognad", "tove", **sent)).status_code == 303
    page = words_of(await child.get(f"/medgivande/{number}"))
    assert "Du har sagt nej, och det delas ändå, helt eller till en del." in page
    later = await asked(table)
    await all_say(table, later)
    page = words_of(await child.get(f"/medgivande/{later}"))
    assert "Säger du nej skrivs det ner, men det delas ändå" in page
    await all_say(table, later, "nej", ("child",))
    done = words_of(await child.get(f"/medgivande/{later}/klart"))
    assert "Det delas ändå, helt eller till en del." in done


async def test_a_young_childs_no_that_stops_is_not_said_to_stop_nothing(table: Desk) -> None:
    """Nobody has assessed her: what the parents said yes to stands until she says no."""
    number = await asked(table)
    await all_say(table, number)
    await renew(table.hub, "child")
    child = table.hub.browser("child")
    page = words_of(await child.get(f"/medgivande/{number}"))
    assert "De får läsa om Tove Almgren." in page
    assert "Säger du nej måste de vuxna ta reda på hur du tänker" in page
    await all_say(table, number, "nej", ("child",))
    assert "De får läsa om" not in words_of(await table.hub.browser("mother").get(f"/medgivande/{number}"))


async def test_a_question_about_somebody_else_opens_nothing_of_this_one(table: Desk) -> None:
    """A text about both needs a yes about each: what the father is asked for himself is no yes about the child."""
    both, father = new_id(), table.hub.browser("father")
    sent = {
        "nummer": both,
        "kategori": ["franvaro"],
        "till": ["BUP"],
        "om": [table.ids["tove"], table.ids["jonas"]],
    }
    assert (await table.send("participant", "/rum/{room}/publicera", "tove", **sent)).status_code == 303
    number = await asked(table)
    await asked(table, om=table.ids["jonas"])
    assert (
        await father.send(f"/medgivande/{table.ids['tove-ja']}/sluta", {"vad": "allt"})
    ).status_code == 303
    page = (await father.get(f"/medgivande/{number}/sluta")).text
    assert f"/uppgift/{both}" in page.partition("De här får då inte läsa det")[2]
    assert "De här kan läsa ändå" not in page


async def test_a_no_to_everything_one_by_one_keeps_what_the_page_said(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = await checked(mother, number, k_franvaro="nej", k_maende="nej")
    assert (await mother.send(f"/medgivande/{number}/nej", sent_from(page))).status_code == 303
    notice = (await receipt_of(table, mother, number, "refuse"))["notice"]
    said = notice["text"].split("\n")
    assert said[-2:] == ["Då finns det inget kvar att dela. Du säger nej till frågan.", "Säg nej"]
    assert all(line in words_of(page) for line in said), said


async def test_what_is_checked_says_who_does_what_and_for_how_long(table: Desk) -> None:
    number, mother = await asked(table), table.hub.browser("mother")
    page = words_of(await checked(mother, number, k_maende="nej"))
    for told in ("Får läsa.", "Får dela det de har skrivit här.", "Tid", "fram till"):
        assert told in page, told


async def test_an_old_yes_after_a_part_of_it_was_stopped_is_not_said_to_be_done(table: Desk) -> None:
    """Two tabs: the one says yes to all of it, the other no to a part; then the first is sent again."""
    number, mother = await asked(table), table.hub.browser("mother")
    whole, part = await checked(mother, number), await checked(mother, number, k_maende="nej")
    for page, said in ((whole, "Ditt ja är sparat"), (part, "Det du sa nej till delas inte")):
        done = await mother.send(f"/medgivande/{number}/ja", sent_from(page))
        assert said in words_of(await mother.get(done.headers["location"])), (
            "whoever else has not said yes yet"
        )
    again = await mother.send(f"/medgivande/{number}/ja", sent_from(whole))
    assert again.status_code == 409
    assert f'href="/medgivande/{number}"' in again.text, "where it says what stands"
    first = await mother.get(f"/medgivande/{number}/valj")
    assert first.headers["location"] == f"/medgivande/{number}", "it has been answered"
