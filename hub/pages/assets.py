"""Static files and their addresses, which carry a hash of the content so that they can be kept for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from litestar.config.compression import CompressionConfig
from litestar.middleware.compression import CompressionMiddleware
from litestar.router import Router
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp, Receive, Scope, Send

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


class Packed:
    """Sends the texts among the static files compressed. Nothing in them is anybody's secret, which the length of an
    answer could tell (BREACH); what is not there answers as everywhere."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._packed = CompressionMiddleware(app, CompressionConfig(backend="gzip"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        await (self._packed if scope["path"] in _texts() else self._plain)(scope, receive, send)


def static_router() -> Router:
    """The route of all static files; anybody may have them."""
    anyone = {"who": "anyone"}
    return create_static_files_router(
        path=PREFIX, directories=[STATIC], name="static", opt=anyone, middleware=[Packed]
    )
