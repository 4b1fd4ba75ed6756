"""Rooms, items and questions of a hostile world, and the world itself."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from consent.words import GUARDIANS, HidingGround, MeetingState
from policies.facts import Facts, Hiding, Item, Meeting, Room, Unit
from policies.question import Asks, Question
from tests.policies.reference import worlds_people, worlds_said
from tests.policies.reference.worlds import CATEGORIES, MOMENTS, TICK, UNITS, Dice, a_year_before

PER_WORLD = 8
NOBODY: frozenset[str] = frozenset()


def room(d: Dice, name: str) -> Room:
    """A room in which the asker mostly takes part."""
    inside = {("Asker", unit) for unit in UNITS} if not d.odd(0.2) else {("Asker", "U.A")}
    accepted = frozenset() if d.odd() else frozenset({("Asker", "U.P")})
    participants = NOBODY_PAIRS if d.odd(0.1) else frozenset(inside | {("Sam", "U.B")})
    return Room(id=name, child="Kid", purpose="p", participants=participants, forbehall=accepted)


NOBODY_PAIRS: frozenset[tuple[str, str]] = frozenset()


def item(d: Dice, name: str) -> Item:
    """A text about the child, a sibling or a father, by staff or family."""
    own = d.odd(0.7)
    subjects = frozenset({"Kid"}) if not d.odd() else d.some(("Kid", "Sib", "Dag", "Ann", "Asker"), 3)
    if d.odd(0.05):
        subjects |= {"Nemo"}
    grounds = tuple(HidingGround)
    hidden = (d.one(("Kid", "Ann", GUARDIANS, "Dag", "Bea")) for _ in range(d.one((1, 1, 2))))
    return Item(
        id=name,
        room=d.one(("R2", "R2", "R9")) if d.odd(0.1) else "R1",
        unit="FAMILY" if own else "U.X" if d.odd(0.05) else d.one(("U.B", "U.B", "U.A", "U.P")),
        by=d.one(("Ann", "Kid", "Dag", "Asker")) if own or d.odd(0.1) else d.one(("Sam", "Sam", "Asker")),
        categories=frozenset({d.one(CATEGORIES[:2])}) if not d.odd() else d.some(CATEGORIES, 3),
        subjects=subjects,
        released_to=d.some(UNITS, 2) if d.odd(0.2) else None,
        place_free=not d.odd(0.3),
        family_readers=d.some(("Ann", "Bea", "Kid", "Dag"), 3),
        deleted=d.odd(0.05),
        register=d.one(("belastningsregister", "misstankeregister")) if d.odd(0.05) else None,
        hidden_from=tuple(Hiding(who=w, ground=d.one(grounds), by="Sam") for w in hidden)
        if d.odd(0.5)
        else (),
    )


def question(d: Dice) -> Question:
    """Staff mostly, family sometimes, and now and then somebody without a session."""
    family = d.r.random() < 0.3
    views = family and d.r.random() < 0.15
    who = d.one(("Kid", "Kid", "Ann", "Ann", "Bea", "Cai", "Dag", "Sib", "Nemo")) if family else "Asker"
    capacity = "self" if who in ("Kid", "Dag") else "guardian"
    if family and d.odd(0.2):
        who, capacity = d.one(("Ann", "Kid", "Asker")), d.one(("self", "guardian"))
    unit = d.one((*UNITS, "FAMILY", "U.X")) if d.odd(0.2) else "U.A"
    return Question(
        asks=Asks.VIEWS if views else Asks.READS,
        who=d.one(("Sam", "Nemo", "Ann")) if not family and d.odd(0.05) else who,
        capacity=capacity if family else unit,
        at=d.now,
        item=None if views else d.one(("I1", "I2", "I3")) if not d.odd(0.02) else "I9",
        room=d.one(("R1", "R1", "R2", "R9")) if views else None,
        meeting=d.one(("M2", "M3", "M9")) if d.odd(0.1) else d.one(("M1", "M1", None)),
        purpose=d.one(("p", "other")) if d.odd(0.1) else None,
        loa=d.one((0, 2, 4)) if d.odd(0.05) else 3,
        login_age=timedelta(minutes=d.one((0, 0, 5, 6))),
        ledger_up=not d.odd(0.02),
    )


def world(seed: int) -> tuple[Facts, list[Question]]:
    """One world and some questions in it; the same for the same seed.

    People, consents, things and questions are each more or less out of the ordinary, so that one that is does
    not hide what the others do.
    """
    r = Random(seed)
    now = MOMENTS[int(r.random() * len(MOMENTS))] if r.random() < 0.7 else MOMENTS[0]
    family, said, things, asked = (Dice(r, now, r.choice((0.02, 0.1, 0.3, 0.6))) for _ in range(4))
    d = things
    absolute = d.odd(0.05)
    units = {name: Unit(id=name, agency="x", private=name == "U.P") for name in (*UNITS, "FAMILY")}
    if absolute:
        units["U.B"] = Unit(id="U.B", agency="x", absolute=True)
    if d.odd(0.2):
        units["U.A"] = Unit(id="U.A", agency="x", may_publish=False, absolute=d.odd())
    facts = Facts(
        units=units,
        people=worlds_people.people(family),
        staff=worlds_people.staff(things),
        children={who: worlds_people.child(family, who) for who in ("Kid", "Sib") if not family.odd(0.05)},
        rooms={name: room(d, name) for name in ("R1", "R2")},
        meetings={
            name: Meeting(
                id=name, room=where, state=d.one(tuple(MeetingState)) if d.odd() else MeetingState.OPEN
            )
            for name, where in (("M1", "R1"), ("M2", "R1"), ("M3", "R2"))
        },
        items={name: item(d, name) for name in ("I1", "I2", "I3")},
        consents=worlds_said.consents(said),
        approved_languages=frozenset({"sv"}) if d.odd(0.2) else None,
    )
    if family.r.random() < 0.2 and "Kid" in facts.children:
        facts = prevented(family, said, facts)
    return facts, [question(asked) for _ in range(PER_WORLD)]


def prevented(family: Dice, said: Dice, facts: Facts) -> Facts:
    """The same world with a guardian who is recorded as prevented, once or more, and says little."""
    times = family.one((1, 1, 2))
    records = tuple(worlds_people.prevention(family, family.one((None, "R1"))) for _ in range(times))
    kid = replace(facts.children["Kid"], prevented=tuple(replace(p, guardian="Bea") for p in records))
    if family.odd(0.5):  # The same guardian, just a year before or not quite.
        first = a_year_before(records[0].at) + family.one((TICK, 0 * TICK, -TICK))
        kid = replace(kid, prevented=(*kid.prevented, replace(kid.prevented[0], at=first)))
    told = worlds_said.silent(said, "Bea", facts.consents["R1", "Kid"])
    return replace(
        facts, children={**facts.children, "Kid": kid}, consents={**facts.consents, ("R1", "Kid"): told}
    )
