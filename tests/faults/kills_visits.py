"""Somebody's browser at a served hub that may be killed at any moment: what came back is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

import httpx2

from tests.faults.kills_world import World
from tests.hub.running import SESSION, TOKEN, form_body
from tests.stories.room import SECRET_TEXT

MOST = 200
WHO = ("BUP", "stranger", "mother", "BUP")
MAY_READ = frozenset({"BUP", "mother"})


@dataclass
class Visits:
    """What was answered over HTTP: how often the text, which consents were taken back, and what was wrong."""

    world: World
    begun: Callable[[], None]
    """Called after the first answer."""
    pages: int = 0
    answers: int = 0
    withdrawn: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __call__(self, line: dict[str, Any], _process: int) -> None:
        """When the doors open: visit until nobody answers."""
        if "port" not in line:
            return
        address, left = f"http://127.0.0.1:{line['port']}", list(line["consents"])
        with httpx2.Client(base_url=address, timeout=20, trust_env=False) as client:
            try:
                for who in islice(cycle(WHO), MOST):
                    self._read(client, who)
                    if who == "mother" and left:
                        self._withdraw(client, left.pop())
            except httpx2.TransportError:
                return

    def _read(self, client: httpx2.Client, who: str) -> None:
        cookie = f"{SESSION}={self.world.cookies[who]}"
        answer = client.get(f"/uppgift/{self.world.item}", headers={"cookie": cookie})
        has_text = SECRET_TEXT in answer.text
        self.pages += has_text
        self._judge(f"{who} asked", answer, good=has_text == (who in MAY_READ))

    def _withdraw(self, client: httpx2.Client, consent: str) -> None:
        session = f"{SESSION}={self.world.cookies['mother']}"
        client.cookies.clear()
        shown = client.get(f"/medgivande/{consent}", headers={"cookie": session})
        self._judge("the mother looked at what she answered", shown, good=shown.status_code == 200)
        token = shown.headers.get("set-cookie", "").partition("=")[2].partition(";")[0]
        answer = client.post(
            f"/medgivande/{consent}/sluta",
            content=form_body([("_csrf_token", token), ("vad", "allt")]),
            headers={
                "cookie": f"{session}; {TOKEN}={token}",
                "content-type": "application/x-www-form-urlencoded",
            },
        )
        self._judge("the mother took her yes back", answer, good=answer.status_code == 303)
        if answer.status_code == 303:
            self.withdrawn.append(consent)

    def _judge(self, what: str, answer: httpx2.Response, *, good: bool) -> None:
        self.answers += 1
        if self.answers == 1:
            self.begun()
        if not good or answer.status_code >= 500:
            self.wrong.append(f"{what} and was answered {answer.status_code}: {answer.text[:2000]}")
