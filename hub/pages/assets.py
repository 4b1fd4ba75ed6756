"""Static files and their addresses, which carry a hash of the content so that they can be kept for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from litestar.config.compression import CompressionConfig
from litestar.middleware import DefineMiddleware
from litestar.middleware.compression import CompressionMiddleware
from litestar.router import Router
from litestar.static_files import create_static_files_router

STATIC = Path(__file__).parent.parent / "static"
PREFIX = "/static"


@cache
def address(name: str) -> str:
    """The path and query of one static file, such as `/static/samrum.css?v=0f3a…`; it must exist."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:16]
    return f"{PREFIX}/{name}?v={digest}"


def static_router() -> Router:
    """The route of all static files; anybody may have them.

    They alone are compressed: nothing in them is anybody's secret, which the length of an answer could tell (BREACH).
    """
    anyone = {"who": "anyone"}
    packed = DefineMiddleware(
        CompressionMiddleware, config=CompressionConfig(backend="gzip", exclude=[r"\.woff2$"])
    )
    return create_static_files_router(
        path=PREFIX, directories=[STATIC], name="static", opt=anyone, middleware=[packed]
    )
