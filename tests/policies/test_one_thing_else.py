"""Who reads, who must answer, what is saved: with one thing else than in the town."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from consent.words import BOARD, FAMILY, ActKind, Capacity, HidingGround, How, Outcome
from policies.answer import Answer
from policies.coverage import covering
from policies.decide import decide
from policies.facts import Facts, Guardianship, Item
from policies.question import Asks, Question
from policies.rules import covering as covers
from policies.rules import family, grantors, saving
from policies.saving.acts import too_weak
from policies.saving.hidings import refused_hiding
from policies.scenarios import Misfit
from policies.scenarios.fields import Fields
from policies.scenarios.things import act as act_of
from tests.policies import saving_facts as saves
from tests.policies.saving_facts import CLICKED, FACTS, HIDING, NOW, PREVENTION, one
from tests.policies.test_closer import C1, HOUR, OWN, assessed, born, objected, with_child

ANDERS, LAPSED = {"by": "Anders"}, NOW - timedelta(days=15)
ORAL = replace(CLICKED, how=How.ORAL, loa=None, recorded_by="Tord", said="Ja", at=LAPSED)
BY_THE_BOARD = replace(CLICKED, by=BOARD, capacity=Capacity.BOARD)


def without(who: str, facts: Facts = FACTS) -> Facts:
    """Nobody knows anything about that person, whom the register may name all the same."""
    return replace(facts, people={name: one for name, one in facts.people.items() if name != who})


def reads(who: str, capacity: str, facts: Facts, item: Item) -> Answer:
    asked = Question(asks=Asks.READS, who=who, capacity=capacity, at=NOW, item=item.id)
    return decide(asked, replace(facts, items={**facts.items, item.id: item}))


def mine(*subjects: str, **changes: Any) -> Item:
    item = Item(
        id="Z",
        room="R1",
        unit=FAMILY,
        by="Anna",
        categories=one("maende"),
        subjects=one(*subjects),
        released_to=None,
    )
    return replace(item, **changes)


def test_one_s_own_text_about_somebody_who_is_not_known_is_closed() -> None:
    assert reads("Anna", "guardian", FACTS, mine("Alva")).allowed
    assert reads("Anna", "guardian", FACTS, mine("Alva", "Nemo")).rule == family.PROTECTED.id


def test_a_guardian_whom_nobody_knows_has_no_door() -> None:
    asked = Question(asks=Asks.VIEWS, who="Anna", capacity="guardian", at=NOW, room="R1")
    assert decide(asked, FACTS).allowed
    assert decide(asked, without("Anna")).rule == family.GUARDIAN.id


def test_whom_a_text_is_about_is_not_for_that_the_protected_child() -> None:
    alva = replace(FACTS.people["Alva"], protected=True)
    about = mine("Anna", unit="BUP", by="Beata")
    assert reads("Anna", "self", FACTS, about).allowed
    shut = replace(FACTS, people={**FACTS.people, "Alva": alva})
    assert reads("Anna", "self", shut, about).rule == family.PROTECTED.id
    listed = replace(FACTS, people={**FACTS.people, "Alva": replace(alva, allow_list=one("Anna"))})
    assert reads("Anna", "self", listed, about).allowed


def test_what_a_youth_decides_alone_is_what_is_about_the_youth() -> None:
    grown = with_child(born(date(2010, 1, 1)), assessments=assessed(Outcome.DECIDES_ALONE))
    for subject, read in (("Alva", False), ("Bo", True)):
        answer = reads("Anna", "guardian", grown, mine(subject, unit="BUP", by="Beata"))
        assert answer.allowed is read
    young = with_child(assessments=assessed(Outcome.DECIDES_ALONE))
    assert reads("Anna", "guardian", young, mine("Alva", unit="BUP", by="Beata")).allowed


def told(no: Answer | None) -> tuple[str, str]:
    assert no is not None
    return no.rule, no.detail


def test_in_care_the_guardians_answer_beside_the_board() -> None:
    in_care = with_child(care_order=True)
    both = (CLICKED, replace(CLICKED, **ANDERS))
    assert objected(in_care, *both, BY_THE_BOARD) is None
    assert told(objected(in_care, CLICKED, BY_THE_BOARD)) == (grantors.MISSING.id, "Anders")
    assert told(objected(in_care, *both)) == (grantors.MISSING.id, BOARD)


@pytest.mark.parametrize(
    ("changes", "named"),
    [({}, True), ({"kind": ActKind.REFUSE}, False), ({"at": NOW + HOUR}, False), ({"capacity": Capacity.SELF}, False)],
)  # fmt: skip
def test_who_said_yes_without_custody_is_named(changes: dict[str, Any], named: bool) -> None:
    said = told(objected(FACTS, replace(CLICKED, by="Cecilia", **changes)))
    assert said == ((grantors.NOT_GUARDIAN.id, "Cecilia") if named else (grantors.MISSING.id, "Anders"))


@pytest.mark.parametrize(
    ("changes", "lapsed"), [(ANDERS, True), ({}, False), ({**ANDERS, "recorded_by": "Nobody"}, False)]
)
def test_whose_spoken_yes_has_lapsed(changes: dict[str, Any], lapsed: bool) -> None:
    no = objected(FACTS, replace(CLICKED, at=NOW), replace(ORAL, **changes))
    assert told(no) == ((grantors.LAPSED if lapsed else grantors.MISSING).id, "Anders")


def test_who_is_god_man_is_not_prevented() -> None:
    held = tuple(
        replace(g, kind=Capacity.GOD_MAN) if g.who == "Anders" else g
        for g in FACTS.children["Alva"].guardians
    )
    prevented = with_child(prevented=(PREVENTION,))
    assert objected(prevented, CLICKED) is None
    assert told(objected(with_child(prevented, guardians=held), CLICKED)) == (grantors.MISSING.id, "Anders")


def test_of_two_who_are_prevented_whoever_has_said_yes_is_not() -> None:
    both = with_child(prevented=(PREVENTION, replace(PREVENTION, guardian="Anna")))
    assert objected(both, CLICKED) is None
    assert objected(both) is not None


def test_a_yes_of_somebody_whom_nobody_knows_is_none() -> None:
    yes = replace(CLICKED, **ANDERS)
    assert told(objected(without("Anders"), CLICKED, yes)) == (grantors.MISSING.id, "Anders")


def test_after_a_part_was_taken_out_a_later_yes_is_heard() -> None:
    part = replace(CLICKED, kind=ActKind.WITHDRAW, categories=one("franvaro"), at=NOW - HOUR)
    assert objected(FACTS, part, CLICKED, replace(CLICKED, **ANDERS)) is None


def test_what_covers_is_found_behind_a_draft_and_the_newest_act_is_that_of_now() -> None:
    item, room = FACTS.items["I1"], FACTS.rooms["R1"]
    asked = Question(asks=Asks.READS, who="Kim", capacity="SKOLA.EH", at=NOW, item="I1")

    def found(*consents: Any) -> Any:
        return covering("Alva", item, room, asked, replace(FACTS, consents={("R1", "Alva"): consents}))

    whole = replace(C1, acts=(*C1.acts, OWN))
    assert found(replace(C1, id="C0", draft=True), whole) == whole
    elsewhere = replace(C1, categories=one("franvaro"))
    newer = replace(elsewhere, id="C2", acts=(replace(OWN, at=NOW),))
    no = found(replace(elsewhere, acts=(replace(OWN, at=NOW - HOUR),)), newer)
    assert (no.rule, no.detail) == (covers.CATEGORY.id, "C2")


def test_who_works_here_is_too_close_to_one_of_two() -> None:
    guards = Guardianship(who="Kim", kind=Capacity.GUARDIAN, since=NOW - HOUR)
    own = replace(FACTS.children["Bo"], guardians=(guards,))
    item = replace(FACTS.items["I3"], subjects=one("Alva", "Bo"))
    assert not reads("Kim", "SKOLA.EH", replace(FACTS, children={**FACTS.children, "Bo": own}), item).allowed
    assert reads("Kim", "SKOLA.EH", FACTS, replace(FACTS.items["I3"], subjects=one("Alva"))).allowed


def test_of_somebody_whom_nobody_knows_nothing_is_saved() -> None:
    weak = too_weak("Nemo", Capacity.GUARDIAN, 3, FACTS)
    assert told(weak) == (saving.UNCONFIRMED.id, "Nemo")
    hiding = replace(HIDING, ground=HidingGround.CHILD_DECIDES)
    no = refused_hiding(hiding, FACTS.items["I2"], FACTS.rooms["R1"], saves.hiding(), without("Alva"))
    assert no is not None
    assert (no.rule, no.where) == (saving.HIDING.id, "assessment")


def test_nobody_is_recorded_as_prevented_while_the_ledger_is_down() -> None:
    asked = saves.prevention()
    assert decide(asked, FACTS).allowed
    for down in (replace(asked, ledger_up=False), replace(asked, ledger_up=False, draft_prevention=None)):
        assert decide(down, FACTS).rule == saving.LEDGER.id
    assert decide(replace(asked, loa=1), FACTS).rule == saving.SESSION.id


@pytest.mark.parametrize(
    ("again", "where"), [("x", "acts[0].again"), ({"Malin": "x"}, "acts[0].again.Malin")]
)
def test_where_it_was_said_again_wrongly_is_named(again: Any, where: str) -> None:
    given = {"by": "Anna", "as": "guardian", "act": "grant", "at": "2026-11-01T09:00", "again": again}
    with pytest.raises(Misfit) as misfit:
        act_of(Fields(given, "acts[0]"), "sv", False)
    assert misfit.value.path == where


def test_of_two_others_the_first_by_name_is_lacking_in_whatever_order_they_come() -> None:
    """A set has an order of its own in each process, so many pairs are tried."""
    others = [f"Q{number}" for number in range(40)]
    known = {who: replace(FACTS.people["Anders"], id=who, name=f"Ö{who[1:].zfill(2)}") for who in others}
    facts = replace(FACTS, people={**FACTS.people, **known})
    for first, second in zip(others[::2], others[1::2], strict=True):
        item = replace(FACTS.items["I1"], subjects=one("Alva", first, second))
        no = reads("Kim", "SKOLA.EH", facts, item)
        assert told(no) == ("reads.other_subject", first)
