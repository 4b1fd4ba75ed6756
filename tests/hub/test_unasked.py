"""What nobody has been asked: a new text, or a unit that is new in the room; told to those who would be asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consent.record import Act, Consent, Effect
from consent.words import ActKind, Capacity, Outcome
from hub.falling_short import falling_short
from hub.ids import new_id
from hub.unasked import Asked
from policies.facts import Assessment, Assignment, Facts, Staff
from policies.told import ENDED, MISSING, NOT_COMPLETE, TOO_NARROW
from tests.hub.bad_input_sent import Desk
from tests.hub.notices import at_once, letters, reached, waiting
from tests.hub.test_foresight_supposed import CONSENT, ITEM, LONG_AGO, NOW, world

WHO = ("anna", "bo", "child")
LATER = NOW + timedelta(days=1)


def asked_with(*consents: Consent, age: int = 12) -> Facts:
    given = world(age)
    room = given.rooms["r"]
    two = replace(room, participants=room.participants | {("asa", "SKOLA.EH")})
    held = {("r", "child"): consents} if consents else {}
    asa = Staff(id="asa", assignments=(Assignment(unit="SKOLA.EH", role="k", since=LONG_AGO),))
    staff = {**given.staff, "asa": asa}
    return replace(given, consents=held, items={"i": ITEM}, rooms={"r": two}, staff=staff)


def short(facts: Facts, *, unit: str = "SKOLA.EH", who: str = "asa") -> dict[tuple[str, str], frozenset[str]]:
    return falling_short([ITEM], facts, NOW, who=who, unit=unit)


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
    "for a meeting to come": (replace(CONSENT, meeting="m"), []),
    "for a meeting that is over": (replace(CONSENT, meeting="gone"), ["maende"]),
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
    young = asked_with(age=9)
    assert lacking(young, "anna") != {}
    assert lacking(young, "child") == {}, "nobody has to ask a child of nine"


def test_of_what_a_youth_decides_alone_a_parent_hears_nothing() -> None:
    given = asked_with(age=16)
    alone = Assessment(matter=None, outcome=Outcome.DECIDES_ALONE, by="asa", at=NOW - timedelta(days=1))
    child = replace(given.children["child"], assessments=(alone,))
    given = replace(given, children={"child": child})
    assert lacking(given, "anna") == {}
    assert lacking(given, "child")["BUP"] == ["maende"]


def yes(*who: str) -> tuple[Act, ...]:
    given = (replace(no(one), kind=ActKind.GRANT) for one in who)
    return tuple(replace(act, capacity=Capacity.SELF) if act.by == "child" else act for act in given)


ENDING = replace(no("anna"), kind=ActKind.WITHDRAW, effect=Effect(ends=True))
SHORT: dict[str, tuple[tuple[Consent, ...], str]] = {
    "nothing asked": ((), MISSING.sentence),
    "for another category": (
        (replace(CONSENT, categories=frozenset({"franvaro"}), acts=yes(*WHO)),), TOO_NARROW.sentence
    ),
    "over": ((replace(CONSENT, ends=NOW, acts=yes(*WHO)),), ENDED.sentence),
    "one has been ended, and another lives": (
        (replace(CONSENT, acts=(ENDING,)), replace(CONSENT, id="z", categories=frozenset({"franvaro"}))),
        ENDED.sentence,
    ),
    "all have": ((replace(CONSENT, acts=yes(*WHO)),), ""),
    "for a meeting that is planned": ((replace(CONSENT, meeting="m", acts=yes(*WHO)),), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SHORT)
def test_the_leader_is_told_in_what_way_and_never_who(name: str) -> None:
    consents, sentence = SHORT[name]
    assert short(asked_with(*consents)) == ({("BUP", sentence): frozenset({"maende"})} if sentence else {})


def test_of_somebody_protected_it_says_nothing() -> None:
    given = asked_with()
    people = {**given.people, "child": replace(given.people["child"], protected=True)}
    assert short(replace(given, people=people)) == {}


NOES = [(), (no("anna"),), (no("anna"), no("bo")), yes("anna"), (*yes("anna"), no("bo"))]


@pytest.mark.parametrize("acts", NOES)
@pytest.mark.parametrize("meeting", [None, "m"])
@pytest.mark.parametrize("before", [False, True])
def test_an_answer_that_changes_nothing_changes_no_word(
    acts: tuple[Act, ...], meeting: str | None, before: bool
) -> None:
    """Whether anybody has answered, or said no, is not to be read in it; an older question that ended is no matter."""
    old = replace(CONSENT, id="b", ends=NOW)
    asked = replace(CONSENT, meeting=meeting, acts=acts)
    found = short(asked_with(*([old] if before else []), asked))
    assert found == {("BUP", NOT_COMPLETE.sentence): frozenset({"maende"})}


@pytest.mark.parametrize("kind", [None, ActKind.REFUSE])
def test_nor_where_an_adult_is_asked_alone(kind: ActKind | None) -> None:
    said = replace(no("child"), capacity=Capacity.SELF, kind=kind) if kind is not None else None
    asked = replace(CONSENT, acts=(said,) if said is not None else ())
    assert short(asked_with(asked, age=19)) == {("BUP", NOT_COMPLETE.sentence): frozenset({"maende"})}


def test_the_register_s_age_is_no_lack() -> None:
    given = asked_with(replace(CONSENT, acts=yes(*WHO)))
    child = replace(given.children["child"], register_checked=NOW - timedelta(days=3))
    assert short(replace(given, children={"child": child})) == {}


def test_of_a_text_that_is_not_the_leader_s_to_know_it_says_nothing() -> None:
    """Written by another unit and not released to theirs; or about somebody with whom they have a conflict."""
    given = asked_with()
    assert short(given) != {}
    foren = Staff(id="lo", assignments=(Assignment(unit="POL", role="p", since=LONG_AGO),))
    room = given.rooms["r"]
    there = replace(room, participants=room.participants | {("lo", "POL")})
    led = replace(given, staff={**given.staff, "lo": foren}, rooms={"r": there})
    assert short(led, who="lo", unit="POL") == {}
    close = replace(given.staff["asa"], conflicts=frozenset({"child"}))
    assert short(replace(given, staff={**given.staff, "asa": close})) == {}


async def test_a_text_and_a_unit_that_no_question_covers_are_told(table: Desk) -> None:
    """The family reads what they have not been asked, the leader what is lacking; both get a message of it."""
    await reached(table.hub, "mother", "father", "child", "participant", "participant at BUP")
    mother, leader = table.hub.browser("mother"), table.hub.browser("participant")
    room = table.path("/rum/{room}", "tove")
    assert "</bdi> om: Lärande" not in (await mother.get("/vem-far-se")).text
    text = table.form("/rum/{room}/publicera", nummer=new_id(), kategori="larande", till="SKOLA.EH")
    assert (await table.hub.browser("participant at BUP").send(f"{room}/publicera", text)).status_code == 303
    told = {("karin", "lacking"): 1, ("jonas", "lacking"): 1, ("asa", "lacking"): 1}
    assert await waiting(table.hub) == told
    page = (await mother.get("/vem-far-se")).text
    assert "Det här finns ingen fråga om just nu" in page
    assert "</bdi> om: Lärande" in page
    shown = (await leader.get(room)).text
    assert "Det här kan en enhet inte läsa än" in shown
    assert TOO_NARROW.sentence in shown
    assert "Det här kan en enhet" not in (await table.hub.browser("participant at BUP").get(room)).text
    police = {"vem": f"{table.hub.ids.person('mikael')}:POL"}
    assert (await leader.send(f"{room}/bjud-in", police)).status_code == 303
    assert await waiting(table.hub) == {
        ("karin", "lacking"): 1, ("jonas", "lacking"): 1,
    }  # fmt: skip
    assert "är med i rummet" in (await mother.get("/vem-far-se")).text


async def test_a_text_that_is_hidden_soon_after_is_told_to_nobody(table: Desk) -> None:
    """It is hidden only once it is published: the message waits for that, and is asked of again."""
    await reached(table.hub, "mother", "participant")
    before = len(await letters(table.hub))
    bup, room = table.hub.browser("participant at BUP"), table.path("/rum/{room}", "tove")
    number = new_id()
    text = table.form("/rum/{room}/publicera", nummer=number, kategori="larande", till="SKOLA.EH")
    assert (await bup.send(f"{room}/publicera", text)).status_code == 303
    assert len(await letters(table.hub)) == before, "not at once"
    hide = {"for": "guardians", "grund": "betydande_men", "varfor": "Hon kan fara illa."}
    assert (await bup.send(f"/uppgift/{number}/dolj", hide)).status_code == 303
    await at_once(table.hub)
    assert [one.to for one in (await letters(table.hub))[before:]] == ["participant@exempel.se"]
