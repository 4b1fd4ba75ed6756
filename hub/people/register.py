"""Facts about people on their way into the hub: units, persons, children, assignments.

They come from registers (folkbokföringen, the employers'), not from anybody's pen here, so there is no `by`.
Each fact stands in the ledger with the versions that it moves, in the same transaction as its rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from piccolo.table import Table

from consent.keys.sealing import associated_data, seal
from consent.ledger.entry import Entry
from hub.desk import Write
from hub.house import House
from hub.people.book import lookup_hash
from hub.people.register_lines import (
    Line,
    assignment_line,
    child_line,
    conflict_line,
    person_line,
    together,
    unit_line,
)
from hub.story.seal import seal_note
from policies.facts import Assignment, Child, Facts, Person, Unit

KEY_SCOPE = "register:people"
"""Identity numbers are sealed under this key of their own."""

ROWS_AT_ONCE = 200


async def register_units(house: House, *, units: Iterable[Unit], names: Mapping[str, str]) -> None:
    """Register units that are new; one without a name is called by its id."""
    await enter(house, [unit_line(unit, name=names.get(unit.id, unit.id)) for unit in units])


async def register_people(
    house: House, *, people: Iterable[Person], names: Mapping[str, str], numbers: Mapping[str, str]
) -> None:
    """Register persons who are new, with their identity numbers (12 digits) where they have one here."""
    await enter(house, await person_lines(house, people, names, numbers))


async def register_children(house: House, *, children: Iterable[Child]) -> None:
    """Register what is known of children who are registered as persons."""
    await enter(house, await child_lines(house, children))


async def give_assignments(house: House, *, who: str, assignments: Iterable[Assignment]) -> None:
    """Give a registered person assignments."""
    await enter(house, [assignment_line(one, who=who) for one in assignments])


async def record_conflict(house: House, *, who: str, person: str) -> None:
    """Record a conflict of interest (jäv) of a staff member."""
    await enter(house, [conflict_line(who=who, person=person)])


async def load_facts(
    house: House, *, facts: Facts, names: Mapping[str, str], numbers: Mapping[str, str]
) -> None:
    """Register all units, persons, children and staff of `facts` in one append, into a hub without them.

    A staff member logs in with the number of the person of the same id. Rooms, meetings, texts and consents
    are not registered but made, by the verbs of those who make them.
    """
    staff = [
        line
        for one in facts.staff.values()
        for line in (
            *(assignment_line(held, who=one.id) for held in one.assignments),
            *(conflict_line(who=one.id, person=person) for person in sorted(one.conflicts)),
        )
    ]
    await enter(
        house,
        [
            *(unit_line(unit, name=names.get(unit.id, unit.id)) for unit in facts.units.values()),
            *await person_lines(house, facts.people.values(), names, numbers),
            *await child_lines(house, facts.children.values()),
            *staff,
        ],
    )


async def person_lines(
    house: House, people: Iterable[Person], names: Mapping[str, str], numbers: Mapping[str, str]
) -> list[Line]:
    """The lines of persons, their numbers hashed for looking up and sealed for showing."""
    key, lookup_key = await _key(house), house.settings.lookup_key

    def line(person: Person) -> Line:
        name, number = names.get(person.id, person.name), numbers.get(person.id)
        if number is None:
            return person_line(person, name=name)
        where = associated_data(item=person.id, room="", version=0)
        sealed = seal(key, number.encode(), associated=where)
        hashed = lookup_hash(number, lookup_key=lookup_key)
        return person_line(person, name=name, number_hash=hashed, number_sealed=sealed)

    return [line(person) for person in people]


async def child_lines(house: House, children: Iterable[Child]) -> list[Line]:
    """The lines of children; why something could not wait is sealed under the register's own key."""
    key = await _key(house)

    def seal_words(number: str, words: str) -> bytes:
        return seal_note(words, key=key, note=number, room="")[0]

    return [child_line(child, seal=seal_words) for child in children]


async def enter(house: House, lines: Sequence[Line]) -> None:
    """Append the lines as one: all of them or none."""
    line = together(lines)
    if line.events:
        await house.ledger.append(line.events, bumps=line.moves, along=_adding(line.rows))


def _adding(rows: Sequence[Table]) -> Write:
    """Adds rows table by table, many at once."""
    by_table: dict[type[Table], list[Table]] = defaultdict(list)
    for row in rows:
        by_table[type(row)].append(row)

    async def write(_: tuple[Entry, ...]) -> None:
        for table, held in by_table.items():
            for first in range(0, len(held), ROWS_AT_ONCE):
                await table.insert(*held[first : first + ROWS_AT_ONCE]).run()

    return write


async def _key(house: House) -> bytes:
    return await house.keys.create(KEY_SCOPE, at=await house.clock())
