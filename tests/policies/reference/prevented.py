"""'A guardian whom staff have recorded as prevented is not required for 14 days from the record'."""

from datetime import datetime, timedelta

from consent.record import Consent
from consent.words import ActKind, Capacity
from tests.policies.reference import acts, capacities, clock
from tests.policies.reference.shapes import Facts, Prevention


def is_such(record: Prevention, facts: Facts) -> bool:
    """'the reason is `absent` or `ill`, it says why the decision cannot wait', recorded by staff."""
    return record.reason in ("absent", "ill") and bool(record.urgent.strip()) and record.by in facts.staff


def records(who: str, consent: Consent, facts: Facts, now: datetime) -> list[Prevention]:
    """What was recorded about that guardian for that room until now."""
    child = facts.children[consent.subject]
    return [
        p for p in child.prevented if p.guardian == who and p.room in (None, consent.room) and p.at <= now
    ]


def in_time(who: str, consent: Consent, facts: Facts, now: datetime, asker: str) -> bool:
    """A record not older than 14 days, by 'somebody other than the asker'; 'One such record per guardian and
    room in 12 months.'"""
    mine = records(who, consent, facts, now)
    for record in mine:
        others = [p for p in mine if p.at < record.at]
        second = any(record.at < clock.in_12_months(p.at) for p in others)
        young = record.at <= now < record.at + timedelta(days=14)
        if young and is_such(record, facts) and record.by != asker and not second:
            return True
    return False


def has_said_no(who: str, consent: Consent, facts: Facts, now: datetime) -> bool:
    """'that guardian has said no, in whole or in part, in no consent or draft of that child for that room'."""
    told = facts.consents.get((consent.room, consent.subject), ())
    return any(a.by == who and a.at <= now and a.kind is not ActKind.GRANT for c in told for a in c.acts)


def excused(consent: Consent, facts: Facts, now: datetime, asker: str) -> set[str]:
    """Those not required; 'and at least one guardian does not qualify for this'.

    'A guardian': where the sentences mean a god man too they say so (FB 6:13 is about custody).
    """
    everyone = [
        who
        for who in capacities.guardians(consent.subject, facts, now)
        if Capacity.GUARDIAN in capacities.words_for(who, consent.subject, facts, now)
    ]
    found = {
        who
        for who in everyone
        if in_time(who, consent, facts, now, asker)
        and not has_said_no(who, consent, facts, now)
        and acts.standing(who, consent, facts, now, asker) is not ActKind.GRANT
    }
    return found if found < set(everyone) else set()
