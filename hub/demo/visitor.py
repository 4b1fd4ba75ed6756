"""A made-up person with a browser without scripts, who uses only what stands on the page in front of them."""

from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx2

from consent.errors import SamrumError
from hub.demo.webpage import Form, Link, WebPage

T = TypeVar("T")


class Deviation(SamrumError):
    """Something was not as the walk expects; the message says what."""


class Visitor:
    """One person at one browser. `page` is what they look at."""

    def __init__(self, app: Any, address: str, name: str) -> None:
        transport = httpx2.ASGITransport(app=app)
        self._client = httpx2.AsyncClient(transport=transport, base_url=address, follow_redirects=True)
        self.name = name
        self.answer: httpx2.Response
        self.page: WebPage

    async def log_in(self, *, as_: str | None = None) -> None:
        """Log in at the demo's identity provider; `as_` is the assignment to choose, in words of its label."""
        await self.go("/logga-in")
        await self.press("Legitimera på nivå 3", near=self.name)
        if as_ is not None:
            await self.press("Fortsätt", choose=as_)

    async def log_out(self) -> None:
        """Log out and close the browser."""
        await self.press("Logga ut")
        await self._client.aclose()

    async def go(self, path: str) -> None:
        """Type an address."""
        self._see(await self._client.get(path))

    async def follow(self, words: str) -> None:
        """Follow the first link with these words."""
        await self.go(self.link(words).address)

    def link(self, words: str) -> Link:
        """The first link with these words."""
        return self._first([link for link in self.page.links if words in _flat(link.words)], "link", words)

    async def press(self, words: str, *, near: str = "", choose: str | None = None) -> None:
        """Press the first button with these words (and `near`), after choosing the option with that label."""
        pressed = [
            (form, button)
            for form in self.page.forms
            for button in form.buttons
            if words in _flat(button.words) and near in _flat(button.words)
        ]
        form, button = self._first(pressed, "button", f"{words} {near}".strip())
        sent = [*form.fields, *([(button.name, button.value)] if button.name else [])]
        if choose is not None:
            sent.append(self._option(form, choose))
        if form.method == "post":
            headers = {"content-type": "application/x-www-form-urlencoded"}
            self._see(await self._client.post(form.action, content=urlencode(sent), headers=headers))
        else:
            await self.go(f"{form.action}?{urlencode(sent)}")

    def expect(self, *words: str, status: int = 200) -> None:
        """What must stand on the page; raises Deviation."""
        if self.answer.status_code != status:
            raise Deviation(f"{self._where()} answered {self.answer.status_code}, not {status}")
        for one in words:
            if one not in self.page.says:
                raise Deviation(f"{self._where()} does not say {one!r}")

    def expect_not(self, *words: str) -> None:
        """What must not stand anywhere in the answer, hidden or not."""
        for one in words:
            if one in self.answer.text:
                raise Deviation(f"{self._where()} says {one!r}, which must not stand there")

    async def download(self, words: str) -> bytes:
        """What a link leads to, as bytes; the page stays."""
        address = self.link(words).address
        answer = await self._client.get(address)
        if answer.status_code != 200:
            raise Deviation(f"{self.name} could not fetch {words!r}: {answer.status_code}")
        return answer.content

    def _see(self, answer: httpx2.Response) -> None:
        self.answer, self.page = answer, WebPage(answer.text)

    def _option(self, form: Form, label: str) -> tuple[str, str]:
        found = [sends for id_, sends in form.choices.items() if label in self.page.labels.get(id_, "")]
        return self._first(found, "option", label)

    def _first(self, found: list[T], kind: str, words: str) -> T:
        if not found:
            raise Deviation(f"{self._where()} has no {kind} {words!r} ({self.answer.status_code})")
        return found[0]

    def _where(self) -> str:
        return f"{self.name} at {self.answer.url.path}: the page"


def _flat(words: str) -> str:
    return " ".join(words.split())
