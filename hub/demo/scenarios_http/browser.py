"""A person's browser without scripts: keeps cookies, fills in the forms that it was shown."""

from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx2

QUIET = "/tillganglighet"
"""Where people land after the login: a page that asks nothing of the gate."""

Fields = Mapping[str, str | list[str]]


class NotLetIn(Exception):
    """The login did not lead to a session."""


class Browser:
    """One browser."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self._client = client
        self._token = ""

    async def log_in(self, place: int, name: str, *, level: int) -> httpx2.Response:
        """The whole login of whoever has this place at the provider, where they look themselves up by name."""
        sent = await self._client.get("/logga-in", params={"till": QUIET})
        page = await self._client.get(f"{sent.headers['location']}&{urlencode({'sok': name})}")
        hidden = _hidden(page, "/demo-idp/authorize")
        self._token = hidden.get("_csrf_token", "")
        pressed = hidden | {"person": f"{place}:{level}"}
        page = await self._client.post("/demo-idp/authorize", data=pressed, follow_redirects=True)
        if page.status_code != 200:
            raise NotLetIn(f"HTTP {page.status_code}")
        return page

    async def choose(self, page: httpx2.Response, code: str) -> None:
        """Choose in what capacity to act, where one is asked."""
        if page.url.path == "/uppdrag":
            hidden = _hidden(page, "/uppdrag") | {"uppdrag": code}
            page = await self._client.post("/uppdrag", data=hidden, follow_redirects=True)
        if page.url.path != QUIET:
            raise NotLetIn(f"{page.url.path}, HTTP {page.status_code}")

    async def stay(self) -> None:
        """Look at a page that asks nothing of the gate, so that the session does not idle away."""
        await self._client.get(QUIET)

    async def ask(self, path: str, query: Fields) -> httpx2.Response:
        """Open a page, without following where it leads."""
        return await self._client.get(path, params=dict(query))

    async def shown(self, path: str, action: str) -> dict[str, str]:
        """The hidden fields of a page's form to `action`; none where there is no such page, or form."""
        page = await self._client.get(path)
        return _forms(page).get(action, {})

    async def send(self, path: str, fields: Fields) -> httpx2.Response:
        """Send a form with the token of the page it came on, without following where it leads."""
        return await self._client.post(path, data={**fields, "_csrf_token": self._token})


class _Forms(HTMLParser):
    """The hidden fields of a page's forms, by the form's address."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str]] = {}
        self._here: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._here = self.found.setdefault(given.get("action", ""), {})
        elif tag == "input" and given.get("type") == "hidden":
            self._here[given.get("name", "")] = given.get("value", "")


def _forms(page: httpx2.Response) -> dict[str, dict[str, str]]:
    forms = _Forms()
    forms.feed(page.text)
    return forms.found


def _hidden(page: httpx2.Response, action: str) -> dict[str, str]:
    found = _forms(page)
    if action not in found:
        raise NotLetIn(f"no form to {action} at {page.url.path}, HTTP {page.status_code}")
    return found[action]
