"""Small worlds in full: every combination of what a few sentences turn on, none left out.

Random worlds seldom meet the corner where four unusual things come together; these meet every one.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, How, Outcome
from policies.facts import Assessment, Assignment, Child, Facts, Guardianship, Item, Person, Room, Staff, Unit
from policies.question import Asks, Question

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
LONG_AGO = NOW - 4000 * DAY
GRANT, REFUSE, WITHDRAW = ActKind.GRANT, ActKind.REFUSE, ActKind.WITHDRAW
SAID = (None, "grant", "refuse", "withdraw", "lapsed")


@cache
def born(age: int) -> date:
    """Somebody who turns that age today."""
    return TODAY.replace(year=TODAY.year - age)


@cache
def act(who: str, said: str) -> Act:
    """What that person said a month ago, or by word of mouth and never confirmed."""
    capacity = {"Kid": Capacity.SELF, "board": Capacity.BOARD}.get(who, Capacity.GUARDIAN)
    oral = said == "lapsed"
    return Act(
        by=who,
        capacity=capacity,
        kind=GRANT if oral else ActKind(said),
        at=NOW - 30 * DAY,
        how=How.ORAL if oral else How.EID,
        loa=None if oral else 3,
        recorded_by="Siv" if oral else None,
        said="Ja" if oral else None,
    )


def person(who: str, age: int, **more: object) -> Person:
    """Somebody of the family."""
    return replace(Person(id=who, name=who, born=born(age)), **more)  # type: ignore[arg-type]


@cache
def staff() -> dict[str, Staff]:
    """The asker at U.A and at the private U.P, and two who publish and write things down."""
    at = {"Asker": ("U.A", "U.P"), "Sam": ("U.B",), "Siv": ("U.B",)}
    return {
        who: Staff(id=who, assignments=tuple(Assignment(unit=u, role="x", since=LONG_AGO) for u in units))
        for who, units in at.items()
    }


UNITS = {name: Unit(id=name, agency="x", private=name == "U.P") for name in ("U.A", "U.B", "U.P", "FAMILY")}
GUARDIANS = tuple(Guardianship(who=who, kind=Capacity.GUARDIAN, since=LONG_AGO) for who in ("Ann", "Bea"))
CHILD = Child(id="Kid", guardians=GUARDIANS, register_checked=NOW)
PEOPLE = {who: person(who, 40) for who in ("Ann", "Bea", "Dag", "Cai")}
ROOM = Room(id="R1", child="Kid", purpose="p", participants=frozenset({("Asker", "U.A"), ("Asker", "U.P")}))
ITEM = Item(
    id="I1",
    room="R1",
    unit="U.B",
    by="Sam",
    categories=frozenset({"maende"}),
    subjects=frozenset({"Kid"}),
    released_to=frozenset({"U.A", "U.P"}),
)
CONSENT = Consent(
    id="C1",
    subject="Kid",
    purpose="p",
    room="R1",
    from_units=frozenset({"U.B"}),
    to_units=frozenset({"U.A", "U.P"}),
    categories=frozenset({"maende", "brott"}),
    starts=NOW - 60 * DAY,
    ends=NOW + 60 * DAY,
    acts=tuple(act(who, "grant") for who in ("Kid", "Ann", "Bea")),
)
BASE = Facts(
    units=UNITS,
    people={**PEOPLE, "Kid": person("Kid", 9)},
    staff=staff(),
    children={"Kid": CHILD},
    rooms={"R1": ROOM},
    items={"I1": ITEM},
    consents={("R1", "Kid"): (CONSENT,)},
)
READS = Question(asks=Asks.READS, who="Asker", capacity="U.A", item="I1", at=NOW)
Asked = tuple[Facts, Question]


def assessed(outcome: str | None, age: int) -> tuple[Assessment, ...]:
    """One assessment of everything: by somebody else, or (`asker`) one that does not count."""
    if outcome is None:
        return ()
    by, word = ("Asker", "mature") if outcome == "asker" else ("Siv", outcome)
    return (Assessment(matter=None, outcome=Outcome(word), by=by, at=NOW - 40 * DAY),)


def who_must_say_yes() -> Iterator[Asked]:
    """Age, each one's word, the board, what was assessed, and the child's view as staff recorded it."""
    outcomes = (None, "not_mature", "mature", "decides_alone", "asker")
    for age, outcome, board, view in product(
        (11, 12, 15, 17, 18), outcomes, (None, "", "grant"), (None, False)
    ):
        child = replace(CHILD, care_order=board is not None, view=view, assessments=assessed(outcome, age))
        around = replace(BASE, people={**PEOPLE, "Kid": person("Kid", age)}, children={"Kid": child})
        for kid, ann, bea in product(SAID[:4], SAID, SAID):
            said = {"Kid": kid, "Ann": ann, "Bea": bea, "board": board or None}
            acts = tuple(act(who, word) for who, word in said.items() if word)
            yield replace(around, consents={("R1", "Kid"): (replace(CONSENT, acts=acts),)}), READS


WINDOWS = (
    (NOW - 60 * DAY, NOW + 60 * DAY),
    (NOW, NOW + 60 * DAY),
    (NOW + timedelta(microseconds=1), NOW + 60 * DAY),
    (NOW - 60 * DAY, NOW),
    (NOW - 60 * DAY, NOW + timedelta(microseconds=1)),
    (NOW - 60 * DAY, (NOW - 60 * DAY).replace(year=2027)),
    (NOW - 60 * DAY, (NOW - 60 * DAY).replace(year=2027) + timedelta(microseconds=1)),
)


def what_a_consent_reaches() -> Iterator[Asked]:
    """The window, purposes, units on both sides, a private recipient, categories, a draft, and one yes less."""
    grid = product(WINDOWS, ("p", "q"), (None, "p", "q"), (True, False), (True, False))
    for (starts, ends), purpose, asked, reaches_from, reaches_to in grid:
        for private, accepted, category, draft, narrowed, yes in product((False, True), repeat=6):
            consent = replace(
                CONSENT,
                starts=starts,
                ends=ends,
                purpose=purpose,
                from_units=frozenset({"U.B" if reaches_from else "U.A"}),
                to_units=frozenset({"U.A", "U.P"} if reaches_to else {"U.B"}),
                categories=frozenset({"maende", "brott"} if category else {"brott"}),
                draft=draft,
                acts=(
                    *(CONSENT.acts if yes else CONSENT.acts[:2]),
                    *((replace(act("Ann", "withdraw"), units=frozenset({"U.A"})),) if narrowed else ()),
                ),
            )
            room = replace(ROOM, forbehall=frozenset({("Asker", "U.P")} if accepted else ()))
            facts = replace(BASE, rooms={"R1": room}, consents={("R1", "Kid"): (consent,)})
            yield facts, replace(READS, capacity="U.P" if private else "U.A", purpose=asked)
