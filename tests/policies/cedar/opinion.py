"""A second opinion in Cedar: the rules as policies that a lawyer can read, asked of the same worlds.

Python hands over what is the case (who granted, who is a guardian now, what was taken out), as the second
reading has it; how that leads to a yes or a no is said in the policies beside this file, and nowhere else.
"""

from pathlib import Path
from typing import Any

import cedarpy

from consent.record import Consent
from tests.policies.cedar import things
from tests.policies.cedar.around import about_consent, about_family, about_staff
from tests.policies.reference import barriers
from tests.policies.reference.shapes import Facts, Item, Question

HERE = Path(__file__).parent
SCHEMA = (HERE / "schema.cedarschema").read_text()
TEXTS = {name: (HERE / f"{name}.cedar").read_text() for name in ("staff", "family", "consent")}
POLICIES = {name: cedarpy.PolicySet.from_str(text) for name, text in TEXTS.items()}


class NoAnswer(Exception):
    """Cedar reports an error: a fact is missing or has another type than the schema says."""


def allows(q: Question, facts: Facts) -> bool:
    """Whether Cedar lets somebody read. KeyError: the question isn't one about reading."""
    item = facts.items.get(q.item or "")
    if item is None:
        return False
    if q.capacity in ("self", "guardian"):
        return _ask("family", "reads_as_family", things.item(item, facts), about_family(q, item, facts))
    covered = _covered(q, item, facts) if item.unit != q.capacity else []
    return _ask("staff", "reads_as_staff", things.item(item, facts), about_staff(q, item, facts, covered))


def lets(c: Consent, q: Question, item: Item, facts: Facts) -> bool:
    """Whether Cedar holds that this consent lets this reader read the item."""
    return _ask("consent", "lets", things.consent(c, facts, q.at), about_consent(c, q, item, facts))


def _ask(rules: str, action: str, resource: dict[str, Any], context: dict[str, Any]) -> bool:
    request = {
        "principal": {"type": "Person", "id": "asker"},
        "action": {"type": "Action", "id": action},
        "resource": resource["uid"],
        "context": context,
    }
    told = cedarpy.is_authorized(request, POLICIES[rules], [resource])
    if told.diagnostics.errors:
        raise NoAnswer("; ".join(told.diagnostics.errors))
    return bool(told.allowed)


def _covered(q: Question, item: Item, facts: Facts) -> list[str]:
    """The subjects with a consent that Cedar holds to let this reader read the item."""
    if item.room not in facts.rooms or not barriers.concerned(item, facts) <= set(facts.people):
        return []
    return sorted(
        who
        for who in item.subjects
        if any(lets(c, q, item, facts) for c in facts.consents.get((item.room, who), ()))
    )
