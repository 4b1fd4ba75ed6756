"""The push: whoever has a page open hears that something has moved, and whether what they see still stands."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from html import unescape

import asyncpg
import httpx2

from consent.database.postgres import Postgres
from consent.ledger.moves import Moves
from hub.live import LISTENS, listen
from tests.hub.bad_input_sent import Desk
from tests.hub.loading import log_in
from tests.hub.running import ADDRESS, KINDS, Browser
from tests.hub.sitting import BUP, LEADER
from tests.hub.test_screen import stops_bup

SOON = 5.0


@asynccontextmanager
async def stream(table: Desk, browser: Browser) -> AsyncIterator["asyncio.Queue[bytes]"]:
    """The stream of a browser, as it comes; empty bytes at its end."""
    came: asyncio.Queue[bytes] = asyncio.Queue()
    gone = asyncio.Event()
    cookies = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    headers = [(b"accept", b"text/event-stream"), (b"cookie", cookies.encode()), (b"host", b"hub.test")]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": "/hander",
        "raw_path": b"/hander", "query_string": b"", "headers": headers, "scheme": "https", "root_path": "",
        "server": (ADDRESS.partition("//")[2], 443), "client": ("127.0.0.1", 1), "state": {}, "extensions": {},
    }  # fmt: skip

    async def receive() -> dict[str, object]:
        if not gone.is_set():
            gone.set()
            return {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.Event().wait()
        return {}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 200
        else:
            came.put_nowait(bytes(message.get("body", b"")))  # type: ignore[call-overload]

    running = asyncio.create_task(table.hub.app(scope, receive, send))
    try:
        yield came
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def looks(came: "asyncio.Queue[bytes]", within: float = SOON) -> bool:
    """Whether the stream says within that time that something has moved."""
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            while b"look" not in await came.get():
                pass
            return True
    return False


async def stands(browser: Browser, page: httpx2.Response) -> bool | None:
    """Whether the page's text may stay; None where it is closed."""
    found = re.search(r'data-renews="([^"]+)"', page.text)
    assert found is not None
    answer = await browser.get(unescape(found[1]))
    return None if answer.status_code in (403, 404) else bool(answer.json()["stands"])


async def test_a_withdrawal_is_heard_and_closes_what_is_open(table: Desk) -> None:
    bup, leader = table.hub.browser(BUP), table.hub.browser(LEADER)
    text, own = table.ids["tove-narvaro"], table.hub.ids.of("item", "tove-bup")
    page, kept = [await bup.get(f"/uppgift/{one}") for one in (text, table.hub.ids.of("item", "tove-samtal"))]
    school = await leader.get(f"/uppgift/{text}")
    assert "data-renews" not in (await bup.get(f"/uppgift/{own}")).text, "one's own words stay"
    before = len(await table.hub.entries())
    assert (await stands(bup, page), await stands(leader, school)) == (True, True)
    assert len(await table.hub.entries()) == before, "to ask whether it stands is no reading"
    async with stream(table, bup) as came:
        assert await looks(came), "first, for what was missed"
        assert not await looks(came, within=0.3)
        await stops_bup(table)
        assert await looks(came)
        assert (await stands(bup, page), await stands(bup, kept)) == (None, None)
        assert await stands(leader, school) is False, "the room has moved: it is read anew"
    refused = [e for e in (await table.hub.entries())[before:] if e.kind == "ItemRefused"]
    assert len(refused) == 2, "each no is written down"
    assert await stands(leader, await leader.get(f"/uppgift/{text}")) is True


async def test_what_moves_where_one_is_not_is_not_heard_and_a_logout_ends_it(table: Desk) -> None:
    stranger = await log_in(table.hub, KINDS["stranger unit"])
    leader = await log_in(table.hub, KINDS[LEADER])
    async with stream(table, stranger) as others, stream(table, leader) as came:
        assert await looks(others)
        assert await looks(came)
        await stops_bup(table)
        assert await looks(came)
        assert not await looks(others, within=0.3)
        answer = await leader.send("/logga-ut")
        assert answer.status_code == 303
        async with asyncio.timeout(SOON):
            while await came.get():
                pass
    assert (await table.hub.browser("mother").get("/hander")).status_code == 404
    plain = await table.hub.browser(BUP).get("/hander")
    assert plain.text == "event: look\ndata:\n\n", "whoever asks for no stream is told once"
    login = await table.hub.browser().get("/hander")
    assert login.headers["location"].startswith("/logga-in")


async def test_what_another_process_has_moved_is_heard_also_after_the_connection_died(
    postgres_table: Desk,
) -> None:
    house, moves = postgres_table.hub.house, Moves()
    assert isinstance(house.engine, Postgres)
    heard: asyncio.Queue[object] = asyncio.Queue()
    moves.begin(heard.put_nowait)
    listening = asyncio.create_task(listen(house.engine, moves))
    room = f"room:{postgres_table.ids['room tove']}"
    try:
        async with asyncio.timeout(30):
            assert await heard.get() is None, "whatever was missed before"
            await stops_bup(postgres_table)
            while await heard.get() != [room]:
                pass
            other = await asyncpg.connect(house.engine.url)
            await other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
                LISTENS["application_name"],
            )
            await other.close()
            while await heard.get() is not None:
                pass
    finally:
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
