"""What every response says to the browser about itself."""

import re

import pytest
from litestar import get

from hub.headers import content_policy
from hub.pages.assets import address, takes_gzip
from hub.pages.outside import HANDLERS as OUTSIDE
from hub.pages.start import HANDLERS as START
from hub.problems import exception_handlers
from tests.hub.look import client


@get("/trasig", sync_to_thread=False)
def breaks() -> None:
    """A handler that has a fault of its own."""
    raise RuntimeError("Alva Andersson")


EVERY_KIND = [
    "/",
    "/utanfor",
    "/tillganglighet",
    "/lamna",
    "/finns-inte",
    "/trasig",
    "/allt",
    "/static/nej.css",
]


@pytest.mark.parametrize("path", EVERY_KIND)
def test_every_answer_forbids_what_it_can(path: str) -> None:
    with client(*START, *OUTSIDE, breaks, exception_handlers=exception_handlers()) as browser:
        headers = browser.get(path, follow_redirects=False).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    for part in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self' https://login.example"):
        assert part in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers


def test_the_nonce_is_new_in_every_answer() -> None:
    with client() as browser:
        found = {
            re.search(r"'nonce-([\w-]{22})'", browser.get("/allt").headers["content-security-policy"])
            for _ in range(5)
        }
    assert None not in found
    assert len({match.group(1) for match in found if match}) == 5


def test_no_issuer_no_door() -> None:
    assert "form-action 'self';" in content_policy("n")


def test_transport_security_where_the_transport_is_secure() -> None:
    with client() as browser:
        headers = browser.get("https://testserver.local/allt").headers
    assert headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (address("samrum.css"), True),
        (address("vendor/htmx/htmx.min.js"), True),
        ("/static/samrum.css", False),
        ("/static/nej.css?v=0123456789abcdef", False),
        ("/finns-inte?v=1", False),
        ("/allt?v=1", False),
    ],
)
def test_only_a_static_file_under_its_hash_is_kept(path: str, kept: bool) -> None:
    with client() as browser:
        assert ("immutable" in browser.get(path).headers["cache-control"]) is kept


@pytest.mark.parametrize(
    "asked", ["", "sv", "xx-YY;q=1, *;q=0.5", ",,;;", "../../etc", "a" * 5000, "sv_SE.UTF-8"]
)
def test_any_wish_of_language_is_answered(asked: str) -> None:
    with client() as browser:
        answer = browser.get("/allt", headers={"accept-language": asked})
    assert answer.status_code == 200
    assert '<html lang="sv"' in answer.text


def test_what_is_nobodys_secret_is_sent_compressed_and_nothing_else() -> None:
    """The length of a compressed page tells of what stands in it (BREACH)."""
    with client(*START, *OUTSIDE) as browser:
        sheet, asked = address("vendor/designsystemet/designsystemet.css"), {"accept-encoding": "gzip"}
        packed, plain = (browser.get(sheet, headers={"accept-encoding": how}) for how in ("gzip", "identity"))
        head, page = browser.head(sheet, headers=asked), browser.get("/utanfor", headers=asked)
        options = [browser.options(sheet, headers={"accept-encoding": how}) for how in ("gzip", "identity")]
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 5
    assert "content-encoding" not in {*plain.headers, *page.headers}
    assert "accept-encoding" not in page.headers.get("vary", "").lower()
    assert {one.headers["vary"] for one in (packed, plain)} == {"Accept-Encoding"}, (
        "whatever is kept on the way"
    )
    assert packed.headers["etag"] != plain.headers["etag"]
    for name in ("content-encoding", "content-length", "etag", "vary", "cache-control"):
        assert head.headers[name] == packed.headers[name]
    assert head.content == b""
    for one in options:
        assert (one.status_code, one.headers.get("content-encoding")) == (204, None)


@pytest.mark.parametrize(
    ("asked", "packed"),
    [
        ("gzip", True), ("GZIP", True), ("br, gzip;q=0.5", True), ("*", True), ("deflate;q=1, *;q=0.1", True),
        ("", False), ("identity", False), ("gzip;q=0", False), ("br, gzip; q=0.000, identity", False),
        ("*, gzip;q=0", False), ("x-gzipped", False), (";;q=,", False),
    ],
)  # fmt: skip
def test_who_does_not_take_it_gets_it_plain(asked: str, packed: bool) -> None:
    assert takes_gzip(asked) is packed


def test_the_first_page_weighs_little_with_all_that_it_asks_for() -> None:
    with client(*START, *OUTSIDE) as browser:
        page = browser.get("/utanfor")
        asked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
        weights = [int(browser.get(one).headers["content-length"]) for one in asked]
    assert len(asked) >= 4
    assert len(page.content) + sum(weights) < 100_000
