"""Every error through the one table: what is told, in which form, and what is never told."""

import json
from typing import Annotated, Any

import msgspec
import pytest
from litestar import MediaType, get, post
from litestar.exceptions import (
    ClientException,
    HTTPException,
    InternalServerException,
    NotAuthorizedException,
    NotFoundException,
    PermissionDeniedException,
    ServiceUnavailableException,
    TooManyRequestsException,
)
from litestar.params import FromPath, JSONBody

from consent.errors import Forged, KeyGone, LedgerClosed, Malformed, Moved, SamrumError
from hub.problems import BY_ERROR, BadInput, exception_handlers, problem_of
from hub.wording.faults import Wrong, in_words
from hub.wording.lix import lix
from hub.wording.troubles import BROKEN
from tests.hub.look import MOTHER, client

SECRET = "Alva 20170302-2389 SELECT * FROM item"


class Story(msgspec.Struct):
    """An input with limits."""

    title: Annotated[str, msgspec.Meta(max_length=10)]
    pages: int


@get("/fel/{name:str}", sync_to_thread=False)
def fails(name: FromPath[str]) -> None:
    """Raise the error of that name."""
    raise ERRORS[name][0]


@get("/dold", sync_to_thread=False)
def hidden() -> None:
    """What a handler says of an item that the caller may not know of."""
    raise NotFoundException(detail=SECRET)


@post("/spara", media_type=MediaType.HTML, sync_to_thread=False)
def save(data: JSONBody[Story]) -> str:
    """Take a story."""
    return data.title


ERRORS: dict[str, tuple[Exception, int]] = {
    "closed": (LedgerClosed(SECRET), 503),
    "moved": (Moved(SECRET), 409),
    "gone": (KeyGone(SECRET), 410),
    "forged": (Forged(SECRET), 500),
    "malformed": (Malformed(SECRET), 400),
    "samrum": (SamrumError(SECRET), 500),
    "bad": (BadInput(Wrong("namn", "Det är för långt.")), 400),
    "client": (ClientException(detail=SECRET), 400),
    "login": (NotAuthorizedException(detail=SECRET), 401),
    "denied": (PermissionDeniedException(detail=SECRET), 403),
    "absent": (NotFoundException(detail=SECRET), 404),
    "large": (HTTPException(detail=SECRET, status_code=413), 413),
    "often": (TooManyRequestsException(detail=SECRET), 429),
    "teapot": (HTTPException(detail=SECRET, status_code=418), 400),
    "down": (ServiceUnavailableException(detail=SECRET), 503),
    "broken": (InternalServerException(detail=SECRET), 500),
    "zero": (ZeroDivisionError(SECRET), 500),
    "key": (KeyError(SECRET), 500),
}
ABSENT_PATHS = [
    "/dold", "/fel/absent", "/finns-inte", "/uppgifter/../x", "/dold?lang=1", "/%00", "/ÅÄÖ", "/dold?sparat=ja",
]  # fmt: skip
ALL: dict[str, Any] = {"exception_handlers": exception_handlers()}


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_a_page_tells_what_happened_what_was_kept_and_what_next(name: str) -> None:
    error, status = ERRORS[name]
    problem = problem_of(error)
    with client(fails, **ALL) as browser:
        answer = browser.get(f"/fel/{name}", headers={"accept": "text/html"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    for told in (problem.title, problem.happened, problem.kept, problem.next):
        assert told in answer.text
    assert_nothing_leaks(answer.text)


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_a_program_gets_problem_json(name: str) -> None:
    with client(fails, **ALL) as browser:
        answer = browser.get(f"/fel/{name}", headers={"accept": "application/json"})
    assert answer.headers["content-type"] == "application/problem+json"
    body = json.loads(answer.text)
    assert body["status"] == answer.status_code == ERRORS[name][1]
    assert set(body) - {"errors"} == {"type", "title", "status", "detail"}
    assert_nothing_leaks(answer.text)


def assert_nothing_leaks(text: str) -> None:
    for inner in ("Alva", "2389", "SELECT", "Traceback", "litestar", "Error", ".py"):
        assert inner not in text


@pytest.mark.parametrize("accept", ["text/html", "application/problem+json"])
def test_everything_absent_is_the_same_bytes(accept: str) -> None:
    with client(hidden, fails, **ALL) as stranger, client(hidden, fails, caller=MOTHER, **ALL) as known:
        answers = {
            (answer.status_code, answer.content)
            for browser in (stranger, known)
            for path in ABSENT_PATHS
            for answer in [browser.get(path, headers={"accept": accept})]
        }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", True),
        ("*/*", True),
        ("", True),
        ("nonsense", True),
        ("text/html;q=x", True),
        (";;;,,,=", True),
        ("application/json", False),
        ("application/problem+json", False),
    ],
)
def test_who_gets_a_page(accept: str, page: bool) -> None:
    with client(**ALL) as browser:
        answer = browser.get("/finns-inte", headers={"accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html") is page


def test_the_api_speaks_json_unless_asked_for_a_page() -> None:
    with client(**ALL) as browser:
        assert "problem+json" in browser.get("/api/finns-inte").headers["content-type"]


def test_a_forged_form_is_refused_and_nothing_is_saved() -> None:
    with client(save, **ALL) as browser:
        answer = browser.post("/spara", json={"title": "x", "pages": 1}, headers={"accept": "text/html"})
    assert answer.status_code == 403
    assert "inte sparat" in answer.text


@pytest.mark.parametrize(
    ("sent", "where", "what"),
    [
        ({"title": "långt nog för att vara för långt", "pages": 1}, "title", "Det är för långt."),
        ({"title": "ok", "pages": "många"}, "pages", "Skriv ett tal."),
        ({"title": "ok"}, "pages", "Det saknas. Fyll i det."),
    ],
)
def test_bad_input_tells_where_and_what(sent: dict[str, Any], where: str, what: str) -> None:
    with client(save, **ALL) as browser:
        browser.get("/allt")
        answer = browser.post(
            "/spara",
            json=sent,
            headers={"accept": "application/json", "x-csrftoken": browser.cookies["csrf"]},
        )
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"where": where, "what": what}]


def test_the_wrong_method_is_told_so() -> None:
    with client(hidden, **ALL) as browser:
        for accepted in ("text/html", "application/json"):
            answer = browser.put("/dold", headers={"accept": accepted})
            assert answer.status_code == 405
            assert set(answer.headers["allow"].split(", ")) == {"GET", "OPTIONS"}


@pytest.mark.parametrize("key", ["<script>", "a\u202eb", "x" * 100, "0", ""])
def test_a_hostile_field_name_is_not_repeated(key: str) -> None:
    assert in_words({"key": key, "message": SECRET}) == Wrong("", "Värdet går inte att använda.")


def test_every_problem_is_light_reading() -> None:
    for problem in {*BY_ERROR.values(), BROKEN}:
        told = "\n".join((problem.title, problem.happened, problem.kept, problem.next))
        assert lix(told) <= 30, (problem.code, lix(told))


def test_every_broken_promise_stands_in_the_table() -> None:
    """Those that any verb may raise; the login's, the settings' and the demo's have answers of their own."""
    known = [*SamrumError.__subclasses__(), *LedgerClosed.__subclasses__()]
    raised = {kind for kind in known if kind.__module__.startswith("consent.")}
    assert raised
    assert raised <= set(BY_ERROR)
