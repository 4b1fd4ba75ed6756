"""What people are reminded of because time passes: a table of what and when, and that it is told once."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from consent.record import Act, Consent, Effect
from consent.words import ActKind, Capacity, How
from hub.notices import reminders
from hub.notices.reminders import due
from hub.notices.reminding import remind
from policies.facts import Child, Facts, Guardianship, Person, Room, Staff
from tests.hub.bad_input_sent import Desk
from tests.hub.notices import reached, waiting
from tests.hub.test_foretold_pages import asked

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
END = START + timedelta(days=200)
GUARDIANS = ("karin", "jonas")
CONSENT = Consent(
    id="c",
    subject="tove",
    purpose="SIP",
    room="r",
    from_units=frozenset({"SKOLA.EH"}),
    to_units=frozenset({"BUP"}),
    categories=frozenset({"maende"}),
    starts=START,
    ends=END,
)


def facts(at: datetime, born: date = date(2017, 1, 1)) -> Facts:
    """A child with two guardians, whose register has just been checked."""
    held = tuple(Guardianship(who=who, kind=Capacity.GUARDIAN, since=START) for who in GUARDIANS)
    people = {who: Person(id=who, name=who, born=date(1985, 1, 1)) for who in GUARDIANS}
    return Facts(
        people=people | {"tove": Person(id="tove", name="tove", born=born)},
        children={"tove": Child(id="tove", guardians=held, register_checked=at)},
        rooms={"r": Room(id="r", child="tove", purpose="SIP")},
    )


def yes(who: str, **more: object) -> Act:
    made = Act(id=who, by=who, capacity=Capacity.GUARDIAN, kind=ActKind.GRANT, at=START, loa=3)
    return replace(made, **more)  # type: ignore[arg-type]


SPOKEN = yes("jonas", how=How.ORAL, recorded_by="asa", said="Ja", loa=None)
BOTH = (yes("karin"), yes("jonas"))
STOPPED = Act(
    id="s", by="karin", capacity=Capacity.GUARDIAN, kind=ActKind.WITHDRAW, at=START, effect=Effect(ends=True)
)
ALL = frozenset({"karin", "jonas", "tove"})


@pytest.mark.parametrize(
    ("acts", "days", "told"),
    [
        (BOTH, 1, {}),
        (BOTH, 89, {}),
        (BOTH, 90, {("shared", "1"): ALL}),
        (BOTH, 179, {("shared", "1"): ALL, ("soon", "family"): ALL, ("soon", "leader"): frozenset()}),
        (BOTH, 180, {("shared", "2"): ALL, ("soon", "family"): ALL, ("soon", "leader"): frozenset()}),
        (BOTH, 200, {("over", "c"): ALL}),
        (BOTH, 206, {("over", "c"): ALL}),
        (BOTH, 207, {}),
        ((yes("karin"),), 100, {}),
        ((yes("karin"),), 200, {}),
        ((*BOTH, STOPPED), 100, {}),
        ((*BOTH, STOPPED), 200, {}),
        ((yes("karin"), SPOKEN), 2, {}),
        ((yes("karin"), SPOKEN), 3, {("soon", "leader"): frozenset(), ("spoken", "0"): frozenset({"jonas"})}),
        ((yes("karin"), SPOKEN), 9, {("soon", "leader"): frozenset(), ("spoken", "0"): frozenset({"jonas"})}),
        (
            (yes("karin"), SPOKEN),
            10,
            {("soon", "leader"): frozenset(), ("spoken", "1"): frozenset({"jonas"})},
        ),
        ((yes("karin"), SPOKEN), 14, {("soon", "leader"): frozenset()}),
        ((yes("karin"), SPOKEN), 15, {("stopped", "stopped"): frozenset()}),
        ((yes("karin"), SPOKEN), 22, {}),
        ((yes("karin"), replace(SPOKEN, confirmed=START)), 5, {}),
        ((SPOKEN,), 5, {("spoken", "0"): frozenset({"jonas"})}),
        ((yes("karin"), replace(SPOKEN, kind=ActKind.WITHDRAW, units=frozenset({"POL"}))), 5, {}),
    ],
)
def test_what_is_told_when(
    acts: tuple[Act, ...], days: int, told: dict[tuple[str, str], frozenset[str]]
) -> None:
    now = START + timedelta(days=days)
    found = {
        (one.about, one.key[-1]): one.people for one in due(replace(CONSENT, acts=acts), _staff(now), now)
    }
    assert found == told


def _staff(now: datetime) -> Facts:
    return replace(facts(now), staff={"asa": Staff(id="asa")})


def test_of_a_draft_nobody_is_reminded() -> None:
    now = START + timedelta(days=100)
    assert not list(due(replace(CONSENT, acts=BOTH, draft=True), facts(now), now))


def test_a_birthday_is_told_a_month_before() -> None:
    now = START + timedelta(days=20)
    given = facts(now, born=date(2014, 4, 10))  # twelve in ten days' time, and nobody has assessed the child
    found = {(one.about, one.key[-1]) for one in due(replace(CONSENT, acts=BOTH), given, now)}
    assert found == {("soon", "family"), ("soon", "leader")}


@pytest.mark.parametrize(("days", "told"), [(38, False), (39, True), (45, True), (46, False)])
def test_what_a_birthday_stopped_is_told_on_it_too(days: int, told: bool) -> None:
    now = START + timedelta(days=days)
    given = facts(now, born=date(2014, 4, 10))
    found = {one.about: (one.people, one.leaders) for one in due(replace(CONSENT, acts=BOTH), given, now)}
    assert found.get("stopped") == ((ALL, True) if told else None)


@pytest.mark.parametrize(
    ("acts", "days", "asked", "lately"),
    [(BOTH, 20, True, True), (BOTH, 30, True, False), (BOTH, 19, False, False), ((), 20, True, False),
     ((*BOTH, STOPPED), 20, False, False), ((*BOTH, yes("mona", at=START + timedelta(days=21))), 22, False, True)],
)  # fmt: skip
def test_who_gets_custody_after_it_was_asked_is_told_that_they_are(
    acts: tuple[Act, ...], days: int, asked: bool, lately: bool
) -> None:
    now = START + timedelta(days=days)
    given = facts(now)
    child = given.children["tove"]
    new = Guardianship(who="mona", kind=Capacity.GUARDIAN, since=START + timedelta(days=20))
    given = replace(
        given,
        children={"tove": replace(child, guardians=(*child.guardians, new))},
        people={**given.people, "mona": Person(id="mona", name="mona", born=date(1985, 1, 1))},
    )
    found = {(one.about, one.people) for one in due(replace(CONSENT, acts=acts), given, now)}
    assert (("asked", frozenset({"mona"})) in found) is asked
    assert (("stopped", frozenset()) in found) is lately
    later = due(replace(CONSENT, acts=acts), given, now, asked=START + timedelta(days=21))
    assert "asked" not in {one.about for one in later}, "a question put since was told as it was put"


async def test_it_is_told_once_however_often_it_is_looked_for(
    table: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A month before the end: the family, and who leads the room; no other family, and nobody else at work."""
    kinds = ("mother", "father", "child", "participant", "participant at BUP", "guardian of another family")
    await reached(table.hub, *kinds)
    await remind(table.hub.house)
    assert not await waiting(table.hub)
    await asked(table, 20)
    await waiting(table.hub)
    await remind(table.hub.house)
    assert not await waiting(table.hub), "not so soon after an answer that it tells of one"
    monkeypatch.setattr(reminders, "SETTLED", timedelta(0))
    for _ in range(3):
        await remind(table.hub.house)
    await asyncio.gather(*(remind(table.hub.house) for _ in range(3)))
    told = {("karin", "soon"): 1, ("jonas", "soon"): 1, ("tove", "soon"): 1, ("asa", "soon"): 1}
    assert await waiting(table.hub) == told
