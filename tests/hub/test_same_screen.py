"""A page that was shown to one person is never sent in the name of another who has logged in since."""

import re

import pytest

from tests.hub.bad_input_sent import Desk, nothing_changes

pytestmark = pytest.mark.asyncio(loop_scope="module")

SENT = [
    ("/rum/{room}/fraga", "tove"),
    ("/rum/{room}/mote", "tove"),
    ("/rum/{room}/anteckna/mognad", "tove"),
    ("/rum/{room}/anteckna/barnets-syn", "tove"),
    ("/rum/{room}/anteckna/utloggad", "tove"),
    ("/rum/{room}/bjud-in", "tove"),
    ("/uppgift/{item}/dolj", "hidden"),
]
PRESSED = ("/rum/{room}/forbehall", "/rum/{room}/mote/x/oppna", "/rum/{room}/mote/x/avsluta", "/rum/nytt")


@pytest.mark.parametrize(("path", "thing"), SENT)
async def test_a_form_that_was_shown_to_a_colleague(desk: Desk, path: str, thing: str) -> None:
    async with nothing_changes(desk.hub):
        answer = await desk.send("participant", path, thing, av=desk.hub.ids.person("rebecka"))
    assert answer.status_code == 409


@pytest.mark.parametrize("path", PRESSED)
async def test_a_button_that_was_shown_to_a_colleague(desk: Desk, path: str) -> None:
    browser = desk.hub.browser("participant")
    async with nothing_changes(desk.hub):
        answer = await browser.send(desk.path(path, "tove"), {"av": desk.hub.ids.person("rebecka")})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("page", "thing", "actions"),
    [
        ("/rum/{room}", "tove", ["/mote"]),
        ("/rum/{room}/fraga", "tove", ["/fraga"]),
        ("/rum/{room}/bjud-in", "tove", ["/bjud-in"]),
        ("/rum/{room}/anteckna", "tove", ["/svar", "/barnets-syn", "/mognad", "/hinder", "/utloggad"]),
        ("/rum/{room}/publicera", "tove", ["/publicera"]),
        ("/rum/nytt", "tove", ["/nytt"]),
    ],
)
async def test_every_such_form_says_to_whom_it_was_shown(
    desk: Desk, page: str, thing: str, actions: list[str]
) -> None:
    shown = (await desk.hub.browser("participant").get(desk.path(page, thing))).text
    forms = re.findall(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', shown, re.S)
    me = f'name="av" value="{desk.hub.ids.person("asa")}"'
    for end in actions:
        found = [body for action, body in forms if action.endswith(end)]
        assert found
        assert all(body.count(me) == 1 for body in found), end
