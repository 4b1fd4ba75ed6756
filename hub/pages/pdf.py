"""Pages as PDF, tagged and with title and language (ISO 14289-1, PDF/UA-1), by WeasyPrint and the system's pango.

Where pango is missing everything else works: whoever offers or makes a PDF asks `why_not` first.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from litestar.exceptions import TooManyRequestsException

from hub.pages.assets import STATIC
from hub.pages.templating import rendered

FONTS = STATIC / "vendor" / "noto"
VARIANT = "pdf/ua-1"

MOST_WAITING = 4
"""How many wait for a PDF at most; whoever comes then is asked to come again (429)."""

_waiting: set[object] = set()
_ONE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdf")


@cache
def why_not() -> str:
    """Why no PDF can be made here, as WeasyPrint says it; nothing where they can."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        return str(error).splitlines()[0]
    return ""


async def pdf_of(template: str, **context: Any) -> bytes:
    """The template as PDF, in the language that is spoken.

    It takes a large part of a second, and more for a long list: one is made at a time, in a thread of its own.
    """
    if len(_waiting) >= MOST_WAITING:
        raise TooManyRequestsException
    html, mine = rendered(template, fonts=FONTS.as_uri(), **context), object()
    _waiting.add(mine)
    try:
        return await asyncio.get_running_loop().run_in_executor(_ONE, _made, html)
    finally:
        _waiting.discard(mine)


def _made(html: str) -> bytes:
    try:
        return _written(html)
    except OSError:  # Where the unpacked fonts lay somebody has cleared up, or the disk was full.
        _unpacked.cache_clear()
        return _written(html)


def _written(html: str) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    class OurFonts(URLFetcher):  # type: ignore[misc]
        """Fetches our fonts, and nothing else from anywhere."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not re.fullmatch(re.escape(FONTS.as_uri()) + r"/[a-z0-9-]+\.woff2", url):
                raise ValueError("only our own fonts")
            return super().fetch(url, headers)

    page = HTML(string=html, url_fetcher=OurFonts(allowed_protocols=["file"]))
    made = page.write_pdf(pdf_variant=VARIANT, font_config=_unpacked())
    assert isinstance(made, bytes)
    return made


@cache
def _unpacked() -> Any:
    """What WeasyPrint knows of fonts: ours are unpacked for the first PDF, which takes longer than the rest of it."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
