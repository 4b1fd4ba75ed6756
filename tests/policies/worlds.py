"""Small random worlds: one room, one child of any age, two guardians, a few consents, and everybody's acts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, How, MeetingState, Outcome
from policies.effects import with_effects
from policies.facts import (
    Assessment,
    Assignment,
    Child,
    Facts,
    Guardianship,
    Item,
    Meeting,
    Person,
    Prevention,
    Room,
    Staff,
    Unit,
)  # fmt: skip
from policies.question import Asks, Question

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BIRTH = datetime(1980, 1, 1, tzinfo=UTC)
CATEGORIES = ("maende", "diagnos")
UNITS = ("BUP", "SKOLA.EH", "POL")
GUARDIANS = ("Anna", "Anders")
# Moments lie on a coarse grid, so that acts at the same instant are common; a few lie in the future.
moments = st.integers(-24, 2).map(lambda n: NOW + timedelta(days=n))


def some(*words: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words))


acts = st.builds(
    Act,
    by=st.sampled_from(["Alva", "Anna", "Anders", "Erik", "board"]),
    capacity=st.sampled_from([*Capacity]),
    kind=st.sampled_from([ActKind.GRANT, ActKind.GRANT, ActKind.REFUSE, ActKind.WITHDRAW]),
    at=moments,
    how=st.sampled_from([How.EID, How.EID, How.ORAL, How.PAPER]),
    loa=st.sampled_from([3, 3, 3, 2, None]),
    confirmed=st.none() | moments,
    again=st.lists(st.tuples(st.sampled_from(["Kim", "Tord"]), moments), max_size=2).map(tuple),
    recorded_by=st.sampled_from(["Tord", "Tord", "Kim", None]),
    said=st.sampled_from(["Ja", None]),
)


def right(act: Act) -> Act:
    """The act in the capacity that suits whoever made it, so that many worlds have a yes."""
    fitting = {"Alva": Capacity.SELF, "board": Capacity.BOARD}.get(act.by, Capacity.GUARDIAN)
    return replace(act, capacity=fitting)


def in_part(act: Act, units: frozenset[str], categories: frozenset[str]) -> Act:
    return replace(act, units=units, categories=categories) if act.kind is ActKind.WITHDRAW else act


every_act = st.builds(in_part, acts.map(right) | acts.map(right) | acts, st.just(frozenset()) | some(*UNITS),
                      st.just(frozenset()) | some(*CATEGORIES))  # fmt: skip
yeses = [
    Act(by=who, capacity=as_, kind=ActKind.GRANT, at=NOW - timedelta(days=20))
    for who, as_ in (("Anna", Capacity.GUARDIAN), ("Anders", Capacity.GUARDIAN), ("Alva", Capacity.SELF))
]
act_lists = st.tuples(st.lists(st.sampled_from(yeses), unique=True), st.lists(every_act, max_size=4)).map(
    lambda lists: tuple(lists[0] + lists[1])
)
consents = st.builds(
    Consent,
    id=st.sampled_from(["C1", "C2", "C3"]),
    subject=st.just("Alva"),
    purpose=st.sampled_from(["p", "p", "p", "q"]),
    room=st.just("R"),
    from_units=some(*UNITS).map(lambda u: u | {"BUP"}),
    to_units=some(*UNITS).map(lambda u: u | {"SKOLA.EH"}),
    categories=some(*CATEGORIES).map(lambda c: c | {"maende"}),
    starts=st.sampled_from([NOW - timedelta(days=30), NOW + timedelta(days=1)]),
    ends=st.sampled_from([NOW + timedelta(days=30), NOW]),
    draft=st.sampled_from([False, False, False, True]),
    meeting=st.sampled_from([None, None, "M"]),
    acts=act_lists,
)
assessments = st.builds(
    Assessment,
    matter=st.none() | some(*CATEGORIES),
    outcome=st.sampled_from([*Outcome]),
    by=st.sampled_from(["Tord", "Tord", "Kim"]),
    at=moments,
)
preventions = st.builds(
    Prevention,
    guardian=st.sampled_from(GUARDIANS),
    reason=st.sampled_from(["ill", "absent", "no_answer"]),
    urgent=st.sampled_from(["x", ""]),
    at=moments,
    by=st.sampled_from(["Tord", "Kim"]),
)
guardianships = st.builds(
    Guardianship,
    who=st.sampled_from(GUARDIANS),
    kind=st.sampled_from([Capacity.GUARDIAN, Capacity.GUARDIAN, Capacity.GOD_MAN]),
    since=st.sampled_from([BIRTH, NOW - timedelta(days=10)]),
    until=st.sampled_from([None, None, NOW - timedelta(days=5)]),
)
both = tuple(Guardianship(who=who, kind=Capacity.GUARDIAN, since=BIRTH) for who in GUARDIANS)
children = st.builds(
    Child,
    id=st.just("Alva"),
    guardians=st.just(both) | st.lists(guardianships, max_size=3).map(tuple),
    register_checked=st.sampled_from([NOW, NOW, NOW, NOW - timedelta(days=2), None]),
    care_order=st.sampled_from([False, False, False, True]),
    prevented=st.lists(preventions, max_size=2).map(tuple),
    assessments=st.lists(assessments, max_size=3).map(tuple),
    view=st.sampled_from([None, None, True, False]),
)
births = st.sampled_from(
    [date(2017, 3, 2), date(2013, 6, 14), date(2010, 4, 30), date(2008, 11, 23), date(2000, 1, 1)]
)


@st.composite
def worlds(draw: st.DrawFn) -> Facts:
    """Facts in which Kim at SKOLA.EH may ask for an item of BUP's."""
    found = draw(st.lists(consents, min_size=1, max_size=3, unique_by=lambda c: c.id))
    people = [
        Person(id="Alva", name="Alva", born=draw(births)),
        *(Person(id=who, name=who, born=date(1985, 1, 1)) for who in (*GUARDIANS, "Erik")),
    ]
    facts = Facts(
        units={u: Unit(id=u, agency="a") for u in UNITS},
        people={p.id: p for p in people},
        staff={
            who: Staff(id=who, assignments=(Assignment(unit=unit, role="r", since=BIRTH),))
            for who, unit in (("Kim", "SKOLA.EH"), ("Tord", "POL"), ("Beata", "BUP"))
        },
        children={"Alva": draw(children)},
        rooms={"R": Room(id="R", child="Alva", purpose="p", participants=frozenset({("Kim", "SKOLA.EH")}))},
        meetings={"M": Meeting(id="M", room="R", state=draw(st.sampled_from([*MeetingState])))},
        items={
            "I": Item(
                id="I",
                room="R",
                unit="BUP",
                by="Beata",
                categories=draw(st.sampled_from([frozenset({"maende"}), frozenset(CATEGORIES)])),
                subjects=frozenset({"Alva"}),
                released_to=None,
            )
        },
        consents={("R", "Alva"): tuple(sorted(found, key=lambda c: c.id))},
    )
    return with_effects(facts)


def question(at: datetime = NOW) -> Question:
    """Kim opens the item in the meeting."""
    return Question(asks=Asks.READS, who="Kim", capacity="SKOLA.EH", item="I", meeting="M", at=at)
