"""Requests as bytes, handed to the application as a server hands them: nothing of a client tidies them first."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes, unquote, unquote_to_bytes

from tests.hub.running import Browser

FORM = "application/x-www-form-urlencoded"
WHOLE, OTHER_TOKEN = "a whole form", "another token"
"""What is said of a form that lacks nothing, and of one that goes without its browser's own token."""

LONGEST_PIECE = 65_536


@dataclass(frozen=True)
class Sent:
    """One request. `who` is the kind of person whose browser sends it, `why` says what was done to it."""

    who: str
    method: str
    path: bytes
    query: bytes = b""
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""
    why: str = ""

    @property
    def all_of_it(self) -> bytes:
        """Everything that was sent, as the application reads it: what stands here may come back."""
        written = self.path + b" " + self.query + b" " + self.body
        return b" ".join((written, unquote_to_bytes(written), *(value for _, value in self.headers)))

    def __str__(self) -> str:
        asked = (self.path + (b"?" + self.query if self.query else b"")).decode("latin-1")
        body = f", body {self.body[:300]!r}" if self.body else ""
        return f"{self.who}: {self.method} {asked[:300]!r}{body} [{self.why}]"


@dataclass
class Answer:
    """What came back; `broke` is what the application raised instead of answering."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    broke: str = ""

    def header(self, name: bytes) -> bytes:
        """The first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name), b"")


def path_of(thing: str | bytes) -> bytes:
    """A part of an address as a browser would write it; surrogates and bytes pass through as they are."""
    raw = thing if isinstance(thing, bytes) else thing.encode("utf-8", "surrogatepass")
    return quote_from_bytes(raw, safe="/").encode()


async def ask(app: Any, sent: Sent, browser: Browser) -> Answer:
    """Send it with the cookies of this browser, which keeps those that come back."""
    headers = list(sent.headers)
    if cookies := "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items()):
        headers.append((b"cookie", cookies.encode("latin-1", "replace")))
    answer = Answer()
    try:
        await app(_scope(sent, headers), _Body(sent.body).receive, _keeping(answer))
    except Exception as error:  # what a server would make a 500 of
        answer.broke = f"{type(error).__name__}: {error}"[:300]
    for name, value in answer.headers:
        if name.lower() == b"set-cookie":
            _keep(browser, value.decode("latin-1"))
    return answer


def _scope(sent: Sent, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    lengthless = sent.body and not any(name == b"content-length" for name, _ in headers)
    length = [(b"content-length", str(len(sent.body)).encode())] if lengthless else []
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": sent.method,
        "scheme": "https",
        "path": unquote(sent.path.decode("ascii", "replace")),
        "raw_path": sent.path,
        "query_string": sent.query,
        "root_path": "",
        "headers": [(b"host", b"hub.test"), *headers, *length],
        "client": ("127.0.0.1", 123),
        "server": ("hub.test", 443),
        "extensions": {},
    }


class _Body:
    """A body in pieces, and then nothing more until the answer is out."""

    def __init__(self, body: bytes) -> None:
        self._left, self._over = body, False

    async def receive(self) -> dict[str, Any]:
        if self._over:
            await asyncio.sleep(0)
            return {"type": "http.disconnect"}
        piece, self._left = self._left[:LONGEST_PIECE], self._left[LONGEST_PIECE:]
        self._over = not self._left
        return {"type": "http.request", "body": piece, "more_body": bool(self._left)}


def _keeping(answer: Answer) -> Any:
    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            answer.body += message.get("body", b"")

    return send


def _keep(browser: Browser, cookie: str) -> None:
    name, _, rest = cookie.partition("=")
    value, _, said = rest.partition(";")
    browser.client.cookies.delete(name) if name in browser.client.cookies else None
    if value.strip('"') and "max-age=0" not in said.lower():
        browser.client.cookies.set(name, value.strip('"'), domain="hub.test", path="/")
