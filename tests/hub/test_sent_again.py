"""The same page sent again: the same words are saved once, other words are never thrown away."""

import pytest

from consent.tables import ActRow
from hub.ids import id_for, is_id, new_id
from hub.people.tables import AssessmentRow
from hub.story.tables import ItemRow
from tests.hub.bad_input_sent import Desk, happened
from tests.hub.loading import log_in
from tests.hub.running import KINDS

PUBLISH, ASK, MATURITY = "/rum/{room}/publicera", "/rum/{room}/fraga", "/rum/{room}/anteckna/mognad"
STOP = "/medgivande/{number}/sluta"
NOT_YET = "Det här är inte sparat än"


def test_a_number_of_what_was_said_tells_it_apart() -> None:
    page = new_id()
    assert is_id(id_for(page, "a", "b"))
    assert id_for(page, "a", "b") == id_for(page, "a", "b")
    others = {
        id_for(page, "ab"),
        id_for(page, "a", "b", ""),
        id_for(page, "b", "a"),
        id_for(new_id(), "a", "b"),
    }
    assert len(others | {id_for(page, "a", "b")}) == 5


@pytest.mark.parametrize(("path", "kind", "changed"), [
    (PUBLISH, "ItemPublished", {"text": "En annan text."}),
    (PUBLISH, "ItemPublished", {"till": ["BUP", "SKOLA.EH"]}),
    (ASK, "ConsentAsked", {"kategori": ["franvaro", "maende"]}),
])  # fmt: skip
async def test_the_back_button_and_something_else(
    table: Desk, path: str, kind: str, changed: dict[str, object]
) -> None:
    """The page says that the second is not saved, keeps it, and saves it when it is sent again."""
    number, size = new_id(), len(await table.hub.entries())
    assert (await table.send("participant", path, "tove", nummer=number)).status_code == 303
    answer = await table.send("participant", path, "tove", nummer=number, **changed)
    assert answer.status_code == 409
    assert NOT_YET in answer.text
    assert (await happened(table, size))[kind] == 1
    fresh = answer.text.partition('name="nummer" value="')[2][: len(number)]
    assert fresh != number
    assert all(str(words) in answer.text for words in changed.values() if isinstance(words, str))
    for _ in range(2):
        answer = await table.send("participant", path, "tove", nummer=fresh, **changed)
        assert answer.status_code == 303
    assert (await happened(table, size))[kind] == 2


async def test_a_text_that_is_gone_is_not_said_to_be_saved(table: Desk) -> None:
    number = new_id()
    assert (await table.send("participant", PUBLISH, "tove", nummer=number)).status_code == 303
    assert (await table.hub.browser("participant").send(f"/uppgift/{number}/ta-bort")).status_code == 303
    answer = await table.send("participant", PUBLISH, "tove", nummer=number)
    assert answer.status_code == 409
    assert NOT_YET in answer.text


async def test_a_correction_sent_twice_is_one(table: Desk) -> None:
    browser, item = table.hub.browser("participant"), table.path("/uppgift/{item}", "hidden")
    size = len(await table.hub.entries())
    words = {"version": "1", "rubrik": "Ny", "text": "Den nya texten."}
    for _ in range(2):
        answer = await browser.send(f"{item}/ratta", words)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{item}?sparat=ja")
    assert (await happened(table, size))["ItemCorrected"] == 1
    ticked = await browser.send(f"{item}/ratta", {**words, "utan_plats": "ja"})
    assert ticked.status_code == 409


async def test_a_deletion_sent_twice_is_one(table: Desk) -> None:
    item, size = table.path("/uppgift/{item}", "hidden"), len(await table.hub.entries())
    answers = [await table.hub.browser("participant").send(f"{item}/ta-bort") for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert (await happened(table, size))["ItemDeleted"] == 1
    for other in ("mother", "participant at BUP", "same unit, outside"):
        assert (await table.hub.browser(other).send(f"{item}/ta-bort")).status_code == 404
    assert await ItemRow.count().where(ItemRow.id == table.ids["hidden"], ItemRow.deleted.eq(True)).run() == 1


async def test_an_assessment_sent_twice_is_one_and_another_is_another(table: Desk) -> None:
    page, size = new_id(), len(await table.hub.entries())
    before = await AssessmentRow.count().run()
    for words in ("Mogen.", "Mogen.", "Mogen, och van vid att bestämma.", "Mogen.", "Mogen."):
        answer = await table.send("participant", MATURITY, "tove", anteckning=page, ord=words)
        assert answer.status_code == 303
    assert (await happened(table, size))["AssessmentRecorded"] == 3, "and the first anew, which stands"
    assert await AssessmentRow.count().run() == before + 3
    assert (await table.send("participant", MATURITY, "tove", anteckning="x")).status_code == 400


async def test_a_yes_to_what_another_has_ended_is_not_said_to_be_saved(table: Desk) -> None:
    """The mother's own yes stands, but the father has ended the consent since."""
    father, yes = table.hub.browser("father"), table.path("/medgivande/{number}/ja", "tove-ja")
    assert (await father.send(table.path(STOP, "tove-ja"), {"vad": "allt"})).status_code == 303
    answer = await table.hub.browser("mother").send(yes)
    assert answer.status_code == 303
    assert not answer.headers["location"].endswith("/klart")


async def test_a_question_that_the_family_has_stopped_is_not_said_to_be_asked(table: Desk) -> None:
    number = new_id()
    assert (await table.send("participant", ASK, "tove", nummer=number)).status_code == 303
    assert (await table.hub.browser("mother").says_yes(number)).status_code == 303
    stop = await table.hub.browser("mother").send(f"/medgivande/{number}/sluta", {"vad": "allt"})
    assert stop.status_code == 303
    answer = await table.send("participant", ASK, "tove", nummer=number)
    assert answer.status_code == 409
    assert NOT_YET in answer.text


async def test_a_weak_login_is_asked_for_a_stronger_one(table: Desk) -> None:
    """An empty list, or "finns inte" for what is one's own, would be untrue; whether it is there is not told."""
    mother = await log_in(table.hub, KINDS["mother"], level=2)
    staff = await log_in(table.hub, KINDS["participant"], level=2)
    own = table.path("/medgivande/{number}", "tove-ja")
    pages = ["/vem-far-se", "/kvitto/x"] + [
        f"{one}{end}" for one in (own, "/medgivande/x") for end in ("", "/sluta", "/klart")
    ]
    for browser, path in [*((mother, path) for path in pages), (staff, "/rum")]:
        answer = await browser.get(path)
        assert answer.status_code == 403, path
        assert "logga in med e-legitimation" in answer.text


async def test_a_yes_to_no_page_at_all_is_not_taken(table: Desk) -> None:
    """Nobody could say later what was said yes to. Where a yes stands already it is the same one."""
    number, mother = new_id(), table.hub.browser("mother")
    assert (await table.send("participant", ASK, "tove", nummer=number)).status_code == 303
    for sent in ({}, {"visat": "x"}, {"steg": "3"}):
        answer = await mother.send(f"/medgivande/{number}/ja", sent)
        assert answer.status_code == 409
    assert await ActRow.count().where(ActRow.consent == number).run() == 0
    assert (await mother.says_yes(number)).status_code == 303
    assert (await mother.send(f"/medgivande/{number}/ja")).status_code == 303
    assert await ActRow.count().where(ActRow.consent == number).run() == 1
