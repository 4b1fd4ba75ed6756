"""Openings of texts as they stand in the ledger: one reader's own, or all who were here when it was on the screen."""

from collections.abc import Iterable

from consent.events import ItemOpened, ItemShown
from consent.ledger.entry import Entry

OPENINGS_OF = frozenset({ItemOpened.__name__, ItemShown.__name__})
"""The kinds of entries that let a text out."""


def on_screen(entry: Entry) -> bool:
    """Whether the text was on the screen of a sitting."""
    return entry.kind == ItemShown.__name__


def readers_in(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Who read, each as pseudonym and unit; who was with somebody, as whoever they came with."""
    if not on_screen(entry):
        return ((str(entry.body["who"]), str(entry.body["reader_unit"])),)
    return tuple((who, unit) for who, unit, *_ in _parted(entry))


def units_in(entry: Entry, *, under: str | None = None) -> frozenset[str]:
    """The units that read, or those of them that read under one consent."""
    if under is None or not on_screen(entry):
        return frozenset(unit for _who, unit in readers_in(entry))
    return frozenset(unit for _who, unit, _kind, *consents in _parted(entry) if under in consents)


def first_showings(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, newest first, without those that say again that a text was on a screen in its sitting, to the same
    people: it is shown anew whenever anything else has changed."""
    first: dict[tuple[str, ...], int] = {}
    entries = list(entries)
    for entry in entries:
        if on_screen(entry):
            first[_showing(entry)] = entry.index
    return [e for e in entries if not on_screen(e) or first[_showing(e)] == e.index]


def _showing(entry: Entry) -> tuple[str, ...]:
    body = entry.body
    return (str(body["meeting"]), str(body["item"]), str(body["version"]), *listed(body["shown_to"]))


def _parted(entry: Entry) -> list[list[str]]:
    """Each who was here, as `ItemShown` says it."""
    return [one.split(" ") for one in listed(entry.body["shown_to"])]


def listed(value: object) -> list[str]:
    """What a field holds that is a list of texts."""
    return [str(one) for one in value] if isinstance(value, list) else []
