"""Small worlds in full, for those who read: every step of staff, and every row of the family."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

from consent.words import HidingGround
from policies.facts import Assignment, Child, Guardianship, Hiding, Staff
from tests.policies.small_worlds import (
    BASE,
    CHILD,
    DAY,
    GUARDIANS,
    ITEM,
    LONG_AGO,
    NOW,
    PEOPLE,
    READS,
    ROOM,
    UNITS,
    Asked,
    act,
    assessed,
    person,
    what_a_consent_reaches,
    who_must_say_yes,
)

NOT_ANY_MORE = NOW - DAY
NOBODY: frozenset[str] = frozenset()


def steps_of_staff() -> Iterator[Asked]:
    """The assignment, jäv, the item's state, whose it is, the seat in the room, release, protection, secrecy."""
    until, either = (None, NOW, NOT_ANY_MORE), (True, False)
    for ended, jav, deleted, seat, released in product(until, *[either] * 4):
        assignment = Assignment(unit="U.A", role="x", since=LONG_AGO, until=ended)
        asker = Staff(id="Asker", assignments=(assignment,), conflicts=frozenset({"Kid"} if jav else ()))
        room = replace(ROOM, participants=ROOM.participants if seat else frozenset())
        around = replace(BASE, staff={**BASE.staff, "Asker": asker}, rooms={"R1": room})
        whose = (("U.A", "Asker"), ("U.A", "Sam"), ("U.B", "Sam"))
        secrecies = (None, "register", "absolute")
        guarded = product((None, "unlisted", "listed"), (True, False))
        for (unit, by), (shut, place_free), secrecy, yes in product(
            whose, list(guarded), secrecies, (True, False)
        ):
            item = replace(
                ITEM,
                unit=unit,
                by=by,
                deleted=deleted,
                released_to=ITEM.released_to if released else NOBODY,
                place_free=place_free,
                register="belastningsregister" if secrecy == "register" else None,
            )
            listed = frozenset({"Asker"}) if shut == "listed" else NOBODY
            kid = person("Kid", 9, protected=shut is not None, allow_list=listed)
            units = {**UNITS, unit: replace(UNITS[unit], absolute=secrecy == "absolute")}
            yield (
                replace(
                    around,
                    units=units,
                    items={"I1": item},
                    people={**PEOPLE, "Kid": kid},
                    consents=BASE.consents if yes else {},
                ),
                READS,
            )


ASKERS = (("Kid", "self"), ("Ann", "guardian"), ("Cai", "guardian"), ("Dag", "self"), ("Dag", "guardian"))
HIDDEN = ((), ("Kid",), ("Ann",), ("guardians",), ("Dag",))
SUBJECTS = (frozenset({"Kid"}), frozenset({"Kid", "Sib"}), frozenset({"Dag"}), NOBODY)
OWN = (
    ("U.B", "Sam", NOBODY),
    ("U.B", "Sam", frozenset({"Ann"})),
    ("FAMILY", "Ann", NOBODY),
    ("FAMILY", "Ann", frozenset({"Ann", "Cai", "Kid"})),
    ("FAMILY", "Kid", frozenset({"Ann", "Kid"})),
)


def rows_of_the_family() -> Iterator[Asked]:
    """Who asks, the child's age, the register, protection, hidings, whose the item is, subjects, the login."""
    sibling = Child(id="Sib", guardians=GUARDIANS[:1], register_checked=NOW)
    ended = Guardianship(who="Cai", kind=GUARDIANS[0].kind, since=LONG_AGO, until=NOT_ANY_MORE)
    for age, fresh, shut, alone in product(
        (12, 15, 18), (True, False), (None, "unlisted", "listed"), (False, True)
    ):
        listed = frozenset({"Ann", "Dag"}) if shut == "listed" else NOBODY
        kid = person("Kid", age, protected=shut is not None, allow_list=listed)
        child = replace(
            CHILD,
            guardians=(*GUARDIANS, ended),
            register_checked=NOW - (timedelta(0) if fresh else 2 * DAY),
            assessments=assessed("decides_alone" if alone else None, age),
        )
        around = replace(
            BASE,
            people={**PEOPLE, "Kid": kid, "Sib": person("Sib", 7)},
            children={"Kid": child, "Sib": sibling},
        )
        for (who, capacity), hidden, subjects, own in product(ASKERS, HIDDEN, SUBJECTS, OWN):
            unit, by, readers = own
            hidings = tuple(Hiding(who=h, ground=HidingGround.BETYDANDE_MEN, by="Sam") for h in hidden)
            item = replace(
                ITEM, unit=unit, by=by, family_readers=readers, subjects=subjects, hidden_from=hidings
            )
            for minutes in (0, 5, 6) if hidden and who == "Kid" else (0,):
                asked = replace(READS, who=who, capacity=capacity, login_age=timedelta(minutes=minutes))
                yield replace(around, items={"I1": item}), asked


def no_counts_for_ever() -> Iterator[Asked]:
    """Two acts of one person in every order and every kind: the newest stands, an end stays."""
    said = ("grant", "refuse", "withdraw", "lapsed")
    for age, who, first, second, gap in product((9, 15, 17), ("Kid", "Ann"), said, said, (-1, 0, 1)):
        for outcome in (None, "not_mature", "mature", "decides_alone"):
            earlier = act(who, first)
            later = replace(act(who, second), at=earlier.at + gap * DAY)
            others = tuple(act(o, "grant") for o in ("Kid", "Ann", "Bea") if o != who)
            consent = replace(BASE.consents["R1", "Kid"][0], acts=(*others, earlier, later))
            child = replace(CHILD, assessments=assessed(outcome, age))
            yield (
                replace(
                    BASE,
                    people={**PEOPLE, "Kid": person("Kid", age)},
                    children={"Kid": child},
                    consents={("R1", "Kid"): (consent,)},
                ),
                READS,
            )


GRIDS = {
    "who must say yes": who_must_say_yes,
    "what a consent reaches": what_a_consent_reaches,
    "steps of staff": steps_of_staff,
    "rows of the family": rows_of_the_family,
    "a no counts for ever": no_counts_for_ever,
}
