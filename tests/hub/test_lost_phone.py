"""A lost telephone: from any other browser everything of that person is ended, and of nobody else."""

import pytest

from tests.hub.loading import log_in
from tests.hub.running import KINDS, Running


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
