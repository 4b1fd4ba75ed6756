"""Have the right people said yes? The first reason that applies, or None where they have."""

from datetime import datetime

from consent.record import Act, Consent
from consent.words import BOARD, GRANT, GUARDIAN, REFUSE, WITHDRAW, Outcome
from policies.acts import lapsed, sound, standing
from policies.answer import Answer
from policies.capacity import child_record, guardians_now, holds, register_is_fresh
from policies.facts import Facts
from policies.hearing import Hearing
from policies.maturity import WEIGHTY, judged, together
from policies.prevented import prevented
from policies.rules import grantors as rule
from policies.times import birthday

NO_GUARDIAN = "guardian"


def objection(
    consent: Consent, categories: frozenset[str], facts: Facts, at: datetime, asker: str
) -> Answer | None:
    """Why the consent does not stand for these categories, or None where the right people have said yes."""
    subject = consent.subject
    person = facts.people.get(subject)
    if person is None:
        return rule.ADULT_NOTHING.no(subject)
    adult, end = at >= birthday(person.born, 18), _first_end(consent, at)
    if end is not None:
        ended = rule.ENDED_BY_CHILD if end.effect.by_child else rule.ENDED
        return (rule.ADULT_WITHDRAWN if adult else ended).no(end.by)
    said = standing(consent, facts, at, asker)
    if adult:
        return _adult(consent, said, facts, at, asker)
    outcomes = [judged(subject, c, facts, at, asker) for c in categories]
    child = child_record(subject, facts)
    return _minor(Hearing(consent, categories, facts, at, asker, person, child, said, outcomes))


def _adult(consent: Consent, said: dict[str, Act], facts: Facts, at: datetime, asker: str) -> Answer | None:
    """An adult says yes alone, as an adult."""
    who = consent.subject
    own = said.get(who)
    if own is not None and own.kind is WITHDRAW:
        return rule.ADULT_WITHDRAWN.no(who)
    if own is None:
        spoken = _yes_lapsed(who, consent, facts, at, asker)
        return (rule.ADULT_LAPSED if spoken else rule.ADULT_NOTHING).no(who)
    return rule.ADULT_REFUSED.no(who) if own.kind is REFUSE else None


def _minor(h: Hearing) -> Answer | None:
    """The reasons of a minor's consent that has not been ended, in their order."""
    if h.child_says_no and (h.row == 15 or any(o in WEIGHTY for o in h.outcomes)):
        return rule.CHILD_OBJECTS.no(h.consent.subject)
    level = together(h.outcomes)
    alone = h.row == 15 and level is Outcome.DECIDES_ALONE
    if not alone and not register_is_fresh(h.child, h.at):
        return rule.UNVERIFIED.no("unverified")
    adults = _adults(h, alone)
    return _adult_no(h, adults) or _by_row(h, adults, level)


def _first_end(consent: Consent, at: datetime) -> Act | None:
    """The act that ended the consent; at the same instant the child's."""
    ends = [act for act in consent.acts if act.effect.ends and act.at <= at]
    return min(ends, key=lambda a: (a.at, not a.effect.by_child, a.by)) if ends else None


def _adults(h: Hearing, alone: bool) -> list[str | None]:
    """The guardians who must answer by name, None for the guardian that a child lacks, then the board."""
    adults: list[str | None] = []
    if not alone:
        guardians = guardians_now(h.child, h.facts, h.at)
        out = prevented(h)
        adults += [g for g in guardians if g not in out] if guardians else [None]
    return [*adults, BOARD] if h.child.care_order else adults


def _adult_no(h: Hearing, adults: list[str | None]) -> Answer | None:
    """The first of those who must answer who has said no."""
    for who in adults:
        act = h.said.get(who) if who is not None else None
        if act is not None and act.kind is not GRANT:
            return (rule.SAID_NO if act.kind is REFUSE else rule.TOOK_BACK).no(act.by)
    return None


def _by_row(h: Hearing, adults: list[str | None], level: Outcome | None) -> Answer | None:
    """What the row for the child's age asks, when nobody who must answer has said no."""
    youth, own_yes = h.row == 15, h.granted(h.consent.subject)
    missing = [who for who in adults if not h.granted(who)]
    if own_yes and not missing:
        return None
    if not own_yes and len(missing) == len(adults):
        stranger = _granted_without_custody(h)
        if stranger is not None:
            return rule.NOT_GUARDIAN.no(stranger)
    if not own_yes and _child_must_answer(h, level):
        missing.append(h.consent.subject)
    if missing and youth and own_yes and level is None:
        return rule.YOUTH_UNASSESSED.no(h.consent.subject)
    if missing or not (adults or own_yes):
        return _missing(missing[0] if missing else None, h)
    asks_assessment = not youth and (h.row >= 12 or h.child_says_no)
    return rule.UNASSESSED.no(h.consent.subject) if asks_assessment and level is None else None


def _child_must_answer(h: Hearing, level: Outcome | None) -> bool:
    """From 12 a mature child's own yes is needed; from 15 every child's but one assessed not mature."""
    if h.row == 15:
        return level is not Outcome.NOT_MATURE
    return h.row >= 12 and level in WEIGHTY


def _granted_without_custody(h: Hearing) -> str | None:
    """The first, by time, who granted as guardian and is not one now, by the register's own word."""
    for act in sorted(h.consent.acts, key=lambda a: (a.at, a.by)):
        as_guardian = act.kind is GRANT and act.capacity is GUARDIAN and act.at <= h.at
        if as_guardian and not holds(act.by, GUARDIAN, h.consent.subject, h.facts, h.at):
            return act.by
    return None


def _missing(who: str | None, h: Hearing) -> Answer:
    """Somebody has not granted: an oral yes of theirs lapsed, or they have said nothing that counts."""
    if who is not None and _yes_lapsed(who, h.consent, h.facts, h.at, h.asker):
        return rule.LAPSED.no(who)
    return rule.MISSING.no(NO_GUARDIAN if who is None else who)


def _yes_lapsed(who: str, consent: Consent, facts: Facts, at: datetime, asker: str) -> bool:
    """Whether that person said a yes that would count had it been confirmed in time."""
    return any(
        act.by == who
        and act.kind is GRANT
        and lapsed(act, at, asker)
        and sound(act, consent.subject, facts, at, asker)
        for act in consent.acts
    )
