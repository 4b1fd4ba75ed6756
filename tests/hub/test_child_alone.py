"""A guardian who asks for a child's telephone sees nothing that they must not, and not that there is any such thing."""

from consent.tables import ActRow
from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import later, log_in
from tests.hub.notices import code_for, wants
from tests.hub.running import KINDS, Browser, Kind, Running
from tests.hub.test_shown import words_of

YOUTH = "sixteen-year-old"
LISTS = ("/min-sida", "/vem-far-se", "/uppgifter", "/vem-har-last", "/min-berattelse")
AGAIN = "En del visas bara en stund efter att du har loggat in. Logga in igen"


async def old(hub: Running, kind: str, **passed: float) -> Browser:
    """A browser of this kind of person, so long after the login."""
    browser = hub.browser(kind)
    await later(browser, **passed)
    return browser


async def seen_in(browser: Browser, *more: str) -> str:
    """All that stands on the pages that list anything."""
    return "".join([(await browser.get(page)).text for page in (*LISTS, *more)])


async def test_what_she_decides_alone_is_there_for_five_minutes(any_hub: Running) -> None:
    ids = any_hub.ids
    alone, together = ids.of("consent", "linnea-mar"), ids.of("consent", "linnea-kvallar")
    text, room = ids.of("item", "linnea-samtal"), f"/rum/{ids.of('room', 'linnea')}"
    school = any_hub.browser("participant")
    assert (await school.get(f"/uppgift/{text}")).status_code == 200
    fresh, aged = await log_in(any_hub, KINDS[YOUTH]), await old(any_hub, YOUTH, minutes=6)
    shown = await seen_in(fresh, room)
    assert {alone in shown, text in shown, "Hur jag mår" in shown, together in shown} == {True}
    guarded = await seen_in(aged, room)
    assert {alone in guarded, text in guarded, "Hur jag mår" in guarded} == {False}
    assert together in guarded
    for page in ("", "/klart", "/sluta", "/forhandsvisning", "/valj"):
        assert (await aged.get(f"/medgivande/{alone}{page}")).status_code == 404, page
        nowhere = await aged.get(f"/medgivande/{new_id()}{page}")
        assert nowhere.status_code == 404
    file = await aged.get("/vem-har-last/fil")
    assert text not in file.text


async def test_that_one_can_log_in_again_stands_there_whatever_there_is(any_hub: Running) -> None:
    tove = await log_in(any_hub, KINDS["child"])
    for browser in (await log_in(any_hub, KINDS[YOUTH]), await old(any_hub, YOUTH, minutes=6), tove):
        for page in LISTS:
            assert AGAIN in words_of(await browser.get(page)), page


async def test_she_can_stop_it_all_the_same_and_is_told_that_it_is_saved(any_hub: Running) -> None:
    """A no is never refused; the page that comes then says no more than the lists do."""
    alone, aged = any_hub.ids.of("consent", "linnea-mar"), await old(any_hub, YOUTH, minutes=6)
    answer = await aged.send(f"/medgivande/{alone}/sluta", {"vad": "allt"})
    assert answer.headers["location"] == "/vem-far-se?sparat=framme"
    page = await aged.get(answer.headers["location"])
    assert "Det du skickade har kommit fram." in page.text
    assert alone not in page.text
    text = any_hub.ids.of("item", "linnea-samtal")
    assert (await any_hub.browser("participant").get(f"/uppgift/{text}")).status_code == 403


async def test_what_she_answered_where_others_are_asked_too_is_hers_as_well(any_hub: Running) -> None:
    """Her no to what her mother has said yes to: the mother's own page says that she has answered, and so does hers."""
    ids = any_hub.ids
    together = ids.of("consent", "linnea-kvallar")
    fresh, aged = await log_in(any_hub, KINDS[YOUTH]), await old(any_hub, YOUTH, minutes=6)
    assert "Du sa nej" in words_of(await fresh.get(f"/medgivande/{together}"))
    shown = words_of(await aged.get(f"/medgivande/{together}"))
    lists = words_of(await aged.get("/vem-far-se"))
    for told in ("Du sa nej", "Du sa ja", "delas inte", "kvitto"):
        assert told not in shown + lists, told
    assert "Ditt svar visas en stund efter att du har loggat in." in shown
    assert {"Ja, dela med dem" in shown, "Sluta dela" in shown} == {True}, "and she can still say any of it"
    act = (await ActRow.select(ActRow.id).where(ActRow.consent == together, ActRow.kind == "refuse").run())[0]
    for address in (f"/kvitto/{act['id']}", f"/kvitto/{act['id']}/sida", f"/kvitto/{act['id']}/pdf"):
        assert (await fresh.get(address)).status_code == 200
        assert (await aged.get(address)).status_code == 404
    done = await aged.get(f"/medgivande/{together}/klart")
    assert done.headers["location"] == f"/medgivande/{together}"


