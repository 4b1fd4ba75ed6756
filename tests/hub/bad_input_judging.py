"""What must hold after every request, however bad: the promises of the harness, one function each."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.hub.bad_input_asgi import OTHER_TOKEN, Answer, Sent
from tests.hub.bad_input_described import Described
from tests.hub.bad_input_forms import CANARY
from tests.hub.bad_input_sent import DECISIONS
from tests.hub.bad_input_watch import Entry, Watch
from tests.hub.running import KINDS, STRANGER, Running

CANARIES = re.compile(rf"{CANARY}([0-9a-z]{{26}})".encode())
INSIDE = re.compile(
    rb"Traceback|\.py\b|site-packages|litestar|piccolo|sqlite|asyncpg|postgres|[a-z]Error\b|Exception|<module|"
    rb"N\xc3\xa5got gick fel hos oss"
)
"""Words of the inside that no answer may hold, unless they were sent."""

ENDS = {"SessionEnded", "SessionStarted"}
"""Entries of a session that is over, or of somebody who chooses anew."""

SILENT_YES = ("/logga-ut", "/uppdrag", "/demo-idp/authorize")
"""Forms of the login: what they do stands in the session and, where it began or ended, in the ledger."""

TO_MACHINES = b"/demo-idp/token"
"""What the demo's own identity provider answers to programs alone, as RFC 6749 section 5.2 says."""

NOS = ("/nej", "/sluta")
A_NO = {"ConsentRefused", "ConsentWithdrawn"}
"""A no is never refused: one by somebody who has no part in the question is kept, and has no effect."""


@dataclass
class Made:
    """A request, its answer, and what it wrote."""

    sent: Sent
    answer: Answer
    described: Described
    entries: list[Entry]
    touched: set[str]

    @property
    def path(self) -> str:
        """The address as it was sent, without its query, and with single slashes, as routes are looked for."""
        return re.sub("//+", "/", "/" + self.sent.path.decode("latin-1").strip("/"))

    @property
    def refused(self) -> bool:
        return self.sent.method != "POST" or self.answer.status not in (200, 303)


async def judge(made: Made, hub: Running, watch: Watch) -> list[str]:
    """Everything that does not hold, in one line each."""
    found = [*_status(made), *_told(made), *_nothing_half_done(made), *_no_session(made), *_token(made)]
    return [*found, *[line async for line in _readings(made, hub, watch)]]


def _status(made: Made) -> Iterator[str]:
    answer = made.answer
    if answer.broke:
        yield f"broke: {answer.broke}"
    elif answer.status >= 500:
        yield f"answered {answer.status}"
    elif answer.status not in made.described.statuses(made.sent.method, made.path):
        yield f"answered {answer.status}, which is not declared"


def _told(made: Made) -> Iterator[str]:
    """A no is told in a plain Swedish sentence, and nothing is told of the inside."""
    body, status = made.answer.body, made.answer.status
    leaked = INSIDE.search(body)
    if leaked and leaked[0] not in made.sent.all_of_it:
        yield f"tells of the inside: {leaked[0]!r}"
    if not 400 <= status < 500 or made.sent.method == "HEAD":
        return
    kind = made.answer.header(b"content-type")
    if made.sent.path == TO_MACHINES and kind == b"application/json":
        return
    if kind.startswith(b"text/html"):
        if b'<html lang="sv"' not in body or not re.search(rb"<h1[^>]*>\s*\S", body):
            yield "says no without a sentence"
    elif not kind.startswith(b"application/problem+json") or not _sentence(body):
        yield f"says no as {kind!r}, without a sentence"


def _sentence(body: bytes) -> bool:
    told = json.loads(body)
    return bool(told.get("title")) and len(told.get("detail", "")) > 20


def _nothing_half_done(made: Made) -> Iterator[str]:
    kinds = {entry["kind"] for entry in made.entries}
    if not made.refused:
        silent = made.path.startswith(SILENT_YES)
        if not silent and not kinds:
            yield "said yes, and nothing was written down"
        return
    if made.sent.method == "POST" and made.path.endswith(NOS) and kinds & A_NO:
        made.touched.discard("act")
        kinds -= A_NO
    if made.touched:
        yield f"answered {made.answer.status} and wrote in {', '.join(sorted(made.touched))}"
    if kinds - DECISIONS - ENDS:
        yield f"answered {made.answer.status} and recorded {', '.join(sorted(kinds - DECISIONS))}"


def _no_session(made: Made) -> Iterator[str]:
    """Who has no session gets nothing but what is for anyone."""
    _, who = made.described.of(made.sent.method, made.path) or ("", "anyone")
    if made.sent.who == STRANGER and who != "anyone" and made.answer.status == 200:
        yield f"gave somebody without a session a page that is for {who}"


def _token(made: Made) -> Iterator[str]:
    """A form without the browser's own token does nothing."""
    if made.sent.why == OTHER_TOKEN and (made.answer.status < 400 or made.entries or made.touched):
        yield f"took a form without the browser's own token, with {made.answer.status}"


async def _readings(made: Made, hub: Running, watch: Watch) -> Any:
    """Every text in an answer has its opening in the ledger, by the one who asked, during that request."""
    given = set(CANARIES.findall(made.answer.body))
    if not given:
        return
    given -= set(CANARIES.findall(made.sent.all_of_it))
    for item in sorted(one.decode() for one in given):
        if made.sent.who not in KINDS:
            yield f"gave the text {item} to somebody who is nobody here"
            continue
        who = hub.ids.person(KINDS[made.sent.who].who)
        openings = [e for e in made.entries if e["kind"] == "ItemOpened"]
        opened = [e for e in openings if item in (e["body"]["item"], await watch.part_of(e["body"]["item"]))]
        names = [await watch.known_as(e["room"], who) for e in opened]
        if not any(e["body"]["who"] == name for e, name in zip(opened, names, strict=True)):
            yield f"gave the text {item} without an opening in the ledger"
