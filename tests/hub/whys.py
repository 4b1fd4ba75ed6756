"""Questions why BUP read, put and answered: what the tests of them share."""

import httpx2

from hub.ids import new_id
from hub.story.tables import WhyRow
from hub.story.whys import code_of
from tests.hub.bad_input_sent import Desk
from tests.hub.running import Browser

BECAUSE = "Vi behövde veta hur det går i skolan innan vi träffade Tove."
BUP = "participant at BUP"


async def read_by_bup(table: Desk, item: str = "tove-narvaro") -> str:
    """The address at which the family asks why BUP has just read this."""
    text = table.ids[item]
    answer = await table.hub.browser(BUP).get(f"/uppgift/{text}")
    assert answer.status_code == 200
    newest = (await table.hub.entries())[-1]
    assert newest.kind == "ItemOpened"
    return f"/uppgift/{text}/varfor/{code_of(table.hub.house, newest)}"


async def asked(table: Desk, who: str = "mother", item: str = "tove-narvaro") -> dict[str, object]:
    """A question that was put to BUP."""
    answer = await table.hub.browser(who).send(await read_by_bup(table, item))
    assert answer.status_code == 303, answer.text
    rows: list[dict[str, object]] = await WhyRow.select().order_by(WhyRow.reading).run()
    return rows[-1]


def answering(table: Desk, why: dict[str, object]) -> str:
    return f"/rum/{why['room']}/varfor/{why['id']}"


async def answered(table: Desk, why: dict[str, object], by: Browser | None = None) -> httpx2.Response:
    fields = {"nummer": new_id(), "text": BECAUSE}
    return await (by or table.hub.browser(BUP)).send(answering(table, why), fields)


async def published(table: Desk, who: str, category: str) -> str:
    """The name of a text about Tove that somebody publishes to BUP."""
    number = new_id()
    fields = {"nummer": number, "rubrik": "Nytt", "text": "Något nytt.", "kategori": category, "till": "BUP"}
    path = f"/rum/{table.ids['room tove']}/publicera"
    sent = await table.hub.browser(who).send(path, fields | {"om": table.ids["tove"]})
    assert sent.status_code == 303, sent.text
    table.ids[number] = number
    return number


async def answer_about(table: Desk, item: str, who: str) -> str:
    """The address of BUP's answer to somebody's question about its reading of this text."""
    answer = await answered(table, await asked(table, who, item))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].partition("?")[0])
