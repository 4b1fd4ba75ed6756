"""The rest of a world: units, rooms, meetings, consents with their acts, and items."""

from datetime import datetime

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, HidingGround, How, MeetingState
from policies.facts import Hiding, Item, Meeting, Room, Unit
from policies.scenarios.errors import Misfit
from policies.scenarios.fields import (
    Fields,
    flag,
    mapping,
    member,
    moment,
    names,
    number,
    or_null,
    sequence,
    text,
)
from policies.times import NEVER

NOBODY: frozenset[str] = frozenset()


def unit(name: str, value: object, path: str) -> Unit:
    """A unit of an agency."""
    f = Fields(value, path)
    found = Unit(
        id=name,
        agency=f.must("agency", text),
        private=f.may("private", flag, False),
        absolute=f.may("absolute", flag, False),
        may_publish=f.may("may_publish", flag, True),
    )
    f.end()
    return found


def room(name: str, value: object, path: str) -> Room:
    """A room around a child."""
    f = Fields(value, path)
    found = Room(
        id=name,
        child=f.must("child", text),
        purpose=f.must("purpose", text),
        participants=_pairs(f.may("participants", sequence, []), f"{path}.participants"),
        forbehall=_pairs(f.may("forbehall", sequence, []), f"{path}.forbehall"),
    )
    f.end()
    return found


def _pairs(values: list[object], path: str) -> frozenset[tuple[str, str]]:
    pairs = set()
    for n, value in enumerate(values):
        f = Fields(value, f"{path}[{n}]")
        pairs.add((f.must("who", text), f.must("unit", text)))
        f.end()
    return frozenset(pairs)


def meeting(name: str, value: object, path: str) -> Meeting:
    """A sitting of a room."""
    f = Fields(value, path)
    found = Meeting(id=name, room=f.must("room", text), state=f.must("state", member(MeetingState)))
    f.end()
    return found


def consent(name: str, value: object, path: str, now: datetime | None = None) -> Consent:
    """A consent with its acts. With `now` it is one that somebody tries to save, which may lack things."""
    f = Fields(value, path)
    language = f.may("language", text, "sv")
    interpreter = f.may("interpreter", flag, False)
    loose = now is not None
    acts = [act(Fields(a, where), language, interpreter, now) for a, where in f.listed("acts")]
    found = Consent(
        id=name,
        subject=f.may("subject", text, "") if loose else f.must("subject", text),
        purpose=f.may("purpose", text, "") if loose else f.must("purpose", text),
        room=f.may("room", text, "") if loose else f.must("room", text),
        from_units=f.may("from_units", names, NOBODY) if loose else f.must("from_units", names),
        to_units=f.may("to_units", names, NOBODY) if loose else f.must("to_units", names),
        categories=f.may("categories", names, NOBODY) if loose else f.must("categories", names),
        starts=f.may("starts", moment, now) if now is not None else f.must("starts", moment),
        ends=f.may("ends", or_null(moment), None) or NEVER if loose else f.must("ends", moment),
        draft=f.may("draft", flag, False),
        meeting=f.may("meeting", or_null(text), None),
        language=language,
        interpreter=interpreter,
        acts=tuple(sorted(acts, key=lambda a: a.at)),
    )
    f.end()
    return found


def act(f: Fields, language: str, interpreter: bool, now: datetime | None = None) -> Act:
    """An act; `now` is its time where the file need not say. Only a withdrawal may name a part."""
    kind = f.must("act", member(ActKind))
    how = f.may("how", member(How), How.EID)
    for part in ("units", "categories"):
        if part in f and kind is not ActKind.WITHDRAW:
            raise Misfit(f"{f.path}.{part}", "only a withdrawal names a part of the consent")
    found = Act(
        by=f.must("by", text),
        capacity=f.must("as", member(Capacity)),
        kind=kind,
        at=f.must("at", moment) if now is None else f.may("at", moment, now),
        how=how,
        loa=f.may("loa", number, 3),
        confirmed=f.may("confirmed", or_null(moment), None),
        again=_said_again(f.may("again", mapping, {}), f"{f.path}.again"),
        recorded_by=f.may("recorded_by", or_null(text), None),
        said=f.may("said", or_null(text), None),
        language=f.may("language", text, language),
        interpreter=f.may("interpreter", flag, interpreter),
        units=f.may("units", names, NOBODY),
        categories=f.may("categories", names, NOBODY),
    )
    f.end()
    return found


def _said_again(found: dict[str, object], path: str) -> tuple[tuple[str, datetime], ...]:
    """To whom of the staff it was said again, and when: `{Malin: 2026-11-04T09:00}`."""
    return tuple((who, moment(when, f"{path}.{who}")) for who, when in found.items())


def item(name: str, value: object, path: str) -> Item:
    """A published item. `released_to` left out means every unit."""
    return _item(name, Fields(value, path), None, loose=False)


def draft_item(value: object, path: str, by: str, unit: str) -> Item:
    """An item that somebody tries to publish, which may lack things."""
    return _item("", Fields(value, path), (by, unit), loose=True)


def _item(name: str, f: Fields, own: tuple[str, str] | None, *, loose: bool) -> Item:
    by, unit = own or ("", "")
    found = Item(
        id=name,
        room=f.may("room", text, "") if loose else f.must("room", text),
        unit=f.may("unit", text, unit) if loose else f.must("unit", text),
        by=f.may("by", text, by) if loose else f.must("by", text),
        categories=f.may("categories", names, NOBODY),
        subjects=f.may("subjects", names, NOBODY),
        released_to=f.may("released_to", names, NOBODY)
        if loose
        else f.may("released_to", or_null(names), None),
        place_free=f.may("place_free", flag, True),
        family_readers=f.may("family_readers", names, NOBODY),
        deleted=f.may("deleted", flag, False),
        register=f.may("register", or_null(text), None),
        hidden_from=tuple(_hiding(h, where) for h, where in f.listed("hidden_from")),
    )
    f.end()
    return found


def _hiding(value: object, path: str) -> Hiding:
    f = Fields(value, path)
    found = Hiding(
        who=f.must("who", text), ground=f.must("assessment", member(HidingGround)), by=f.must("by", text)
    )
    f.end()
    return found
