"""Which points of an agenda somebody sees, and which units a point is dark for. Pure.

A point is a category and a unit: it says of a child what a text would say that the unit wrote about it. So whoever
sees a point is whoever could read such a text; the policies are asked about one that nobody has written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from consent.words import CATEGORIES, FAMILY
from hub.alone import is_guarded, theirs_too
from hub.deciding import with_register_checked
from hub.falling_short import falling_short, is_theirs_to_know
from hub.login.caller import Caller
from hub.meeting.agenda import Point
from policies.decide import decide
from policies.facts import Facts, Item
from policies.family import FAMILY_CAPACITIES
from policies.question import Question

SUPPOSED = "?"
"""The text that nobody has written, and its author."""


@dataclass(frozen=True, slots=True)
class Dark:
    """One point for whoever leads: in what way consent falls short, by unit; none of a unit that can take part in it.

    `units` is None where it is not theirs to know.
    """

    point: Point
    units: dict[str, str] | None


def seen_of(
    points: Sequence[Point], question: Question, facts: Facts, *, room: str, leader: str
) -> tuple[Point | None, ...]:
    """The points as `question` lets its asker see them; None is one that is not for them.

    `question` reads; `leader` is the unit that leads the meetings, whose points they are where no unit is named.
    """
    return tuple(point if _is_seen(point, question, facts, room, leader) else None for point in points)


def shown_to(
    points: Sequence[Point | None], by: Caller, facts: Facts, at: datetime, *, room: str, leader: str
) -> tuple[Point | None, ...]:
    """The same without what some guardian could not see, to a child whose login is old (`hub.alone`)."""
    if not is_guarded(by, facts, at):
        return tuple(points)

    def stays(point: Point) -> bool:
        text = supposed(point, facts, room, leader, family=True)
        return text is None or bool(theirs_too(by.who, (text,), facts, at))

    return tuple(point if point is not None and stays(point) else None for point in points)


def _is_seen(point: Point, question: Question, facts: Facts, room: str, leader: str) -> bool:
    text = supposed(point, facts, room, leader, family=question.capacity in FAMILY_CAPACITIES)
    if text is None:
        return True
    asked = replace(question, item=text.id, meeting=None)
    # Whoever leads has set the point: it tells of the child what their own unit would.
    texts = (text, replace(text, unit=leader))
    return all(decide(asked, replace(facts, items={text.id: one})).allowed for one in texts)


def supposed(point: Point, facts: Facts, room: str, leader: str, *, family: bool = False) -> Item | None:
    """The text about the room's child that such a point stands for; None where it is a part of every meeting.

    To the `family` their own points are as the leader's: whoever of them wrote such a text would not be the only one
    to know that it is talked about.
    """
    if point.topic not in CATEGORIES:
        return None
    unit = leader if not point.unit or (family and point.unit == FAMILY) else point.unit
    inside = frozenset(under for _who, under in facts.rooms[room].participants)
    return Item(
        id=SUPPOSED,
        room=room,
        unit=unit,
        by=SUPPOSED,
        categories=frozenset({point.topic}),
        subjects=frozenset({facts.rooms[room].child}),
        released_to=inside,
    )


def dark_for(
    points: Sequence[Point], facts: Facts, at: datetime, *, room: str, who: str, unit: str
) -> tuple[Dark, ...]:
    """For whoever leads the meetings: each point that says something of the child, and the units that it is dark for.

    Told per unit and category, never who has not said yes and never why (gate, section 8).
    """
    found = []
    for point in points:
        text = supposed(point, facts, room, unit)
        if text is not None:
            held = replace(with_register_checked(facts, at), items={text.id: text})
            known = is_theirs_to_know(text, who, unit, held, at)
            short = falling_short([text], held, at, who=who, unit=unit)
            found.append(Dark(point, dict(iter(short)) if known else None))
    return tuple(found)
