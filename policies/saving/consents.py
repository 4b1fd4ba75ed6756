"""A consent is saved only when it names what it is about. A general one is none (OSL 12:2)."""

from consent.record import Consent
from consent.words import CATEGORIES
from policies.answer import Answer
from policies.facts import Facts
from policies.question import Question
from policies.rules import saving as rule
from policies.saving.acts import refused_act
from policies.saving.common import EVERYTHING, MOST_UNITS, closed, stranger, unknown_units
from policies.times import within_a_year


def records_consent(question: Question, facts: Facts) -> Answer:
    """Whether this consent may be saved, with the acts that come with it."""
    no = closed(question)
    consent = question.draft_consent
    if no is not None or consent is None:
        return no or rule.TOO_GENERAL.no(where="consent")
    return (
        too_general(consent, facts)
        or _unknown_subject(consent, facts)
        or _refused_acts(consent, question, facts)
        or stranger(question, _child_of(consent, facts), frozenset({consent.subject}), facts)
        or rule.PERMITTED.yes()
    )


def too_general(consent: Consent, facts: Facts) -> Answer | None:
    """What the consent fails to name, with the field at fault."""
    for where in ("from_units", "to_units"):
        units: frozenset[str] = getattr(consent, where)
        unknown = unknown_units(units, facts)
        if not units or len(units) > MOST_UNITS or unknown is not None:
            return rule.TOO_GENERAL.no(unknown or "", where)
    odd = consent.categories - set(CATEGORIES)
    if not consent.categories or odd:
        return rule.TOO_GENERAL.no(min(odd, default=""), "categories")
    if not consent.purpose.strip() or consent.purpose.lower() in EVERYTHING:
        return rule.TOO_GENERAL.no(where="purpose")
    if consent.room not in facts.rooms:
        return rule.TOO_GENERAL.no(consent.room, "room")
    meeting = facts.meetings.get(consent.meeting) if consent.meeting is not None else None
    if consent.meeting is not None and (meeting is None or meeting.room != consent.room):
        return rule.TOO_GENERAL.no(consent.meeting, "meeting")
    if consent.ends <= consent.starts or not within_a_year(consent.starts, consent.ends):
        return rule.TOO_GENERAL.no(where="ends")
    return None


def _unknown_subject(consent: Consent, facts: Facts) -> Answer | None:
    return None if consent.subject in facts.people else rule.INCOMPLETE.no(consent.subject, "subject")


def _refused_acts(consent: Consent, question: Question, facts: Facts) -> Answer | None:
    """The first act in the consent that may not be saved."""
    return next((no for act in consent.acts if (no := refused_act(act, consent, question, facts))), None)


def _child_of(consent: Consent, facts: Facts) -> str:
    """The child of the consent's room, or the subject where the room is unknown."""
    room = facts.rooms.get(consent.room)
    return room.child if room is not None else consent.subject
