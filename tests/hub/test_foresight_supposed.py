"""What a preview supposes: everybody's yes, whatever anybody has said; and the most that it can open."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from consent.record import Act, Consent, Effect
from consent.words import ActKind, Capacity, MeetingState
from hub.foresight import if_all_say_yes
from policies.facts import (
    Assignment,
    Child,
    Facts,
    Guardianship,
    Item,
    Meeting,
    Person,
    Room,
    Staff,
    Unit,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LONG_AGO = datetime(2010, 1, 1, tzinfo=UTC)
CONSENT = Consent(
    id="c",
    subject="child",
    purpose="SIP-skolfranvaro",
    room="r",
    from_units=frozenset({"SKOLA.EH"}),
    to_units=frozenset({"BUP", "FOREN"}),
    categories=frozenset({"franvaro", "maende"}),
    starts=NOW - timedelta(days=30),
    ends=NOW + timedelta(days=30),
)
ITEM = Item(
    id="i",
    room="r",
    unit="SKOLA.EH",
    by="asa",
    categories=frozenset({"maende"}),
    subjects=frozenset({"child"}),
    released_to=frozenset({"BUP", "FOREN"}),
)
BOTH = {"BUP": {"i"}, "FOREN": {"i"}}


def world(age: int = 9, consent: Consent = CONSENT, **child: object) -> Facts:
    """A child with two guardians, a text of the school's, a psychologist who takes part, and a club without anybody."""
    people = {who: Person(id=who, name=who, born=date(1985, 1, 1)) for who in ("anna", "bo")}
    people["child"] = Person(id="child", name="child", born=date(2026 - age, 1, 1))
    guardians = tuple(Guardianship(who=w, kind=Capacity.GUARDIAN, since=LONG_AGO) for w in ("anna", "bo"))
    held = Child(id="child", guardians=guardians, register_checked=NOW)
    return Facts(
        units={
            "BUP": Unit(id="BUP", agency="vuxenpsykiatri"),
            "SKOLA.EH": Unit(id="SKOLA.EH", agency="skola"),
            "FOREN": Unit(id="FOREN", agency="forening", private=True),
        },
        people=people,
        staff={
            "rebecka": Staff(id="rebecka", assignments=(Assignment(unit="BUP", role="p", since=LONG_AGO),))
        },
        children={"child": replace(held, **child)},  # type: ignore[arg-type]
        rooms={
            "r": Room(
                id="r",
                child="child",
                purpose="SIP-skolfranvaro",
                participants=frozenset({("rebecka", "BUP")}),
            )
        },
        meetings={"m": Meeting(id="m", room="r", state=MeetingState.PLANNED)},
        items={"i": ITEM},
        consents={("r", "child"): (consent,)},
    )


def supposed(facts: Facts, consent: Consent = CONSENT) -> dict[str, set[str]]:
    """What each unit would read, by its id."""
    held = next(c for c in facts.consents["r", "child"] if c.id == consent.id)
    found = if_all_say_yes(held, facts.items.values(), facts, NOW)
    return {sight.unit: set(sight.whole | sight.without_place) for sight in found}


def said(by: str, kind: ActKind, **more: object) -> Act:
    capacity = Capacity.SELF if by == "child" else Capacity.GUARDIAN
    act = Act(by=by, capacity=capacity, kind=kind, at=NOW - timedelta(days=1), id=by)
    return replace(act, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("age", [3, 11, 13, 16])
@pytest.mark.parametrize(
    "acts",
    [
        (),
        (said("anna", ActKind.GRANT),),
        (said("bo", ActKind.REFUSE),),
        (said("child", ActKind.REFUSE), said("bo", ActKind.REFUSE)),
        (said("bo", ActKind.GRANT, loa=2), said("child", ActKind.GRANT)),
    ],
)
def test_it_is_the_same_whatever_anybody_has_said(age: int, acts: tuple[Act, ...]) -> None:
    assert supposed(world(age, replace(CONSENT, acts=acts))) == BOTH


@pytest.mark.parametrize(
    "child",
    [{"view": False}, {"register_checked": NOW - timedelta(hours=30)}, {"care_order": True}],
)
def test_what_staff_have_recorded_of_the_child_is_not_to_be_seen_in_it(child: dict[str, object]) -> None:
    assert supposed(world(13, **child)) == BOTH


def test_what_was_taken_out_for_good_stays_out() -> None:
    unit = said("bo", ActKind.WITHDRAW, units=frozenset({"BUP"}), effect=Effect(units=frozenset({"BUP"})))
    assert supposed(world(consent=replace(CONSENT, acts=(unit,)))) == {"FOREN": {"i"}}
    feels = frozenset({"maende"})
    kind = said("bo", ActKind.WITHDRAW, categories=feels, effect=Effect(categories=feels))
    assert supposed(world(consent=replace(CONSENT, acts=(kind,)))) == {"BUP": set(), "FOREN": set()}


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"starts": NOW + timedelta(days=3)}, BOTH),
        ({"meeting": "m"}, BOTH),
        ({"meeting": "another"}, {"BUP": set(), "FOREN": set()}),
        ({"categories": frozenset({"franvaro"})}, {"BUP": set(), "FOREN": set()}),
        ({"from_units": frozenset({"POL"})}, {"BUP": set(), "FOREN": set()}),
        ({"to_units": frozenset({"BUP"})}, {"BUP": {"i"}}),
    ],
)
def test_it_is_what_the_question_asks_for_and_no_more(
    changed: dict[str, object], shown: dict[str, set[str]]
) -> None:
    consent = replace(CONSENT, **changed)  # type: ignore[arg-type]
    assert supposed(world(consent=consent), consent) == shown


