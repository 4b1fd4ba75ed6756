"""Who is told that something has happened: those on whose pages it stands, and nobody else."""

from hub.ids import new_id
from hub.notices.tables import OutboxRow
from tests.hub.bad_input_sent import Desk
from tests.hub.notices import at_once, letters, reached, waiting
from tests.hub.test_confirming import asked_and_answered
from tests.hub.whys import answered as why_answered
from tests.hub.whys import asked as why_asked

EVERYBODY = ("mother", "father", "child", "participant", "participant at BUP", "parent without custody")
YES, NO, STOP = ("/medgivande/{number}/" + verb for verb in ("ja", "nej", "sluta"))


async def asks(table: Desk) -> str:
    number = new_id()
    form = table.form("/rum/{room}/fraga", nummer=number)
    path = table.path("/rum/{room}/fraga", "tove")
    assert (await table.hub.browser("participant").send(path, form)).status_code == 303
    return number


async def test_from_the_question_to_the_end_of_it(table: Desk) -> None:
    """Who is asked; the other who is asked; and who leads the room, where another part stands than before."""
    await reached(table.hub, *EVERYBODY)
    mother, father = table.hub.browser("mother"), table.hub.browser("father")
    number = await asks(table)
    asked = {("karin", "asked"): 1, ("jonas", "asked"): 1, ("tove", "asked"): 1}
    assert await waiting(table.hub) == asked
    assert (await mother.says_yes(number)).status_code == 303
    others = {("jonas", "answered"): 1, ("tove", "answered"): 1, ("karin", "receipt"): 1}
    assert await waiting(table.hub) == others, "nothing stands yet, so nobody at work is told"
    assert (await mother.says_yes(number)).status_code == 303
    assert not await waiting(table.hub), "sent again it is nothing new"
    assert (await father.says_yes(number)).status_code == 303
    told = await waiting(table.hub)
    leader = told.pop(("asa", "answered"), 0)
    assert told == {("karin", "answered"): 1, ("tove", "answered"): 1, ("jonas", "receipt"): 1}
    assert leader <= 1
    assert (await father.send(f"/medgivande/{number}/sluta", {"vad": "allt"})).status_code == 303
    assert ("karin", "answered") in await waiting(table.hub)


async def test_who_leads_the_room_is_told_when_what_stands_is_another(table: Desk) -> None:
    await reached(table.hub, "participant", "participant at BUP", "mother")
    consent = table.ids["tove-ja"]
    stop = {"vad": "del", "kategori": "maende"}
    assert (await table.hub.browser("father").send(f"/medgivande/{consent}/sluta", stop)).status_code == 303
    assert await waiting(table.hub) == {("karin", "answered"): 1, ("asa", "answered"): 1}


async def test_of_what_a_youth_decides_alone_no_parent_is_told(table: Desk) -> None:
    await reached(table.hub, "sixteen-year-old", "participant")
    await _reach(table, "camilla", "robert")
    linnea, alone = table.hub.browser("sixteen-year-old"), table.ids["linnea-mar"]
    assert (await linnea.send(f"/medgivande/{alone}/sluta", {"vad": "allt"})).status_code == 303
    assert await waiting(table.hub) == {("linnea", "receipt"): 1}
    together = table.hub.ids.of("consent", "linnea-kvallar")
    assert (await linnea.says_yes(together)).status_code == 303
    assert {who for who, about in await waiting(table.hub) if about == "answered"} == {"camilla", "robert"}


async def _reach(table: Desk, *who: str) -> None:
    """These people as family, who are no kind of the sweep."""
    from tests.hub.loading import cookies_of, log_in
    from tests.hub.running import Kind

    for name in who:
        browser = await log_in(table.hub, Kind(name))
        table.hub.kept.cookies[name] = cookies_of(browser)
    await reached(table.hub, *who)


async def test_what_staff_write_down_is_told_to_whoever_said_it(table: Desk) -> None:
    await reached(table.hub, *EVERYBODY)
    number, act = await asked_and_answered(table)
    told = await waiting(table.hub)
    assert told["karin", "answered"] == told["jonas", "answered"] == 1
    assert ("asa", "answered") not in told, "who wrote it down knows"
    mother = table.hub.browser("mother")
    assert (await mother.send(f"/medgivande/{number}/bekrafta", {"svar": act})).status_code == 303
    assert not await waiting(table.hub), "that it was confirmed changes nothing yet"


async def test_a_question_why_reaches_the_unit_and_its_answer_who_asked(table: Desk) -> None:
    await reached(table.hub, *EVERYBODY)
    why = await why_asked(table)
    assert await waiting(table.hub) == {("rebecka", "why asked"): 1}
    assert (await why_answered(table, why)).status_code == 303
    assert await waiting(table.hub) == {("karin", "why answered"): 1}


async def test_who_was_logged_out_by_staff_is_told(table: Desk) -> None:
    await reached(table.hub, "mother", "father")
    path = table.path("/rum/{room}/anteckna/utloggad", "tove")
    form = {"vem": table.ids["karin"]}
    assert (await table.hub.browser("participant").send(path, form)).status_code == 303
    assert await waiting(table.hub) == {("karin", "logged out"): 1}


async def test_nobody_is_told_who_has_not_asked_to_be(table: Desk) -> None:
    await asks(table)
    assert not await OutboxRow.exists().run()


async def test_what_is_refused_is_told_to_nobody(table: Desk) -> None:
    await reached(table.hub, "mother", "father", "child")
    form = table.form("/rum/{room}/fraga", nummer=new_id(), till=None)
    path = table.path("/rum/{room}/fraga", "tove")
    assert (await table.hub.browser("participant").send(path, form)).status_code == 400
    stranger = table.hub.browser("guardian of another family")
    assert (await stranger.send(f"/medgivande/{table.ids['tove-ja']}/nej")).status_code == 404
    assert not await waiting(table.hub)


async def test_one_message_tells_of_all_that_waits_and_says_nothing_of_it(table: Desk) -> None:
    await reached(table.hub, "mother")
    before = len(await letters(table.hub))
    for _ in range(3):
        await asks(table)
    await at_once(table.hub)
    new = (await letters(table.hub))[before:]
    assert [letter.to for letter in new] == ["mother@exempel.se"]
    said = f"{new[0].subject} {new[0].text}"
    assert said == (
        "Du har ett nytt meddelande Du har ett nytt meddelande. Logga in för att läsa det: https://hub.test/"
    )
    await asks(table)
    assert len(await letters(table.hub)) == before + 1, "not two within an hour"
