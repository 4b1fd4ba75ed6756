"""What is unknown is a no, never a crash and never a yes: facts that point nowhere, ids that nobody has."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, HidingGround, How, MeetingState
from policies.answer import Answer, Reason
from policies.decide import decide
from policies.effects import with_effects
from policies.facts import (
    Assignment,
    Child,
    Facts,
    Guardianship,
    Hiding,
    Item,
    Meeting,
    Person,
    Room,
    Staff,
    Unit,
)
from policies.question import Asks, Question
from policies.rules import RULES
from policies.told import Audience, told

ids = st.sampled_from(
    ["a", "b", "c", "BUP", "FAMILY", "self", "guardian", "board", "guardians", "", "\x00", "ä" * 300]
)
some_ids = st.frozensets(ids, max_size=3)
times = st.integers(-62_000_000_000, 253_000_000_000).map(
    lambda n: datetime.fromtimestamp(n, UTC)
) | st.sampled_from(
    [datetime(2026, 11, 23, tzinfo=UTC), datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]
)
dates = st.dates(date.min, date.max)

acts = st.builds(Act, by=ids, at=times, confirmed=st.none() | times,
                 again=st.lists(st.tuples(ids, times), max_size=2).map(tuple), recorded_by=st.none() | ids,
                 units=some_ids, capacity=st.sampled_from([*Capacity]), kind=st.sampled_from([*ActKind]),
                 how=st.sampled_from([*How]))  # fmt: skip
consents = st.builds(Consent, id=ids, subject=ids, purpose=ids, room=ids, from_units=some_ids, to_units=some_ids,
                     categories=some_ids, starts=times, ends=times, meeting=st.none() | ids,
                     acts=st.lists(acts, max_size=3).map(tuple))  # fmt: skip
people = st.builds(Person, id=ids, name=ids, born=dates, allow_list=some_ids)
guards = st.builds(
    Guardianship, who=ids, kind=st.sampled_from([*Capacity]), since=times, until=st.none() | times
)
children = st.builds(Child, id=ids, guardians=st.lists(guards, max_size=2).map(tuple),
                     register_checked=st.none() | times)  # fmt: skip
assignments = st.builds(Assignment, unit=ids, role=ids, since=times, until=st.none() | times)
staff = st.builds(Staff, id=ids, assignments=st.lists(assignments, max_size=2).map(tuple), conflicts=some_ids)
hidings = st.builds(Hiding, who=ids, ground=st.sampled_from([*HidingGround]), by=ids)
items = st.builds(Item, id=ids, room=ids, unit=ids, by=ids, categories=some_ids, subjects=some_ids,
                  released_to=st.none() | some_ids, hidden_from=st.lists(hidings, max_size=2).map(tuple))  # fmt: skip
rooms = st.builds(
    Room, id=ids, child=ids, purpose=ids, participants=st.frozensets(st.tuples(ids, ids), max_size=3)
)


def named(kind: st.SearchStrategy) -> st.SearchStrategy:
    return st.dictionaries(ids, kind, max_size=3)


facts = st.builds(
    Facts,
    units=named(st.builds(Unit, id=ids, agency=ids)),
    people=named(people),
    staff=named(staff),
    children=named(children),
    rooms=named(rooms),
    meetings=named(st.builds(Meeting, id=ids, room=ids, state=st.sampled_from([*MeetingState]))),
    items=named(items),
    consents=st.dictionaries(st.tuples(ids, ids), st.lists(consents, max_size=2).map(tuple), max_size=3),
)
questions = st.builds(Question, asks=st.sampled_from([*Asks]), who=ids, capacity=ids, at=times, item=st.none() | ids,
                      room=st.none() | ids, consent=st.none() | ids, meeting=st.none() | ids,
                      loa=st.integers(-1, 9), draft_item=st.none() | items, draft_consent=st.none() | consents,
                      draft_act=st.none() | acts, draft_hiding=st.none() | hidings)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questions, facts)
def test_nothing_crashes_and_every_answer_is_whole(question: Question, facts: Facts) -> None:
    answer = decide(question, facts)
    assert isinstance(answer, Answer)
    assert RULES[answer.rule].reason is answer.reason
    for audience in Audience:
        assert told(answer, audience).sentence


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts)
def test_effects_never_crash(facts: Facts) -> None:
    assert set(with_effects(facts).consents) == set(facts.consents)


@settings(max_examples=200, deadline=None)
@given(questions)
def test_in_an_empty_world_only_a_no_is_saved(question: Question) -> None:
    answer = decide(question, Facts())
    kind = question.draft_act.kind if question.draft_act else None
    taken = question.asks is Asks.RECORDS_ACT and kind in ("refuse", "withdraw")
    assert answer.allowed == (taken and question.ledger_up)


BASE = Question(asks=Asks.READS, who="x", capacity="BUP", at=datetime(2026, 11, 23, tzinfo=UTC), item="i")


def test_a_room_whose_child_has_no_record_opens_for_nobody() -> None:
    world = Facts(
        units={"BUP": Unit(id="BUP", agency="region")},
        staff={"x": Staff(id="x", assignments=(Assignment(unit="BUP", role="r", since=BASE.at),))},
        rooms={"r": Room(id="r", child="nobody", purpose="p", participants=frozenset({("x", "BUP")}))},
        items={
            "i": Item(
                id="i", room="r", unit="BUP", by="x", categories=frozenset({"maende"}),
                subjects=frozenset({"x2"}), released_to=frozenset(),
            )
        },
    )  # fmt: skip
    assert decide(BASE, world).reason is Reason.PROTECTED
    assert decide(replace(BASE, at=BASE.at - timedelta(1)), world).reason is Reason.NO_ASSIGNMENT
