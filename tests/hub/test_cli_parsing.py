"""Requests that are no requests: refused by the served hub at once, whatever they are made of."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hub.cli.parsing import HEAD_AT_MOST
from tests.hub.test_cli_serving import ask, served

HOST = b"Host: samrum.test\r\n"
GET = b"GET /utanfor HTTP/1.1\r\n"
POST = b"POST /logga-ut HTTP/1.1\r\n" + HOST
SMUGGLED = b"0\r\n\r\n" + GET + HOST + b"\r\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    folder: Path = tmp_path_factory.mktemp("served")
    with served(folder) as (process, url):
        assert ask(url, process).status_code == 200
        parts = urlsplit(url)
        assert parts.hostname is not None
        assert parts.port is not None
        yield parts.hostname, parts.port


def answers(address: tuple[str, int], *pieces: bytes) -> tuple[list[int], bool]:
    """The statuses of what is answered, and whether the connection was closed within a second."""
    heard, closed = b"", False
    with socket.create_connection(address, timeout=1) as connection, suppress(TimeoutError):
        try:
            for piece in pieces:
                connection.sendall(piece)
            while more := connection.recv(65_536):
                heard += more
            closed = True
        except (ConnectionResetError, BrokenPipeError):
            closed = True
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", heard)], closed


REFUSED = {
    "a length and chunks": POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + SMUGGLED,
    "two lengths": POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "a length below nothing": POST + b"Content-Length: -5\r\n\r\n",
    "chunks of no length": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabcde\r\n0\r\n\r\n",
    "an unknown encoding": POST + b"Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED,
    "a space in a name": GET + HOST + b"X A: b\r\n\r\n",
    "a folded header": GET + HOST + b"X: a\r\n b\r\n\r\n",
    "NUL in an address": b"GET /\x00 HTTP/1.1\r\n" + HOST + b"\r\n",
    "NUL in a header": GET + HOST + b"X: a\x00b\r\n\r\n",
    "no host": GET + b"\r\n",
    "two hosts": GET + HOST + b"host: other.test\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(50),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_request_is_refused(address: tuple[str, int], name: str) -> None:
    assert answers(address, REFUSED[name]) == ([400], True)


ENDLESS = {
    "an address": [b"GET /", *[b"a" * 50_000] * 200],
    "a header": [GET, HOST, b"X: ", *[b"a" * 50_000] * 200],
    "headers": [GET, HOST, *[b"X: aaaaaaaaaa\r\n" * 4_000] * 200],
    "chunks after a whole one": [GET + HOST + b"\r\n", GET, *[b"X: aaaaaaaaaa\r\n" * 4_000] * 200],
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_begins_is_cut_off(address: tuple[str, int], name: str) -> None:
    statuses, closed = answers(address, *ENDLESS[name])
    assert closed
    assert set(statuses) <= {200, 400}


@pytest.mark.parametrize("longest", [1_000, HEAD_AT_MOST - 1_000])
def test_what_is_within_bounds_is_answered(address: tuple[str, int], longest: int) -> None:
    head = GET + HOST + b"X: " + b"a" * longest
    assert answers(address, head[:500], head[500:], b"\r\n\r\n")[0] == [200]


def test_several_at_once_are_answered_in_order(address: tuple[str, int]) -> None:
    one = GET + HOST + b"\r\n"
    assert answers(address, one * 3 + one[:20], one[20:])[0] == [200] * 4
    assert answers(address, POST + b"Content-Length: 90000\r\n\r\n", b"a" * 90_000, one)[0][1:] == [200]


def test_an_older_browser_names_no_host(address: tuple[str, int]) -> None:
    assert answers(address, b"GET /utanfor HTTP/1.0\r\n\r\n") == ([200], True)
