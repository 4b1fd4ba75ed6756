"""A yes with e-ID, by the person who is logged in."""

from consent.record import Consent
from consent.words import Capacity
from policies.answer import Answer
from policies.capacity import is_guardian
from policies.facts import Facts
from policies.question import Question
from policies.rules import saving as rule
from policies.saving.acts import find, not_informed, too_weak
from policies.saving.consents import too_general


def grants(question: Question, facts: Facts) -> Answer:
    """Somebody says yes themself, with e-ID, as `self` or as `guardian`, which covers a god man."""
    if not question.ledger_up:
        return rule.LEDGER.no()
    consent = find(question, facts)
    if consent is None:
        return rule.NO_SUCH.no(question.consent or "", "consent")
    shown = question.draft_act or consent
    capacity = Capacity.SELF if question.capacity == Capacity.SELF else Capacity.GUARDIAN
    return (
        too_general(consent, facts)
        or _out_of_capacity(consent, question, facts)
        or too_weak(question.who, capacity, question.loa, facts)
        or not_informed(question.who, capacity, shown.language, shown.interpreter, facts)
        or rule.PERMITTED.yes()
    )


def _out_of_capacity(consent: Consent, question: Question, facts: Facts) -> Answer | None:
    """A parent without custody, a foster parent, or staff: not in the capacity claimed."""
    who, subject = question.who, consent.subject
    if question.capacity == Capacity.SELF:
        held = who == subject and who in facts.people
    else:
        held = question.capacity == Capacity.GUARDIAN and is_guardian(who, subject, facts, question.at)
    return None if held else rule.NOT_GUARDIAN.no(who, "capacity")
