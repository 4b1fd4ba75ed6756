"""The same questions to Cedar and to Casbin, each set up once and reused, as its documentation advises.

Both get less to do than ours. Which acts count, what was withdrawn and who must say yes is worked out
beforehand and handed to them; that those who must have said yes is theirs to see, as are unit, category, window.
"""

import json
from datetime import datetime
from typing import Any

import casbin
import cedarpy

from consent.record import Consent
from consent.words import ActKind
from policies.question import Question
from tests.benchmarks.decided import Asked

MODEL = """
[request_definition]
r = who, unit, item_unit, room, category, now, required

[policy_definition]
p = from_unit, to_unit, room, category, starts, ends, granted

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.room == p.room && ((r.unit == r.item_unit && r.unit == p.to_unit) || \
    (r.item_unit == p.from_unit && r.unit == p.to_unit && r.category == p.category && \
    r.now >= p.starts && r.now < p.ends && all_said(p.granted, r.required)))
"""

CEDAR = """
permit (principal, action == Action::"read", resource)
when { context.participant && resource.unit == context.unit };
"""
CEDAR_CONSENT = """
permit (principal, action == Action::"read", resource in Room::"{room}")
when {{
  context.participant && context.purpose == "{purpose}" && {from_units}.contains(resource.unit) &&
  {to_units}.contains(context.unit) && resource.released_to.contains(context.unit) &&
  {categories}.containsAll(resource.categories) && context.now >= {starts} && context.now < {ends} &&
  context.register_fresh && {granted}.containsAll(context.required) &&
  (context.age < 12 || context.age >= 18 || {granted}.contains("Kid") || context.outcome == "not_mature")
}};
"""


def granted(consent: Consent) -> list[str]:
    """Who has said yes, by name."""
    return sorted({act.by for act in consent.acts if act.kind is ActKind.GRANT})


def required(asked: Asked) -> list[str]:
    """Who must say yes for a child under twelve: the guardians."""
    return sorted(g.who for g in asked.facts.children["Kid"].guardians)


def all_said(yes: str, needed: str) -> bool:
    """Casbin's values are texts; this is its way to ask about sets."""
    return set(needed.split(",")) <= set(yes.split(","))


def stands(consent: Consent) -> bool:
    """Worked out beforehand for the other engines: nobody has withdrawn."""
    return all(act.kind is ActKind.GRANT for act in consent.acts)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _texts(some: frozenset[str]) -> str:
    return json.dumps(sorted(some))


class Cedar:
    """A policy for each consent that stands, and every item and room as an entity, parsed once."""

    def __init__(self, asked: Asked) -> None:
        standing = [c for cs in asked.facts.consents.values() for c in cs if stands(c)]
        texts = [
            CEDAR_CONSENT.format(
                room=c.room,
                purpose=c.purpose,
                from_units=_texts(c.from_units),
                to_units=_texts(c.to_units),
                categories=_texts(c.categories),
                starts=_seconds(c.starts),
                ends=_seconds(c.ends),
                granted=json.dumps(granted(c)),
            )
            for c in standing
        ]
        self.policies = cedarpy.PolicySet.from_str(CEDAR + "".join(texts))
        self.entities = cedarpy.Entities.from_json_str(json.dumps(_entities(asked)))
        self.facts, self.required = asked.facts, required(asked)

    def allows(self, q: Question) -> bool:
        """One call of the engine."""
        room = self.facts.rooms[self.facts.items[q.item or ""].room]
        request = {
            "principal": {"type": "User", "id": q.who},
            "action": {"type": "Action", "id": "read"},
            "resource": {"type": "Item", "id": q.item},
            "context": {
                "unit": q.capacity,
                "purpose": room.purpose,
                "participant": (q.who, q.capacity) in room.participants,
                "now": _seconds(q.at),
                "required": self.required,
                "register_fresh": True,
                "age": 10,
                "outcome": "not assessed",
            },
        }
        return bool(cedarpy.is_authorized(request, self.policies, self.entities).allowed)


def _entities(asked: Asked) -> list[dict[str, Any]]:
    rooms = [{"uid": {"type": "Room", "id": name}, "attrs": {}, "parents": []} for name in asked.facts.rooms]
    items = [
        {
            "uid": {"type": "Item", "id": item.id},
            "attrs": {
                "unit": item.unit,
                "released_to": sorted(item.released_to or ()),
                "categories": sorted(item.categories),
            },
            "parents": [{"type": "Room", "id": item.room}],
        }
        for item in asked.facts.items.values()
    ]
    return rooms + items


class Casbin:
    """A policy line for each consent that stands, unit, unit and category."""

    def __init__(self, asked: Asked) -> None:
        model = casbin.Model()
        model.load_model_from_text(MODEL)
        self.enforcer = casbin.Enforcer(model)
        self.enforcer.add_function("all_said", all_said)
        self.facts, self.required = asked.facts, ",".join(required(asked))
        for consents in asked.facts.consents.values():
            for consent in filter(stands, consents):
                self.enforcer.add_policies(_lines(consent))

    def allows(self, q: Question) -> bool:
        """One call for each category of the text: a policy line has one."""
        item = self.facts.items[q.item or ""]
        room = self.facts.rooms[item.room]
        if (q.who, q.capacity) not in room.participants:
            return False
        return all(
            self.enforcer.enforce(
                q.who, q.capacity, item.unit, item.room, category, _seconds(q.at), self.required
            )
            for category in item.categories
        )


def _lines(c: Consent) -> list[list[Any]]:
    rest = [_seconds(c.starts), _seconds(c.ends), ",".join(granted(c))]
    return [
        [source, reader, c.room, category, *rest]
        for source in sorted(c.from_units)
        for reader in sorted(c.to_units)
        for category in sorted(c.categories)
    ]
