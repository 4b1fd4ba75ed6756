"""Requests that no form of ours makes: sizes, content types, methods, headers, cookies, bytes."""

from typing import Any

import httpx2
import pytest

from tests.hub.bad_input_sent import Desk, nothing_changes
from tests.hub.bad_input_values import HOSTILE
from tests.hub.running import SESSION, form_body
from tests.hub.sweep_table import KNOCKS, routes
from tests.hub.sweep_walk import targets

pytestmark = pytest.mark.asyncio(loop_scope="module")

URLENCODED = "application/x-www-form-urlencoded"
OURS = "Något gick fel hos oss"


def sound(answer: httpx2.Response, *statuses: int) -> None:
    """One of these statuses, told in Swedish, and nothing of the inside."""
    assert answer.status_code in statuses, (answer.status_code, answer.text[:2000])
    assert OURS not in answer.text
    assert "Traceback" not in answer.text
    if (
        answer.status_code >= 400
        and answer.content
        and answer.headers["content-type"].startswith("text/html")
    ):
        assert '<html lang="sv"' in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("size", "status"), [(250_000, 400), (300_001, 413), (1_000_000, 413)])
async def test_a_text_beyond_all_measure(desk: Desk, size: int, status: int) -> None:
    async with nothing_changes(desk.hub):
        answer = await desk.send("participant", "/rum/{room}/publicera", "tove", text="A" * size)
    sound(answer, status)
    assert "Texten är för lång" in answer.text


async def test_a_megabyte_that_does_not_say_how_long_it_is(desk: Desk) -> None:
    """Sent in pieces, without a Content-Length."""
    browser = desk.hub.browser("participant")

    async def pieces() -> Any:
        yield form_body([("_csrf_token", browser.token)]) + b"&text="
        for _ in range(100):
            yield b"A" * 10_000

    async with nothing_changes(desk.hub):
        answer = await browser.ask(
            "POST",
            desk.path("/rum/{room}/publicera", "tove"),
            content=pieces(),
            headers={"content-type": URLENCODED},
        )
    sound(answer, 413)


BODIES: dict[str, tuple[str, bytes]] = {
    "json": ("application/json", b'{"rubrik": "a", "text": {"a": [1]}}'),
    "broken json": ("application/json", b"{"),
    "plain": ("text/plain", b"rubrik=a"),
    "nothing": ("", b""),
    "no such type": ("; ;", b"a=b"),
    "xml": ("application/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "broken utf-8": (URLENCODED, b"rubrik=%FF%FE&text=\xff\xfe"),
    "unknown charset": (f"{URLENCODED}; charset=klingon", b"rubrik=a"),
    "no pairs": (URLENCODED, b"&&&===&%&%zz"),
    "msgpack": ("application/vnd.msgpack", b"\x81\xa1a\x01"),
    "multipart without a boundary": ("multipart/form-data", b"--x\r\n"),
    "multipart cut off": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"',
    ),
    "multipart without a name": ("multipart/form-data; boundary=x", b"--x\r\n\r\nhej\r\n--x--\r\n"),
}


@pytest.mark.parametrize("name", BODIES)
async def test_bodies_of_another_kind(desk: Desk, name: str) -> None:
    """With the browser's own token in the header, so that it is the body that is judged."""
    kind, body = BODIES[name]
    for who in ("participant", "mother"):
        browser = desk.hub.browser(who)
        headers = {"x-csrftoken": browser.token, **({"content-type": kind} if kind else {})}
        async with nothing_changes(desk.hub):
            for path in ("/rum/{room}/publicera", "/rum/{room}/fraga", "/rum/{room}/anteckna/svar"):
                sound(
                    await browser.ask("POST", desk.path(path, "tove"), content=body, headers=headers),
                    400,
                    403,
                    404,
                )


async def test_a_file_where_no_file_is_taken(desk: Desk) -> None:
    browser = desk.hub.browser("participant")
    for fields in ({"_csrf_token": browser.token}, {}):
        for name in ("text", "_csrf_token", "bilaga"):
            files = {name: ("a.exe", b"MZ\0\xff", "application/octet-stream")}
            async with nothing_changes(desk.hub):
                answer = await browser.ask(
                    "POST", desk.path("/rum/{room}/publicera", "tove"), data=fields, files=files
                )
            sound(answer, 400, 403)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
