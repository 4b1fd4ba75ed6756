"""Every text on a screen: msgids are the Swedish texts, catalogues hold the other languages.

The language is bound to the work at hand, so that a handler, a template and a table of words all speak the
same one. A text without a translation is shown in Swedish.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations

from hub.wording import translated
from hub.wording.languages import NAMES, RIGHT_TO_LEFT, SIMPLE, SOURCE, best_of

_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


@cache
def languages() -> tuple[str, ...]:
    """The languages that can be shown, Swedish first: those that have a catalogue."""
    return tuple(tag for tag in NAMES if tag == SOURCE or translated.exists(tag))


@cache
def approved() -> frozenset[str]:
    """The languages in which a native reader has approved every text that a family reads: Swedish, and no other
    as long as one text of it is not approved, or none was made of the Swedish as it is now."""
    return frozenset({SOURCE, *(tag for tag in languages()[1:] if translated.load(tag).approved)})


def lacking(language: str) -> bool:
    """Whether some text that a family reads is shown in Swedish in that language."""
    return language != SOURCE and bool(translated.load(language).lacking)


def read_as(language: str) -> str:
    """The language that somebody has to understand to read a page in this one: easy Swedish, when a reader has
    approved it, is Swedish."""
    return SOURCE if language == SIMPLE and language in approved() else language


def choose(wanted: list[str]) -> str:
    """The first wanted language tag (RFC 5646) that can be shown, otherwise Swedish."""
    return best_of(wanted, languages())


@cache
def catalogue(language: str) -> NullTranslations:
    """The texts of one language; Swedish, and whatever is missing, answers with the msgid."""
    if language == SOURCE or language not in languages():
        return NullTranslations()
    return translated.load(language).texts


def language() -> str:
    """The language that is spoken now."""
    return _spoken.get()


def direction(of: str | None = None) -> str:
    """`rtl` or `ltr`, for the `dir` of the page, or of a language."""
    return "rtl" if (of or language()) in RIGHT_TO_LEFT else "ltr"


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
