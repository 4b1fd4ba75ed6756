"""The edges of the small questions that a consent comes down to: whose word stands, and in what capacity."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from consent.record import Act
from consent.words import BOARD, ActKind, Capacity, How, Outcome
from policies.acts import lapsed, sound, standing
from policies.barriers import beyond_consent, has_assignment
from policies.capacity import by_name, guardians_now, holds
from policies.maturity import together
from policies.question import Asks
from policies.rule import Rule
from policies.rules import reading
from tests.policies.saving_facts import CLICKED, FACTS, NOW, SPOKEN, tord

DAY = timedelta(days=1)
C1 = FACTS.consents["R1", "Alva"][0]


def at_most(act: Act, **changes: object) -> Act:
    return replace(act, **changes)  # type: ignore[arg-type]


REFUSE, WITHDRAW = ActKind.REFUSE, ActKind.WITHDRAW
ORDERS = [
    ([CLICKED, at_most(CLICKED, kind=REFUSE)], REFUSE, 0),
    ([at_most(CLICKED, kind=REFUSE), CLICKED], REFUSE, 0),
    ([at_most(CLICKED, kind=WITHDRAW), at_most(CLICKED, kind=REFUSE)], WITHDRAW, 0),
    ([at_most(CLICKED, kind=REFUSE), at_most(CLICKED, kind=WITHDRAW)], WITHDRAW, 0),
    ([at_most(CLICKED, kind=WITHDRAW, at=NOW - DAY), CLICKED], WITHDRAW, 1),
    ([at_most(CLICKED, kind=WITHDRAW), at_most(CLICKED, kind=WITHDRAW, at=NOW - DAY)], WITHDRAW, 1),
    ([at_most(CLICKED, kind=WITHDRAW, at=NOW - DAY), at_most(CLICKED, kind=WITHDRAW)], WITHDRAW, 1),
    ([at_most(CLICKED, kind=REFUSE, at=NOW - DAY), CLICKED], ActKind.GRANT, 0),
]


@pytest.mark.parametrize(("acts", "kind", "days"), ORDERS)
def test_whose_word_stands(acts: list[Act], kind: ActKind, days: int) -> None:
    found = standing(replace(C1, acts=tuple(acts)), FACTS, NOW, "Kim")["Anna"]
    assert (found.kind, found.at) == (kind, NOW - days * DAY)


def test_of_two_withdrawals_at_once_the_first_told_stands() -> None:
    first, second = (at_most(CLICKED, kind=WITHDRAW, id=n) for n in "ab")
    assert standing(replace(C1, acts=(first, second)), FACTS, NOW, "Kim") == {"Anna": first}


SOUND = {
    "a click": (CLICKED, True),
    "in the future": (at_most(CLICKED, at=NOW + DAY), False),
    "of a part": (at_most(CLICKED, units=frozenset({"BUP"})), False),
    "at level 2": (at_most(CLICKED, loa=2), False),
    "at no level": (at_most(CLICKED, loa=None), False),
    "spoken": (SPOKEN, True),
    "spoken to the asker": (at_most(SPOKEN, recorded_by="Kim"), False),
    "spoken to nobody": (at_most(SPOKEN, recorded_by=None), False),
    "spoken to one who is not staff": (at_most(SPOKEN, recorded_by="Anders"), False),
    "spoken without words": (at_most(SPOKEN, said=" "), False),
    "in a language she does not read": (at_most(CLICKED, language="so"), False),
    "by one without custody": (at_most(CLICKED, by="Erik"), False),
    "by the child": (at_most(CLICKED, by="Alva", capacity=Capacity.SELF), True),
    "as self by another": (at_most(CLICKED, capacity=Capacity.SELF), False),
    "by no board": (at_most(SPOKEN, by=BOARD, capacity=Capacity.BOARD), False),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_yes(name: str) -> None:
    act, expected = SOUND[name]
    assert sound(act, "Alva", FACTS, NOW, "Kim") is expected


LAPSED = [(14 * DAY, None, False), (14 * DAY + timedelta(seconds=1), None, True), (15 * DAY, NOW, False)]


@pytest.mark.parametrize(("age", "confirmed", "expected"), LAPSED)
def test_a_spoken_yes_lapses(age: timedelta, confirmed: datetime | None, expected: bool) -> None:
    act = at_most(SPOKEN, at=NOW - age, confirmed=confirmed)
    old = age > 14 * DAY
    assert lapsed(act, NOW, "Kim") is expected
    assert lapsed(replace(act, how=How.PAPER), NOW, "Kim") is False
    assert lapsed(replace(act, confirmed=NOW + DAY), NOW, "Kim") is old


def test_what_was_said_again_keeps_it_for_all_but_whom_it_was_said_to() -> None:
    act = at_most(SPOKEN, at=NOW - 20 * DAY, again=(("Malin", NOW),))
    assert not lapsed(act, NOW, "Kim")
    assert lapsed(act, NOW, "Malin"), "no reader keeps it alive for themself"
    assert lapsed(act, NOW - DAY, "Kim"), "not before it was said"
    assert not lapsed(replace(act, again=(("Malin", NOW), ("Kim", NOW))), NOW, "Malin")


def test_capacities() -> None:
    assert holds("Anna", Capacity.SELF, "Anna", FACTS, NOW) is True
    assert holds("Anna", Capacity.SELF, "Alva", FACTS, NOW) is False
    assert holds(BOARD, Capacity.BOARD, "Ines", FACTS, NOW) is True
    assert holds(BOARD, Capacity.BOARD, "Alva", FACTS, NOW) is False
    assert holds("Sara", Capacity.BOARD, "Ines", FACTS, NOW) is False


def test_people_are_named_in_order() -> None:
    people = {
        **FACTS.people,
        "Anna": replace(FACTS.people["Anna"], name="Z"),
        "Bo": replace(FACTS.people["Bo"], name="Z"),
    }
    facts = replace(FACTS, people=people)
    assert by_name({"Bo", "Anna", "Nemo"}, facts) == ["Nemo", "Anna", "Bo"]
    assert by_name(frozenset({"Anna"}), facts) == ["Anna"]
    assert guardians_now(FACTS.children["Alva"], facts, NOW) == ["Anders", "Anna"]


def test_an_assignment_is_in_a_unit_that_is_known() -> None:
    assert has_assignment(tord(Asks.READS), FACTS) is True
    assert has_assignment(tord(Asks.READS), replace(FACTS, units={})) is False
    assert has_assignment(replace(tord(Asks.READS), who="Nemo"), FACTS) is False


SECRET = [("FAMILY", None, None), ("ODD", None, reading.ABSOLUTE), ("SOC.FAMRAD", None, reading.ABSOLUTE),
          ("BUP", None, None), ("BUP", "belastning", reading.REGISTER)]  # fmt: skip


@pytest.mark.parametrize(("unit", "register", "expected"), SECRET)
def test_what_no_consent_opens(unit: str, register: str | None, expected: Rule | None) -> None:
    units = {name: unit for name, unit in FACTS.units.items() if name != "FAMILY"}
    item = replace(FACTS.items["I1"], unit=unit, register=register)
    assert beyond_consent(item, replace(FACTS, units=units), reading.REGISTER, reading.ABSOLUTE) is expected


def test_what_several_categories_come_to() -> None:
    assert together([]) is None
    assert together([Outcome.MATURE, None]) is None
    assert together([Outcome.MATURE, Outcome.NOT_MATURE]) is Outcome.MATURE
    assert together([Outcome.DECIDES_ALONE]) is Outcome.DECIDES_ALONE
