"""A world and a question printed as a scenario, so that a disagreement becomes a case for the files."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

import yaml

from policies.facts import Facts
from policies.question import Question
from tests.policies.reference.said import Said
from tests.policies.reference.worlds import STOCKHOLM

RENAMED = {"capacity": "as", "kind": "act", "since": "from", "ground": "assessment"}


def scenario(name: str, question: Question, facts: Facts, said: Said) -> str:
    """One scenario that needs no world beside it; what the format has no word for stands in a comment."""
    given = {
        "units": {u.id: _plain(u, "id") for u in facts.units.values()},
        "people": {p.id: _plain(p, "id", "name") for p in facts.people.values()},
        "staff": {s.id: _plain(s, "id") for s in facts.staff.values()},
        "children": {c.id: _child(c) for c in facts.children.values()},
        "rooms": {r.id: _room(r) for r in facts.rooms.values()},
        "meetings": {m.id: _plain(m, "id") for m in facts.meetings.values()},
        "consents": {c.id: _plain(c, "id") for cs in facts.consents.values() for c in cs},
        "items": {i.id: _plain(i, "id") for i in facts.items.values()},
    }
    asked = {"who": question.who, "as": question.capacity, "at": _value(question.at), "loa": question.loa}
    asked |= {"reads": question.item} if question.item else {"views": question.room}
    asked |= {"in": question.meeting, "purpose": question.purpose}
    asked |= {"login_age_minutes": int(question.login_age.total_seconds() // 60)}
    expect = {"decision": said.decision, "reason": said.reason or None, "detail": said.detail}
    case = {
        "id": name,
        "says": "",
        "basis": "law",
        "given": given,
        "ask": _full(asked),
        "expect": _full(expect),
    }
    names = {p.id: p.name for p in facts.people.values() if p.name != p.id}
    return f"# names: {names}\n" + yaml.safe_dump([case], width=200, sort_keys=False, default_flow_style=None)


def _full(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in (None, (), [], {}, "")}


def _plain(thing: Any, *without: str) -> dict[str, Any]:
    """The fields of a thing by the words of the format, without those that are as they would be anyway."""
    found = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name in (*without, "effect") or (value == field.default and field.name != "how"):
            continue
        key = "kind" if thing.__class__.__name__ == "Guardianship" and field.name == "kind" else field.name
        found[RENAMED.get(key, key) if key == field.name != "kind" or hasattr(thing, "how") else key] = (
            _value(value)
        )
    return _full({k: v for k, v in found.items() if k != "id"})


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(STOCKHOLM).isoformat()
    if isinstance(value, str):
        return str(value.value) if hasattr(value, "value") else value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_value(v) for v in value]
    return _plain(value) if hasattr(value, "__dataclass_fields__") else value


def _child(child: Any) -> dict[str, Any]:
    found = _plain(child, "id", "guardians", "prevented", "view")
    found["guardians"] = _keyed(child.guardians, "who")
    found["prevented"] = _keyed(child.prevented, "guardian")
    if child.view is not None:
        found["view"] = "yes" if child.view else "no"
    for assessment in found.get("assessments", []):
        assessment.setdefault("matter", "all")
    return _full(found)


def _keyed(things: Iterable[Any], key: str) -> dict[str, Any]:
    return {getattr(thing, key): _plain(thing, key, "room") for thing in things}


def _room(room: Any) -> dict[str, Any]:
    pairs = {
        name: [{"who": who, "unit": unit} for who, unit in sorted(getattr(room, name))]
        for name in ("participants", "forbehall")
    }
    return _full({"child": room.child, "purpose": room.purpose, **pairs})