async def test_methods_that_no_route_has(desk: Desk, method: str) -> None:
    """Nothing is done and no body of a text goes out, whatever the method is called."""
    for kind in ("participant", "mother", "auditor"):
        browser = desk.hub.browser(kind)
        async with nothing_changes(desk.hub):
            for path in {path for route in routes(desk.hub.app) for _, path in targets(route, desk.ids)}:
                if path.startswith("/static"):
                    continue
                answer = await browser.ask(method, path, headers={"x-csrftoken": browser.token})
                sound(answer, 404, 405, *([204] if method == "OPTIONS" else []))


QUERIES = ["fore", "sort", "mote", "som", "syfte", "till", "sok", "code", "state", "iss", "error", "x"]


async def test_hostile_queries(desk: Desk) -> None:
    """Every page with every parameter, hostile, repeated, and unknown."""
    for kind in ("auditor", "participant", "mother", "stranger"):
        browser = desk.hub.browser(kind)
        for route in routes(desk.hub.app):
            if (
                route.method != "GET"
                or kind not in KNOCKS[route.who]
                or route.path in ("/lamna", "/logga-in")
            ):
                continue
            path = next(path for _, path in targets(route, desk.ids))
            if path.startswith(("/static", "/demo-idp", "/granskning/export")):
                continue
            for place, name in enumerate(QUERIES):
                value = HOSTILE[(place * 7 + len(path)) % len(HOSTILE)]
                query = form_body([(name, value), *([(name, "2")] if place % 3 == 0 else [])]).decode()
                sound(await browser.get(f"{path}?{query}"), 200, 303, 400, 403, 404)


@pytest.mark.parametrize(
    "fore",
    ["-1", "0", "1e3", "9" * 15, "9" * 16, "9" * 5000, "0x10", " 5", "٣", "²", "5;drop", "", "1.5", "NaN"],
)
async def test_the_auditors_paging_takes_any_number(desk: Desk, fore: str) -> None:
    browser = desk.hub.browser("auditor")
    query = form_body([("fore", fore), ("sort", fore)]).decode()
    sound(await browser.get(f"/granskning?{query}"), 200)
    sound(await browser.get(f"/granskning/rad/{form_body([('', fore)]).decode()[1:] or 'x'}"), 200, 404)


COOKIES = [
    "",
    f"{SESSION}=",
    f"{SESSION}={'a' * 5000}",
    f"{SESSION}=a; {SESSION}=b",
    f"{SESSION}=\xe5\xe4\xf6",
    f"{SESSION}=' OR 1=1 --",
    "=;=;;;",
    "__Host-samrum-csrf=x",
    "__Host-samrum-csrf=" + "\xff" * 128,
    '__Host-samrum-csrf="a b"; a="\\',
    "; ".join(f"c{n}=v" for n in range(500)),
]


@pytest.mark.parametrize("cookie", range(len(COOKIES)))
async def test_cookies_with_junk(desk: Desk, cookie: int) -> None:
    """Who sends junk is a stranger, and is told what a stranger is."""
    browser = desk.hub.browser()
    headers = {"cookie": COOKIES[cookie].encode("latin-1")}
    for path in ("/", "/rum", "/vem-far-se", "/logga-in/svar?state=a&code=b"):
        answer = await browser.get(path, headers=headers)
        sound(answer, 200, 303, 400)
        assert "Inloggad" not in answer.text
    form = {**headers, "content-type": URLENCODED}
    sound(await browser.ask("POST", "/logga-ut", content=b"_csrf_token=x", headers=form), 403)


@pytest.mark.parametrize(
    "header", ["accept-language", "accept", "user-agent", "referer", "x-forwarded-for", "hx-request", "range"]
)
@pytest.mark.parametrize(
    "value", ["A" * 50_000, "\xff\xfe", ",;=;,*/*;q=nej", "*/*;q=" + "9" * 400, "sv-\xe5"]
)
async def test_headers_with_junk(desk: Desk, header: str, value: str) -> None:
    browser = desk.hub.browser("mother")
    for path in ("/vem-far-se", "/rum/nowhere"):
        answer = await browser.get(path, headers={header: value.encode("latin-1")})
        assert answer.status_code in (200, 404)
