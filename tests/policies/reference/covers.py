"""'Does a consent let this reader read this item?'"""

from datetime import UTC, datetime

from consent.record import Consent
from consent.words import MeetingState
from tests.policies.reference import capacities, clock, ends, yes
from tests.policies.reference.said import Said, no
from tests.policies.reference.shapes import Facts, Item, Question

FURTHEST = 7
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def subjects_in_order(item: Item, facts: Facts) -> list[str]:
    """'the room's child first, then the others by name'."""
    child = facts.rooms[item.room].child
    return [s for s in [child] if s in item.subjects] + capacities.by_name(item.subjects - {child}, facts)


def scope(c: Consent, item: Item, q: Question, facts: Facts) -> tuple[int, str] | None:
    """Checks a to g: how far it came, and the reason; None when all hold."""
    room = facts.rooms[item.room]
    units, categories = ends.out(c, facts, q.at)
    meeting = facts.meetings.get(c.meeting) if c.meeting is not None else None
    private = q.capacity in facts.units and facts.units[q.capacity].private
    checks = [
        ("NOT_YET_VALID", q.at >= c.starts),
        ("EXPIRED", c.ends <= clock.in_12_months(c.starts) and q.at < c.ends),
        ("SCOPE_PURPOSE", c.purpose == room.purpose and q.purpose in (None, room.purpose)),
        (
            "SCOPE_MEETING",
            c.meeting is None
            or (q.meeting == c.meeting and meeting is not None and meeting.state is MeetingState.OPEN),
        ),
        ("SCOPE_FROM", item.unit in c.from_units - units),
        (
            "SCOPE_TO",
            q.capacity in c.to_units - units and (not private or (q.who, q.capacity) in room.forbehall),
        ),
        ("SCOPE_CATEGORY", item.categories <= c.categories - categories),
    ]
    for place, (reason, holds) in enumerate(checks):
        if not holds:
            return place, reason
    return None


def newest_act(c: Consent, now: datetime) -> datetime:
    """'the one whose newest act of any kind is newest'."""
    return max((a.at for a in c.acts if a.at <= now), default=LONG_AGO)


def subject_covered(subject: str, item: Item, q: Question, facts: Facts) -> Said:
    """'the subject is covered if one passes all (the first by identifier is named). Otherwise the answer is the
    reason of the one that came furthest down the list'."""
    found = [c for c in facts.consents.get((item.room, subject), ()) if not c.draft]
    failed: list[tuple[int, datetime, str, Said]] = []
    for c in sorted(found, key=lambda c: c.id):
        short = scope(c, item, q, facts)
        missing = yes.missing_yes(c, item, facts, q.at, q.who) if short is None else no(short[1])
        if missing is None:
            return Said("ALLOW", "CONSENT", None, frozenset({c.id}))
        failed.append((short[0] if short else FURTHEST, newest_act(c, q.at), c.id, missing))
    if not failed:
        return no("NO_CONSENT")
    far = max(row[0] for row in failed)
    new = max(row[1] for row in failed if row[0] == far)
    return min((row for row in failed if row[:2] == (far, new)), key=lambda row: row[2])[3]


def all_covered(item: Item, q: Question, facts: Facts) -> Said:
    """'every subject has a consent'; 'for a subject other than the room's child always `OTHER_SUBJECT`'."""
    if not item.subjects or not item.categories:
        return no("NO_CONSENT")
    named: set[str] = set()
    for subject in subjects_in_order(item, facts):
        said = subject_covered(subject, item, q, facts)
        if said.decision == "DENY":
            return said if subject == facts.rooms[item.room].child else no("OTHER_SUBJECT")
        named |= said.consents or set()
    return Said("ALLOW", "CONSENT", None, frozenset(named))
