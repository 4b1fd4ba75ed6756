"""People who want to be told, and what they are told: what the tests of messages share."""

import re
from collections import Counter

import pytest

from hub.demo.postbox import posted
from hub.notices import taking
from hub.notices.message import Message
from hub.notices.outbox import CODE
from hub.notices.sending import send_due
from hub.notices.tables import OutboxRow
from tests.hub.loading import renew
from tests.hub.running import Browser, Running

YOUNG = ("child", "sixteen-year-old")
"""Whose address is theirs alone: it takes a fresh login."""

WAITS = (OutboxRow.sent.is_null(), OutboxRow.given_up.is_null(), OutboxRow.about != CODE)


async def wants(browser: Browser, address: str, kind: str = "mail") -> None:
    answer = await browser.send("/meddelanden", {"satt": kind, "adress": address})
    assert answer.status_code == 303, answer.text


async def letters(hub: Running) -> list[Message]:
    """Everything that has been sent, the oldest first; what is due is sent before, as if it were day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking, "decent", lambda at: at)
        await send_due(hub.house)
    return [one.message for one in reversed(posted(hub.house.post))]


async def code_for(hub: Running, address: str) -> str:
    mine = [letter for letter in await letters(hub) if letter.to == address]
    found = re.search(r"[0-9]{6}", mine[-1].text)
    assert found is not None
    return found[0]


async def reached(hub: Running, *kinds: str) -> None:
    """These kinds of people can be told from now on, each at an address of their own."""
    for kind in kinds:
        if kind in YOUNG:
            await renew(hub, kind)
        browser, address = hub.browser(kind), f"{kind.replace(' ', '.')}@exempel.se"
        await wants(browser, address)
        answer = await browser.send("/meddelanden/kod", {"kod": await code_for(hub, address)})
        assert answer.status_code == 303, answer.text


async def waiting(hub: Running) -> Counter[tuple[str, str]]:
    """Who waits to be told of what, by the names of the town; what waited is forgotten."""
    names = {hub.ids.person(key): key for key in (*hub.town.families, *hub.town.staff)}
    rows = await OutboxRow.select(OutboxRow.who, OutboxRow.about).where(*WAITS).run()
    await OutboxRow.delete().where(*WAITS).run()
    return Counter((names[row["who"]], row["about"]) for row in rows)


async def at_once(hub: Running) -> None:
    """What waits for the day or for an hour to pass is due now."""
    await OutboxRow.update({OutboxRow.due: OutboxRow.at}).where(*WAITS).run()
