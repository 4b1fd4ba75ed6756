"""The exact text that somebody answers, line by line as it stands on the page, in the language that is spoken.

It is kept with the answer and stands in its receipt. A form carries its mark, so that an answer to a text that has
become another in the meantime is found: a yes to it is not taken, and a no, which always is, keeps no text.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from consent.receipt_form import Shown
from consent.record import Act, Consent
from consent.words import ActKind, Capacity
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.sharing import State
from hub.wording import N_, language, languages, read_as, words
from hub.wording import gettext as _
from hub.wording.languages import SOURCE
from hub.wording.text import day

FORM, WITH_WHY = "samrum-fraga-5", "samrum-fraga-5-varfor"
WITHOUT_WHY = ("samrum-fraga-1", "samrum-fraga-3", "samrum-fraga-4", FORM)
"""The version of the text: another one whenever its Swedish is another; and one that says why they ask."""

MARK, WHOLE = "visat", "hela"
"""The fields with the mark of the question, and of all that its page said with it."""
MARKED = "[0-9a-f]{32}"

Lines = tuple[str, ...]
NONE: frozenset[str] = frozenset()


NO = N_("Säger du nej delas inget med stöd av den här frågan. Du får samma hjälp som förut.")
YOUNG_NO = N_(
    "Säger du nej måste de vuxna ta reda på hur du tänker innan något delas. Ibland bestämmer de att dela ändå. "
    "Du får samma hjälp som förut."
)
FREE = N_("Det här är ett medgivande att häva sekretess. Du väljer själv. Du kan sluta dela när du vill.")
YOUNG_FREE = N_(
    "Det här är ett medgivande att häva sekretess. Du får säga vad du vill, och ändra dig när du vill."
)


NO_ANYWAY = N_(
    "Säger du nej skrivs det ner, men det delas ändå, helt eller till en del. Du får samma hjälp som förut."
)


def no_means(card: Card) -> str:
    """What a no comes to, as far as it is known: said before it."""
    return _(NO_ANYWAY if card.held_anyway else YOUNG_NO if card.young else NO)


def drawn(kind: ActKind, caller: Caller, capacity: Capacity, page: str, consent: Consent | None) -> Act:
    """The caller's own act about a consent, in the language of the `page`, or of the question where it says none."""
    return Act(
        by=caller.who,
        capacity=capacity,
        kind=kind,
        at=caller.login_at,
        loa=caller.loa,
        language=read_as(page) if page else consent.language if consent is not None else SOURCE,
        interpreter=consent is not None and consent.interpreter,
    )


def question(card: Card) -> Lines:
    """The question as its own page puts it: what a form's mark is of."""
    return _question(replace(card, new_from=NONE, new_to=NONE, new_categories=NONE, new_motive=False))


def _question(card: Card) -> Lines:
    holds = card.state is State.HOLDS
    about = _("De får läsa om %(name)s.") if holds else _("Får de läsa om %(name)s?")
    return (
        words.purpose(card.consent.purpose),
        about % {"name": card.subject},
        *why_of(card),
        *_listed(_("De som delar"), card.from_units, card.new_from, _("ingen")),
        *_listed(_("De som får läsa"), card.to_units, card.new_to, _("ingen")),
        *_listed(_("Det de får läsa om"), card.categories, card.new_categories, _("inget")),
        *time_of(card),
        _(YOUNG_FREE if card.young else FREE),
    )


def time_of(card: Card) -> Lines:
    starts, ends = card.consent.starts, card.consent.ends
    return (
        _("Tid"),
        _("Från %(start)s") % {"start": day(starts)},
        _("fram till %(end)s") % {"end": day(ends)},
    )


def why_of(card: Card) -> Lines:
    if card.motive is None:
        return ()
    new = (_("Nytt"),) if card.new_motive else ()
    if not card.motive.words:
        return (_("Varför de frågar"), *new, _("Det de skrev går inte att läsa just nu."))
    return (_("Varför de frågar"), *new, f"”{card.motive.words}”", card.asked_by)


def can_say_yes(card: Card) -> bool:
    """Whether a yes can be said to the question as its page has it: understood, and with why it is asked."""
    return card.informed and card.legible


def whole(card: Card) -> Lines:
    """The question as its own page puts it, with what is new marked and what the page says beside it."""
    return (*_question(card), *_beside(card))


def _beside(card: Card) -> Lines:
    """What the page says beside it, which depends on what the reader has answered before: not to a child whose login
    is old."""
    if card.guarded:
        return ()
    new = card.new_from or card.new_to or card.new_categories or card.new_motive
    before = (
        _("Du sa ja till något liknande %(day)s. Det som är nytt är märkt. Du får säga nej.")
        if new
        else _("Du sa ja till det här %(day)s. Nu gäller det en ny tid. Du får säga nej.")
    )
    return (
        *([before % {"day": day(card.said_before)}] if card.said_before is not None else []),
        *([no_means(card)] if card.word is None else []),
    )


def stopping(card: Card) -> Lines:
    """What the page says before sharing is stopped, whatever is chosen on it."""
    return (
        _("Sluta dela"),
        _("Du kan sluta med allt, eller med en del. Det gäller genast."),
        _("Vill du dela igen måste de fråga på nytt, och alla säga ja."),
        _("Vad vill du sluta dela?"),
        _("De som ska sluta läsa eller dela"),
        *sorted({*card.from_units, *card.to_units}),
        _("Ämnen som inte ska delas mer"),
        *card.categories,
    )


def answered_text(
    card: Card, act: Act, carried: str, names: Mapping[str, str], *, of_all: str = ""
) -> Shown | None:
    """The text of a yes, a no or a stop, with the button that was pressed and what was chosen.

    `carried` is the mark of the question, or of the stop page; `of_all` that of all that the page said.
    """
    if act.kind is ActKind.WITHDRAW:
        asked = card.consent
        units = sorted(names.get(unit, unit) for unit in act.units & (asked.from_units | asked.to_units))
        named = act.categories & asked.categories
        categories = [words.category(code) for code in words.CATEGORIES if code in named]
        chosen = [*units, *categories] if act.partial else [_("Allt")]
        return answered(stopping(card), *chosen, _("Sluta dela nu"), carried=carried)
    button = _("Ja, dela med dem") if act.kind is ActKind.GRANT else _("Nej, dela inte med dem")
    if carried != mark(question(card)) or (act.kind is ActKind.GRANT and not can_say_yes(card)):
        return None
    texts = [whole(replace(card, guarded=False)), whole(card)]
    full = next((text for text in texts if mark(text) == of_all), None)
    if full is None and card.guarded:
        full = question(card)  # What else stood there is not told to whoever has the telephone by now.
    return answered(full, button, carried=mark(full), version=version_of(card)) if full is not None else None


def mark(lines: Lines) -> str:
    """What a form carries of them: 128 bits of their SHA-256, in hex."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def version_of(card: Card) -> str:
    """The version of a text with the question in it."""
    return WITH_WHY if card.motive is not None and card.motive.words else FORM


def answered(lines: Lines, *pressed: str, carried: str, version: str = FORM) -> Shown | None:
    """The text with what was `pressed`, where the form `carried` its mark; nothing where it is another by now."""
    if carried != mark(lines) or language() not in languages():
        return None
    return Shown(version=version, language=language(), text="\n".join((*lines, *pressed)))


def _listed(heading: str, names: Sequence[str], new: Collection[str], nobody: str) -> Lines:
    shown = [line for name in names for line in ((name, _("Nytt")) if name in new else (name,))]
    return (heading, *(shown or [nobody]))
