"""The rooms' stories: every step is one that the product's own verbs could take, and every text is easy."""

from collections import Counter

import pytest

from consent.words import BOARD, CATEGORIES, FAMILY, Capacity, How, Outcome
from hub.demo.town import Room, town
from hub.demo.town import steps as step
from hub.wording.lix import lix

TOWN = town()
STEPS = [(key, one) for key, room in TOWN.rooms.items() for one in room.steps]
PUBLISHED = [(key, one) for key, one in STEPS if isinstance(one, step.Publish)]
ASKED = [(key, one) for key, one in STEPS if isinstance(one, step.Ask)]
LIX_EASY = 40
"""What is written for a family is easy to read up to here (Björnsson: below 40 is easy)."""


def participants(room: Room) -> set[tuple[str, str]]:
    opened = {(one.by, one.as_) for one in room.steps if isinstance(one, step.OpenRoom)}
    return opened | {(one.who, one.unit) for one in room.steps if isinstance(one, step.Invite)}


@pytest.mark.parametrize("key", sorted(TOWN.rooms))
def test_each_child_has_a_room_that_begins_by_being_opened(key: str) -> None:
    room = TOWN.rooms[key]
    assert isinstance(room.steps[0], step.OpenRoom)
    assert sum(isinstance(one, step.OpenRoom) for one in room.steps) == 1
    assert room.child in TOWN.children
    assert sum(isinstance(one, step.Publish) for one in room.steps) >= 1


def test_every_child_has_a_room() -> None:
    assert {room.child for room in TOWN.rooms.values()} == set(TOWN.children)


@pytest.mark.parametrize(("key", "one"), STEPS, ids=[f"{key}-{n}" for n, (key, _) in enumerate(STEPS)])
def test_each_step_is_done_by_somebody_who_may(key: str, one: step.Step) -> None:
    room = TOWN.rooms[key]
    if one.by == BOARD:
        assert one.as_ == Capacity.BOARD
        assert TOWN.children[room.child].care_order
    elif one.by in TOWN.staff:
        assert (one.by, one.as_) in participants(room)
    elif one.as_ == Capacity.SELF:
        assert one.by in TOWN.families
    else:
        assert TOWN.children[room.child].guardians[one.by] == one.as_


@pytest.mark.parametrize("key", sorted(TOWN.rooms))
def test_those_who_are_in_the_room_have_the_assignment(key: str) -> None:
    for who, unit in participants(TOWN.rooms[key]):
        assert unit in {held.unit for held in TOWN.staff[who].assignments}
        assert TOWN.rooms[key].child not in TOWN.staff[who].conflicts


def test_nothing_is_named_twice_and_nothing_is_answered_before_it_is_asked() -> None:
    names = [one.item for _, one in STEPS if isinstance(one, step.Publish)]
    names += [one.consent for _, one in STEPS if isinstance(one, step.Ask)]
    names += [one.meeting for _, one in STEPS if isinstance(one, step.PlanMeeting)]
    assert set(Counter(names).values()) == {1}
    for room in TOWN.rooms.values():
        asked: dict[str, step.Ask] = {}
        for one in room.steps:
            if isinstance(one, step.Ask):
                asked[one.consent] = one
            if isinstance(one, step.Answer):
                assert one.as_ != Capacity.SELF or one.by == asked[one.consent].subject
                assert one.consent in asked


def test_meetings_are_planned_then_opened_then_closed() -> None:
    for room in TOWN.rooms.values():
        states: dict[str, str] = {}
        for one in room.steps:
            if isinstance(one, step.PlanMeeting):
                states[one.meeting] = "planned"
            if isinstance(one, step.OpenMeeting):
                assert states[one.meeting] == "planned"
                states[one.meeting] = "open"
            if isinstance(one, step.CloseMeeting):
                assert states[one.meeting] == "open"
                states[one.meeting] = "closed"


@pytest.mark.parametrize(("key", "one"), PUBLISHED, ids=[one.item for _, one in PUBLISHED])
def test_each_text_can_be_published_and_read(key: str, one: step.Publish) -> None:
    unit = one.as_ if one.by in TOWN.staff else FAMILY
    assert TOWN.units[unit].may_publish
    assert one.categories
    assert set(one.categories) <= set(CATEGORIES)
    assert one.subjects
    assert set(one.subjects) <= set(TOWN.families)
    assert one.released_to
    assert set(one.released_to) <= {there for _, there in participants(TOWN.rooms[key])} - {unit}
    assert 0 < len(one.title) <= 80
    assert lix(one.text) < LIX_EASY, one.item


@pytest.mark.parametrize(("key", "one"), ASKED, ids=[one.consent for _, one in ASKED])
def test_each_question_is_exact(key: str, one: step.Ask) -> None:
    units = {unit for _, unit in participants(TOWN.rooms[key])} | {FAMILY}
    assert one.from_units
    assert set(one.from_units) <= units
    assert one.to_units
    assert set(one.to_units) <= units - {FAMILY}
    assert one.categories
    assert set(one.categories) <= set(CATEGORIES)
    assert 1 <= one.months <= 12
    assert one.subject in TOWN.families


def test_what_staff_recorded_says_who_and_what() -> None:
    recorded = [(k, o) for k, o in STEPS if isinstance(o, step.Answer) and o.how != How.EID]
    assert recorded
    for key, one in recorded:
        assert one.how in set(How)
        assert (one.recorded_by, one.recorded_as) in participants(TOWN.rooms[key])
        assert one.said


def test_assessments_are_of_the_rooms_child_in_words() -> None:
    for key, one in STEPS:
        if isinstance(one, step.Assess):
            assert one.child == TOWN.rooms[key].child
            assert set(one.matter) <= set(CATEGORIES)
            assert one.outcome in set(Outcome)
            assert one.words


def test_one_room_waits_for_both_parents_and_one_tells_it_to_the_follow_up() -> None:
    waiting = TOWN.rooms["ture"]
    assert any(isinstance(one, step.Ask) for one in waiting.steps)
    assert not any(isinstance(one, step.Answer) for one in waiting.steps)
    told = [type(one) for one in TOWN.rooms["tove"].steps]
    assert told.index(step.Ask) < told.index(step.Grant) < told.index(step.OpenMeeting)
    last_planned = len(told) - 1 - told[::-1].index(step.PlanMeeting)
    assert told.index(step.OpenMeeting) < last_planned < told.index(step.CloseMeeting), (
        "it closes with a next day"
    )
