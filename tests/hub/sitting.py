"""A sitting of Tove's room for the tests: it is open, people come and go, and it has a screen."""

import re
from html import unescape

import httpx2

from consent.ledger.entry import Entry
from hub.ids import new_id
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import log_in
from tests.hub.running import KINDS, Browser, Kind

LEADER, BUP, POLICE = "participant", "participant at BUP", "police"
TEXTS = {
    "tove-narvaro": "Tove är mindre i skolan än förut",
    "tove-hemma": "Så här ser morgnarna ut hemma",
    "tove-samtal": "Tre samtal med Tove",
    "tove-bup": "Vår första bild av hur Tove mår",
    "jonas-berattar": "Om mitt jobb och mina kvällar",
    "tove-plan-1": "Plan 1: Lugn start och lugn lunch",
}
"""Some texts of the town, by their titles."""


async def sitting(table: Desk, room: str = "tove", by: Browser | None = None) -> str:
    """A sitting is planned and opened by whoever leads the room; its page."""
    number, leader = new_id(), by or table.hub.browser(LEADER)
    form = {**dict(table.form("/rum/{room}/mote")), "mote": number}
    if by is not None:
        form.pop("av", None)
    way = table.path("/rum/{room}/mote", room)
    assert (await leader.send(way, form)).status_code == 303
    assert (await leader.send(f"{way}/{number}/oppna")).status_code == 303
    return f"{way}/{number}"


async def comes(browser: Browser, way: str, kind: str = "jag") -> str:
    """Somebody says that they, or whoever is with them, are here; the number that this goes by."""
    number = new_id()
    answer = await browser.send(f"{way}/har", {"nummer": number, "vem": kind})
    assert answer.status_code == 303, answer.text
    return number


async def goes(browser: Browser, way: str, number: str) -> httpx2.Response:
    return await browser.send(f"{way}/gar", {"nummer": number})


async def invited(table: Desk, kind: str) -> Browser:
    """Somebody of the town takes part in Tove's room from now on."""
    one = KINDS[kind]
    vem = f"{table.hub.ids.person(one.who)}:{one.unit}"
    answer = await table.hub.browser(LEADER).send(table.path("/rum/{room}/bjud-in", "tove"), {"vem": vem})
    assert answer.status_code == 303, answer.text
    return table.hub.browser(kind)


async def comes_from(table: Desk, way: str, *kinds: str | Kind) -> None:
    """These say that they are here, each in their own browser."""
    for kind in kinds:
        await comes(table.hub.browser(kind) if isinstance(kind, str) else await log_in(table.hub, kind), way)


async def screen(browser: Browser, way: str) -> httpx2.Response:
    answer = await browser.get(f"{way}/skarm")
    assert answer.status_code == 200, answer.text
    return answer


def shown_on(page: httpx2.Response) -> set[str]:
    """Which of the texts are on the screen."""
    titles = {unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in re.findall(r"<h3.*?</h3>", page.text)}
    return {name for name, title in TEXTS.items() if title in titles}


async def still(browser: Browser, page: httpx2.Response) -> bool:
    """Whether the screen may go on as it is."""
    found = re.search(r'data-renews="([^"]+)"', page.text)
    assert found is not None
    answer = await browser.get(unescape(found[1]))
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["stands"])


async def written(table: Desk, *kinds: str) -> list[Entry]:
    """All entries of these kinds."""
    return [entry for entry in await table.hub.entries() if entry.kind in kinds]
