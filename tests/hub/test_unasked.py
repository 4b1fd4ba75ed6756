"""What nobody has been asked: a new text, or a unit that is new in the room; told to those who would be asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, Outcome
from hub.falling_short import falling_short
from hub.ids import new_id
from hub.unasked import Asked
from policies.facts import Assessment, Facts
from policies.told import ENDED, MISSING, NOT_COMPLETE, TOO_NARROW
from tests.hub.bad_input_sent import Desk
from tests.hub.notices import reached, waiting
from tests.hub.test_foresight_supposed import CONSENT, ITEM, NOW, world

WHO, PURPOSE = ("anna", "bo", "child"), "SIP-skolfranvaro"
LATER = NOW + timedelta(days=1)
ONE = frozenset({"x"})


def asked_with(*consents: Consent, age: int = 9) -> Facts:
    given = world(age)
    room = given.rooms["r"]
    two = replace(room, participants=room.participants | {("asa", "SKOLA.EH")})
    held = {("r", "child"): consents} if consents else {}
    return replace(given, consents=held, items={"i": ITEM}, rooms={"r": two})


def lacking(facts: Facts, who: str = "anna") -> dict[str, list[str]]:
    found = Asked(who=who, room="r", facts=facts, at=NOW).lacking([ITEM])
    return {unit: sorted(categories) for unit, categories in found.items()}


def no(who: str) -> Act:
    return Act(by=who, capacity=Capacity.GUARDIAN, kind=ActKind.REFUSE, at=NOW - timedelta(days=1))


COVERED: dict[str, tuple[Consent, list[str]]] = {
    "it covers": (CONSENT, []),
    "another's unit": (replace(CONSENT, to_units=frozenset({"FOREN"})), ["maende"]),
    "from another": (replace(CONSENT, from_units=frozenset({"BUP"})), ["maende"]),
    "of another category": (replace(CONSENT, categories=frozenset({"franvaro"})), ["maende"]),
    "for another purpose": (replace(CONSENT, purpose="SSPF"), ["maende"]),
    "a draft": (replace(CONSENT, draft=True), ["maende"]),
    "over": (replace(CONSENT, ends=NOW), ["maende"]),
    "not yet": (replace(CONSENT, starts=LATER), []),
    "refused": (replace(CONSENT, acts=(no("anna"), no("bo"))), []),
}


@pytest.mark.parametrize("name", COVERED)
@pytest.mark.parametrize("who", WHO)
def test_it_follows_from_what_was_asked_and_from_nothing_anybody_said(name: str, who: str) -> None:
    consent, expected = COVERED[name]
    assert lacking(asked_with(consent), who).get("BUP", []) == expected


def test_nobody_asked_at_all() -> None:
    given = asked_with()
    assert lacking(given) == {"BUP": ["maende"], "SKOLA.EH": []}
    assert lacking(given, "stranger") == {}


def test_of_what_a_youth_decides_alone_a_parent_hears_nothing() -> None:
    given = asked_with(age=16)
    alone = Assessment(matter=None, outcome=Outcome.DECIDES_ALONE, by="asa", at=NOW - timedelta(days=1))
    child = replace(given.children["child"], assessments=(alone,))
    given = replace(given, children={"child": child})
    assert lacking(given, "anna").get("BUP", []) == []
    assert lacking(given, "child")["BUP"] == ["maende"]


def yes(*who: str) -> tuple[Act, ...]:
    return tuple(replace(no(one), kind=ActKind.GRANT) for one in who)


SHORT: dict[str, tuple[tuple[Consent, ...], str]] = {
    "nothing asked": ((), MISSING.sentence),
    "one has answered": ((replace(CONSENT, acts=yes("anna")),), NOT_COMPLETE.sentence),
    "one has refused": ((replace(CONSENT, acts=(*yes("anna"), no("bo"))),), NOT_COMPLETE.sentence),
    "for another category": (
        (replace(CONSENT, categories=frozenset({"franvaro"}), acts=yes("anna", "bo")),), TOO_NARROW.sentence
    ),
    "over": ((replace(CONSENT, ends=NOW, acts=yes("anna", "bo")),), ENDED.sentence),
    "all have": ((replace(CONSENT, acts=yes("anna", "bo")),), ""),
    "for a meeting that is planned": ((replace(CONSENT, meeting="m", acts=yes("anna", "bo")),), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SHORT)
def test_the_leader_is_told_in_what_way_and_never_who(name: str) -> None:
    consents, sentence = SHORT[name]
    found = falling_short([ITEM], asked_with(*consents), NOW)
    assert found == ({("BUP", sentence): frozenset({"maende"})} if sentence else {})


def test_of_somebody_protected_it_says_nothing() -> None:
    given = asked_with()
    people = {**given.people, "child": replace(given.people["child"], protected=True)}
    assert falling_short([ITEM], replace(given, people=people), NOW) == {}


async def test_a_text_and_a_unit_that_no_question_covers_are_told(table: Desk) -> None:
    """The family reads what they have not been asked, the leader what is lacking; both get a message of it."""
    await reached(table.hub, "mother", "father", "child", "participant", "participant at BUP")
    mother, leader = table.hub.browser("mother"), table.hub.browser("participant")
    room = table.path("/rum/{room}", "tove")
    assert "</bdi> om: Lärande" not in (await mother.get("/vem-far-se")).text
    text = table.form("/rum/{room}/publicera", nummer=new_id(), kategori="larande", till="SKOLA.EH")
    assert (await table.hub.browser("participant at BUP").send(f"{room}/publicera", text)).status_code == 303
    told = {("karin", "lacking"): 1, ("jonas", "lacking"): 1, ("tove", "lacking"): 1, ("asa", "lacking"): 1}
    assert await waiting(table.hub) == told
    page = (await mother.get("/vem-far-se")).text
    assert "Det här har ingen frågat dig om än" in page
    assert "</bdi> om: Lärande" in page
    shown = (await leader.get(room)).text
    assert "Det här kan en enhet inte läsa än" in shown
    assert TOO_NARROW.sentence in shown
    assert "Det här kan en enhet" not in (await table.hub.browser("participant at BUP").get(room)).text
    police = {"vem": f"{table.hub.ids.person('mikael')}:POL"}
    assert (await leader.send(f"{room}/bjud-in", police)).status_code == 303
    assert await waiting(table.hub) == {
        ("karin", "lacking"): 1, ("jonas", "lacking"): 1, ("tove", "lacking"): 1,
    }  # fmt: skip
    assert "är med i rummet" in (await mother.get("/vem-far-se")).text
