"""What a stop ends, and who need not be asked: with one thing out of place, and at the very instant."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from consent.record import NO_EFFECT, Act, Consent, Effect
from consent.words import BOARD, FAMILY, ActKind, Capacity
from policies.answer import Reason
from policies.capacity import is_minor, register_is_fresh
from policies.coverage import fails
from policies.decide import decide
from policies.effects import effect_of
from policies.facts import Facts, Prevention
from policies.grantors import objection
from policies.question import Asks, Question
from policies.rules import covering, grantors
from tests.policies.saving_facts import CLICKED, FACTS, ITEM, NOW, PREVENTION, anna, one
from tests.policies.test_closer import C1, HOUR, OWN, objected, with_child

STOP = replace(CLICKED, kind=ActKind.WITHDRAW)
PART = replace(STOP, categories=one("maende"))
TAKEN = Effect(categories=one("maende"))
EARLIER, LATER = NOW - HOUR, NOW + HOUR
ANDERS = {"by": "Anders"}


def effect(act: Act, *others: Act, facts: Facts = FACTS, **changes: Any) -> Effect:
    return effect_of(act, replace(C1, acts=(*others, act), **changes), facts)


@pytest.mark.parametrize(
    ("before", "counts"),
    [
        ((replace(STOP, at=EARLIER),), False),
        ((replace(STOP, at=EARLIER), replace(CLICKED, at=EARLIER, **ANDERS)), False),
        ((replace(STOP, at=EARLIER, **ANDERS),), True),
        ((replace(PART, at=EARLIER),), True),
        ((replace(CLICKED, at=EARLIER),), True),
        ((replace(CLICKED, at=EARLIER, kind=ActKind.REFUSE),), True),
        ((replace(STOP, at=LATER),), True),
        ((STOP,), True),
    ],
)  # fmt: skip
def test_after_a_whole_stop_of_ones_own_no_other_counts(before: tuple[Act, ...], counts: bool) -> None:
    assert effect(PART, *before) == (TAKEN if counts else NO_EFFECT)
    whole = effect(STOP, *before)
    assert (whole != NO_EFFECT) is counts


def test_the_board_ends_what_is_its_own() -> None:
    in_care, board = with_child(care_order=True), replace(STOP, by=BOARD, capacity=Capacity.BOARD)
    assert effect(board, facts=in_care).ends
    assert effect(board) == NO_EFFECT
    for facts in (FACTS, in_care):
        assert effect(STOP, facts=facts).ends
        assert effect(replace(STOP, by="Sara"), facts=facts) == NO_EFFECT


def test_of_nobody_and_of_an_adult_no_guardian_stops_anything() -> None:
    grown = replace(
        FACTS,
        people={**FACTS.people, "Alva": replace(FACTS.people["Alva"], born=NOW.date().replace(year=2000))},
    )
    assert effect(STOP, facts=grown) == NO_EFFECT
    assert effect(STOP, subject="Nemo") == NO_EFFECT


def asked_about(*prevented: Prevention, elsewhere: tuple[Act, ...] = ()) -> bool:
    """Whether Anders must answer, who has not, beside Anna, who has said yes."""
    draft = replace(C1, id="C9", draft=True, acts=elsewhere)
    held: dict[tuple[str, str], tuple[Consent, ...]] = {("R1", "Alva"): (C1, draft)}
    facts = replace(with_child(prevented=prevented), consents={**FACTS.consents, **held})
    no = objected(facts, OWN, CLICKED)
    return no is not None and no.detail == "Anders"


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"room": None}, True),
        ({"room": "R2"}, False),
        ({"at": LATER}, False),
        ({"at": NOW - timedelta(days=14)}, False),
        ({"reason": "busy"}, False),
        ({"urgent": " "}, False),
        ({"by": "Kim"}, False),
        ({"by": "Nobody"}, False),
        ({"guardian": "Anna"}, False),
    ],
)
def test_a_record_that_he_is_prevented(changes: dict[str, Any], counts: bool) -> None:
    assert asked_about(replace(PREVENTION, **changes)) is not counts


def test_what_is_recorded_of_another_is_another_matter() -> None:
    nemo = replace(PREVENTION, guardian="Nemo", at=NOW - timedelta(days=100))
    assert not asked_about(nemo, PREVENTION)
    assert not asked_about(replace(nemo, at=NOW), PREVENTION)


@pytest.mark.parametrize(
    ("days", "room", "counts"), [(100, "R1", False), (100, None, False), (100, "R2", True), (366, "R1", True)]
)
def test_once_in_a_year(days: int, room: str | None, counts: bool) -> None:
    before = replace(PREVENTION, at=NOW - timedelta(days=days), room=room)
    assert asked_about(before, PREVENTION) is not counts


@pytest.mark.parametrize(
    ("act", "counts"),
    [
        (replace(CLICKED, kind=ActKind.REFUSE, **ANDERS), False),
        (replace(STOP, **ANDERS), False),
        (replace(PART, **ANDERS), False),
        (replace(CLICKED, **ANDERS), True),
        (replace(CLICKED, kind=ActKind.REFUSE), True),
        (replace(CLICKED, kind=ActKind.REFUSE, at=LATER, **ANDERS), True),
    ],
)
def test_whoever_has_said_no_anywhere_is_not_prevented(act: Act, counts: bool) -> None:
    assert asked_about(PREVENTION, elsewhere=(act,)) is not counts


def test_what_was_taken_out_at_this_very_instant_is_out() -> None:
    item, room = FACTS.items["I1"], FACTS.rooms["R1"]
    asked = Question(asks=Asks.READS, who="Kim", capacity="SKOLA.EH", at=NOW, item="I1")
    stopped = replace(C1, acts=(*C1.acts, replace(PART, effect=Effect(categories=item.categories))))
    assert fails(stopped, item, room, asked, FACTS) is covering.CATEGORY
    for purpose in (None, room.purpose):
        assert fails(C1, item, room, replace(asked, purpose=purpose), FACTS) != covering.PURPOSE


def test_who_is_not_known_and_who_is_not_yet_of_age() -> None:
    nobody = objection(replace(C1, subject="Nemo", acts=()), one("maende"), FACTS, NOW, "Kim")
    assert nobody is not None
    assert (nobody.rule, nobody.detail) == (grantors.ADULT_NOTHING.id, "Nemo")
    nearly = replace(FACTS.people["Alva"], born=(NOW - timedelta(days=17 * 365 + 100)).date())
    young = replace(FACTS, people={**FACTS.people, "Alva": nearly})
    missing = objected(young)
    assert missing is not None
    assert missing.rule != grantors.ADULT_NOTHING.id
    assert not is_minor("Nemo", FACTS, NOW)
    assert not register_is_fresh(replace(FACTS.children["Alva"], register_checked=LATER), NOW)


def test_a_text_of_the_familys_is_for_somebody() -> None:
    mine = replace(ITEM, unit=FAMILY, by="Anna", released_to=frozenset())
    answer = decide(anna(Asks.PUBLISHES, draft_item=mine), FACTS)
    assert (answer.allowed, answer.where) == (False, "released_to")


def test_what_is_released_to_a_unit_it_reads() -> None:
    asked = Question(asks=Asks.READS, who="Kim", capacity="SKOLA.EH", at=NOW, item="I1")
    for released, read in ((one("SKOLA.EH"), True), (one("POL"), False)):
        item = replace(FACTS.items["I1"], released_to=released)
        answer = decide(asked, replace(FACTS, items={**FACTS.items, "I1": item}))
        assert (answer.reason is Reason.NOT_RELEASED) is not read
