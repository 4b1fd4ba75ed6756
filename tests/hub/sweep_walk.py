"""The walk of the sweep: every route, as everybody, with what is there and what is not; all answers kept."""

import asyncio
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest
from structlog.testing import capture_logs

from consent.ledger.entry import Entry
from consent.tables import ActRow
from hub.ids import new_id
from tests.hub.loading import copy, log_in
from tests.hub.rows import rows_of_everything
from tests.hub.running import KINDS, Browser, Kept, Running, running
from tests.hub.sweep_table import (
    ANSWERS,
    AUTHORS,
    CHANGES_AT_ONCE,
    EVERYBODY,
    FORMS,
    KNOCKS,
    NOWHERE,
    OPENS,
    ROOMS,
    Route,
    filled,
    routes,
)


@dataclass(frozen=True)
class Call:
    """One answer: who asked what of which thing of the town (`thing` is its key, None where there is none)."""

    kind: str
    route: Route
    thing: str | None
    answer: httpx2.Response

    def __str__(self) -> str:
        return f"{self.kind}: {self.route.method} {self.route.path} ({self.thing}): {self.answer.status_code}"


@dataclass
class Walk:
    """Everything that came of it."""

    calls: list[Call] = field(default_factory=list)
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    logs: list[str] = field(default_factory=list)


