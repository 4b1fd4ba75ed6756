"""Faults to plant, one for each thing that the harness promises to see; each is taken out again."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from litestar.middleware import csrf
from msgspec import structs

from consent.ledger.entry import write
from hub import desk, gate, problems
from hub.ids import new_id
from hub.meeting.tables import MeetingRow
from hub.pages.forms import Form
from hub.wording.faults import Wrong
from hub.written import opening, refusal
from tests.hub.bad_input_running import Wrap


def _raises() -> Any:
    """A handler that takes a number for a number."""
    return patch.object(Form, "version", lambda self, name: int(self.fields.get(name, ["1"])[0]))


def _unwritten() -> Any:
    """A gate that opens on an entry which stands in no ledger."""

    async def record(
        self: Any, question: Any, answer: Any, seen: Any, by: Any, item: Any, version: int
    ) -> Any:
        names = await self._pseudonyms.of(item.room if item else None, [by.who])
        event = (
            opening(question, answer, seen.facts, item, version, names)
            if answer.allowed and item is not None
            else refusal(
                question, structs.replace(answer, detail=""), seen.facts, item, by.unit or "FAMILY", names
            )
        )
        return write(event, index=0, at=seen.at, room_index=0, room_prev=None)

    return patch.object(gate.Gate, "_record", record)


def _anothers() -> Any:
    """A gate that writes the opening down as somebody else's."""
    return patch.object(gate, "opening", lambda *all_of_it: replace(opening(*all_of_it), who=new_id()))


def _half_done() -> Any:
    """A desk that writes a row before anybody has decided."""
    decided = desk.Desk.hand_in

    async def hand_in(self: Any, *, room: str, **how: Any) -> Any:
        await MeetingRow.insert(
            MeetingRow(id=new_id(), room=room, at=datetime.now(UTC), state="planned")
        ).run()
        return await decided(self, room=room, **how)

    return patch.object(desk.Desk, "hand_in", hand_in)


def _undeclared() -> Any:
    """A status that no route is declared with."""
    held = problems.problem_of

    def problem_of(error: Exception) -> Any:
        found = held(error)
        return replace(found, status=422) if isinstance(error, problems.BadInput) else found

    return patch.object(problems, "problem_of", problem_of)


def _inside_out() -> Any:
    """A no that tells which class the error was of."""
    return patch.object(problems, "faults_of", lambda error: (Wrong("", repr(type(error))),))


def _any_token() -> Any:
    """Forms that are taken with any token."""
    return patch.object(csrf.CSRFMiddleware, "_csrf_tokens_match", lambda *_: True)


def cached(app: Any) -> Any:
    """A cache in front, whose key is the address alone."""
    kept: dict[tuple[str, bytes], list[dict[str, Any]]] = {}

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        key = (scope["path"], scope["query_string"])
        if scope["method"] == "GET" and key in kept:
            for message in kept[key]:
                await send(message)
            return
        said: list[dict[str, Any]] = []

        async def keep(message: dict[str, Any]) -> None:
            said.append(message)
            await send(message)

        await app(scope, receive, keep)
        if scope["method"] == "GET" and said and said[0]["status"] == 200:
            kept[key] = said

    return answer


PATCHES = {
    "a handler that raises": _raises,
    "a reading that is not written down": _unwritten,
    "a reading written down as somebody else's": _anothers,
    "a refusal that is half done": _half_done,
    "an undeclared status": _undeclared,
    "a no that tells of the inside": _inside_out,
    "a form that is taken with any token": _any_token,
}
CACHE = "a cache that does not ask who is asking"
FAULTS = (*PATCHES, CACHE)
SLOW = ("a handler that raises", "a reading written down as somebody else's", CACHE)


@contextmanager
def planted(fault: str | None) -> Iterator[Wrap]:
    """The fault in its place until the end of the block; gives what goes in front of the application."""
    with ExitStack() as stack:
        if fault in PATCHES:
            stack.enter_context(PATCHES[fault]())
        yield cached if fault == FAULTS[-1] else as_it_is


def as_it_is(app: Any) -> Any:
    """The application, with nothing in front."""
    return app
