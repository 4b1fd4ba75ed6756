"""What stands behind the ids of entries, looked up for one auditor: people, rooms, texts, meetings, consents.

An auditor is told all of it but one thing: who is protected goes to the protected person's own list only
(OSL 21:3), and everybody else who looks, the auditor too, reads an alias in the name's place.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from piccolo.table import Table

from consent.ledger.entry import Entry
from consent.tables import ActRow, ConsentRow
from consent.words import FAMILY
from hub.ids import is_id
from hub.meeting.tables import MeetingRow, RoomRow
from hub.people import book
from hub.people.pseudonyms import people_behind
from hub.story.tables import ItemRow
from hub.wording import words

Row = Mapping[str, Any]
IN_A_ROW: tuple[tuple[str, type[Table], tuple[str, ...]], ...] = (
    ("room", RoomRow, ("child",)),
    ("item", ItemRow, ("by", "subjects", "family_readers")),
    ("meeting", MeetingRow, ()),
    ("consent", ConsentRow, ("subject", "asked_by")),
    ("act", ActRow, ("by", "recorded_by")),
)
"""What an id in an entry can stand for besides a person, and which of its columns name people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ids of some entries stand for; an id that is not here stays a code.

    A thing is known by its kind and its id: a form can bring the id of a room as that of a text.
    """

    people: Mapping[str, str]
    units: Mapping[str, str]
    things: Mapping[tuple[str, str], Row]

    def called(self, code: str) -> str:
        """A person's or a unit's name, the word for a code, or the code itself."""
        if code == FAMILY:
            return words.family_unit()
        return self.people.get(code) or self.units.get(code) or words.entry_code(code)

    def purpose(self, room: str | None) -> str:
        """What a room is for, without a word of whom it is around; empty where there is no room."""
        held = self.things.get(("room", room or ""))
        return words.purpose(held["purpose"]) if held is not None else ""


async def known(entries: Sequence[Entry], *, to: str, fields: Collection[str] | None = None) -> Known:
    """Look up everything that these entries name, as the auditor `to` may know it.

    `fields` are those of the bodies that will be shown, None for all: a list of many entries needs few.
    """
    shown = [
        value
        for entry in entries
        for value in (entry.room, *(v for name, v in entry.body.items() if fields is None or name in fields))
    ]
    ids = set(_ids(shown))
    things: dict[tuple[str, str], Row] = {}
    for kind, table, naming in IN_A_ROW:
        for row in await _rows(table, ids):
            things[kind, row["id"]] = row
            ids |= {one for name in naming for one in (row[name] or "").split()}
    return Known(people=await _people(ids, to), units=await book.unit_names(), things=things)


async def _people(ids: set[str], to: str) -> dict[str, str]:
    """What everybody is called, by the person's own id and by the pseudonyms among `ids`."""
    behind = {**{one: one for one in ids}, **await people_behind(ids)}
    persons = set(behind.values())
    names, hidden = await book.names(persons), await book.hidden_from(to, persons)
    return {
        one: words.protected_person() if person in hidden else names[person]
        for one, person in behind.items()
        if person in names
    }


async def _rows(table: type[Table], ids: set[str]) -> list[Row]:
    if not ids:
        return []
    return [*await table.select().where(table._meta.primary_key.is_in(sorted(ids))).run()]


def _ids(values: Iterable[object]) -> Iterable[str]:
    """Every id among the values of a body, also in its lists."""
    for value in values:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield from (part for part in one.replace(",", " ").split() if is_id(part))
