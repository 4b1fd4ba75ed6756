"""From whatever went wrong to what a person is told: one table of status, title and sentences.

A browser gets a page, a program gets `application/problem+json` (RFC 9457). Nothing of the error itself is
told: not its class, its message, nor the path. Everything absent gets the same bytes.
"""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from traceback import extract_tb
from typing import Any

import structlog
from litestar import MediaType, Request, Response
from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException, MethodNotAllowedException, ValidationException
from litestar.types import ExceptionHandlersMap
from litestar.utils.scope.state import ScopeState

from consent.database import FAILURES
from consent.errors import Forged, KeyGone, LedgerClosed, Malformed, Moved, OutcomeUnknown, SamrumError
from hub.pages.frame import fresh_for, page
from hub.pages.speaking import speak_as_asked
from hub.pages.whence import form_page, typed
from hub.story.verbs import Overtaken
from hub.wording import gettext
from hub.wording.faults import Wrong, in_words
from hub.wording.troubles import (
    ABSENT,
    BAD,
    BROKEN,
    CLOSED,
    GONE,
    LOG_IN,
    MOVED,
    NOT_ALLOWED,
    OVERTAKEN,
    TOO_LARGE,
    TOO_OFTEN,
    UNSURE,
    WRONG_METHOD,
    Problem,
)

FORM_READER = str(Path("litestar", "_multipart.py"))
TOKEN_READER = str(Path("litestar", "middleware", "csrf.py"))
log = structlog.get_logger()
AnyRequest = Request[Any, Any, Any]


class BadInput(SamrumError):
    """Somebody sent what can't be used. `faults` says where and, in the reader's language, what."""

    def __init__(self, *faults: Wrong) -> None:
        super().__init__("bad input")
        self.faults = faults


BY_ERROR: Mapping[type[Exception], Problem] = {
    BadInput: BAD,
    ValidationException: BAD,
    Malformed: BAD,
    LedgerClosed: CLOSED,
    OutcomeUnknown: UNSURE,
    Moved: MOVED,
    Overtaken: OVERTAKEN,
    KeyGone: GONE,
    Forged: BROKEN,
    **dict.fromkeys(FAILURES, CLOSED),
}
BY_STATUS: Mapping[int, Problem] = {
    p.status: p
    for p in (BAD, LOG_IN, NOT_ALLOWED, ABSENT, WRONG_METHOD, MOVED, GONE, TOO_LARGE, TOO_OFTEN, CLOSED)
}


def problem_of(error: Exception) -> Problem:
    """The row of the table; what is not in it is our own fault."""
    for kind in type(error).__mro__:
        if kind in BY_ERROR:
            return BY_ERROR[kind]
    if isinstance(error, HTTPException):
        unknown = BAD if 400 <= error.status_code < 500 else BROKEN
        return BY_STATUS.get(error.status_code, unknown)
    if isinstance(error, TypeError) and last_place(error).endswith(TOKEN_READER):
        return NOT_ALLOWED
    return BAD if unreadable(error) else BROKEN


def unreadable(error: Exception) -> bool:
    """Whether Litestar fell over a form, as it does over a part in a charset that nobody knows."""
    known = isinstance(error, LookupError | UnicodeError | ValueError)
    return known and any(f.filename.endswith(FORM_READER) for f in extract_tb(error.__traceback__))


def last_place(error: Exception) -> str:
    """The file that the error came from. Litestar compares a form's token unread: one beyond ASCII, or a file
    in its place, makes it fall over before any handler is asked."""
    places = extract_tb(error.__traceback__)
    return places[-1].filename if places else ""


def faults_of(error: Exception) -> tuple[Wrong, ...]:
    """Where and what, in the reader's language, as far as the error says it."""
    if isinstance(error, BadInput):
        return error.faults
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        return tuple(in_words(found) for found in error.extra if isinstance(found, dict))
    return ()


def answer_problem(request: AnyRequest, error: Exception) -> Response[Any]:
    """Answer with the problem, as a page or as RFC 9457."""
    speak_as_asked(request)
    close_files(request)
    problem = problem_of(error)
    if problem is BROKEN:
        log.error("broken", error=type(error).__name__, where=where_it_broke(error))
    told = _as_page(request, problem, error) if wants_page(request) else _as_data(problem, error)
    if isinstance(error, MethodNotAllowedException):
        told.headers |= error.headers or {}  # RFC 9110 section 15.5.6: what the address does take
    return told


def _as_page(request: AnyRequest, problem: Problem, error: Exception) -> Response[Any]:
    return page(
        "problem.html",
        request,
        status=problem.status,
        bare=problem is ABSENT,
        problem=problem,
        back=_back(request),
        typed=[] if problem is ABSENT else typed(request),
        faults=faults_of(error),
    )


def _back(request: AnyRequest) -> str:
    """The page of the form; for a child whose login is old past the login, where it is one of their own text."""
    page_of_form = form_page(request)
    old = page_of_form.startswith("/uppgift/") and fresh_for(request) == 0
    return f"/logga-in?till={page_of_form}" if old else page_of_form


def _as_data(problem: Problem, error: Exception) -> Response[Any]:
    told = as_json(problem, faults_of(error))
    return Response(told, status_code=problem.status, media_type="application/problem+json")


def close_files(request: AnyRequest) -> None:
    """Close what was sent as files: Litestar does so only where a handler answered."""
    sent = ScopeState.from_scope(request.scope).form
    for values in sent.values() if isinstance(sent, dict) else ():
        for value in values if isinstance(values, list) else (values,):
            if isinstance(value, UploadFile):
                value.file.close()


def as_json(problem: Problem, faults: tuple[Wrong, ...] = ()) -> dict[str, Any]:
    """The members of RFC 9457, with `errors` as the Swedish REST profile names them."""
    detail = " ".join(gettext(part) for part in (problem.happened, problem.kept, problem.next))
    body: dict[str, Any] = {
        "type": f"urn:samrum:problem:{problem.code}",
        "title": gettext(problem.title),
        "status": problem.status,
        "detail": detail,
    }
    return body | ({"errors": [{"where": f.where, "what": f.what} for f in faults]} if faults else {})


def where_it_broke(error: Exception) -> list[str]:
    """The places in the code, without the message, which may hold what somebody wrote."""
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)[-12:]
    ]


def wants_page(request: AnyRequest) -> bool:
    """Whether the asker reads pages: everybody but programs that say so, or ask under `/api`."""
    offers = [MediaType.HTML.value, "application/problem+json", MediaType.JSON.value]
    if request.url.path.startswith("/api/"):
        offers = offers[1:] + offers[:1]
    try:
        return request.accept.best_match(offers, default=offers[0]) == MediaType.HTML.value
    except (ValueError, OverflowError):  # a weight beyond all numbers (RFC 9110 section 12.4.2)
        return offers[0] == MediaType.HTML.value


def exception_handlers() -> ExceptionHandlersMap:
    """What the application is made with: every error goes through the one table."""
    return {Exception: answer_problem, HTTPStatus.INTERNAL_SERVER_ERROR.value: answer_problem}
