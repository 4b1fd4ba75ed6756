"""What is kept of facts is never older than the last change, whoever made it."""

from datetime import timedelta

from consent.database import bind
from consent.ledger.tables import TABLES as LEDGER_TABLES
from consent.words import ActKind
from hub.house import House
from hub.people.register import record_conflict
from hub.people.register_changes import check_register, end_assignment, set_protection
from hub.tables import TABLES
from policies.answer import Reason
from tests.hub.gate_room import Ready, ready
from tests.people import a_house, logs_in
from tests.stories.room import Room


async def opens(held: Ready) -> None:
    assert (await held.room.reads(held.bup, held.item)).words is not None


async def refused(held: Ready) -> Reason:
    reading = await held.room.reads(held.bup, held.item)
    assert reading.words is None
    return reading.answer.reason


def on(house: House) -> None:
    """Piccolo's tables stand on one engine in a process: here on this house's."""
    bind((*TABLES, *LEDGER_TABLES), house.engine)


async def test_what_another_process_changes_is_seen_at_once(postgres_url: str, make_database) -> None:  # type: ignore[no-untyped-def]
    """Two houses on one database: what the second writes, the first has never kept in another way."""
    keys_url = make_database("postgresql")
    async with ready(postgres_url, keys_url) as held:
        first = held.room.house
        await opens(held)
        await opens(held)
        async with a_house(postgres_url, keys_url, settings=first.settings) as second:
            there = Room(second, held.room.id, held.child, {})
            her = await logs_in(second, held.mother)
            await there.withdraws(her, held.consent)
            on(first)
            assert await refused(held) is Reason.WITHDRAWN
        on(first)
        assert await refused(held) is Reason.WITHDRAWN


async def test_every_change_about_people_is_seen_at_once(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        house = held.room.house
        await opens(held)
        await set_protection(house, person=held.child.id, protected=True, allow_list=frozenset())
        assert await refused(held) is Reason.PROTECTED
        await set_protection(
            house, person=held.child.id, protected=True, allow_list=frozenset({held.bup.who})
        )
        await opens(held)
        await set_protection(house, person=held.child.id, protected=False, allow_list=frozenset())
        now = await house.clock()
        await check_register(house, children=[held.child.id], at=now - timedelta(hours=25))
        assert await refused(held) is Reason.GRANTOR_MISSING
        await check_register(house, children=[held.child.id], at=now)
        await opens(held)
        await record_conflict(house, who=held.bup.who, person=held.mother.id)
        await opens(held)
        await record_conflict(house, who=held.bup.who, person=held.child.id)
        assert await refused(held) is Reason.NO_ASSIGNMENT


async def test_an_assignment_that_ends_closes_at_once(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        await opens(held)
        now = await held.room.house.clock()
        assert held.bup.assignment is not None
        await end_assignment(
            held.room.house, assignment=held.bup.assignment, who=held.bup.who, unit="BUP", at=now
        )
        assert await refused(held) is Reason.NO_ASSIGNMENT


async def test_a_no_in_the_room_is_seen_at_once(database_url: str, keys_url: str) -> None:
    async with ready(database_url, keys_url) as held:
        await opens(held)
        assert (await held.room.says(held.his, ActKind.REFUSE, held.consent)).answer.allowed
        assert await refused(held) is Reason.REFUSED


async def test_what_is_not_there_yet_is_found_when_it_comes(database_url: str, keys_url: str) -> None:
    """An absence is kept by nobody: not of an item, not of a room."""
    async with ready(database_url, keys_url) as held:
        assert await held.room.house.facts.room_of(held.item) == held.room.id
        item = await held.room.school_wrote()
        assert (await held.room.reads(held.bup, item)).words is not None


async def test_what_is_looked_for_as_nobody_is_the_room_as_it_stands(
    database_url: str, keys_url: str
) -> None:
    async with ready(database_url, keys_url) as held:
        house, room = held.room.house, held.room.id
        facts = await house.facts.of_room(room)
        held_there = {one.id for some in facts.consents.values() for one in some}
        assert ({*facts.rooms}, held_there, {*facts.children}) == ({room}, {held.consent}, {held.child.id})
        assert not facts.staff, "and nobody asks"
