"""People in human words, a house they can come to, and the sessions they really log in to."""

import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from consent.words import Capacity
from hub.house import House
from hub.ids import new_id
from hub.login import session as sessions
from hub.login.caller import Caller
from hub.login.choosing import FAMILY_CHOICE, act_as, choices_of
from hub.login.tables import SessionRow
from hub.opening import Fittings, opened
from hub.people.numbers import test_number
from hub.people.register import load_facts
from hub.settings import Settings
from hub.settings_values import Kek, Mode
from policies.agencies import UNITS
from policies.facts import Assignment, Child, Facts, Guardianship, Person, Staff

LONG_AGO = datetime(2010, 1, 1, tzinfo=UTC)
ORIGIN = "samrum.test/log"


def settings_for(database_url: str, keys_url: str) -> Settings:
    """Settings of a test, with keys drawn for it alone."""
    return Settings(
        mode=Mode.TEST,
        data=Path("data-of-tests"),
        database_url=database_url,
        key_database_url=keys_url,
        keks=(Kek("test", secrets.token_bytes(32)),),
        ledger_key=secrets.token_bytes(32),
        receipt_key=secrets.token_bytes(32),
        origin=ORIGIN,
        lookup_key=secrets.token_bytes(32),
        port=8000,
        workers=1,
        public_url="https://hub.test",
        oidc_issuer="https://id.test",
        oidc_client_id="samrum",
        oidc_client_key=None,
        oidc_client_secret="a secret of tests",
    )


@asynccontextmanager
async def a_house(
    database_url: str, keys_url: str, *, fittings: Fittings | None = None, settings: Settings | None = None
) -> AsyncIterator[House]:
    """An open house on these databases, as the application opens it."""
    async with opened(settings or settings_for(database_url, keys_url), fittings) as house:
        yield house


def years_ago(years: int) -> date:
    """The birth date of somebody who turned that many years old half a year ago."""
    then = datetime.now(UTC).date() - timedelta(days=183)
    return then.replace(year=then.year - years, day=min(then.day, 28))


def somebody(
    name: str,
    *,
    age: int,
    languages: Iterable[str] = ("sv",),
    protected: bool = False,
    allow_list: Iterable[str] = (),
    coordination_level: str = "confirmed",
) -> Person:
    """Anybody, of that age now."""
    return Person(
        id=new_id(),
        name=name,
        born=years_ago(age),
        languages=frozenset(languages),
        coordination_level=coordination_level,
        protected=protected,
        allow_list=frozenset(allow_list),
    )


def a_mother(name: str = "Maria Modig") -> Person:
    return somebody(name, age=40)


def a_father(name: str = "Fredrik Modig") -> Person:
    return somebody(name, age=42)


def a_child(name: str = "Alva Modig", *, age: int = 9, **more: bool | Iterable[str]) -> Person:
    return somebody(name, age=age, **more)  # type: ignore[arg-type]


@dataclass(frozen=True, kw_only=True)
class Worker:
    """A staff member with an assignment in each of these units."""

    person: Person
    units: tuple[str, ...]
    role: str
    conflicts: frozenset[str] = frozenset()

    def staff(self) -> Staff:
        held = tuple(Assignment(unit=u, role=self.role, since=LONG_AGO, id=new_id()) for u in self.units)
        return Staff(id=self.person.id, assignments=held, conflicts=self.conflicts)


def a_worker(name: str, *units: str, role: str = "handläggare", conflicts: Iterable[str] = ()) -> Worker:
    return Worker(person=somebody(name, age=45), units=units, role=role, conflicts=frozenset(conflicts))


def a_kurator(name: str = "Karin Kurator") -> Worker:
    return a_worker(name, "SKOLA.EH", role="kurator")


def a_psychologist(name: str = "Peter Psykolog") -> Worker:
    return a_worker(name, "BUP", role="psykolog")


def a_social_worker(name: str = "Sara Socialsekreterare") -> Worker:
    return a_worker(name, "SOC.UTR", role="socialsekreterare")


def child_of(
    child: Person,
    *guardians: Person,
    kind: Capacity = Capacity.GUARDIAN,
    care_order: bool = False,
    checked: datetime | None = None,
) -> Child:
    """What the register says of a child: these guardians (or god män), since its birth, checked now."""
    return Child(
        id=child.id,
        guardians=tuple(Guardianship(who=g.id, kind=kind, since=LONG_AGO) for g in guardians),
        register_checked=checked or datetime.now(UTC) - timedelta(minutes=1),
        care_order=care_order,
    )


def number_of(person: Person) -> str:
    """The identity number of a made-up person."""
    return test_number(person.born, 238)


async def moves_in(
    house: House, *, family: Iterable[Person], children: Iterable[Child], workers: Iterable[Worker] = ()
) -> None:
    """Register people with every unit that the policies know, in a house without any."""
    held, staff = list(family), list(workers)
    people = {p.id: p for p in (*held, *(w.person for w in staff))}
    facts = Facts(
        units=UNITS,
        people=people,
        staff={w.person.id: w.staff() for w in staff},
        children={c.id: c for c in children},
    )
    await load_facts(house, facts=facts, names={p.id: p.name for p in people.values()}, numbers={})


async def logs_in(house: House, person: Person, unit: str | None = None, *, loa: int = 3) -> Caller:
    """A real session, begun and chosen as the login does it: under the assignment in `unit`, or as family."""
    at = await house.clock()
    choices = await choices_of(person.id, at=at)
    code = next((a.id for a in choices.assignments if a.unit == unit), FAMILY_CHOICE)
    first = await sessions.find(await sessions.begin(who=person.id, loa=loa, login_at=at, at=at))
    assert first is not None
    cookie = await act_as(first, code, choices, at=at, ledger=house.ledger)
    chosen = await sessions.find(cookie or "")
    assert chosen is not None
    held = choices.by_code[code]
    assert (held is None) == (unit is None), f"{person.name} has no assignment in {unit}"
    return Caller(
        session=chosen.scope,
        who=person.id,
        loa=loa,
        login_at=at,
        assignment=held.id if held else None,
        unit=held.unit if held else None,
        role=held.role if held else None,
    )


async def logs_out(house: House, caller: Caller) -> None:
    """End that session."""
    rows = await SessionRow.select().where(SessionRow.scope == caller.session).run()
    await sessions.end(sessions.Session.of(rows[0]), ledger=house.ledger)