async def test_where_she_is_told_by_message_is_hers(any_hub: Running) -> None:
    """Neither seen nor changed nor taken away by whoever has the telephone, and the same where there is nothing."""
    fresh, aged = await log_in(any_hub, KINDS[YOUTH]), await old(any_hub, YOUTH, minutes=6)
    before = await aged.get("/meddelanden")
    await wants(fresh, "linnea@exempel.se")
    code = await code_for(any_hub, "linnea@exempel.se")
    assert (await fresh.send("/meddelanden/kod", {"kod": code})).status_code == 303
    after = await aged.get("/meddelanden")
    assert after.status_code == before.status_code == 403
    assert words_of(after) == words_of(before)
    for path, fields in (
        ("", {"satt": "mail", "adress": "far@exempel.se"}),
        ("/kod", {"kod": code}),
        ("/ta-bort", {}),
    ):
        assert (await aged.send(f"/meddelanden{path}", fields)).status_code == 403
    assert "linnea@exempel.se" in (await fresh.get("/meddelanden")).text


async def told(hub: Running, browser: Browser, *readers: str) -> str:
    """A part of Tove's own story that these in her family read too."""
    tove, number = hub.ids.person("tove"), new_id()
    fields = [
        ("nummer", number),
        ("barn", tove),
        ("rubrik", "Jag"),
        ("text", "Så är det."),
        ("kategori", "familj"),
    ]
    fields += [("om", tove), *(("familj", hub.ids.person(who)) for who in readers)]
    answer = await browser.send("/min-berattelse/skriv", fields)
    assert answer.status_code == 303, answer.text
    return number


async def test_her_own_story_is_hers_unless_both_her_guardians_read_it(any_hub: Running) -> None:
    fresh = await log_in(any_hub, KINDS["child"])
    mine = await told(any_hub, fresh)
    one = await told(any_hub, fresh, "karin")
    both = await told(any_hub, fresh, "karin", "jonas")
    shown = (await fresh.get("/min-berattelse")).text
    assert [part in shown for part in (mine, one, both)] == [True] * 3
    aged = await old(any_hub, "child", minutes=6)
    lists = await seen_in(aged)
    assert [part in lists for part in (mine, one, both)] == [False, False, True]
    for guardian, reads in (("karin", [False, True, True]), ("jonas", [False, False, True])):
        page = await (await log_in(any_hub, Kind(guardian))).get("/uppgifter")
        assert [part in page.text for part in (mine, one, both)] == reads


async def test_what_her_parents_see_she_sees_at_any_time(any_hub: Running) -> None:
    aged = await old(any_hub, "child", hours=1)
    page, theirs = await aged.get("/uppgifter"), await any_hub.browser("mother").get("/uppgifter")
    names = [any_hub.ids.of("item", item) for item in ("tove-narvaro", "tove-samtal", "tove-stod")]
    assert [name in page.text for name in names] == [name in theirs.text for name in names] == [True] * 3
    assert any_hub.ids.of("consent", "tove-ja") in (await aged.get("/vem-far-se")).text


async def test_her_page_says_what_happens_where_she_is_and_whom_she_can_talk_to(any_hub: Running) -> None:
    tove = await log_in(any_hub, KINDS["child"])
    assert (await tove.get("/")).headers["location"] == "/min-sida"
    page = await tove.get("/min-sida")
    said = words_of(page)
    for words in (
        "Vad händer om jag berättar?",
        "Var är jag på vägen? Få det att fungera i skolan",
        "De vuxna öppnade ett rum för att hjälpas åt",
        "Här visas ingen fråga till dig just nu.",
        "Åsa Lindgård",
        "Har skrivit om:",
        "Får läsa andras texter om: Skola och närvaro, Hur jag mår, Stöd vi får.",
    ):
        assert words in said, words
    assert said.index("Vad händer om jag berättar?") < said.index("Var är jag på vägen?")


async def test_what_waits_for_her_answer_stands_there(table: Desk) -> None:
    """Linnea's, who is asked; a child of eleven is not asked on a page, and says what she thinks to somebody."""
    linnea, school = await log_in(table.hub, KINDS[YOUTH]), table.hub.browser("participant")
    assert "Läs frågan och svara" not in words_of(await linnea.get("/min-sida"))
    number, them = new_id(), {"om": table.hub.ids.person("linnea"), "fran": "SKOLA.EH", "till": "POL"}
    form = table.form("/rum/{room}/fraga", nummer=number, kategori="larande", **them)
    assert (await school.send(f"/rum/{table.hub.ids.of('room', 'linnea')}/fraga", form)).status_code == 303
    page = await linnea.get("/min-sida")
    assert "Någon väntar på ditt svar." in page.text
    assert f'href="/medgivande/{number}"' in page.text
    aged = await old(table.hub, YOUTH, minutes=6)
    assert f'href="/medgivande/{number}"' in (await aged.get("/min-sida")).text, "her parents are asked too"


async def test_who_is_of_age_has_no_such_page(any_hub: Running) -> None:
    mother = any_hub.browser("mother")
    assert (await mother.get("/min-sida")).headers["location"] == "/vem-far-se"
    assert (await mother.get("/")).headers["location"] == "/vem-far-se"
    assert "Min sida" not in (await mother.get("/vem-far-se")).text
    assert (await any_hub.browser("participant").get("/min-sida")).status_code == 404
