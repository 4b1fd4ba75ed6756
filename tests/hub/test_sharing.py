"""Where a consent is said to stand: never that it holds where the policies would not let anybody read."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from consent.record import Act, Consent, Effect
from consent.words import ActKind, Capacity, How, Outcome
from hub.sharing import State, capacity_of, left_of, parties, state_of
from policies.facts import Assessment, Child, Facts, Guardianship, Person, Staff

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BORN = datetime(2000, 1, 1, tzinfo=UTC)
CONSENT = Consent(
    id="c",
    subject="child",
    purpose="SIP-skolfranvaro",
    room="r",
    from_units=frozenset({"SKOLA.EH"}),
    to_units=frozenset({"BUP"}),
    categories=frozenset({"franvaro", "maende"}),
    starts=NOW - timedelta(days=30),
    ends=NOW + timedelta(days=30),
)


def facts(age: int, *guardians: str, **more: object) -> Facts:
    """A child of that age with these guardians."""
    people = {w: Person(id=w, name=w, born=date(1985, 1, 1)) for w in guardians}
    people["child"] = Person(id="child", name="child", born=date(2026 - age, 1, 1))
    child = Child(
        id="child",
        guardians=tuple(Guardianship(who=g, kind=Capacity.GUARDIAN, since=BORN) for g in guardians),
        register_checked=NOW,
    )
    return Facts(
        people=people,
        children={"child": replace(child, **more)},  # type: ignore[arg-type]
        staff={"staff": Staff(id="staff")},
    )


def act(by: str, kind: ActKind = ActKind.GRANT, *, days: int = 1, **more: object) -> Act:
    capacity = Capacity.SELF if by == "child" else Capacity.GUARDIAN
    made = Act(by=by, capacity=capacity, kind=kind, at=NOW - timedelta(days=days), id=f"{by}{days}")
    return replace(made, **more)  # type: ignore[arg-type]


def state(world: Facts, *acts: Act, consent: Consent = CONSENT) -> State:
    return state_of(replace(consent, acts=acts), world, NOW)


TWO = facts(9, "anna", "bo")
ASSESSED = (Assessment(matter=None, outcome=Outcome.MATURE, by="staff", at=NOW - timedelta(days=5)),)
SPOKEN = {"how": How.ORAL, "loa": None, "recorded_by": "staff", "said": "Ja"}


@pytest.mark.parametrize(
    ("world", "acts", "expected"),
    [
        (TWO, (), State.WAITING),
        (TWO, (act("anna"),), State.WAITING),
        (TWO, (act("anna"), act("bo")), State.HOLDS),
        (TWO, (act("anna"), act("bo", ActKind.REFUSE)), State.REFUSED),
        (TWO, (act("anna"), act("bo", **SPOKEN)), State.HOLDS),
        (TWO, (act("anna"), act("bo", days=15, **SPOKEN)), State.WAITING),
        (TWO, (act("anna"), act("bo", loa=2)), State.WAITING),
        (TWO, (act("anna"), act("bo", language="so")), State.WAITING),
        (TWO, (act("anna"), act("bo"), act("anna", ActKind.WITHDRAW, effect=Effect(ends=True))), State.ENDED),
        (facts(9, "anna"), (act("anna"), act("bo", ActKind.REFUSE)), State.HOLDS),
        (facts(9), (), State.WAITING),
        (facts(13, "anna"), (act("anna"),), State.WAITING),
        (facts(13, "anna", assessments=ASSESSED), (act("anna"), act("child")), State.HOLDS),
        (facts(13, "anna", assessments=ASSESSED), (act("anna"),), State.WAITING),
        (facts(9, "anna", care_order=True), (act("anna"),), State.WAITING),
        (facts(9, "anna", register_checked=NOW - timedelta(hours=25)), (act("anna"),), State.WAITING),
    ],
)
def test_where_it_stands(world: Facts, acts: tuple[Act, ...], expected: State) -> None:
    assert state(world, *acts) is expected


def test_a_window_opens_and_closes() -> None:
    yes = (act("anna", days=1), act("bo", days=1))
    later = replace(CONSENT, starts=NOW + timedelta(days=1))
    assert state(TWO, *yes, consent=later) is State.COMING
    assert state(TWO, *yes, consent=replace(CONSENT, ends=NOW)) is State.OVER


def test_what_lost_its_last_part_has_ended() -> None:
    first = act("anna", ActKind.WITHDRAW, days=3, effect=Effect(categories=frozenset({"maende"})))
    second = act("bo", ActKind.WITHDRAW, days=2, effect=Effect(categories=frozenset({"franvaro"})))
    partial = {"categories": frozenset({"maende"})}
    yes = (act("anna", days=10), act("bo", days=10))
    assert state(TWO, *yes, replace(first, **partial)) is State.HOLDS
    assert state(TWO, *yes, replace(first, **partial), replace(second, **partial)) is State.ENDED
    assert left_of(replace(CONSENT, acts=(first, second)))[2] == frozenset()


ALONE = (
    Assessment(matter=None, outcome=Outcome.DECIDES_ALONE, by="staff", at=NOW - timedelta(days=5)),
    Assessment(
        matter=frozenset({"franvaro"}), outcome=Outcome.MATURE, by="staff", at=NOW - timedelta(days=4)
    ),
)


def test_who_has_no_say_is_not_asked_and_so_not_told() -> None:
    def asked(world: Facts, *acts: Act) -> list[str]:
        return [p.who for p in parties(replace(CONSENT, acts=acts), world, NOW)]

    assert asked(facts(16, "anna", "bo", assessments=ALONE[:1])) == ["child"]
    assert asked(facts(16, "anna", assessments=ALONE[:1], care_order=True)) == ["board", "child"]
    assert asked(facts(16, "anna", "bo", assessments=ALONE[:1]), act("bo", days=6)) == ["bo", "child"]
    assert asked(facts(16, "anna", "bo", assessments=ALONE[:1]), act("bo", days=4)) == ["child"]
    part = act("bo", ActKind.WITHDRAW, days=6, categories=frozenset({"franvaro"}))
    assert asked(facts(16, "anna", "bo", assessments=ALONE[:1]), part) == ["bo", "child"], (
        "also a stop in part"
    )
    renewed = (*ALONE[:1], replace(ALONE[0], at=NOW - timedelta(days=1)))
    assert asked(facts(16, "anna", "bo", assessments=renewed), act("bo", days=3)) == ["child"]
    every = frozenset({"franvaro", "maende"})
    gone = act("child", ActKind.WITHDRAW, categories=every, effect=Effect(categories=every))
    assert asked(facts(16, "anna", assessments=ALONE[:1]), gone) == ["child"], "what is stopped shows nothing"
    assert asked(facts(16, "anna", assessments=ALONE)) == ["anna", "child"], (
        "one category is not theirs alone"
    )
    assert asked(facts(14, "anna", assessments=ALONE[:1])) == ["anna", "child"]
    old = replace(ALONE[0], at=NOW - timedelta(days=400))
    assert asked(facts(16, "anna", assessments=(old,))) == ["anna", "child"]


def test_who_is_asked() -> None:
    def asked(world: Facts) -> list[str]:
        return [p.who for p in parties(CONSENT, world, NOW)]

    assert asked(TWO) == ["anna", "bo"]
    assert asked(facts(13, "anna")) == ["anna", "child"]
    assert asked(facts(9, "anna", care_order=True)) == ["anna", "board"]
    assert asked(facts(19, "anna")) == ["child"]
    assert asked(Facts()) == []
    assert capacity_of(CONSENT, "child", TWO, NOW) is Capacity.SELF
    assert capacity_of(CONSENT, "stranger", TWO, NOW) is None
    assert capacity_of(CONSENT, "anna", facts(19, "anna"), NOW) is None
