"""A yes is saved only from the right person, who understood; a no is always saved."""

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, How
from policies.acts import LOA_FOR_GRANTS
from policies.answer import Answer
from policies.capacity import holds, is_minor
from policies.facts import Facts
from policies.question import Question
from policies.rules import saving as rule
from policies.saving.common import is_family, stranger


def records_act(question: Question, facts: Facts) -> Answer:
    """Whether this act may be saved: spoken or on paper by staff, or with e-ID by the person."""
    act = question.draft_act
    if not question.ledger_up:
        return rule.LEDGER.no()
    if act is not None and act.kind is not ActKind.GRANT:
        return rule.NEVER_REFUSED.yes()
    consent = find(question, facts)
    if act is None or consent is None:
        return (
            rule.SPOKEN.no(where="act") if act is None else rule.NO_SUCH.no(question.consent or "", "consent")
        )
    no = refused_act(act, consent, question, facts)
    if no is None and act.how is not How.EID:
        no = stranger(question, consent.subject, frozenset(), facts)
    return no or rule.PERMITTED.yes()


def find(question: Question, facts: Facts) -> Consent | None:
    """The consent that the question names, drafts included."""
    wanted = question.consent
    return next((c for cs in facts.consents.values() for c in cs if c.id == wanted), None)


def refused_act(act: Act, consent: Consent, question: Question, facts: Facts) -> Answer | None:
    """Why a yes may not be saved, or None. A refusal or a withdrawal is never refused."""
    if act.kind is not ActKind.GRANT:
        return None
    if not _is_in_capacity(act.by, act.capacity, consent.subject, question, facts):
        return rule.NOT_GUARDIAN.no(act.by, "capacity")
    loa = min(question.loa, act.loa or 0) if act.how is How.EID else question.loa
    return (
        too_weak(act.by, act.capacity, loa, facts)
        or not_informed(act.by, act.capacity, act.language, act.interpreter, facts)
        or _not_told(act, question, facts)
    )


def _is_in_capacity(who: str, capacity: Capacity, subject: str, question: Question, facts: Facts) -> bool:
    """Whether the person has that capacity now; a guardian's is for a minor only."""
    if capacity is Capacity.SELF:
        return who == subject and who in facts.people
    minor = is_minor(subject, facts, question.at)
    return minor and holds(who, capacity, subject, facts, question.at)


def too_weak(who: str, capacity: Capacity, loa: int, facts: Facts) -> Answer | None:
    """A yes needs LoA 3, and a number at level `confirmed` where it is a samordningsnummer."""
    if loa < LOA_FOR_GRANTS:
        return rule.TOO_WEAK.no(where="loa")
    if capacity is Capacity.BOARD:
        return None
    person = facts.people.get(who)
    confirmed = person is not None and person.coordination_level == "confirmed"
    return None if confirmed else rule.UNCONFIRMED.no(who, "by")


def not_informed(
    who: str, capacity: Capacity, language: str, interpreter: bool, facts: Facts
) -> Answer | None:
    """The person reads the language, in a translation that a native reader has approved, or has a tolk."""
    if capacity is Capacity.BOARD or interpreter:
        return None
    person = facts.people.get(who)
    approved = facts.approved_languages is None or language in facts.approved_languages
    understood = person is not None and language in person.languages and approved
    return None if understood else rule.NOT_INFORMED.no(language, "language")


def _not_told(act: Act, question: Question, facts: Facts) -> Answer | None:
    """With e-ID only one's own; otherwise what was said, by whom, and which of the staff wrote it down."""
    if act.how is How.EID:
        return None if act.by == question.who else rule.SPOKEN.no(act.by, "by")
    if act.said is None or not act.said.strip():
        return rule.SPOKEN.no(where="said")
    if is_family(question) or act.recorded_by != question.who or act.recorded_by not in facts.staff:
        return rule.SPOKEN.no(act.recorded_by or "", "recorded_by")
    return None if question.spoke in (None, act.by) else rule.SPOKEN.no(question.spoke or "", "by")
