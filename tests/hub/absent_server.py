"""The hub as a server process, as it is or with a way to tell what is hidden from what is nowhere.

    python -m tests.hub.absent_server [FAULT]

Under the settings of the environment. The faults exist only here.
"""

import asyncio
import sys
from collections.abc import Callable
from typing import Any

from litestar import Litestar
from litestar.exceptions import NotFoundException

import hub.app
import hub.facts
from hub.cli import serving
from hub.cli.conditions import settings_for
from hub.demo.people import demo_people
from hub.demo.town import town
from hub.gate import Gate
from hub.let_out import Reading
from hub.pages import items, rooms
from hub.pages.frame import page
from hub.pages.parts import refuse
from hub.problems import answer_problem
from policies.answer import Reason
from policies.rules import reading
from policies.told import ABSENT

LATER = 0.05
"""Seconds of whatever a careless page would do where there is something."""

THERE = "planted_there"


def _refusing(otherwise: Callable[[Any], Any]) -> None:
    """Every page of a room or a text answers otherwise where there is something that is not to be known."""

    def refused(request: Any, answer: Any, said: Any) -> Any:
        nowhere = answer.reason is Reason.NOT_PUBLISHED and said is ABSENT and not answer.detail
        hidden = said is ABSENT and not nowhere
        return otherwise(request) if hidden else refuse(request, answer, said)

    items.refuse = rooms.refuse = refused


def other_status(app: Litestar) -> None:
    _refusing(lambda request: page("refused.html", request, status=403, sentence=ABSENT.sentence, back="/"))


def other_page(app: Litestar) -> None:
    _refusing(lambda request: page("refused.html", request, status=404, sentence=ABSENT.sentence, back="/"))


def other_header(app: Litestar) -> None:
    def answered(request: Any) -> Any:
        found = answer_problem(request, NotFoundException())
        found.headers["x-room"] = "1"
        return found

    _refusing(answered)


def not_written(app: Litestar) -> None:
    """What is nowhere is answered at once."""
    whole = Gate.open_item

    async def open_item(self: Gate, item: str, **how: Any) -> Reading:
        if await self._facts.room_of(item) is None:
            return Reading(answer=reading.PUBLISHED.no(), told=ABSENT, at=how["by"].login_at)
        return await whole(self, item, **how)

    Gate.open_item = open_item  # type: ignore[method-assign]


class _Everybody(frozenset[str]):
    def __contains__(self, who: object) -> bool:
        return True


def unpaced(app: Litestar) -> None:
    """An answer leaves as soon as it is ready, and what is kept serves strangers too."""
    hub.facts._insiders = lambda facts: _Everybody()


def afterwards(app: Litestar) -> None:
    """Something more is done where there is something, after the pace was kept."""
    inner = app.asgi_handler

    def noted(request: Any) -> Any:
        request.scope["state"][THERE] = True
        raise NotFoundException

    async def handler(scope: Any, receive: Any, send: Any) -> None:
        async def later(message: Any) -> None:
            if message["type"] == "http.response.start" and scope.get("state", {}).get(THERE):
                await asyncio.sleep(LATER)
            await send(message)

        await inner(scope, receive, later)

    _refusing(noted)
    app.asgi_handler = handler


FAULTS: dict[str, Callable[[Litestar], None]] = {
    "what is hidden has another status": other_status,
    "what is hidden has another page": other_page,
    "what is hidden has another header": other_header,
    "what is nowhere is not written down": not_written,
    "answers leave when ready, strangers served from what is kept": unpaced,
    "more is done for what is hidden, after the pace": afterwards,
}
SLOW = tuple(name for name, planted in FAULTS.items() if planted is unpaced)


class _Unpaced:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


def main(fault: str | None) -> int:
    settings = settings_for()
    if fault is not None and FAULTS[fault] is unpaced:
        hub.app.PaceMiddleware = _Unpaced  # type: ignore[misc,assignment]
    app = hub.app.create_app(settings, demo_people=demo_people(town()))
    if fault is not None:
        FAULTS[fault](app)
    with serving._listen(serving.HERE, settings.port) as listening:
        return serving._run(app, listening)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