def test_a_meeting_that_is_over_opens_nothing() -> None:
    consent = replace(CONSENT, meeting="m")
    over = replace(
        world(consent=consent), meetings={"m": Meeting(id="m", room="r", state=MeetingState.CLOSED)}
    )
    assert supposed(over, consent) == {"BUP": set(), "FOREN": set()}


def test_somebody_else_of_the_unit_may_come() -> None:
    """Whom the unit sends is not the family's to know: not that one is too close, nor that one has left."""
    near = world()
    tied = replace(near.staff["rebecka"], conflicts=frozenset({"child"}))
    gone = Staff(id="rebecka")
    for staff in (tied, gone):
        assert supposed(replace(near, staff={"rebecka": staff})) == BOTH


def test_of_somebody_protected_only_those_on_the_list_would_read() -> None:
    near = world()
    kept = replace(near.people["child"], protected=True, allow_list=frozenset({"rebecka"}))
    assert supposed(replace(near, people={**near.people, "child": kept})) == {"BUP": {"i"}, "FOREN": set()}


@pytest.mark.parametrize("age", [3, 13, 16])
def test_a_guardian_may_yet_be_appointed(age: int) -> None:
    assert supposed(world(age, guardians=())) == BOTH


@pytest.mark.parametrize("kind", [None, ActKind.GRANT, ActKind.REFUSE])
def test_no_other_question_and_nobody_elses_own_answer_shows_in_it(kind: ActKind | None) -> None:
    """Neither what the same people have been asked beside it, nor what an adult was asked about themselves."""
    acts = () if kind is None else tuple(said(who, kind) for who in ("anna", "bo", "child"))
    narrow = replace(CONSENT, id="b", categories=frozenset({"franvaro"}))
    beside = replace(CONSENT, acts=acts)
    fathers = replace(CONSENT, id="d", subject="bo", acts=tuple(a for a in acts if a.by == "bo"))
    near = world()
    consents = {("r", "child"): (narrow, beside), ("r", "bo"): (fathers,)}
    both = replace(ITEM, id="j", categories=frozenset({"franvaro"}), subjects=frozenset({"child", "bo"}))
    facts = replace(near, consents=consents, items={"i": ITEM, "j": both})
    assert supposed(facts, narrow) == {"BUP": {"j"}, "FOREN": {"j"}}
    held = facts.consents["r", "bo"][0]
    found = if_all_say_yes(held, facts.items.values(), facts, NOW)
    assert {sight.unit: set(sight.whole) for sight in found} == {"BUP": {"j"}, "FOREN": {"j"}}, (
        "what is about the child alone is not what he is asked about"
    )


def test_a_whole_stop_that_took_a_part_takes_no_more_than_that() -> None:
    """A child of 13 stopped it all, and was mature for one category: what is left may still be read."""
    stop = said("child", ActKind.WITHDRAW, effect=Effect(categories=frozenset({"maende"})))
    near = world(13, replace(CONSENT, acts=(stop,)))
    other = replace(ITEM, id="k", categories=frozenset({"franvaro"}))
    assert supposed(replace(near, items={"i": ITEM, "k": other})) == {"BUP": {"k"}, "FOREN": {"k"}}
