"""Gathers every text that a family reads out of code and templates, and brings the catalogues up to date.

`make texts` runs it. A text that is new stands empty, for a translator; one that is gone is dropped; one that was
rewritten keeps the old translation with the old hash, which makes it stale until somebody has looked at it.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

from hub.wording import translated
from hub.wording.languages import NAMES, SOURCE
from policies.rules import RULES
from policies.told import sentences

HUB = Path(__file__).parent.parent
STAFF_ONLY = frozenset(
    {
        "pages/agenda_led.py",
        "pages/meetings.py",
        "wording/endings.py",
        "wording/entries.py",
        "wording/events.py",
        *(
            f"templates/{name}.html"
            for name in (
                "_agenda",
                "_held",
                "_points",
                "_present_led",
                "_record",
                "ask",
                "audit_questions",
                "demo_idp",
                "demo_post",
                "invite",
                "ledger",
                "meeting_end",
                "ledger_row",
                "record",
                "room_new",
                "rooms",
                "screen",
                "why_answer",
            )
        ),
    }
)
"""What only staff and auditors read: they work in Swedish. The demo's own pages are no part of the service."""

NEVER_TOLD_A_FAMILY = ("covers.", "yes.", "reads.")
"""The rules whose sentences are for auditors and leaders."""

CLOSE = 0.75
"""How alike an old text and a new one have to be to be the same one rewritten."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its msgid, the plural one or nothing, and the files that it stands in."""

    one: str
    many: str
    files: tuple[str, ...]


@cache
def family_texts() -> tuple[Text, ...]:
    """Every text that somebody may read who is here as family, in the order of the files."""
    found: dict[tuple[str, str], set[str]] = {}
    for file, one, many in (*_of_code(), *_of_rules()):
        found.setdefault((one, many), set()).add(file)
    return tuple(Text(one, many, tuple(sorted(files))) for (one, many), files in found.items())


def update(language: str) -> Catalog:
    """The catalogue of a language with exactly the texts of now."""
    before = translated.read(language) if translated.exists(language) else Catalog()
    old = {translated.ids(message)[0]: message for message in translated.messages(before)}
    gone = [one for one in old if one not in {text.one for text in family_texts()}]
    made = Catalog(locale=translated.locale_of(language))
    for text in family_texts():
        like = old.get(text.one) or _rewritten(text, gone, old)
        made.add(
            (text.one, text.many) if text.many else text.one,
            like.string if like is not None and _fits(like, text) else "",
            locations=[(f"hub/{file}", 0) for file in text.files],
            user_comments=like.user_comments if like is not None and _fits(like, text) else (),
        )
    for message in translated.messages(made):
        _stamp(message)
    return made


def _stamp(message: Message) -> None:
    """A translation that does not say what it was made of has just been made, of the Swedish that stands above it."""
    if all(translated.strings(message)) and not translated.said_of(message, translated.MADE_OF):
        approved = translated.said_of(message, translated.APPROVED_BY) or translated.NOBODY
        made_of = translated.source_hash(message)
        message.user_comments = [f"{translated.MADE_OF}{made_of}", f"{translated.APPROVED_BY}{approved}"]


def as_file(language: str, catalogue: Catalog) -> bytes:
    """A catalogue as its file, in the same bytes for the same texts."""
    plural, body = get_plural(translated.locale_of(language)), BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, include_lineno=False)
    head = (
        "# One of the translations of Samrum. See README.md beside the languages.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: nplurals={plural.num_plurals}; plural={plural.plural_expr};\\n"\n\n'
    )
    return head.encode() + body.getvalue()


def write(language: str, catalogue: Catalog) -> None:
    """Write a catalogue where it belongs."""
    translated.path_of(language).parent.mkdir(parents=True, exist_ok=True)
    translated.path_of(language).write_bytes(as_file(language, catalogue))


def main() -> int:
    """Bring every catalogue up to date; says how many of its texts want a translator."""
    for language in NAMES:
        if language != SOURCE:
            made = update(language)
            write(language, made)
            wanting = sum(not translated.is_usable(one) for one in translated.messages(made))
            print(
                f"{language:10} {len(family_texts())} texts, {wanting} without a translation of the Swedish of now"
            )
    return 0


def _of_code() -> Iterator[tuple[str, str, str]]:
    with (HUB / "wording" / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    for file, _, said, _, _ in extract_from_dir(HUB, methods, options, keywords=DEFAULT_KEYWORDS):
        name = Path(file).as_posix()
        if name in STAFF_ONLY or name.startswith("demo/"):
            continue
        one, many = (said, "") if isinstance(said, str) else (said[0], said[1])
        if one:
            yield name, one, many


def _of_rules() -> Iterator[tuple[str, str, str]]:
    kept = {rule.sentence for rule in RULES.values() if not rule.id.startswith(NEVER_TOLD_A_FAMILY)}
    others = {rule.sentence for rule in RULES.values()} - kept
    for sentence in sentences():
        if sentence not in others:
            yield "../policies/rules", sentence, ""


def _rewritten(text: Text, gone: list[str], old: dict[str, Message]) -> Message | None:
    close = get_close_matches(text.one, gone, n=1, cutoff=CLOSE)
    return old[close[0]] if close else None


def _fits(message: Message, text: Text) -> bool:
    return (len(translated.ids(message)) > 1) == bool(text.many)


if __name__ == "__main__":
    sys.exit(main())
