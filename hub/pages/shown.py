"""The exact text that somebody answers, line by line as it stands on the page, in the language that is spoken.

It is kept with the answer and stands in its receipt. A form carries its mark, so that an answer to a text that has
become another in the meantime is found: a yes to it is not taken, and a no, which always is, keeps no text.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence

from consent.receipt_form import Shown
from consent.record import Act
from consent.words import ActKind
from hub.pages.cards import Card
from hub.problems import BadInput
from hub.sharing import State
from hub.wording import gettext as _
from hub.wording import language, languages, words
from hub.wording.faults import Wrong
from hub.wording.text import day

FORM = "samrum-fraga-1"
"""The version of the text: another one whenever its Swedish is another."""

MARK = "visat"

Lines = tuple[str, ...]


def question(card: Card) -> Lines:
    """The question as its own page puts it."""
    holds = card.state is State.HOLDS
    about = _("De får läsa om %(name)s.") if holds else _("Får de läsa om %(name)s?")
    starts, ends = card.consent.starts, card.consent.ends
    return (
        words.purpose(card.consent.purpose),
        about % {"name": card.subject},
        *_listed(_("De som delar"), card.from_units, card.new_from, _("ingen")),
        *_listed(_("De som får läsa"), card.to_units, card.new_to, _("ingen")),
        *_listed(_("Det de får läsa om"), card.categories, card.new_categories, _("inget")),
        _("Tid"),
        _("Från %(start)s") % {"start": day(starts)},
        _("fram till %(end)s") % {"end": day(ends)},
        _("Det här är ett medgivande att häva sekretess. Du väljer själv. Du kan sluta dela när du vill."),
    )


def parts(units: Sequence[tuple[str, str]], categories: Sequence[tuple[str, str]]) -> Lines:
    """The answers to check before a yes in part: each name with what was answered, `ja` or `nej`."""
    rows = [(_("Vilka"), units), (_("Ämnen"), categories)]
    return tuple(
        line
        for heading, found in rows
        for line in (
            heading,
            *(part for name, said in found for part in (name, words.yes_or_no(said == "ja"))),
        )
    )


def stopping(card: Card) -> Lines:
    """What the page says before sharing is stopped, whatever is chosen on it."""
    return (
        _("Sluta dela"),
        _("Du kan sluta med allt, eller med en del. Det gäller genast."),
        _("Vill du dela igen måste de fråga på nytt, och alla säga ja."),
        _("Vad vill du sluta dela?"),
        *card.from_units,
        *card.to_units,
        *card.categories,
    )


def answered_text(card: Card, act: Act, carried: str, names: Mapping[str, str]) -> Shown | None:
    """The text of a yes, a no or a stop, with the button that was pressed and what was chosen."""
    if act.kind is ActKind.WITHDRAW:
        units = sorted(names.get(unit, unit) for unit in act.units)
        categories = [words.category(code) for code in words.CATEGORIES if code in act.categories]
        chosen = [*units, *categories] if act.partial else [_("Allt")]
        return answered(stopping(card), *chosen, _("Sluta dela nu"), carried=carried)
    button = _("Ja, dela med dem") if act.kind is ActKind.GRANT else _("Nej, dela inte med dem")
    return answered(question(card), button, carried=carried)


def mark(lines: Lines) -> str:
    """What a form carries of them: 128 bits of their SHA-256, in hex."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def answered(lines: Lines, *pressed: str, carried: str) -> Shown | None:
    """The text with what was `pressed`, where the form `carried` its mark; nothing where it is another by now."""
    if carried != mark(lines) or language() not in languages():
        return None
    return Shown(version=FORM, language=language(), text="\n".join((*lines, *pressed)))


def changed() -> BadInput:
    """What whoever says yes to a text is told that has become another since."""
    return BadInput(Wrong("", _("Frågan har ändrats sedan sidan visades. Läs den igen, och svara sedan.")))


def _listed(heading: str, names: Sequence[str], new: Collection[str], nobody: str) -> Lines:
    shown = [line for name in names for line in ((name, _("Nytt")) if name in new else (name,))]
    return (heading, *(shown or [nobody]))
