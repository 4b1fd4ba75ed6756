"""Items and consents as Cedar's entities."""

from datetime import UTC, datetime
from typing import Any

from consent.record import Consent
from tests.policies.reference import clock, ends
from tests.policies.reference.shapes import Facts, Item

BEGAN = datetime(1970, 1, 1, tzinfo=UTC)


def item(found: Item, facts: Facts) -> dict[str, Any]:
    everyone = frozenset(facts.units) if found.released_to is None else found.released_to
    attributes = {
        "room": found.room,
        "unit": found.unit,
        "author": found.by,
        "categories": sorted(found.categories),
        "subjects": sorted(found.subjects),
        "released_to": sorted(everyone),
        "tells_no_place": found.place_free,
        "deleted": found.deleted,
        "register_extract": found.register is not None,
        "family_readers": sorted(found.family_readers),
        "hidden_from": sorted({h.who for h in found.hidden_from}),
    }
    return {"uid": {"type": "Item", "id": found.id}, "attrs": attributes, "parents": []}


def consent(c: Consent, facts: Facts, now: datetime) -> dict[str, Any]:
    units, categories = ends.out(c, facts, now)
    attributes = {
        "subject": c.subject,
        "purpose": c.purpose,
        "from_units": sorted(c.from_units - units),
        "to_units": sorted(c.to_units - units),
        "categories": sorted(c.categories - categories),
        "starts": instant(c.starts),
        "ends": instant(c.ends),
        "a_year_on": instant(clock.in_12_months(c.starts)),
        "for_one_meeting": c.meeting is not None,
        "meeting": c.meeting or "",
        "draft": c.draft,
        "ended": ends.first_end(c, facts, now) is not None,
    }
    return {"uid": {"type": "Consent", "id": c.id}, "attrs": attributes, "parents": []}


def instant(at: datetime) -> int:
    """Microseconds since 1970."""
    passed = at - BEGAN
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds
