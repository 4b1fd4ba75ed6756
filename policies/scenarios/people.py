"""The people of a world: family, staff, and what the register and staff say about the children."""

from datetime import datetime

from consent.words import Capacity, Outcome
from policies.facts import Assessment, Assignment, Child, Guardianship, Person, Prevention, Staff
from policies.scenarios.errors import Misfit
from policies.scenarios.fields import (
    Fields,
    day,
    flag,
    member,
    moment,
    names,
    or_null,
    text,
    word,
)


def person(name: str, value: object, path: str) -> Person:
    """A family member, whose name is also the id."""
    f = Fields(value, path)
    found = Person(
        id=name,
        name=name,
        born=f.must("born", day),
        languages=f.may("languages", names, frozenset({"sv"})),
        coordination_level=f.may(
            "coordination_level", word("confirmed", "probable", "uncertain"), "confirmed"
        ),
        protected=f.may("protected", flag, False),
        allow_list=f.may("allow_list", names, frozenset[str]()),
    )
    f.end()
    return found


def staff(name: str, value: object, path: str) -> Staff:
    """A staff member with assignments and recorded conflicts of interest."""
    f = Fields(value, path)
    found = Staff(
        id=name,
        assignments=tuple(_assignment(v, where) for v, where in f.listed("assignments")),
        conflicts=f.may("conflicts", names, frozenset[str]()),
    )
    f.end()
    return found


def _assignment(value: object, path: str) -> Assignment:
    f = Fields(value, path)
    found = Assignment(
        unit=f.must("unit", text),
        role=f.must("role", text),
        since=f.must("from", moment),
        until=f.may("until", or_null(moment), None),
    )
    f.end()
    return found


def child(name: str, value: object, path: str) -> Child:
    """What is recorded about a child; `register_checked` None means when asked, and is filled in later."""
    f = Fields(value, path)
    view = f.may("view", or_null(_yes_or_no), None)
    found = Child(
        id=name,
        guardians=tuple(_guardian(who, v, p) for who, (v, p) in f.named("guardians").items()),
        register_checked=f.may("register_checked", or_null(moment), None),
        care_order=f.may("care_order", flag, False),
        prevented=tuple(_prevention(who, v, p) for who, (v, p) in f.named("prevented").items()),
        assessments=tuple(_assessment(v, where) for v, where in f.listed("assessments")),
        view=None if view is None else view == "yes",
        view_by=f.may("view_by", or_null(text), None),
    )
    f.end()
    return found


def _yes_or_no(value: object, path: str) -> str:
    if isinstance(value, bool):
        raise Misfit(path, 'expected "yes" or "no" in quotes')
    return word("yes", "no")(value, path)


def _guardian(who: str, value: object, path: str) -> Guardianship:
    f = Fields(value, path)
    found = Guardianship(
        who=who,
        kind=Capacity(f.must("kind", word("guardian", "god_man"))),
        since=f.must("from", moment),
        until=f.may("until", or_null(moment), None),
    )
    f.end()
    return found


def _prevention(who: str, value: object, path: str) -> Prevention:
    f = Fields(value, path)
    found = prevention(who, f, None, "")
    f.end()
    return found


def prevention(who: str, f: Fields, now: datetime | None, by: str) -> Prevention:
    """A record that a guardian is prevented; made at `now` by `by` where the file need not say."""
    return Prevention(
        guardian=who,
        reason=f.must("reason", text),
        urgent=f.may("urgent", text, ""),
        at=f.must("at", moment) if now is None else f.may("at", moment, now),
        by=f.must("by", text) if now is None else f.may("by", text, by),
    )


def _assessment(value: object, path: str) -> Assessment:
    f = Fields(value, path)
    found = Assessment(
        matter=f.must("matter", _all_or_categories),
        outcome=f.must("outcome", member(Outcome)),
        by=f.must("by", text),
        at=f.must("at", moment),
    )
    f.end()
    return found


def _all_or_categories(value: object, path: str) -> frozenset[str] | None:
    return None if value == "all" else names(value, path)
