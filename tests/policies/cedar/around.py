"""What is the case around a question, as Cedar's context: no yes or no is worked out here."""

from typing import Any

from consent.record import Consent
from tests.policies.cedar.things import instant
from tests.policies.reference import acts, barriers, capacities, clock, maturity, staff
from tests.policies.reference.shapes import Facts, Item, Question
from tests.policies.reference.yes import NOBODY, Minor

UNKNOWN = -1
"""The age of somebody of whom nothing is known: no row of the table is theirs."""


def about_consent(c: Consent, q: Question, item: Item, facts: Facts) -> dict[str, Any]:
    """What stands around one consent."""
    room, meeting = facts.rooms[item.room], facts.meetings.get(c.meeting or "")
    age = capacities.years(c.subject, facts, q.at)
    minor = Minor(c, item, facts, q.at, q.who, UNKNOWN if age is None else age)
    guardians = minor.guardians
    said = {
        who: acts.standing(who, c, facts, q.at, q.who)
        for who in {c.subject, "board", *guardians}
        if who != NOBODY
    }
    unit = facts.units.get(q.capacity)
    return {
        "now": instant(q.at),
        "purpose": q.purpose or room.purpose,
        "room_purpose": room.purpose,
        "meeting": q.meeting or "",
        "meeting_is_open": meeting is not None and meeting.state == "open",
        "item_unit": item.unit,
        "item_categories": sorted(item.categories),
        "unit": q.capacity,
        "unit_is_private": unit is not None and unit.private,
        "forbehall": (q.who, q.capacity) in room.forbehall,
        "age": minor.age,
        "granted": sorted(who for who, stands in said.items() if stands == "grant"),
        "said_no": sorted(who for who, stands in said.items() if stands in ("refuse", "withdraw")),
        "guardians": sorted(guardians),
        "care_order": capacities.care_order(c.subject, facts),
        "register_fresh": capacities.register_is_fresh(c.subject, facts, q.at),
        "outcome": minor.outcome,
        "weighs_in_some": minor.weighs_in_some(),
        "child_says_no": minor.child_says_no(),
    }


def about_staff(q: Question, item: Item, facts: Facts, covered: list[str]) -> dict[str, Any]:
    """What stands around a staff member who asks."""
    room = facts.rooms.get(item.room)
    them = barriers.concerned(item, facts) if room else set(item.subjects)
    found = facts.staff.get(q.who)
    assigned = [a for a in found.assignments if clock.in_force(a.since, a.until, q.at)] if found else []
    wards = {who for who in them if q.who in capacities.guardians(who, facts, q.at)}
    shut = barriers.protected(them, facts)
    return {
        "ledger_up": q.ledger_up,
        "loa": q.loa,
        "me": q.who,
        "unit": q.capacity,
        "units_assigned": sorted({a.unit for a in assigned}),
        "too_close": sorted((found.conflicts if found else frozenset()) | wards),
        "concerned": sorted(them),
        "all_known": room is not None and staff.all_known(q, item, facts),
        "meeting_fits": staff.is_meeting_of(q, item, facts),
        "participants": [{"who": who, "unit": unit} for who, unit in sorted(room.participants)]
        if room
        else [],
        "protected": sorted(shut),
        "lists_me": sorted(who for who in shut if barriers.listed(q.who, who, facts)),
        "unit_is_absolute": item.unit in facts.units and facts.units[item.unit].absolute,
        "covered": covered,
    }


def about_family(q: Question, item: Item, facts: Facts) -> dict[str, Any]:
    """What stands around a family member who asks."""
    room = facts.rooms.get(item.room)
    child = room.child if room else ""
    them = {child, *item.subjects} if room else set(item.subjects)
    shut = barriers.protected(them, facts)
    age = capacities.years(child, facts, q.at)
    wards = {
        who
        for who in them
        if q.who in capacities.guardians(who, facts, q.at) and capacities.register_is_fresh(who, facts, q.at)
    }
    known = {q.who, *them} <= set(facts.people) and item.unit in facts.units
    return {
        "ledger_up": q.ledger_up,
        "loa": q.loa,
        "me": q.who,
        "as_self": q.capacity == "self",
        "child": child,
        "child_is_minor": capacities.is_minor(child, facts, q.at),
        "guardians": capacities.guardians(child, facts, q.at),
        "register_fresh": capacities.register_is_fresh(child, facts, q.at),
        "all_known": room is not None and known,
        "protected": sorted(shut),
        "lists_me": sorted(who for who in shut if barriers.listed(q.who, who, facts)),
        "unit_is_absolute": item.unit in facts.units and facts.units[item.unit].absolute,
        "login_minutes": -int(-q.login_age.total_seconds() // 60),
        "child_age": UNKNOWN if age is None else age,
        "child_outcome": maturity.together(child, item.categories, facts, q.at, q.who),
        "mine": sorted({q.who} | wards),
    }
