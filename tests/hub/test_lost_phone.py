"""A lost telephone: from any other browser everything of that person is ended, and of nobody else."""

import pytest

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
