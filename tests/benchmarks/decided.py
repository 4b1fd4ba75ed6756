"""A child with many consents over many rooms, and questions about one text in one of the rooms."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from consent.record import Act, Consent
from consent.words import ActKind, Capacity
from policies.effects import with_effects
from policies.facts import Assignment, Child, Facts, Guardianship, Item, Person, Room, Staff, Unit
from policies.question import Asks, Question

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=4000)
MONTH = timedelta(days=30)
GRANTED, NARROW, NONE, WITHDRAWN, OWN = (
    "yes by the fifth consent",
    "no: none reaches the unit",
    "no: the room has no consent",
    "no: all five withdrawn",
    "yes, one's own unit",
)
FROM_THE_MIDDLE = {GRANTED: 0, NARROW: -1, WITHDRAWN: -2}
"""The room of each question, counted from the room in the middle: each has five consents of its own kind."""


@dataclass(frozen=True)
class Asked:
    """The facts, and each question with what it must be answered."""

    facts: Facts
    questions: dict[str, tuple[Question, bool]]


def _acts(withdrawn: bool) -> tuple[Act, ...]:
    yes = tuple(
        Act(by=who, capacity=Capacity.GUARDIAN, kind=ActKind.GRANT, at=NOW - MONTH) for who in ("Ann", "Bea")
    )
    if not withdrawn:
        return yes
    return (*yes, Act(by="Ann", capacity=Capacity.GUARDIAN, kind=ActKind.WITHDRAW, at=NOW - MONTH / 2))


def _consent(room: int, place: int, each: int, kind: str) -> Consent:
    """Of those of one room only the last reaches the text; in one room not even that."""
    reaches = place == each - 1 and kind != NARROW
    withdrawn = kind == WITHDRAWN
    units = {"BUP"} if reaches or withdrawn else {"SOC.UTR"}
    return Consent(
        id=f"C{room:03}-{place:03}",
        subject="Kid",
        purpose="p",
        room=f"R{room}",
        from_units=frozenset({"SKOLA.EH"}),
        to_units=frozenset(units),
        categories=frozenset({"franvaro", "maende"}),
        starts=NOW - 2 * MONTH,
        ends=NOW + 2 * MONTH,
        acts=_acts(withdrawn),
    )


def _facts(consents: int, rooms: int) -> Facts:
    each = consents // rooms
    kinds = {rooms // 2 + place: kind for kind, place in FROM_THE_MIDDLE.items()}
    seats = frozenset({("Asker", "BUP")})
    return Facts(
        units={name: Unit(id=name, agency="x") for name in ("BUP", "SKOLA.EH", "SOC.UTR", "FAMILY")},
        people={
            "Kid": Person(id="Kid", name="Kid", born=date(2016, 3, 1)),
            **{who: Person(id=who, name=who, born=date(1985, 3, 1)) for who in ("Ann", "Bea")},
        },
        staff={"Asker": Staff(id="Asker", assignments=(Assignment(unit="BUP", role="x", since=LONG_AGO),))},
        children={
            "Kid": Child(
                id="Kid",
                guardians=tuple(
                    Guardianship(who=who, kind=Capacity.GUARDIAN, since=LONG_AGO) for who in ("Ann", "Bea")
                ),
                register_checked=NOW,
            )
        },
        rooms={f"R{n}": Room(id=f"R{n}", child="Kid", purpose="p", participants=seats) for n in range(rooms)},
        items={f"I{n}": _item(f"I{n}", f"R{n}") for n in range(rooms)}
        | {"own": replace(_item("own", f"R{rooms // 2}"), unit="BUP"), "none": _item("none", "empty")},
        consents={
            (f"R{room}", "Kid"): tuple(
                _consent(room, place, each, kinds.get(room, GRANTED)) for place in range(each)
            )
            for room in range(rooms)
        },
    )


def _item(name: str, room: str) -> Item:
    return Item(
        id=name,
        room=room,
        unit="SKOLA.EH",
        by="Sam",
        categories=frozenset({"franvaro"}),
        subjects=frozenset({"Kid"}),
        released_to=frozenset({"BUP"}),
    )


def cases(*, consents: int, rooms: int) -> Asked:
    """The facts as the house has them loaded, and the questions that fit this many rooms."""
    facts = with_effects(_facts(consents, rooms))
    empty = Room(id="empty", child="Kid", purpose="p", participants=frozenset({("Asker", "BUP")}))
    facts = replace(facts, rooms={**facts.rooms, "empty": empty})
    plain = Question(asks=Asks.READS, who="Asker", capacity="BUP", at=NOW)
    found = {
        name: (replace(plain, item=f"I{rooms // 2 + place}"), name == GRANTED)
        for name, place in FROM_THE_MIDDLE.items()
        if rooms // 2 + place >= 0
    }
    found |= {NONE: (replace(plain, item="none"), False), OWN: (replace(plain, item="own"), True)}
    return Asked(facts, found)
