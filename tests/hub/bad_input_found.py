"""What each kind of person finds by following links: the pages they can come to, and the forms that stand there."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.hub.bad_input_forms import Reader, SeenForm
from tests.hub.running import KINDS, Running
from tests.hub.sweep_table import OPENS, routes

ALIKE = 4
"""How many pages of one shape are looked at: rooms differ, the two-hundredth row of the ledger does not."""

LEADS_AWAY = ("/lamna", "/static", "/logga-in", "/demo-idp")
BEGINNINGS = ("/", "/tillganglighet", "/utanfor", "/nycklar", "/logga-in")


@dataclass
class Found:
    """Forms and addresses by who found them; the routes there are; the ids of things and the days in forms."""

    routes: list[tuple[str, str, Any]]
    ids: dict[str, str]
    days: dict[str, str]
    forms: dict[str, list[SeenForm]] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)


async def find_all(hub: Running, ids: dict[str, str]) -> Found:
    """Everybody walks through what there is for them."""
    now = (await hub.house.clock()).astimezone(ZoneInfo("Europe/Stockholm"))
    later = f"{now + timedelta(days=60):%Y-%m-%d}"
    known = [(r.method, r.path, r.who) for r in routes(hub.app)]
    found = Found(known, ids, {"dag": later, "slutar": later, "borjar": f"{now:%Y-%m-%d}"})
    for who in KINDS:
        await _walk(hub, who, found)
    return found


async def _walk(hub: Running, who: str, found: Found) -> None:
    browser, waiting = hub.browser(who), [*BEGINNINGS, *(f"/uppgift/{found.ids[key]}" for key in OPENS)]
    known: set[str] = set()
    shapes: Counter[str] = Counter()
    forms: dict[tuple[str, tuple[str, ...]], SeenForm] = {}
    while waiting:
        path = waiting.pop(0)
        if path in known or shapes[shape(path)] >= ALIKE or path.startswith(LEADS_AWAY):
            continue
        answer = await browser.get(path)
        if answer.status_code == 303:
            waiting.append(answer.headers["location"])
        if answer.status_code != 200:
            continue
        known.add(path)
        shapes[shape(path)] += 1
        page = Reader(answer.text if "html" in answer.headers.get("content-type", "") else "")
        waiting += [link for link in page.links if link.startswith("/") and not link.startswith("//")]
        for method, action, fields in page.forms:
            if method == "post":
                forms.setdefault(
                    (action, tuple(fields)), SeenForm(who, action or path, list(fields.values()))
                )
    found.forms[who], found.pages[who] = list(forms.values()), sorted(known)


def shape(path: str) -> str:
    """An address without its ids, numbers and query."""
    parts = path.partition("?")[0].split("/")
    return "/".join("*" if len(part) == 26 or part.isdigit() else part for part in parts)
