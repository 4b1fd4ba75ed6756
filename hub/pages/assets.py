"""Static files and their addresses, which carry a hash of the content so that they can be kept for ever."""

import gzip
from functools import cache
from hashlib import sha256
from pathlib import Path

from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.router import Router
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp, Message, Receive, Scope, Send

STATIC = Path(__file__).parent.parent / "static"
PREFIX = "/static"
TEXTS = {".css", ".js", ".svg"}


@cache
def address(name: str) -> str:
    """The path and query of one static file, such as `/static/samrum.css?v=0f3a…`; it must exist."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:16]
    return f"{PREFIX}/{name}?v={digest}"


@cache
def _texts() -> frozenset[str]:
    return frozenset(f"{PREFIX}/{f.relative_to(STATIC)}" for f in STATIC.rglob("*") if f.suffix in TEXTS)


@cache
def _packed(path: str) -> bytes:
    return gzip.compress((STATIC / path.removeprefix(f"{PREFIX}/")).read_bytes(), mtime=0)


def takes_gzip(asked: str) -> bool:
    """Whether an `Accept-Encoding` has room for gzip (RFC 9110, section 12.5.3)."""
    weights: dict[str, bool] = {}
    for one in asked.lower().split(","):
        name, *parameters = (part.strip() for part in one.split(";"))
        weight = next((p.removeprefix("q=") for p in parameters if p.startswith("q=")), "1")
        weights[name] = weight.strip("0.") != ""
    return weights.get("gzip", weights.get("*", False))


class Packed:
    """Sends the texts among the static files compressed. Nothing in them is anybody's secret, which the length of an
    answer could tell (BREACH); what is not there answers as everywhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and put the compressed text in the place of the plain one where that is asked for."""
        path, method = scope["path"], scope.get("method")
        known = path in _texts() and method in ("GET", "HEAD")
        packs = known and takes_gzip(Headers.from_scope(scope).get("accept-encoding", ""))

        async def pack(message: Message) -> None:
            nonlocal packs
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                headers.add("vary", "Accept-Encoding")
                packs = packs and message["status"] == 200
                if packs:
                    headers["content-encoding"] = "gzip"
                    headers["content-length"] = str(len(_packed(path)))
                    headers["etag"] = headers.get("etag", '""').removesuffix('"') + '-gzip"'
            elif packs and method == "GET" and message["type"] == "http.response.body":
                message["body"] = b"" if message.get("more_body", False) else _packed(path)
            await send(message)

        await self._plain(scope, receive, pack if known else send)


def static_router() -> Router:
    """The route of all static files; anybody may have them."""
    anyone = {"who": "anyone"}
    return create_static_files_router(
        path=PREFIX, directories=[STATIC], name="static", opt=anyone, middleware=[Packed]
    )
