"""What every answer carries against hostile pages: tokens, cookies, a policy with a fresh nonce, no-store."""

import re
from html.parser import HTMLParser

import pytest

from hub.pages.start import NEUTRAL
from tests.hub.loading import log_in
from tests.hub.rows import rows_of_everything
from tests.hub.running import KINDS, TOKEN, Running, form_body
from tests.hub.sweep_table import KNOCKS, ROOMS, routes
from tests.hub.sweep_walk import Walk, prepare, targets

pytestmark = pytest.mark.timeout(400)  # The whole walk is the first test's to wait for.

COMPLAINTS = "https://www.digg.se/tdosanmalan"
"""Where the statement of accessibility must lead (DOS-lagen)."""

FORM = {"content-type": "application/x-www-form-urlencoded"}
BETWEEN_MACHINES = {"/demo-idp/token"}
"""Called by the hub itself, which proves who it is by its key."""


class Page(HTMLParser):
    """What a page loads, where it leads, and what stands inline."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.loads: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(tag)
        led = self.links if tag == "a" else self.loads
        led += [v or "" for k, v in attrs if k in ("src", "href", "action", "formaction", "data")]


def test_every_answer_forbids_to_be_kept_unless_it_is_a_static_file(walked: Walk) -> None:
    for call in walked.calls:
        if not call.route.path.startswith("/static"):
            assert call.answer.headers["cache-control"] == "no-store", call


def test_every_answer_has_a_strict_policy_and_no_nonce_comes_twice(walked: Walk) -> None:
    nonces = set()
    for call in walked.calls:
        policy = call.answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self' 'nonce-"), call
        assert "unsafe" not in policy
        assert "*" not in policy
        nonces.add(re.findall(r"'nonce-([A-Za-z0-9_-]{22})'", policy)[0])
        assert call.answer.headers["x-content-type-options"] == "nosniff"
        assert call.answer.headers["referrer-policy"] == "no-referrer"
        assert call.answer.headers["x-frame-options"] == "DENY"
    assert len(nonces) == len(walked.calls)


def test_no_page_has_anything_inline_or_leads_to_another_host(walked: Walk) -> None:
    pages = {call.answer.text for call in walked.calls if call.answer.text.startswith("<!doctype html>")}
    assert len(pages) > 100
    for text in pages:
        page = Page(text)
        assert not page.inline
        assert not [a for a in page.loads if not a.startswith("/") or a.startswith("//")]
        outside = {a for a in page.links if not a.startswith(("/", "#", "?")) or a.startswith("//")}
        assert outside <= {NEUTRAL, COMPLAINTS}


def test_a_redirect_leads_nowhere_but_here_the_login_and_the_neutral_site(walked: Walk) -> None:
    for call in walked.calls:
        where = call.answer.headers.get("location", "/")
        here = where.startswith(("/", "https://hub.test/demo-idp/")) and not where.startswith("//")
        assert here or where == NEUTRAL, call


async def test_every_cookie_is_as_strict_as_can_be(hub: Running) -> None:
    """Of a whole login, a choice of assignment and a logout: prefix, Secure, HttpOnly, SameSite, Path."""
    set_cookies: list[str] = []

    async def note(answer: object) -> None:
        set_cookies.extend(answer.headers.get_list("set-cookie"))  # type: ignore[attr-defined]

    new = hub.browser

    def watched(kind: str | None = None):  # type: ignore[no-untyped-def]
        browser = new(kind)
        browser.client.event_hooks["response"].append(note)
        return browser

    hub.browser = watched  # type: ignore[method-assign]
    browser = await log_in(hub, KINDS["participant"])
    await browser.send("/logga-ut")
    names = {cookie.partition("=")[0] for cookie in set_cookies}
    assert names == {"__Host-samrum", "__Host-samrum-login", TOKEN}
    for cookie in set_cookies:
        said = {part.strip().lower().partition("=")[0] for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "samesite", "path"} <= said <= {
            "secure", "httponly", "samesite", "path", "max-age",
        }, cookie  # fmt: skip
        assert re.search("samesite=(lax|strict)", cookie, re.I)
        assert re.search(r"path=/(;|$)", cookie, re.I)


@pytest.mark.parametrize("token", ["none", "another's", "half", "not ascii", "twice"])
async def test_no_form_is_taken_without_the_browsers_own_token(hub: Running, token: str) -> None:
    """From everybody, to every form that they may send: 403, and nothing is written."""
    ids = await prepare(hub, hub.browser("participant"))
    before, size = await rows_of_everything(hub), len(await hub.entries())
    other = hub.browser("police").token
    tried = 0
    for kind in ("stranger", "mother", "participant", "auditor"):
        browser = hub.browser(kind)
        sent = {
            "none": [],
            "another's": [("_csrf_token", other)],
            "half": [("_csrf_token", browser.token[:64])],
            "not ascii": [("_csrf_token", "å" * 128)],
            "twice": [("_csrf_token", other), ("_csrf_token", browser.token)],
        }[token]
        for route in routes(hub.app):
            if route.method != "POST" or route.path in BETWEEN_MACHINES or kind not in KNOCKS[route.who]:
                continue
            for _thing, path in list(targets(route, ids))[: len(ROOMS)]:
                answer = await browser.ask("POST", path, content=form_body(sent), headers=FORM)
                assert answer.status_code == 403, f"{kind} {path}: {answer.status_code}"
                assert "Sidan var för gammal" in answer.text
                tried += 1
    assert tried > 50
    assert await rows_of_everything(hub) == before
    assert len(await hub.entries()) == size
