"""What each route may answer, declared route by route, and the OpenAPI description that is made of it.

The application publishes no description of itself: it answers pages. This one is made from its own routes, the
forms that stand on its pages and the table below, and a status that is not written here is a failure.
"""

import re
from functools import cache
from typing import Any

from litestar import Litestar
from litestar.openapi import OpenAPIConfig

from hub.app import PAGES
from hub.pages import outside, start
from tests.hub.bad_input_found import Found, shape
from tests.hub.bad_input_kinds import JSON, PAGE, kind_of
from tests.hub.sweep_table import ANSWERS, OPENS, ROOMS

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "pattern": "^urn:samrum:problem:[a-z-]+$"},
        "title": {"type": "string", "minLength": 5},
        "status": {"type": "integer"},
        "detail": {"type": "string", "minLength": 20},
    },
}
FOR_ANYONE: dict[str, set[int]] = {
    "/": {200, 303},
    "/tillganglighet": {200},
    "/utanfor": {200},
    "/nycklar": {200},
    "/nycklar.txt": {200},
    "/lamna": {303},
    "/logga-in": {303},
    "/logga-in/svar": {303, 400, 403},
    "/demo-idp/.well-known/openid-configuration": {200},
    "/demo-idp/jwks": {200},
    "/demo-idp/authorize": {200, 400},
    "/demo-post": {200},
}
"""Pages that need no session, and what they answer."""

FOR_SOME = {200, 303, 401, 404}
"""A page that needs one: the page, the way to the login (to programs a 401), and what is not there for them."""

TOLD_WHY = (
    "/uppgift/{item}",
    "/uppgift/{item}/kvar",
    "/min-berattelse/{item}/dela",
    "/min-berattelse/{item}/dela/{room}",
    "/rum/{room}/publicera",
    "/rum/{room}/fraga",
    "/meddelanden",
)
"""Pages that some are told the reason why they may not see: a child whose login is old logs in again."""

FILTERED = ("/vem-har-last", "/vem-har-last/fil", "/vem-har-last/pdf")
"""Pages whose address chooses, where what is chosen may not exist."""

A_FORM = {303, 400, 401, 403, 404, 413}
OVERTAKEN = (
    "/medgivande/",
    "/ratta",
    "/forbehall",
    "/oppna",
    "/avsluta",
    "/fraga",
    "/publicera",
    "/rum/nytt",
    "/mote",
    "/bjud-in",
    "/dolj",
    "/mognad",
    "/barnets-syn",
    "/utloggad",
    "/tyst",
    "/meddelanden",
    "/varfor/",
    "/min-berattelse/",
)
"""Forms that can come too late, or from a page that was shown to somebody else, which is a 409."""

LOOKS = {"/medgivande/{number}/sluta": {200}, "/medgivande/{number}/valj": {200, 303}}
"""Forms that only look, or have a button that does."""

LOGIN_FORMS: dict[str, set[int]] = {
    "/uppdrag": {303, 400, 401, 403, 413},
    "/logga-ut": {303, 400, 403, 409, 413},
    "/demo-idp/authorize": {303, 400, 403, 413},
    "/demo-idp/token": {200, 400, 401, 413},
}
NO_ROUTE = {204, 404, 405}
"""What is answered where no route has the method: nothing is there, not so, or (OPTIONS) which methods are."""


class Described:
    """The declared routes of one application."""

    def __init__(self, routes: list[tuple[str, str, Any]]) -> None:
        self._known = [
            (method, _plain(path), who, re.compile(re.sub(r"\{[^}]*\}", "[^/]+", path) + "/?"))
            for method, path, who in routes
        ]
        self.of = cache(self._of)

    def _of(self, method: str, path: str) -> tuple[str, str] | None:
        """The plain path of the route that this is for, and who is declared for it."""
        return next(
            ((plain, who) for m, plain, who, form in self._known if m == method and form.fullmatch(path)),
            None,
        )

    def statuses(self, method: str, path: str) -> set[int]:
        """What may be answered to this."""
        found = self.of(method, path)
        return answers(method, *found) if found else NO_ROUTE | _unreadable(method)


def _unreadable(method: str) -> set[int]:
    """A form to nowhere is judged by its token first, and by its size."""
    return {400, 403, 413} if method not in ("GET", "HEAD", "OPTIONS", "TRACE") else set()


def answers(method: str, path: str, who: str) -> set[int]:
    """The statuses that a route is declared with."""
    if method == "HEAD":
        return {200, 404}
    if method == "POST":
        late = {409} if any(part in path for part in OVERTAKEN) else set()
        return LOGIN_FORMS.get(path, A_FORM | late | LOOKS.get(path, set()))
    if who == "anyone":
        return FOR_ANYONE.get(path, {200, 404})
    return FOR_SOME | ({403} if path in TOLD_WHY else set()) | ({400} if path in FILTERED else set())


def openapi(found: Found) -> dict[str, Any]:
    """The description (OpenAPI 3.1): parameters as the handlers declare them, forms as they stand on the pages."""
    routes = [*start.HANDLERS, *outside.HANDLERS, *(r for m in PAGES for r in m.ROUTES)]
    made = Litestar(routes, openapi_config=OpenAPIConfig(title="Samrum", version="1"), logging_config=None)
    described: dict[str, Any] = made.openapi_schema.to_schema()
    who = {(method, _plain(path)): who for method, path, who in found.routes}
    for path, item in described["paths"].items():
        for method, operation in item.items():
            statuses = answers(method.upper(), path, who[method.upper(), path])
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path":
                    parameter["schema"] = {"type": "string", "enum": _named(path, parameter["name"], found)}
            operation["responses"] = {str(status): _response(path, status) for status in sorted(statuses)}
            if method == "post":
                operation["requestBody"] = _body(path, found)
    described.pop("components", None)
    return described


def _named(path: str, name: str, found: Found) -> list[str]:
    """What a part of an address may name: the rooms, texts, questions, acts and rows that there are."""
    if name == "number":
        return ["0", "7"] if path.startswith("/granskning") else [found.ids[key] for key in ANSWERS]
    keys = {"room": [f"room {key}" for key in ROOMS], "item": list(OPENS), "act": ["act"]}
    return [found.ids[key] for key in keys.get(name, ["nowhere"])]


def _response(path: str, status: int) -> dict[str, Any]:
    if status in (204, 303):
        return {"description": "-"}
    kind = kind_of(path) if status == 200 else PAGE
    good = {kind: {"schema": {"type": "object" if kind == JSON else "string"}}}
    bad = {"application/problem+json": {"schema": PROBLEM}} if status >= 400 else {}
    return {"description": "-", "content": {**good, **bad}}


def _body(path: str, found: Found) -> dict[str, Any]:
    """The fields of the form that is sent here, with what each offers."""
    form = next((f for some in found.forms.values() for f in some if shape(f.action) == _starred(path)), None)
    fields = {} if form is None else {one.name: _field(one.offers, one.kind) for one in form.fields}
    fields.pop("_csrf_token", None)
    return {
        "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": fields}}}
    }


def _field(offers: list[str], kind: str) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string", **({"enum": sorted(set(offers))} if offers else {})}
    return {"type": "array", "items": one, "uniqueItems": True} if kind == "checkbox" else one


def _plain(path: str) -> str:
    """`/rum/{room:str}` as `/rum/{room}`."""
    return re.sub(r":\w+\}", "}", path)


def _starred(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "*", path)
