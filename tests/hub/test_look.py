"""The frame of every page: works without scripts, asks no other host, and shows hostile text as text."""

import re

import pytest

from hub.login.caller import Caller
from hub.pages.frame import places
from hub.pages.outside import HANDLERS as OUTSIDE
from hub.pages.start import HANDLERS as START
from hub.pages.templating import template_config
from hub.problems import exception_handlers
from hub.wording.lix import lix
from policies.laws import LAWS
from tests.hub.look import AUDITOR, MOTHER, PSYCHOLOGIST, Browser, client
from tests.hub.reading import main_text

PAGES = ["/", "/utanfor", "/tillganglighet", "/finns-inte", "/allt"]
PLAIN_LINKS = {"https://www.digg.se/tdosanmalan"}


def visit(path: str, caller: Caller | None = None) -> str:
    with whole(caller) as browser:
        return browser.get(path, headers={"accept": "text/html"}).text


def whole(caller: Caller | None = None) -> Browser:
    return client(*START, *OUTSIDE, caller=caller, exception_handlers=exception_handlers())


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "caller", [None, MOTHER, PSYCHOLOGIST, AUDITOR], ids=["stranger", "family", "staff", "auditor"]
)
def test_no_page_asks_another_host_or_styles_inline(path: str, caller: Caller | None) -> None:
    text = visit(path, caller)
    assert not re.search(r'(?:src|srcset|action|poster|data)="(?:https?:)?//', text)
    assert not re.search(r'<link[^>]+href="(?!/static/)', text)
    assert set(re.findall(r'<a[^>]+href="(https?://[^"]+)"', text)) <= PLAIN_LINKS
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*src=)", text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_landmarks(path: str) -> None:
    text = visit(path, MOTHER)
    assert '<html lang="sv" dir="ltr"' in text
    for once in ("<main", "<h1", "<title>", 'href="#innehall"', 'id="innehall"', 'href="/utanfor"'):
        assert once in text
    assert text.count("<h1") == text.count("<main") == 1
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {ref for refs in re.findall(r'aria-describedby="([^"]+)"', text) for ref in refs.split()} <= set(
        ids
    )


@pytest.mark.parametrize("path", PAGES)
def test_family_and_strangers_can_leave(path: str) -> None:
    for caller in (None, MOTHER):
        assert 'href="/lamna"' in visit(path, caller)


def test_staff_have_no_need_to() -> None:
    assert 'href="/lamna"' not in visit("/allt", PSYCHOLOGIST)


def test_leaving_forgets_the_session_and_says_nothing() -> None:
    with whole(MOTHER) as browser:
        answer = browser.get("/lamna", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("https://www.1177.se")
    assert answer.headers["clear-site-data"] == '"cookies"'
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.content == b""


@pytest.mark.parametrize(
    ("caller", "seen", "unseen"),
    [
        (None, [], ["Vem får se vad", "Rum", "Granskning"]),
        (MOTHER, ["Min berättelse", "Vem får se vad", "Vem har läst", "Uppgifter"], ["Rum", "Granskning"]),
        (PSYCHOLOGIST, ["Rum"], ["Vem får se vad", "Granskning"]),
        (AUDITOR, ["Granskning"], ["Vem får se vad", "Rum"]),
    ],
)
def test_each_sees_their_own_places(caller: Caller | None, seen: list[str], unseen: list[str]) -> None:
    names = [name for _, name in places(caller)]
    assert names == seen
    assert not set(names) & set(unseen)
    assert ("<nav" in visit("/utanfor", caller)) is bool(seen)


def test_who_for_whom_and_why_are_always_there() -> None:
    text = visit("/allt", MOTHER)
    for said in ("Anna Andersson", "Alva", "Möte om närvaron i skolan"):
        assert f"<bdi>{said}</bdi>" in text
    assert "Anna Andersson" not in visit("/allt")


def test_a_bare_page_says_nothing_of_the_caller() -> None:
    text = visit("/finns-inte", MOTHER)
    assert text == visit("/finns-inte")
    assert "Inloggad" not in text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' autofocus onfocus='x",
        "</textarea><b>",
        "{{ 7*7 }}{% raw %}",
        "%(namn)s %d %",
        "&lt;b&gt;",
    ],
)
def test_hostile_text_is_only_text(hostile: str) -> None:
    with client() as browser:
        answer = browser.get("/allt", params={"hostile": hostile})
        plain = browser.get("/allt", params={"hostile": "x"})
    assert answer.status_code == 200
    assert re.findall(r"<[a-z]+", answer.text) == re.findall(r"<[a-z]+", plain.text)
    assert "7*7" in answer.text or "7" not in hostile


def test_text_that_turns_around_is_isolated_and_shown() -> None:
    with client() as browser:
        text = browser.get("/allt", params={"hostile": "Bo\u202e\x00 nnA"}).text
    assert "<bdi>Bo\ufffd\ufffd nnA</bdi>" in text
    assert "\u202e" not in text
    assert "\x00" not in text


def test_a_forgotten_value_is_an_error_and_not_an_empty_place() -> None:
    env = template_config().engine_instance.engine
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        env.from_string("{{ forgotten }}").render()


@pytest.mark.parametrize("path", ["/", "/utanfor", "/tillganglighet", "/finns-inte"])
def test_family_text_is_light_reading(path: str) -> None:
    words = main_text(visit(path))
    assert len(words.split()) > 10
    assert lix(words) <= 30, lix(words)


def test_the_page_of_what_happens_outside_names_every_statute_and_promises_nothing() -> None:
    text = visit("/utanfor")
    for key in ("sol_19_1", "sol_20_6", "lag_2025_170", "osl_10_18a", "osl_10_27", "osl_25_12"):
        assert LAWS[key].cite in text
    assert "lovar vi inte" in text
    assert "orosanmälan" in text
    assert "<form" not in text


def test_yes_and_no_weigh_the_same_and_nothing_is_chosen() -> None:
    text = visit("/allt")
    buttons = re.findall(r'<button class="([^"]+)" data-variant="([^"]+)"[^>]*name="svar"', text)
    assert len(buttons) == 2
    assert buttons[0] == buttons[1]
    assert " checked" not in text


def test_a_fault_is_tied_to_its_field() -> None:
    text = visit("/allt")
    for target in re.findall(r'<li><a class="ds-link" href="#([^"]+)">', text):
        assert re.search(rf'<input[^>]*id="{target}"[^>]*aria-invalid="true"', text)
        assert f'id="{target}-fel"' in text
