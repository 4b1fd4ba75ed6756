"""How times and people's own texts are shown: the filters of every template."""

import re
from datetime import date, datetime

from markupsafe import Markup, escape

from hub.wording import direction
from policies.times import STOCKHOLM, day_of

HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
"""Controls but tab and newline, and the marks that turn text around beyond their place (UTR 36, 2.5)."""

SHOWN_INSTEAD = "\ufffd"


LEFT_TO_RIGHT, AS_BEFORE = "\u2066", "\u2069"
"""Isolate a date in a text from right to left (UAX 9, 2.4.2): its parts would be shown in the other order."""


def day(when: date | datetime) -> str:
    """The date as ÅÅÅÅ-MM-DD; a moment is counted in Europe/Stockholm."""
    if isinstance(when, datetime):
        when = day_of(when)
    return _isolated(when.isoformat())


def clock(when: datetime) -> str:
    """The moment as ÅÅÅÅ-MM-DD HH:MM in Europe/Stockholm."""
    return _isolated(when.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M"))


def hour(when: datetime) -> str:
    """The time of day as HH:MM in Europe/Stockholm."""
    return _isolated(when.astimezone(STOCKHOLM).strftime("%H:%M"))


def _isolated(shown: str) -> str:
    return f"{LEFT_TO_RIGHT}{shown}{AS_BEFORE}" if direction() == "rtl" else shown


def safe_text(text: object) -> str:
    """What a person wrote, with every harmful control made visible, and encodable as UTF-8."""
    joined = str(text).replace("\r\n", "\n")
    return HARMFUL.sub(SHOWN_INSTEAD, joined).encode("utf-8", "replace").decode()


def told(text: object) -> Markup:
    """A name or another short text that a person wrote, isolated from the direction of the page."""
    return Markup(f"<bdi>{escape(safe_text(text))}</bdi>")  # noqa: S704


def prose(text: object) -> Markup:
    """A longer text that a person wrote: an empty line starts a paragraph, a newline breaks the line."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", safe_text(text)) if part.strip()]
    return Markup("".join(f'<p dir="auto">{_lines(part)}</p>' for part in parts))  # noqa: S704


def _lines(part: str) -> str:
    return "<br>".join(escape(line) for line in part.split("\n"))


_ISOLATED = re.compile(f"{LEFT_TO_RIGHT}([0-9: -]+){AS_BEFORE}")


def kept_line(text: object) -> Markup:
    """A line that a page of ours showed: the dates that we isolated in it stay so, all else is as any text."""
    shown = str(escape(safe_text(_ISOLATED.sub(r"<\1>", str(text)))))
    return Markup(re.sub(r"&lt;([0-9: -]+)&gt;", r'<bdi dir="ltr" class="sam-time">\1</bdi>', shown))  # noqa: S704


def shown_day(when: date | datetime) -> Markup:
    """The date for a page, on one line: broken at a hyphen it would stand in another order from right to left."""
    return Markup(f'<bdi class="sam-time">{day(when)}</bdi>')  # noqa: S704


def shown_clock(when: datetime) -> Markup:
    """The moment for a page, on one line."""
    return Markup(f'<bdi class="sam-time">{clock(when)}</bdi>')  # noqa: S704


def plain_line(text: object) -> str:
    """The same without the marks, for a terminal."""
    return safe_text(_ISOLATED.sub(r"\1", str(text)))


FILTERS = {
    "kept_line": kept_line,
    "day": shown_day,
    "clock": shown_clock,
    "hour": hour,
    "safe_text": safe_text,
    "told": told,
    "prose": prose,
}
