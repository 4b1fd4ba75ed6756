"""'Which acts count', and which one stands for each person."""

from datetime import datetime, timedelta

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, How
from tests.policies.reference import capacities, ends
from tests.policies.reference.shapes import Facts

ORDER = {ActKind.WITHDRAW: 2, ActKind.REFUSE: 1, ActKind.GRANT: 0}


def was_made(act: Act, facts: Facts, asker: str) -> bool:
    """'made with e-ID at LoA 3 or higher, or recorded by staff other than the asker as oral or on paper, with
    who recorded it and what was said'."""
    if act.how is How.EID:
        return act.loa is not None and act.loa >= 3
    recorded = act.recorded_by is not None and act.recorded_by in facts.staff and act.recorded_by != asker
    return recorded and bool(act.said and act.said.strip())


def was_understood(act: Act, facts: Facts) -> bool:
    """'understood, then, the language it was shown in, or an interpreter was there (the board needs neither)'.
    "Then": that a translation was approved is asked when the grant is saved, and not over again."""
    if act.capacity is Capacity.BOARD or act.interpreter:
        return True
    return act.by in facts.people and act.language in facts.people[act.by].languages


def was_held(act: Act, subject: str, facts: Facts, now: datetime) -> bool:
    """'the capacity was held when it was given and is held now, under the register's own word for it; `self`
    for an adult only if given as an adult'."""
    if act.capacity is Capacity.SELF and not capacities.is_minor(subject, facts, now):
        return act.by == subject and not capacities.is_minor(subject, facts, act.at)
    then = capacities.held(act.by, act.capacity, subject, facts, act.at)
    return then and capacities.held(act.by, act.capacity, subject, facts, now)


def is_confirmed_person(act: Act, facts: Facts) -> bool:
    """'the one who gave it had and has a confirmed identity'; the board is no person."""
    if act.capacity is Capacity.BOARD:
        return True
    return act.by in facts.people and facts.people[act.by].coordination_level == "confirmed"


def has_lapsed(act: Act, now: datetime, asker: str) -> bool:
    """'an oral one has been confirmed by the one who gave it, or is at most 14 days old': on a page, or to somebody
    else of the staff; the asker can't record it any more than the yes."""
    to_others = [moment for who, moment in act.again if who != asker]
    moments = [*to_others, *([act.confirmed] if act.confirmed is not None else [])]
    confirmed = any(moment <= now for moment in moments)
    return act.how is How.ORAL and not confirmed and now - act.at > timedelta(days=14)


def counts_but_for_age(act: Act, consent: Consent, facts: Facts, now: datetime, asker: str) -> bool:
    """A grant that has everything but perhaps lapsed."""
    return (
        act.kind is ActKind.GRANT
        and was_made(act, facts, asker)
        and was_understood(act, facts)
        and was_held(act, consent.subject, facts, now)
        and is_confirmed_person(act, facts)
    )


def standing(who: str, consent: Consent, facts: Facts, now: datetime, asker: str) -> ActKind | None:
    """'For each person the newest counting act in that consent stands; at the same instant a withdrawal beats a
    refusal and a refusal beats a grant; and after somebody's full withdrawal no later act of theirs counts.'

    A partial withdrawal leaves the rest standing, so it takes no yes away.
    """
    theirs = [a for a in consent.acts if a.by == who and a.at <= now and not ends.is_partial(a)]
    counting = [
        a
        for a in theirs
        if not ends.after_own_end(a, consent)
        and (
            a.kind is not ActKind.GRANT
            or (counts_but_for_age(a, consent, facts, now, asker) and not has_lapsed(a, now, asker))
        )
    ]
    return max(counting, key=lambda a: (a.at, ORDER[a.kind])).kind if counting else None


def lapsed_yes(who: str, consent: Consent, facts: Facts, now: datetime, asker: str) -> bool:
    """'their oral yes lapsed': it lacks nothing but its confirmation."""
    theirs = [a for a in consent.acts if a.by == who and a.at <= now and not ends.after_own_end(a, consent)]
    return any(
        counts_but_for_age(a, consent, facts, now, asker) and has_lapsed(a, now, asker) for a in theirs
    )
