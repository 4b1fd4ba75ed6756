"""What may not be saved is refused with its rule, what is at fault, and the field where it stands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consent.words import ActKind, Capacity, HidingGround
from policies.answer import Answer, Decision
from policies.decide import decide
from policies.facts import Facts, Unit
from policies.question import Asks, Question
from policies.saving.common import MOST_UNITS
from tests.policies.saving_facts import (
    FACTS,
    HIDING,
    ITEM,
    NOW,
    PREVENTION,
    SPOKEN,
    anna,
    clicked,
    consent,
    hiding,
    item,
    one,
    prevention,
    spoken,
    tord,
)

NONE: frozenset[str] = frozenset()
MANY = frozenset(f"U{n}" for n in range(MOST_UNITS))
UNKNOWN = replace(FACTS.consents["R1", "Alva"][0], id="N1", subject="Nemo")
TOWN = replace(
    FACTS,
    units={u: unit for u, unit in FACTS.units.items() if u != "FAMILY"}
    | {u: Unit(id=u, agency="x") for u in (*MANY, "ONE")},
    consents={**FACTS.consents, ("R1", "Nemo"): (UNKNOWN,)},
)
Row = tuple[Question, str]


CASES: dict[str, Row] = {
    "a consent": (consent(), "permitted"),
    "no consent": (tord(Asks.RECORDS_CONSENT), "too_general  consent"),
    "from nobody": (consent(from_units=NONE), "too_general  from_units"),
    "from all": (consent(from_units=one("BUP", "all")), "too_general all from_units"),
    "to nobody": (consent(to_units=NONE), "too_general  to_units"),
    "to the family": (consent(to_units=one("FAMILY")), "permitted"),
    "to as many as there may be": (consent(to_units=MANY), "permitted"),
    "to one more": (consent(to_units=MANY | {"ONE"}), "too_general  to_units"),
    "about nothing": (consent(categories=NONE), "too_general  categories"),
    "odd categories": (consent(categories=one("maende", "b", "a")), "too_general a categories"),
    "for no purpose": (consent(purpose=" "), "too_general  purpose"),
    "for every purpose": (consent(purpose="ALLT"), "too_general  purpose"),
    "for no room": (consent(room="R99"), "too_general R99 room"),
    "for its own meeting": (consent(meeting="M1"), "permitted"),
    "for another's meeting": (consent(meeting="M3"), "too_general M3 meeting"),
    "for no meeting": (consent(meeting="M99"), "too_general M99 meeting"),
    "for no time": (consent(ends=NOW), "too_general  ends"),
    "for too long": (consent(ends=NOW + timedelta(days=366)), "too_general  ends"),
    "about nobody": (consent(subject="Nemo"), "incomplete Nemo subject"),
    "with an act that may not be": (consent(acts=(replace(SPOKEN, said=""),)), "spoken  said"),
    "the ledger is down": (replace(consent(), ledger_up=False), "ledger"),
    "a weak session": (replace(consent(), loa=2), "session"),
    "by somebody without assignment": (replace(consent(), capacity="POL"), "assignment POL capacity"),
    "by a stranger": (replace(consent(), who="Erik", capacity="self"), "not_family Erik capacity"),
    "by the father of another": (replace(consent(), who="Carl", capacity="guardian"), "not_family Carl capacity"),
    "by the mother": (replace(consent(), who="Anna", capacity="guardian"), "permitted"),
    "by the child": (replace(consent(), who="Alva", capacity="self"), "permitted"),
    "by the adult whom it is about": (replace(consent(subject="Anna"), who="Anna", capacity="self"), "permitted"),
    "by a guardian of whom it is about": (
        replace(consent(subject="Celia"), who="Carl", capacity="guardian"), "permitted"),
    "by nobody known, about themself": (replace(consent(), who="Nemo", capacity="self"), "not_family Nemo capacity"),
    "a spoken yes": (spoken(), "permitted"),
    "a spoken no": (spoken(kind=ActKind.REFUSE, by="Nemo", said=None), "never_refused"),
    "no act": (tord(Asks.RECORDS_ACT, consent="C1"), "spoken  act"),
    "an act on no consent": (tord(Asks.RECORDS_ACT, draft_act=SPOKEN), "no_such  consent"),
    "an act on an unknown one": (replace(spoken(), consent="C99"), "no_such C99 consent"),
    "by one without custody": (spoken(by="Erik"), "not_guardian Erik capacity"),
    "as self for another": (spoken(capacity=Capacity.SELF), "not_guardian Anna capacity"),
    "as self": (spoken(by="Alva", capacity=Capacity.SELF), "permitted"),
    "by the board of no one": (spoken(by="board", capacity=Capacity.BOARD), "not_guardian board capacity"),
    "taken down in a weak session": (replace(spoken(), loa=2), "too_weak  loa"),
    "in a language that she does not read": (spoken(language="so"), "not_informed so language"),
    "with an interpreter": (spoken(language="so", interpreter=True), "permitted"),
    "nothing was said": (spoken(said=None), "spoken  said"),
    "blanks were said": (spoken(said=" "), "spoken  said"),
    "taken down by another": (spoken(recorded_by="Malin"), "spoken Malin recorded_by"),
    "taken down by nobody": (spoken(recorded_by=None), "spoken  recorded_by"),
    "taken down by one who is not staff": (
        replace(spoken(recorded_by="Nemo"), who="Nemo"), "spoken Nemo recorded_by"),
    "said by herself": (replace(spoken(), spoke="Anna"), "permitted"),
    "said by another": (replace(spoken(), spoke="Anders"), "spoken Anders by"),
    "a click": (clicked(), "permitted"),
    "a click for another": (replace(clicked(), who="Anders"), "spoken Anna by"),
    "a weak click": (clicked(loa=2), "too_weak  loa"),
    "a strong click in a weak session": (replace(clicked(), loa=2), "too_weak  loa"),
    "a click at no level": (clicked(loa=None), "too_weak  loa"),
    "taken down without assignment": (replace(spoken(), capacity="POL"), "assignment POL capacity"),
    "an item": (item(), "permitted"),
    "no item": (tord(Asks.PUBLISHES), "incomplete  item"),
    "no item, the ledger is down": (tord(Asks.PUBLISHES, ledger_up=False), "ledger"),
    "in no room": (item(room="R99"), "incomplete R99 room"),
    "without categories": (item(categories=NONE), "incomplete  categories"),
    "with odd ones": (item(categories=one("b", "a")), "incomplete a categories"),
    "without subjects": (item(subjects=NONE), "incomplete  subjects"),
    "about strangers": (item(subjects=one("Alva", "Y", "X")), "incomplete X subjects"),
    "released to nobody": (item(released_to=NONE), "incomplete  released_to"),
    "released to all": (item(released_to=one("BUP", "all")), "incomplete all released_to"),
    "released to as many as there may be": (item(released_to=MANY), "permitted"),
    "released to one more": (item(released_to=MANY | {"ONE"}), "incomplete  released_to"),
    "released to readers, but not the family's": (
        item(released_to=NONE, family_readers=one("Anna")), "incomplete  released_to"),
    "with readers in the family": (item(family_readers=one("Anna")), "incomplete  family_readers"),
    "hidden as it may be": (item(hidden_from=(HIDING,)), "permitted"),
    "hidden as it may not": (item(hidden_from=(HIDING, replace(HIDING, who=""))), "hiding  who"),
    "in another's name": (item(by="Malin"), "incomplete Malin by"),
    "from another unit": (item(unit="BUP"), "assignment BUP unit"),
    "from no unit": (replace(item(unit="ODD"), capacity="ODD"), "incomplete ODD unit"),
    "from the counsellors": (item(unit="SOC.FAMRAD"), "absolute SOC.FAMRAD unit"),
    "an extract": (item(register="belastning"), "register belastning register"),
    "the family's own": (
        anna(Asks.PUBLISHES, draft_item=replace(ITEM, unit="FAMILY", by="Anna", released_to=None,
                                                family_readers=one("Anders"))), "permitted"),
    "the family's from a unit": (
        anna(Asks.PUBLISHES, draft_item=replace(ITEM, by="Anna")), "assignment SOC.FORE unit"),
    "hiding": (hiding(), "permitted"),
    "hiding no item": (hiding("I99"), "not_published I99 item"),
    "hiding nothing": (tord(Asks.HIDES), "not_published  item"),
    "hiding on no ground": (tord(Asks.HIDES, item="I2"), "hiding  assessment"),
    "hiding while the ledger is down": (replace(hiding(), ledger_up=False), "ledger"),
    "hiding from nobody": (hiding(who=""), "hiding  who"),
    "hiding, assessed by one who is not staff": (hiding(by="Nemo"), "hiding Nemo by"),
    "the mother hides": (replace(hiding(), who="Anna", capacity="guardian"), "hiding Tord by"),
    "a child of nine decides": (
        hiding(ground=HidingGround.CHILD_DECIDES), "hiding child_decides assessment"),
    "from a patient who is none": (hiding(ground=HidingGround.CHILD_25_6), "hiding child_25_6 assessment"),
    "hiding another unit's": (hiding("I1"), "assignment BUP item"),
    "hiding without assignment": (replace(hiding(), capacity="POL"), "assignment POL capacity"),
    "a prevention": (prevention(), "permitted"),
    "no prevention": (tord(Asks.RECORDS_PREVENTION, room="R1"), "prevention  prevention"),
    "in no room of ours": (replace(prevention(), room="R99"), "prevention  room"),
    "in no room at all": (replace(prevention(), room=None), "prevention  room"),
    "of no guardian": (prevention(guardian="Erik"), "not_guardian Erik guardian"),
    "that can wait": (prevention(urgent=" "), "prevention  urgent"),
    "for an odd reason": (prevention(reason="trött"), "prevention trött reason"),
    "in a colleague's name": (prevention(by="Malin"), "prevention Malin by"),
    "at work, here as a parent": (replace(prevention(), capacity="guardian"), "prevention Tord by"),
    "heard as a parent": (replace(spoken(), capacity="guardian"), "spoken Tord recorded_by"),
    "by one who is not staff": (replace(prevention(by="Nemo"), who="Nemo"), "prevention Nemo by"),
    "a prevention without assignment": (replace(prevention(), capacity="POL"), "assignment POL capacity"),
    "a yes": (anna(Asks.GRANTS, consent="C1"), "permitted"),
    "a yes to nothing": (anna(Asks.GRANTS), "no_such  consent"),
    "a yes to no consent": (anna(Asks.GRANTS, consent="C99"), "no_such C99 consent"),
    "a yes as somebody else": (
        replace(anna(Asks.GRANTS, consent="C1"), who="Erik"), "not_guardian Erik capacity"),
    "a yes as self, of a child without name": (
        replace(anna(Asks.GRANTS, consent="C1"), capacity="self"), "not_guardian Anna capacity"),
    "a yes as staff": (
        replace(anna(Asks.GRANTS, consent="C1"), capacity="SKOLA.EH"), "not_guardian Anna capacity"),
    "a yes as self, of nobody known": (
        replace(anna(Asks.GRANTS, consent="N1"), who="Nemo", capacity="self"), "not_guardian Nemo capacity"),
    "a spoken yes as self, of nobody known": (
        replace(spoken(by="Nemo", capacity=Capacity.SELF), consent="N1"), "not_guardian Nemo capacity"),
    "a weak yes": (anna(Asks.GRANTS, consent="C1", loa=2), "too_weak  loa"),
}  # fmt: skip


def in_words(answer: Answer) -> str:
    """The rule, what is at fault and where, as the table has them."""
    assert (answer.decision is Decision.ALLOW) == (answer.reason == "PERMITTED")
    return f"{answer.rule.removeprefix('saves.')} {answer.detail} {answer.where}".rstrip()


@pytest.mark.parametrize("name", CASES)
def test_what_may_be_saved(name: str) -> None:
    question, expected = CASES[name]
    assert in_words(decide(question, TOWN)) == expected


def second(facts: Facts, minutes: int, room: str) -> Facts:
    """Anders has been recorded as prevented before, so many minutes ago."""
    before = replace(PREVENTION, at=NOW - timedelta(minutes=minutes), room=room)
    return replace(
        facts, children={**facts.children, "Alva": replace(facts.children["Alva"], prevented=(before,))}
    )


@pytest.mark.parametrize(
    ("minutes", "room", "expected"),
    [
        (5, "R1", "prevention Anders guardian"),
        (0, "R1", "prevention Anders guardian"),
        (5, "R3", "permitted"),
    ],
)
def test_a_second_prevention(minutes: int, room: str, expected: str) -> None:
    assert in_words(decide(prevention(), second(TOWN, minutes, room))) == expected
