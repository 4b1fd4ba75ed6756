"""Sending bad requests one after the other to the application, and judging each."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

import structlog

from tests.hub.bad_input_asgi import WHOLE, Answer, Sent, ask
from tests.hub.bad_input_bending import Bender
from tests.hub.bad_input_choosing import EVERYBODY
from tests.hub.bad_input_judging import Made, judge
from tests.hub.bad_input_schemathesis import Case
from tests.hub.bad_input_town import PlantedTown
from tests.hub.bad_input_watch import Watch, watching
from tests.hub.loading import log_in
from tests.hub.running import KINDS, STRANGER, UNDECIDED, Browser, Running

WRITTEN, DONE, OPENED = "decisions written down", "changes done", "texts opened"
FLOORS = {WRITTEN: 0.3, DONE: 0.08, OPENED: 0.003, "2xx": 0.1, "3xx": 0.1, "4xx": 0.3}
"""The least share of requests that must get as far as this: else they were refused at the first door."""

WHOLES, TAKEN, LEAST_TAKEN = "whole forms", "of them taken", 0.35

A_ROUND = 1_000
"""Requests to one copy of the town: what has been done to it by then would only make it bounce."""

BY_SCHEMATHESIS = 0.1
"""The share of requests that are cases of schemathesis; the others are forms and addresses, bent."""

OF_THE_LOGIN = {b"/logga-ut", b"/uppdrag", b"/demo-idp/authorize"}

Wrap = Callable[[Any], Any]
"""What is put in front of the application; nothing, unless a fault is planted there."""


@dataclass
class Trying:
    """What came of it so far."""

    enough: int = 1
    """After how many failures to stop: more would only be more of the same."""

    tried: int = 0
    failures: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def __add__(self, other: "Trying") -> "Trying":
        return Trying(
            self.enough,
            self.tried + other.tried,
            self.failures + other.failures,
            self.counted + other.counted,
        )

    @property
    def stopped(self) -> bool:
        return len(self.failures) >= self.enough

    def bounced(self) -> list[str]:
        """What shows that the requests did not get far enough to try anything."""
        few = [
            f"only {self.counted[name]} of {self.tried} requests: {name}"
            for name, share in FLOORS.items()
            if self.counted[name] < share * self.tried
        ]
        if self.counted[TAKEN] < LEAST_TAKEN * self.counted[WHOLES]:
            few.append(f"only {self.counted[TAKEN]} of {self.counted[WHOLES]} {WHOLES} were taken")
        return few


@dataclass(frozen=True)
class Plan:
    """Where the requests of some rounds go, and what they are made of."""

    town: PlantedTown
    values: list[Any]
    cases: list[Case]


@contextmanager
def quiet(trying: Trying) -> Iterator[None]:
    """The application's own log is not printed; what broke last is kept for the failure that it explains."""

    def keep(_logger: Any, _method: str, event: Any) -> Any:
        trying.said = [str(event)] if event.get("event") == "broken" else trying.said
        raise structlog.DropEvent

    held = structlog.get_config()
    structlog.configure(processors=[keep])
    try:
        yield
    finally:
        structlog.configure(**held)


async def try_round(trying: Trying, plan: Plan, draw: Random, many: int, wrap: Wrap) -> None:
    """So many requests to a fresh copy of the town."""
    async with plan.town.fresh() as hub:
        browsers = {who: hub.browser(who) for who in EVERYBODY}
        watch = await watching(hub)
        try:
            bender = Bender(draw, plan.town.found, plan.values, browsers)
            sender = Sender(hub, plan.town, browsers, watch, wrap(hub.app), trying)
            for _ in range(many):
                if draw.random() < BY_SCHEMATHESIS:
                    await sender.send_case(draw.choice(plan.cases), draw.choice(EVERYBODY))
                else:
                    await sender.send(bender.next())
                if trying.stopped:
                    break
        finally:
            await watch.close()


class Sender:
    """Sends as whoever it is for, judges the answer, and lets those who lost their session log in again."""

    def __init__(
        self,
        hub: Running,
        town: PlantedTown,
        browsers: dict[str, Browser],
        watch: Watch,
        app: Any,
        trying: Trying,
    ) -> None:
        self.described = town.described
        self.hub, self.browsers, self.watch, self.app, self.trying = hub, browsers, watch, app, trying

    async def send_case(self, case: Case, who: str) -> None:
        """One request of schemathesis, which has its own word on the answer."""
        sent = case.sent(who, self.browsers[who])
        answer = await self.send(sent)
        self.trying.counted["by schemathesis"] += 1
        self.trying.failures += [f"{line}: {sent}" for line in case.conforms(answer)]

    async def send(self, sent: Sent) -> Answer:
        """One request."""
        answer = await ask(self.app, sent, self.browsers[sent.who])
        made = Made(sent, answer, self.described, *await self.watch.news())
        self._count(made)
        why = f" {self.trying.said.pop()}" if self.trying.said else ""
        self.trying.failures += [f"{line}: {sent}{why}" for line in await judge(made, self.hub, self.watch)]
        if self._has_lost(made):
            await self._log_in(sent.who)
        return answer

    def _count(self, made: Made) -> None:
        counted = self.trying.counted
        self.trying.tried += 1
        counted[f"{made.answer.status // 100}xx"] += 1
        if made.sent.why == WHOLE:
            counted[WHOLES] += 1
            counted[TAKEN] += made.answer.status == 303
        counted[WRITTEN] += bool(made.entries)
        counted[OPENED] += sum(e["kind"] == "ItemOpened" for e in made.entries)
        counted[DONE] += bool(made.touched)

    def _has_lost(self, made: Made) -> bool:
        if made.sent.who == STRANGER or any(name == b"cookie" for name, _ in made.sent.headers):
            return False
        if made.answer.header(b"location").startswith(b"/logga-in?till"):
            return True
        if made.sent.method == "POST" and made.sent.path in OF_THE_LOGIN:
            return made.answer.status in (200, 303)
        return made.answer.status == 401 and made.sent.who != UNDECIDED

    async def _log_in(self, who: str) -> None:
        """Log in again. Whoever has not chosen yet stays so."""
        self.trying.counted["logged in again"] += 1
        kind = KINDS.get(who, KINDS["participant"])
        self.browsers[who] = await log_in(self.hub, kind, choose=who != UNDECIDED)
        await self.watch.news()
