"""A guardian who is prevented and need not be asked for 14 days (FB 6:13 second paragraph)."""

from datetime import datetime

from consent.words import ActKind, Capacity
from policies.facts import Child, Prevention
from policies.hearing import Hearing
from policies.times import PREVENTION_LASTS, a_year_after, in_force

REASONS = frozenset({"absent", "ill"})


def prevented(h: Hearing) -> set[str]:
    """The guardians who need not be asked; nobody where no guardian would be left to answer."""
    if not h.child.prevented:
        return set()
    guardians = {
        g.who for g in h.child.guardians if g.kind is Capacity.GUARDIAN and in_force(g.since, g.until, h.at)
    }
    out = {g for g in guardians if _is_out(g, h)}
    return out if out < guardians else set()


def _is_out(who: str, h: Hearing) -> bool:
    """Whether a record counts for this guardian, who has neither said no anywhere nor yes here."""
    if h.granted(who) or _has_said_no(who, h):
        return False
    return any(
        p.guardian == who and p.by != h.asker and p.by in h.facts.staff and _counts(p, h)
        for p in h.child.prevented
    )


def _has_said_no(who: str, h: Hearing) -> bool:
    """Whether they have said no, whole or in part, in any consent or draft of the child for the room."""
    return any(
        act.by == who and act.kind is not ActKind.GRANT and act.at <= h.at
        for consent in h.facts.consents.get((h.consent.room, h.consent.subject), ())
        for act in consent.acts
    )


def _counts(record: Prevention, h: Hearing) -> bool:
    """In its 14 days, on a ground that the law knows, saying why it can't wait, the only one in a year."""
    room = h.consent.room
    return (
        record.room in (None, room)
        and record.at <= h.at
        and h.at - record.at < PREVENTION_LASTS
        and record.reason in REASONS
        and bool(record.urgent.strip())
        and not recorded_before(record.guardian, h.child, room, record.at)
    )


def recorded_before(guardian: str, child: Child, room: str, at: datetime, *, or_then: bool = False) -> bool:
    """Whether the guardian was recorded as prevented for the room in the 12 months before `at`, or just then."""
    return any(
        p.guardian == guardian
        and p.room in (None, room)
        and (p.at < at or (or_then and p.at == at))
        and at < a_year_after(p.at)
        for p in child.prevented
    )
