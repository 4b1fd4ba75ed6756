"""A lost telephone: from any other browser everything of that person is ended, and of nobody else."""

import re

import pytest

from hub.login.tables import SessionRow
from tests.hub.loading import log_in
from tests.hub.running import KINDS, SESSION, Running


@pytest.mark.parametrize(("kind", "page"), [("mother", "/vem-far-se"), ("participant", "/rum")])
async def test_from_another_browser_the_lost_one_opens_nothing(
    any_hub: Running, kind: str, page: str
) -> None:
    lost, other = any_hub.browser(kind), any_hub.browser("father")
    here = await log_in(any_hub, KINDS[kind])
    found = await here.get(page)
    assert "Har du tappat bort din telefon?" in found.text
    assert (await lost.get(page)).status_code == 200
    token = {"overallt": "ja"}
    assert (await here.send("/logga-ut", token)).status_code == 303
    for browser in (here, lost):
        assert (await browser.get(page)).headers["location"].startswith("/logga-in")
    assert (await other.get("/vem-far-se")).status_code == 200


async def test_it_is_never_said_to_be_done_where_it_was_not(any_hub: Running) -> None:
    """After a session of one's own is over one logs in first; and another at this screen ends nothing of hers."""
    mother, lost, father = any_hub.browser("mother"), any_hub.browser("mother"), any_hub.browser("father")
    hers = {"overallt": "ja", "av": any_hub.ids.person("karin")}
    assert (await father.send("/logga-ut", hers)).status_code == 409
    assert (await father.get("/vem-far-se")).status_code == 200
    mother.client.cookies.delete(SESSION, domain="hub.test", path="/")
    answer = await mother.send("/logga-ut", hers)
    assert answer.headers["location"].startswith("/logga-in")
    assert (await lost.get("/vem-far-se")).status_code == 200


LOST = "/rum/{room}/anteckna/utloggad"


async def test_staff_end_every_login_of_whoever_asks_them_to(any_hub: Running) -> None:
    """Also one in which nothing has been chosen yet; and it says who did it for whom."""
    karin, room = any_hub.ids.person("karin"), any_hub.ids.of("room", "tove")
    lost, father, kurator = (any_hub.browser(who) for who in ("mother", "father", "participant"))
    page = await kurator.get(f"/rum/{room}/anteckna")
    assert "Någon i familjen har tappat bort sin telefon" in page.text
    before = len(await any_hub.entries())
    answer = await kurator.send(LOST.format(room=room), {"vem": karin})
    assert answer.headers["location"] == f"/rum/{room}?sparat=utloggad"
    assert "Personen är utloggad överallt." in (await kurator.get(answer.headers["location"])).text
    assert (await lost.get("/vem-far-se")).headers["location"].startswith("/logga-in")
    assert (await father.get("/vem-far-se")).status_code == 200
    written = [e for e in (await any_hub.entries())[before:] if e.kind in ("LoginsEnded", "SessionEnded")]
    assert [e.kind for e in written] == ["LoginsEnded", "SessionEnded"]
    assert (written[0].room, written[0].body["by"], written[0].body["who"]) == (
        *(None, any_hub.ids.person("asa"), karin),
    )
    again = await log_in(any_hub, KINDS["mother"])
    told = await again.get("/vem-far-se")
    assert "Åsa Lindgård loggade ut dig överallt" in re.sub("<[^>]*>", "", told.text)
    assert "loggade ut dig" not in (await father.get("/vem-far-se")).text


async def test_nothing_that_was_on_its_way_from_the_lost_one_is_done(any_hub: Running) -> None:
    """A login that had begun and chosen nothing is over too; where none is left, sending it again says the same."""
    karin, room = any_hub.ids.person("karin"), any_hub.ids.of("room", "tove")
    kurator = any_hub.browser("participant")
    for _ in range(2):
        answer = await kurator.send(LOST.format(room=room), {"vem": karin})
        assert answer.status_code == 303
    assert not await SessionRow.exists().where(SessionRow.who == karin).run()
    assert [e.kind for e in await any_hub.entries()].count("LoginsEnded") == 1


@pytest.mark.parametrize("who", ["maja", "rebecka", "asa", "jenny"])
async def test_only_those_of_the_family_can_be_logged_out(any_hub: Running, who: str) -> None:
    """Not another family's, not a colleague, not oneself; and all of these are told the same."""
    room, person = any_hub.ids.of("room", "tove"), any_hub.ids.person(who)
    held = await SessionRow.count().run()
    answer = await any_hub.browser("participant").send(LOST.format(room=room), {"vem": person})
    assert answer.status_code == 400
    assert await SessionRow.count().run() == held
