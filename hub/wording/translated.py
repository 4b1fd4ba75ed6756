"""Catalogues as files: a .po for each language, in which every text says what it was made of and who approved it.

    # source: 2f1c9a0d57be4c33
    # approved: nobody
    #: hub/templates/stop.html
    msgid "Sluta dela"
    msgstr "Stop sharing"

`source` is a hash of the Swedish that the translation was made of. Where the Swedish has become another since,
the translation is stale, and the Swedish is shown instead. `approved` names the native reader who has approved it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

CATALOGUES = Path(__file__).parent / "catalogues"
DOMAIN = "samrum"
NOBODY = "nobody"
MADE_OF, APPROVED_BY = "source: ", "approved: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The texts that can be shown; the msgids that lack one; whether a native reader has approved every one."""

    texts: NullTranslations
    lacking: tuple[str, ...]
    approved: bool


def path_of(language: str) -> Path:
    """Where the catalogue of a language lies, as gettext has it."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def exists(language: str) -> bool:
    """Whether there is a catalogue of that language."""
    return path_of(language).is_file()


def locale_of(language: str) -> str:
    """The locale whose plural forms (CLDR) a language has."""
    return language.partition("-")[0]


def source_hash(message: Message) -> str:
    """64 bits of the SHA-256 of the Swedish, in hex: of both forms where there are two."""
    return sha256("\0".join(ids(message)).encode()).hexdigest()[:16]


def ids(message: Message) -> tuple[str, ...]:
    """The msgid, and the plural one where there is one."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    """What stands as translation: one string, or one for each plural form."""
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def said_of(message: Message, what: str) -> str:
    """What the translators' comment says after `what`; nothing where it says nothing."""
    return next((c.removeprefix(what).strip() for c in message.user_comments if c.startswith(what)), "")


def is_usable(message: Message) -> bool:
    """Whether a translation is there and was made of the Swedish as it is now."""
    return all(strings(message)) and said_of(message, MADE_OF) == source_hash(message)


def is_approved(message: Message) -> bool:
    """Whether a native reader has approved it as it is."""
    return is_usable(message) and said_of(message, APPROVED_BY) not in ("", NOBODY)


def read(language: str) -> Catalog:
    """The catalogue as it is written; ValueError where it can't be read."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=locale_of(language), domain=DOMAIN, abort_invalid=True)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Its texts, without the header."""
    return (message for message in catalogue if message.id)


@cache
def load(language: str) -> Loaded:
    """What the pages show of a catalogue: nothing of what is stale."""
    found = [*messages(read(language))]
    usable = Catalog(locale=locale_of(language))
    for message in found:
        if is_usable(message):
            usable.add(message.id, message.string)
    compiled = BytesIO()
    write_mo(compiled, usable)
    compiled.seek(0)
    return Loaded(
        texts=Translations(compiled, domain=DOMAIN),
        lacking=tuple(ids(message)[0] for message in found if not is_usable(message)),
        approved=bool(found) and all(is_approved(message) for message in found),
    )
