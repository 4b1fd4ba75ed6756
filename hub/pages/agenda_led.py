"""What whoever leads a sitting sees of its agenda, and sets: which unit a point is dark for, and the lines of the form.

Staff alone read this: the words are in Swedish.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from consent.words import FAMILY
from hub.hall import View
from hub.login.caller import Caller
from hub.meeting.agenda import Point
from hub.meeting.agenda_seen import Dark, dark_for
from hub.meeting.forums import LONGEST, MOST_POINTS, Forum
from hub.pages.forms import Form
from hub.wording import gettext as _
from hub.wording.topics import TOPICS, topic

EMPTY = 2
"""Lines of the form that wait for one more point."""

OWN_KIND = "eget"
"""What is chosen where the room is opened from no forum."""


def forum_choices(forums: Iterable[Forum]) -> list[tuple[str, str, str]]:
    """What a room can be opened from: id, name and what it is for; or nothing of these."""
    none = (
        OWN_KIND,
        _("Eget möte"),
        _("Utan mall. Ni bestämmer själva vilka som är med och vad ni tar upp."),
    )
    return [*((forum.id, forum.name, forum.about) for forum in forums), none]


def points_in(form: Form, units: Iterable[str]) -> tuple[Point, ...]:
    """The points that the form names, in their order; a line without a topic is none."""
    if "amne0" not in form.fields:  # No form of ours: an agenda is emptied line by line.
        form.fault("", _("Sidan var för gammal. Läs in den igen."))
    offered = {*units, FAMILY}
    return tuple(filter(None, (_point(form, n, offered) for n in range(MOST_POINTS + EMPTY))))


def _point(form: Form, n: int, units: set[str]) -> Point | None:
    """The point of one line of the form, if it names a topic."""
    code = form.choice(f"amne{n}", TOPICS, required=False)
    if not code:
        return None
    minutes = form.text(f"minuter{n}", most=5)
    unit = form.choice(f"enhet{n}", units, required=False)
    if minutes and not (minutes.isascii() and minutes.isdecimal() and 1 <= int(minutes) <= LONGEST):
        form.fault(f"minuter{n}", _("Skriv hur många minuter, från 1 till %(most)d.") % {"most": LONGEST})
    return Point(code, int(minutes) if form.right(f"minuter{n}") else 0, unit)


def for_the_leader(
    view: View, room: str, points: tuple[Point, ...], caller: Caller, names: dict[str, str]
) -> dict[str, Any]:
    """Which points say something of the child, which unit can take part in them, and where the family can be asked."""
    unit = caller.unit or ""
    dark = dark_for(points, view.facts, view.at, room=room, who=caller.who, unit=unit)
    inside = {under for _who, under in view.facts.rooms[room].participants}
    parties = sorted(inside, key=lambda one: names.get(one, one))
    return {
        "heads": [_("Punkt"), *(names.get(one, one) for one in parties)],
        "matrix": _matrix(dark, parties, unit),
        "asks": _asks(dark, room, unit, names),
    }


def _matrix(dark: Sequence[Dark], parties: Sequence[str], leader: str) -> list[list[str]]:
    """For whoever leads: each point that says something of the child, and how it is with it for each unit."""
    return [[topic(one.point.topic), *(_cell(one, unit, leader) for unit in parties)] for one in dark]


def _cell(one: Dark, unit: str, leader: str) -> str:
    """In what way consent falls short for a unit and a point, if it does; nothing of whatever else may stand in the
    way, such as protection."""
    if unit == (one.point.unit or leader):
        return _("har punkten")
    if one.units is None:
        return _("visas inte för dig")
    return _(one.units[unit]) if unit in one.units else _("inget samtycke saknas")


def _asks(dark: Sequence[Dark], room: str, leader: str, names: dict[str, str]) -> list[dict[str, str]]:
    """Where the family can be asked for what a point lacks."""
    return [
        {
            "where": f"/rum/{room}/fraga?"
            + urlencode({"fran": one.point.unit or leader, "till": unit, "kategori": one.point.topic}),
            "topic": topic(one.point.topic),
            "unit": names.get(unit, unit),
        }
        for one in dark
        for unit in sorted(one.units or {})
    ]


def lines_of(points: Sequence[Point]) -> list[Point]:
    room_for_more = max(0, min(EMPTY, MOST_POINTS - len(points)))
    return [*points, *[Point("", 10)] * room_for_more]
