"""An entry of the ledger in words, as an auditor reads it: its own fields first, then what they point to."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from consent.events import Json
from consent.ledger.entry import Entry
from hub.audit.known import Known
from hub.audit.things import TELL
from hub.wording import words
from hub.wording.entries import ENTRY_FIELDS
from hub.wording.reasons import REASONS
from hub.wording.text import clock
from policies.laws import LAWS
from policies.rules import RULES

Pairs = list[tuple[str, list[str]]]


class Section(NamedTuple):
    """A heading, empty over the entry's own fields, and what is called what, a line for each value."""

    title: str
    pairs: Pairs


SPOKEN: Mapping[str, Callable[[str], str]] = {
    "capacity": words.capacity,
    "how": words.how,
    "outcome": words.outcome,
    "ground": words.ground,
    "decision": words.decision,
    "purpose": words.purpose,
    "categories": words.category,
    "matter": words.category,
}
"""Fields whose values are codes with words of their own; all others name people, units, or codes."""

POINTS = ("item", "items", "closed", "meeting", "consent", "consents", "act")
"""Fields that point to something with a section of its own."""

ORDER = tuple(ENTRY_FIELDS)

ITSELF = {"RoomOpened": "room", "ItemPublished": "item", "ConsentAsked": "consent"}
"""Entries that say all of what they point to themselves."""


def sections(entry: Entry, known: Known) -> list[Section]:
    """Everything that an entry says, in words; what nothing is known of is shown by its code."""
    found = [Section("", own(entry, known))]
    if entry.room is not None and ITSELF.get(entry.kind) != "room":
        found += _pointed("room", entry.room, known)
    for name in POINTS:
        if ITSELF.get(entry.kind) != name and not (name == "act" and "how" in entry.body):
            for value in _each(entry.body.get(name)):
                found += _pointed(name, str(value), known)
    return found


def own(entry: Entry, known: Known) -> Pairs:
    """The fields of the entry's body, but for those that something else on the page tells."""
    pairs: Pairs = []
    for name, value in sorted(entry.body.items(), key=lambda field: _place(field[0])):
        told = [_value(name, one, known) for one in _each(value)]
        if name == "matter" and not told:
            told = [words.all_categories()]
        if told and not (
            name in POINTS and any((kind_of(name), one) in known.things for one in _each(value))
        ):
            pairs.append((words.entry_field(name), told))
        if name == "reason":
            pairs += rules(entry)
    return pairs


def _place(name: str) -> int:
    """Where a field stands: in the order of its words, who first; what has none comes last."""
    return ORDER.index(name) if name in ORDER else len(ORDER)


def rules(entry: Entry) -> Pairs:
    """The sentences of the rules that give this reason, with their statutes; the entry names no single rule."""
    reason, family = entry.body.get("reason"), entry.body.get("reader_unit") == "FAMILY"
    part = "saves." if entry.kind == "SavingRefused" else "family." if family else ""
    giving = [rule for rule in RULES.values() if rule.reason == reason]
    mine = [r for r in giving if r.id.startswith(part or ("reads.", "covers.", "yes."))] or giving
    lines = [f"{r.sentence} ({', '.join(LAWS[law].cite for law in r.laws)})" for r in mine]
    return [(words.rules_named(len(lines)), lines)] if lines else []


def _value(name: str, value: Json, known: Known) -> str:
    """One value of a field in words."""
    if isinstance(value, bool):
        return words.yes_or_no(value)
    text = str(value)
    if name in SPOKEN:
        return SPOKEN[name](text)
    if name in ("starts", "ends", "due"):
        return _moment(text)
    if name == "reason":
        return words.reason(text) if text in REASONS else words.entry_code(text)
    if name in ("shown_to", "present"):
        return ", ".join(known.called(part) for part in text.split(" "))
    if name == "detail":
        return _detail(text, known)
    return known.called(text)


def _detail(text: str, known: Known) -> str:
    """A refusal's detail: a person, a unit, a category, a field of a form, or a code."""
    called = ", ".join(known.called(part) for part in text.split(", "))
    return called if called != text else words.category(text) if text in words.CATEGORIES else _field(text)


def _field(text: str) -> str:
    return words.field(text) or words.entry_field(text)


def kind_of(name: str) -> str:
    """The kind of thing that a field points to."""
    return "consent" if name == "consents" else "item" if name in ("items", "closed") else name


def _pointed(name: str, code: str, known: Known) -> list[Section]:
    """The section about what an id points to; none where nothing is known of it."""
    row = known.things.get((kind_of(name), code))
    if row is None:
        return []
    told = TELL[kind_of(name)]
    pairs = [(words.entry_field(label), list(values)) for label, values in told(row, known)]
    return [Section(words.entry_field(name), [(label, values) for label, values in pairs if values])]


def _each(value: Json) -> list[Json]:
    """The values of a field: those of a list, none for nothing or an empty word."""
    if isinstance(value, list):
        return value
    return [] if value is None or value == "" else [value]


def _moment(stamp: str) -> str:
    try:
        return clock(datetime.fromisoformat(stamp))
    except ValueError:
        return stamp
