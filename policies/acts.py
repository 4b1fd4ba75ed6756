"""Which acts count, and what each person's word is in the end."""

from datetime import datetime

from consent.record import Act, Consent
from consent.words import AS_BOARD, EID, GRANT, ORAL, REFUSE, SELF, WITHDRAW
from policies.capacity import holds, is_minor
from policies.facts import Facts
from policies.times import ORAL_LASTS

LOA_FOR_GRANTS = 3

# At the same instant a refusal beats a grant. A withdrawal beats both, whenever it was.
_WEIGHT = {GRANT: 0, REFUSE: 1}


def standing(consent: Consent, facts: Facts, at: datetime, asker: str) -> dict[str, Act]:
    """Each person's newest counting act in the consent; partial withdrawals are no standing word.

    After somebody's full withdrawal nothing later of theirs counts.
    """
    said: dict[str, Act] = {}
    for act in consent.acts:
        if act.at > at or (act.kind is WITHDRAW and act.partial):
            continue
        if act.kind is GRANT and not counts(act, consent.subject, facts, at, asker):
            continue
        before = said.get(act.by)
        if before is None or _stands_over(act, before):
            said[act.by] = act
    return said


def _stands_over(act: Act, before: Act) -> bool:
    """Whether an act replaces another of the same person."""
    withdrawn = before.kind is WITHDRAW
    if act.kind is WITHDRAW:
        return not withdrawn or act.at < before.at
    if withdrawn:
        return False
    return (act.at, _WEIGHT[act.kind]) > (before.at, _WEIGHT[before.kind])


def comes_after_own_withdrawal(act: Act, consent: Consent) -> bool:
    """Whether the same person had withdrawn in full before: then the act does not count."""
    return any(
        a.by == act.by and a.kind is WITHDRAW and not a.partial and a.at < act.at for a in consent.acts
    )


def counts(act: Act, subject: str, facts: Facts, at: datetime, asker: str) -> bool:
    """Whether a grant counts. A refusal or a withdrawal always does: a no is never too informal."""
    return not lapsed(act, at, asker) and sound(act, subject, facts, at, asker)


def lapsed(act: Act, at: datetime, asker: str) -> bool:
    """Whether it was spoken, never confirmed by the one who spoke, and is more than 14 days old.

    It is confirmed on a page of the person's own, or by having been said again to another of the staff: to any but the
    asker, who can't record what lets themself read.
    """
    if act.how is not ORAL:
        return False
    on_page = act.confirmed is not None and act.confirmed <= at
    confirmed = on_page or any(who != asker and when <= at for who, when in act.again)
    return not confirmed and at - act.at > ORAL_LASTS


def sound(act: Act, subject: str, facts: Facts, at: datetime, asker: str) -> bool:
    """Whether a grant would count if it has not lapsed."""
    return (
        act.at <= at
        and not act.partial
        and _well_made(act, facts, asker)
        and _held(act, subject, facts, at)
        and (act.capacity is AS_BOARD or _understood(act, facts))
    )


def _well_made(act: Act, facts: Facts, asker: str) -> bool:
    """With e-ID at LoA 3, or recorded by staff other than the asker together with what was said."""
    if act.how is EID:
        return act.loa is not None and act.loa >= LOA_FOR_GRANTS
    recorder, words = act.recorded_by, (act.said or "").strip()
    return recorder is not None and recorder != asker and recorder in facts.staff and bool(words)


def _held(act: Act, subject: str, facts: Facts, at: datetime) -> bool:
    """The capacity was held then and is held now; an adult has none but their own, given as an adult."""
    if act.capacity is SELF:
        return act.by == subject and is_minor(subject, facts, act.at) == is_minor(subject, facts, at)
    return (
        is_minor(subject, facts, at)
        and holds(act.by, act.capacity, subject, facts, act.at)
        and holds(act.by, act.capacity, subject, facts, at)
    )


def _understood(act: Act, facts: Facts) -> bool:
    """A confirmed identity, and a language that the person understands or an interpreter."""
    person = facts.people.get(act.by)
    return (
        person is not None
        and person.coordination_level == "confirmed"
        and (act.interpreter or act.language in person.languages)
    )