class Listener(logging.Handler):
    """Keeps every line of every logger."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith("httpx2"):  # the browsers' own
            self.lines.append(f"{record.name} {record.getMessage()}")


async def walk(hub: Running) -> Walk:
    """Walk the whole house."""
    found = Walk()
    root, listener = logging.getLogger(), Listener(found.logs)
    root.addHandler(listener)
    try:
        young = {kind: await log_in(hub, KINDS[kind]) for kind in ("child", "sixteen-year-old")}
        browsers = {kind: hub.browser(kind) for kind in EVERYBODY} | young
        ids = await prepare(hub, browsers["participant"])
        found.before = await rows_of_everything(hub)
        first = len(await hub.entries())
        with capture_logs() as structured:
            for kind, browser in browsers.items():
                await _walk_as(kind, browser, list(routes(hub.app)), ids, found)
        found.logs += [str(line) for line in structured]
        found.entries = (await hub.entries())[first:]
        found.after = await rows_of_everything(hub)
    finally:
        root.removeHandler(listener)
    return found


async def prepare(hub: Running, kurator: Browser) -> dict[str, str]:
    """A text that is hidden from the guardians, one that is deleted, a question; answers the id of everything."""
    ids = _ids(hub) | await days(hub)
    for name in ("hidden", "deleted"):
        ids[name] = new_id()
        fields = [("nummer", ids[name]), ("rubrik", f"Rubrik {name}"), ("text", f"Texten som är {name}.")]
        fields += [("kategori", "maende"), ("om", ids["tove"]), ("till", "BUP")]
        assert (await kurator.send(f"/rum/{ids['room tove']}/publicera", fields)).status_code == 303
    fields = [("for", "guardians"), ("grund", "betydande_men"), ("varfor", "Det skulle skada.")]
    assert (await kurator.send(f"/uppgift/{ids['hidden']}/dolj", fields)).status_code == 303
    assert (await kurator.send(f"/uppgift/{ids['deleted']}/ta-bort")).status_code == 303
    asked = dict(filled(FORMS["/rum/{room}/fraga"], ids)) | {"nummer": ids["unanswered"]}
    assert (await kurator.send(f"/rum/{ids['room tove']}/fraga", asked)).status_code == 303
    rows = await ActRow.select(ActRow.id).where(ActRow.by == ids["karin"]).run()
    return ids | {"act": rows[0]["id"], "nowhere": NOWHERE}


async def days(hub: Running) -> dict[str, str]:
    """Today and a later day, as forms say them."""
    now = (await hub.house.clock()).astimezone(ZoneInfo("Europe/Stockholm"))
    return {"today": f"{now:%Y-%m-%d}", "later": f"{now + timedelta(days=60):%Y-%m-%d}"}


def _ids(hub: Running) -> dict[str, str]:
    ids = {key: hub.ids.person(key) for key in (*hub.town.families, *hub.town.staff)}
    ids |= {f"room {key}": hub.ids.of("room", key) for key in hub.town.rooms}
    ids |= {key: hub.ids.of("item", key) for key in OPENS} | {"sitting": hub.ids.of("meeting", "tove-1")}
    return ids | {key: hub.ids.of("consent", key) for key in ANSWERS} | {"unanswered": new_id()}


async def _walk_as(kind: str, browser: Browser, paths: list[Route], ids: dict[str, str], found: Walk) -> None:
    for route in paths:
        for thing, path in targets(route, ids):
            inside = kind in KNOCKS.get(route.who, ()) and may(kind, route, thing)
            if inside and route.method == "POST" and route.path.rpartition("/")[2] in CHANGES_AT_ONCE:
                continue
            fields = [] if inside else _filled(route, ids)
            how = {"headers": {"sec-fetch-site": "cross-site"}} if route.path == "/lamna" else {}
            answer = await (
                browser.send(path, fields)
                if route.method == "POST"
                else browser.ask(route.method, path, **how)
            )
            found.calls.append(Call(kind, route, thing, answer))


def may(kind: str, route: Route, thing: str | None) -> bool:
    """Whether this person may do this to this thing, once let in."""
    if thing == "nowhere" or route.path.startswith("/min-berattelse/{") or "/varfor/" in route.path:
        return False  # The town has no such part, and nobody has asked why.
    if "{room" in route.path:
        return kind in ROOMS[thing or ""]
    if "{item" in route.path:
        return AUTHORS.get(thing or "") == kind if route.method == "POST" else kind in OPENS[thing or ""]
    if "/medgivande/" in route.path:
        return kind in ANSWERS[thing or ""]
    return kind == "mother" if thing == "act" else True


OF_A_SITTING = ("/mote/{meeting:str}", "/dagordning", "/har", "/gar", "/skarm", "/skarm/kvar", "/avsluta")


def targets(route: Route, ids: dict[str, str]) -> Iterator[tuple[str | None, str]]:
    """Each thing to try a route with, and its path."""
    if "{item" in route.path:
        things = {key: ids[key] for key in OPENS}
    elif route.path.endswith(
        ("/mote/{meeting:str}", "/dagordning", "/har", "/gar", "/skarm", "/skarm/kvar", "/avsluta")
    ):
        sitting = f"/rum/{{}}/mote/{ids['sitting']}{route.path.partition('{meeting:str}')[2]}"
        rooms = {"tove": ids["room tove"], "nowhere": ids["nowhere"]}
        return iter([(key, sitting.format(room)) for key, room in rooms.items()])
    elif "{room" in route.path:
        things = {key: ids[f"room {key}"] for key in ROOMS}
    elif "/kvitto/" in route.path:  # Nothing's time has run out in the town.
        things = {"act": ids["act"]} if "{act" in route.path else {}
    elif "/medgivande/" in route.path:
        things = {key: ids[key] for key in ANSWERS}
    elif "/granskning/rad/" in route.path:
        return iter([(None, "/granskning/rad/7"), ("nowhere", "/granskning/rad/99999999")])
    elif "{file_path" in route.path:
        return iter([(None, "/static/samrum.css"), ("nowhere", "/static/nothing.css")])
    else:
        return iter([(None, route.path)])
    head, _, rest = route.path.partition("{")
    tail = rest.partition("}")[2].replace("{room:str}", ids["room tove"]).replace("{reading:str}", "7")
    tail = re.sub(r"\{(meeting|fraga|tyst):str\}", NOWHERE, tail)
    every = {**things, "nowhere": ids["nowhere"]}
    return iter([(key, f"{head}{number}{tail}") for key, number in every.items()])


def _filled(route: Route, ids: dict[str, str]) -> list[tuple[str, str]]:
    return filled(FORMS.get(route.path.replace(":str}", "}"), []), ids)


@pytest.fixture(scope="session")
def walked(loaded_town: Kept, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The whole walk, once."""

    async def run() -> Walk:
        async with running(copy(loaded_town, tmp_path_factory.mktemp("swept") / "data")) as hub:
            return await walk(hub)

    with asyncio.Runner() as runner:
        return runner.run(run())
