"""Every page renders whole: landmarks, labels, nothing chosen beforehand, hostile words as words, easy to read."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from litestar import Litestar, MediaType, get
from litestar.params import FromPath
from litestar.response import Template
from litestar.testing import TestClient

from hub.login.caller import Caller
from hub.pages.frame import Shown, page
from hub.pages.templating import TEMPLATES
from hub.wording.lix import lix
from tests.hub.look import AUDITOR, MOTHER, AnyRequest, client
from tests.hub.page_samples import SAMPLES
from tests.hub.reading import main_text

SHOWN = Shown(name="Anna Andersson", where="familj")
LIX_FAMILY, LIX_STAFF = 30, 45


@get("/rum/{name:str}", media_type=MediaType.HTML, sync_to_thread=False)
def sample(request: AnyRequest, name: FromPath[str]) -> Template:
    """One page of the samples."""
    return page(SAMPLES[name].template, request, shown=SHOWN, **SAMPLES[name].context)


See = Callable[..., str]


@pytest.fixture(scope="module")
def see() -> Iterator[See]:
    """A page of the samples as its reader gets it; each reader has one browser, and each page is asked for once."""
    browsers: dict[str, TestClient[Litestar]] = {}
    with ExitStack() as open_browsers:

        @cache
        def seen(name: str, who: str) -> str:
            answer = browsers[who].get(f"/rum/{name}")
            assert answer.status_code == 200, answer.text[-3000:]
            return answer.text

        def see(name: str, caller: Caller | None = None) -> str:
            by = caller or SAMPLES[name].caller
            if by.who not in browsers:
                browsers[by.who] = open_browsers.enter_context(client(sample, caller=by))
            return seen(name, by.who)

        yield see


def test_every_page_of_the_walk_is_among_the_samples() -> None:
    elsewhere = {
        "base",
        "start",
        "accessibility",
        "outside",
        "language",
        "receipt_paper",
        "readers_paper",
        "problem",
        "login_problem",
        "assignment",
        "demo_idp",
    }
    pages = {path.stem for path in TEMPLATES.glob("[a-z]*.html")} - elsewhere
    assert pages == {s.template.removesuffix(".html") for s in SAMPLES.values()}


@pytest.mark.parametrize("name", SAMPLES)
def test_it_stands_whole(see: See, name: str) -> None:
    text = see(name)
    assert text.count("<h1") == text.count("<main") == 1
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    for attribute in ("aria-describedby", "aria-labelledby", "for"):
        refs = {ref for found in re.findall(rf'\s{attribute}="([^"]+)"', text) for ref in found.split()}
        assert refs <= set(ids), attribute
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert "<b>" not in text
    assert "\u202e" not in text
    assert not re.search(r"\b(None|True|False|Undefined)\b", main_text(text))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_form_can_be_trusted_and_asks_nothing_of_its_own_accord(see: See, name: str) -> None:
    text = see(name)
    for form in re.findall(r'<form[^>]+method="post".*?</form>', text, re.S):
        assert form.count('name="_csrf_token"') == 1
    if "faults" not in name:
        assert not re.search(r"<input[^>]+\schecked", text)
    for control in re.findall(r"<(?:input|textarea|select)[^>]*>", text):
        assert 'type="hidden"' in control or re.search(r'\sid="[^"]+"', control)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_easy_to_read(see: See, name: str) -> None:
    measured = lix(main_text(see(name)))
    assert measured <= (LIX_FAMILY if SAMPLES[name].caller is MOTHER else LIX_STAFF)


def test_what_was_sent_is_kept_beside_its_fault(see: See) -> None:
    text = see("publish-faults")
    assert 'value="Bo &amp; &lt;b&gt;Alva&lt;/b&gt;' in text
    assert "&lt;/textarea&gt;&lt;b&gt;x" in text
    assert re.search(r'value="maende" checked', text)
    assert re.search(r'<a[^>]+href="#rubrik"', text)
    assert 'id="rubrik-fel"' in text


def test_yes_and_no_weigh_the_same(see: See) -> None:
    buttons = re.findall(r"<button class=\"ds-button\"([^>]*)>\s*(Ja|Nej), dela", see("consent"))
    assert [words for _, words in buttons] == ["Ja", "Nej"]
    assert len({attributes for attributes, _ in buttons}) == 1


def test_the_place_is_left_out_where_it_is_not_to_be_known(see: See) -> None:
    assert "Hemma" in see("item")
    assert "Hemma" not in see("item-redacted")


@pytest.mark.parametrize(
    ("name", "told", "staff"),
    [("room-staff", True, True), ("room-participant", False, True), ("room-family", False, False)],
)
def test_only_the_leader_is_told_how_far_a_consent_has_come(
    see: See, name: str, told: bool, staff: bool
) -> None:
    text = see(name)
    assert ("inte klart än" in text) is told
    assert "/publicera" in text
    assert ("/bjud-in" in text) is ("/oppna" in text) is staff


def test_a_text_is_opened_in_the_meeting_that_is_open(see: See) -> None:
    assert 'href="/uppgift/t1?mote=s2"' in see("room-staff")
    assert 'href="/uppgift/t1"' in see("room-family")


def test_the_auditor_sees_whether_the_proof_holds(see: See) -> None:
    assert "Beviset håller<" in see("ledger-row", AUDITOR)
    assert "Beviset håller inte<" in see("ledger-row-broken", AUDITOR)
    assert "&lt;b&gt;ItemOpened&lt;/b&gt;" in see("ledger-row", AUDITOR)


def test_who_has_to_log_in_again_comes_back_to_where_they_were(see: See) -> None:
    assert 'href="/logga-in?till=/uppgift/t1"' in see("refused-login")
    assert "/logga-in" not in see("refused")
