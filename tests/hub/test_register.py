"""Facts about people go in through the ledger: each with its event, and with the versions that it moves."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from consent.keys.sealing import associated_data, unseal
from hub.demo.settings import demo_settings
from hub.house import House
from hub.opening import opened
from hub.people import book, register, register_changes
from hub.people import facts as people
from hub.people.tables import AssignmentRow, PersonRow, PreventionRow
from policies.facts import Assignment, Facts, Person, Prevention
from tests.hub.register_world import CHILD, DAY, ELLA, KARIN, NAMES, NOW, NUMBER, SARA, STAFF, WORLD


@pytest.fixture
async def house(database_url: str, keys_url: str, tmp_path: Path) -> AsyncIterator[House]:
    chosen = {"SAMRUM_DATA": str(tmp_path), "DATABASE_URL": database_url, "KEY_DATABASE_URL": keys_url}
    async with opened(demo_settings(chosen)) as one:
        yield one


async def load(house: House, world: Facts = WORLD) -> None:
    await register.load_facts(house, facts=world, names=NAMES, numbers={"sara": NUMBER})


async def test_a_world_comes_back_as_it_was(house: House) -> None:
    await load(house)
    found = await people.people(["ella", "sara", "karin"])
    assert found == {"ella": ELLA, "sara": replace(SARA, name="Sara Sand"), "karin": KARIN}
    assert await people.units() == WORLD.units
    children = await people.children(["ella"])
    ella = children["ella"]
    assert replace(ella, guardians=()) == replace(CHILD, guardians=())
    assert set(ella.guardians) == set(CHILD.guardians)
    assert await people.staff("karin") == STAFF
    assert (await book.unit_names())["SKOLA.EH"] == "Elevhälsan"
    assert (await book.unit_names())["FOREN"] == "FOREN"


async def test_a_world_is_one_append_that_moves_what_it_is_about(house: House) -> None:
    scopes = [
        "units",
        "person:ella",
        "person:sara",
        "register:ella",
        "staff:karin",
        "register:sara",
        "staff:ella",
    ]
    await load(house)
    moved = (await house.ledger.moment(scopes)).versions
    assert moved == dict.fromkeys(scopes[:5], 1) | {"register:sara": 0, "staff:ella": 0}
    entries = await house.ledger.entries(0, 100)
    assert len({entry.at for entry in entries}) == 1
    assert sorted(entry.kind for entry in entries) == sorted(
        ["UnitChanged"] * 2 + ["PersonChanged"] * 3 + ["CustodyChanged"] + ["AssignmentChanged"] * 3
    )


async def test_the_ledger_holds_no_name_and_no_number(house: House) -> None:
    await load(house)
    held = b"".join(await house.ledger.leaves(0, 100))
    for word in ("Sara Sand", "Elevhälsan", NUMBER, NUMBER[2:]):
        assert word.encode() not in held


async def test_a_number_is_found_by_its_hash_and_opens_with_its_key_alone(house: House) -> None:
    await load(house)
    known = await book.find_by_number(NUMBER, lookup_key=house.settings.lookup_key)
    assert known is not None
    assert known.id == "sara"
    assert await book.find_by_number(NUMBER, lookup_key=b"x" * 32) is None
    rows = await PersonRow.select().where(PersonRow.id == "sara").run()
    key = await house.keys.key(register.KEY_SCOPE)
    sealed = bytes(rows[0]["number_sealed"])
    assert unseal(key, sealed, associated=associated_data(item="sara", room="", version=0)) == NUMBER.encode()


async def test_two_people_cannot_have_one_number(house: House) -> None:
    await load(house)
    twin = Person(id="twin", name="Twin", born=SARA.born)
    before = (await house.ledger.head()).size
    with pytest.raises(Exception, match=r"(?i)unique"):
        await register.register_people(house, people=[twin], names={}, numbers={"twin": NUMBER})
    assert (await house.ledger.head()).size == before
    assert await people.people(["twin"]) == {}


async def test_why_it_could_not_wait_is_sealed(house: House) -> None:
    prevented = (Prevention(guardian="sara", reason="ill", urgent="Operation i morgon", at=NOW, by="karin"),)
    await register.register_people(house, people=[ELLA], names={}, numbers={})
    await register.register_children(house, children=[replace(CHILD, prevented=prevented)])
    rows = await PreventionRow.select().run()
    assert rows[0]["at"] == NOW
    assert b"Operation" not in bytes(rows[0]["urgent_sealed"])
    found = (await people.children(["ella"]))["ella"].prevented
    assert [(p.guardian, p.reason, bool(p.urgent), p.at, p.by) for p in found] == [
        ("sara", "ill", True, NOW, "karin")
    ]


async def test_checking_the_register_moves_the_childs_register_alone(house: House) -> None:
    await load(house)
    await register_changes.check_register(house, children=["ella"], at=NOW)
    moved = (await house.ledger.moment(["register:ella", "person:ella"])).versions
    assert moved == {"register:ella": 2, "person:ella": 1}
    assert (await people.children(["ella"]))["ella"].register_checked == NOW
    last = (await house.ledger.find(limit=1))[0]
    assert (last.kind, last.body) == ("CustodyChanged", {"child": "ella", "change": "checked"})


async def test_an_assignment_is_given_and_ends(house: House) -> None:
    await load(house)
    new = Assignment(unit="SKOLA.EH", role="rektor", since=NOW)
    await register.give_assignments(house, who="karin", assignments=[new])
    row = (await AssignmentRow.select().where(AssignmentRow.role == "rektor").run())[0]
    await register_changes.end_assignment(
        house, assignment=row["id"], who="karin", unit="SKOLA.EH", at=NOW + DAY
    )
    held = {one.role: one.until for one in (await people.staff("karin")).assignments}
    assert held == {"kurator": None, "ledare": NOW - DAY, "rektor": NOW + DAY}
    assert (await house.ledger.moment(["staff:karin"])).versions == {"staff:karin": 3}


async def test_ending_somebody_elses_assignment_ends_nothing(house: House) -> None:
    await load(house)
    await register_changes.end_assignment(house, assignment="a1", who="sara", unit="SKOLA.EH", at=NOW)
    assert (await people.staff("karin")).assignments == STAFF.assignments


async def test_protection_and_conflicts_are_known_at_the_next_question(house: House) -> None:
    await load(house)
    await register_changes.set_protection(
        house, person="ella", protected=True, allow_list=frozenset({"sara"})
    )
    await register.record_conflict(house, who="karin", person="ella")
    ella = (await people.people(["ella"]))["ella"]
    assert (ella.protected, ella.allow_list) == (True, frozenset({"sara"}))
    assert (await people.staff("karin")).conflicts == {"sara", "ella"}
    moved = (await house.ledger.moment(["person:ella", "staff:karin"])).versions
    assert moved == {"person:ella": 2, "staff:karin": 2}


async def test_nothing_to_register_writes_nothing(house: House) -> None:
    await register.register_units(house, units=[], names={})
    await register_changes.check_register(house, children=[], at=NOW)
    assert (await house.ledger.head()).size == 0
