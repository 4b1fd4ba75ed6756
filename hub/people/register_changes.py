"""What changes about people who are registered: the register checked again, an assignment over, protection.

Like what is registered, it comes from registers; it stands in the ledger with the versions that it moves.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from piccolo.table import Table

from consent.book import column
from consent.events import AssignmentChanged, CustodyChanged, Event, ProtectionChanged
from consent.ledger.entry import Entry
from hub.facts import person_scope, register_scope, staff_scope
from hub.house import House
from hub.people.register_lines import CHECKED, ENDED
from hub.people.tables import AssignmentRow, ChildRow, PersonRow


async def check_register(house: House, *, children: Collection[str], at: datetime) -> None:
    """Write down that the population register was asked about these children at `at` and said the same."""
    events = [CustodyChanged(child=child, change=CHECKED) for child in sorted(children)]
    moves = [register_scope(child) for child in children]
    if events:
        await _change(
            house, events, moves, ChildRow, ChildRow.id.is_in(sorted(children)), register_checked=at
        )


async def end_assignment(house: House, *, assignment: str, who: str, unit: str, at: datetime) -> None:
    """End an assignment at `at`, which is outside it."""
    event = AssignmentChanged(who=who, unit=unit, change=ENDED)
    mine = (AssignmentRow.id == assignment) & (AssignmentRow.who == who)
    await _change(house, [event], [staff_scope(who)], AssignmentRow, mine, until=at)


async def set_protection(house: House, *, person: str, protected: bool, allow_list: frozenset[str]) -> None:
    """Set or lift a person's protection; `allow_list` are the ids of those who may know."""
    await _change(
        house,
        [ProtectionChanged(person=person)],
        [person_scope(person)],
        PersonRow,
        PersonRow.id == person,
        protected=protected,
        allow_list=column(allow_list),
    )


async def _change(
    house: House,
    events: Sequence[Event],
    moves: Collection[str],
    table: type[Table],
    which: Any,
    **values: Any,
) -> None:
    async def write(_: tuple[Entry, ...]) -> None:
        columns: dict[Any, Any] = dict(values)
        await table.update(columns).where(which).run()

    await house.ledger.append(events, bumps=moves, along=write)
