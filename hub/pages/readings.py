"""Readings as the family reads them: which are wanted, found in the ledger, told in plain words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from consent.events import ItemRefused
from consent.ledger.entry import Entry
from consent.words import FAMILY
from hub.house import House
from hub.openings import OPENINGS_OF, first_showings, on_screen, units_in
from hub.pages.forms import Form, start_of
from hub.people import book
from hub.people.pseudonyms import people_behind
from hub.story import whys
from hub.wording import mending, words
from policies.facts import Facts, Item
from policies.times import day_of

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which readings: around which child (empty: any), from the first moment of a day and before that of another,
    and whether those that were refused, and the asker's own, are among them."""

    child: str = ""
    since: datetime | None = None
    before: datetime | None = None
    refusals: bool = False
    own: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of entries."""
        return OPENINGS_OF | ({ItemRefused.__name__} if self.refusals else set())

    def holds(self, entry: Entry, known: Collection[str], asker: str) -> bool:
        """Whether the entry is of a text that is known, in that time; the asker by their pseudonym in the room.
        Who of the family was refused is nobody's."""
        in_time = self.before is None or entry.at < self.before
        refused = entry.kind == ItemRefused.__name__
        theirs = entry.body["who"] == asker and not self.own
        return in_time and entry.body["item"] in known and not theirs and not (refused and by_family(entry))


def wanted_in(form: Form, children: Collection[str]) -> Wanted:
    """What a filter asks for; its faults are noted in the form."""
    child = form.choice("barn", children, required=False)
    since = form.day("fran") if form.text("fran", most=100, required=False) else None
    last = form.day("till") if form.text("till", most=100, required=False) else None
    if since is not None and last is not None and form.right("fran") and form.right("till") and last < since:
        form.fault("till", mending.ends_before())
    refusals, own = (bool(form.choice(name, ("ja",), required=False)) for name in ("nekade", "egna"))
    if form.faults:
        return Wanted()
    return Wanted(child=child, since=since, before=_day_after(last), refusals=refusals, own=own)


def _day_after(moment: datetime | None) -> datetime | None:
    """The first moment of the next day, None where there is none."""
    day = day_of(moment) if moment is not None else date.max
    return start_of(day + timedelta(days=1)) if day < date.max else None


def by_family(entry: Entry) -> bool:
    """Whether it was somebody of the family who read or would have read."""
    return entry.body["reader_unit"] == FAMILY


async def found_in(
    house: House, room: str, known: Collection[str], wanted: Wanted, asker: str, *, most: int
) -> list[Entry]:
    """The newest of them in a room, one more than `most`; those of other texts are passed over."""
    found: list[Entry] = []
    before, me = None, (await house.desk.names(room, [asker]))[asker]
    while len(found) <= most:
        page_of = await house.ledger.find(room=room, kinds=wanted.kinds, before=before, limit=AT_ONCE)
        found += [entry for entry in page_of if wanted.holds(entry, known, me)]
        if not page_of or (wanted.since is not None and page_of[-1].at < wanted.since):
            break
        before = page_of[-1].index
    found = [entry for entry in found if wanted.since is None or entry.at >= wanted.since]
    return first_showings(found)[: most + 1]


async def told_rows(
    house: House, found: list[Entry], known: dict[str, Item], facts: Facts, room: str, asker: str
) -> list[dict[str, Any]]:
    """These readings in a room as the family reads them. Of a refusal it is told that it was one, never why."""
    people = await people_behind({str(e.body["who"]) for e in found})
    roles = await book.roles(set(people.values()))
    units = await book.unit_names()
    return [
        _told(entry, known[str(entry.body["item"])], units)
        | {
            "index": entry.index,
            "code": whys.code_of(house, entry),
            "role": words.role(roles.get((people.get(str(entry.body["who"]), ""), _unit(entry)), "")),
            "asks": _asks(entry, people.get(str(entry.body["who"]), ""), asker, facts, room),
        }
        for entry in found
    ]


def _asks(entry: Entry, reader: str, asker: str, facts: Facts, room: str) -> str:
    """Whether they can be asked why they read: "here", "elsewhere" where they can't answer in this room, or not."""
    own = _unit(entry) in (FAMILY, entry.body.get("item_unit"))
    if entry.kind == ItemRefused.__name__ or own:
        return ""
    return "here" if whys.can_answer(entry, reader, asker, facts, room) else "elsewhere"


def _told(entry: Entry, item: Item, units: dict[str, str]) -> dict[str, Any]:
    refused = entry.kind == ItemRefused.__name__
    return {
        "at": entry.at,
        "refused": refused,
        "item": None if item.deleted else item.id,
        "unit": _called(_unit(entry), units),
        "screen": sorted(_called(one, units) for one in units_in(entry)) if on_screen(entry) else [],
        "from": _called(item.unit, units),
        "consents": [] if refused else entry.body["consents"],
        "about": [words.category(c) for c in words.CATEGORIES if c in item.categories],
        "why": "" if refused else words.reason(str(entry.body["reason"])),
        "purpose": "" if refused else words.purpose(str(entry.body["purpose"])),
    }


def _called(unit: str, units: dict[str, str]) -> str:
    return words.family_unit() if unit == FAMILY else units.get(unit, unit)


def _unit(entry: Entry) -> str:
    return str(entry.body["reader_unit"])
