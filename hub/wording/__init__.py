"""Every text on a screen: msgids are the Swedish texts, catalogues hold the other languages.

The language is bound to the work at hand, so that a handler, a template and a table of words all speak the
same one. A text without a translation is shown in Swedish.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from babel.core import negotiate_locale
from babel.support import Translations

CATALOGUES = Path(__file__).parent / "catalogues"
DOMAIN = "samrum"
SOURCE = "sv"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur"})

_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


@cache
def languages() -> tuple[str, ...]:
    """The languages that can be shown, Swedish first; the others are the folders with a catalogue."""
    found = (path.parent.parent.name for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE, *sorted(found))


def choose(wanted: list[str]) -> str:
    """The first wanted language tag (RFC 5646) that can be shown, otherwise Swedish."""
    return negotiate_locale(wanted, languages(), sep="-") or SOURCE


@cache
def catalogue(language: str) -> NullTranslations:
    """The texts of one language; Swedish, and whatever is missing, answers with the msgid."""
    if language not in languages():
        return NullTranslations()
    return Translations.load(CATALOGUES, [language], DOMAIN)


def language() -> str:
    """The language that is spoken now."""
    return _spoken.get()


def direction() -> str:
    """`rtl` or `ltr`, for the `dir` of the page."""
    return "rtl" if language() in RIGHT_TO_LEFT else "ltr"


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak that language inside the block."""
    before = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(before)


def speak(chosen: str) -> None:
    """Speak that language from here on, in this request's own context."""
    _spoken.set(chosen)


def gettext(message: str) -> str:
    """The text in the language that is spoken."""
    return catalogue(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The text that fits the number `n`, which may stand in it as `%(n)d`."""
    if catalogue(language()).__class__ is NullTranslations:
        return one if n == 1 else many
    return catalogue(language()).ngettext(one, many, n)


def N_(message: str) -> str:
    """Mark a text for extraction without translating it yet."""
    return message


_ = gettext
