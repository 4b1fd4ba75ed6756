"""What a person is told of an answer. The true reason stands in the ledger, not on the page."""

from dataclasses import dataclass
from enum import StrEnum

from policies.answer import Answer, Reason
from policies.rules import RULES


class Audience(StrEnum):
    """Who is told: a stranger to the room, a participant, its leader, one who may grant, the child, ..."""

    STRANGER = "stranger"
    READER = "reader"
    LEADER = "leader"
    GRANTOR = "grantor"
    CHILD = "child"
    FAMILY = "family"
    AUDITOR = "auditor"


class Status(StrEnum):
    """What kind of page it is: the text or a receipt, "finns inte" (404), a refusal, or the login."""

    OPEN = "open"
    ABSENT = "absent"
    CLOSED = "closed"
    LOG_IN = "log_in"


@dataclass(frozen=True, slots=True)
class Told:
    """The status and one plain Swedish sentence."""

    status: Status
    sentence: str


ABSENT = Told(Status.ABSENT, "Det du söker finns inte.")
LOG_IN = Told(Status.LOG_IN, "Du behöver logga in med e-legitimation.")
NO_CONSENT_FOR_YOU = Told(
    Status.CLOSED, "Inget samtycke låter din enhet läsa det här. Fråga den som leder mötet."
)
NOT_NOW = Told(Status.CLOSED, "Det här kan inte läsas av andra just nu.")

MISSING = Told(Status.CLOSED, "Det saknas ett samtycke.")
NOT_COMPLETE = Told(Status.CLOSED, "Samtycket är inte komplett ännu.")
ENDED = Told(Status.CLOSED, "Samtycket har upphört.")
TOO_NARROW = Told(Status.CLOSED, "Samtycket är för snävt för det här.")

# What answers alike whether it is there or not: to tell them apart would tell what is there.
_AS_IF_ABSENT = frozenset({
    Reason.NOT_PUBLISHED, Reason.PROTECTED, Reason.HIDDEN_FROM_CHILD, Reason.HIDDEN_FROM_GUARDIAN,
    Reason.INNER_SECRECY, Reason.NOT_PARTICIPANT,
})  # fmt: skip

# Rules about consent, and about what no consent opens, which a participant hears as one sentence.
_ABOUT_CONSENT = ("covers.", "yes.", "reads.other_subject", "reads.register", "reads.absolute")

_TO_LEADER = {
    "reads.other_subject": MISSING, "reads.register": NOT_NOW, "reads.absolute": NOT_NOW,
    "covers.none": MISSING, "covers.not_yet": NOT_COMPLETE, "covers.expired": ENDED,
    "yes.adult_withdrawn": ENDED, "yes.ended": ENDED, "yes.ended_by_child": ENDED,
    "yes.adult_nothing": MISSING,
}  # fmt: skip


def told(answer: Answer, audience: Audience) -> Told:
    """What this audience is told of this answer, never more than is theirs to know."""
    if audience is Audience.AUDITOR:
        return Told(_status(answer), RULES[answer.rule].sentence)
    if answer.allowed:
        return Told(Status.OPEN, RULES[answer.rule].sentence)
    if answer.reason is Reason.LOG_FAILURE:
        return Told(Status.CLOSED, RULES[answer.rule].sentence)
    if answer.reason in _AS_IF_ABSENT:
        return ABSENT
    if answer.rule in _NEEDS_LOGIN:
        return LOG_IN
    if audience is Audience.STRANGER:
        return ABSENT
    if answer.rule.startswith(_ABOUT_CONSENT):
        return _about_consent(answer.rule, audience)
    # What remains of a family's reading is not theirs to read, and so not theirs to know of.
    return ABSENT if answer.rule.startswith("family.") else Told(Status.CLOSED, RULES[answer.rule].sentence)


_NEEDS_LOGIN = frozenset({"reads.session", "family.session", "saves.session", "saves.too_weak"})


def _about_consent(rule: str, audience: Audience) -> Told:
    """The leader hears in what way consent falls short; a participant nothing; nobody hears who or why."""
    if audience is Audience.LEADER:
        if rule.startswith("covers."):
            return _TO_LEADER.get(rule, TOO_NARROW)
        return _TO_LEADER.get(rule, NOT_COMPLETE)
    return NO_CONSENT_FOR_YOU if audience is Audience.READER else NOT_NOW


def _status(answer: Answer) -> Status:
    """For the auditor, who sees every answer as what it was."""
    return Status.OPEN if answer.allowed else Status.CLOSED


def another_grantors_state(*, has_answered: bool) -> str:
    """All that one grantor learns of another: never what the answer was."""
    return "har svarat" if has_answered else "väntar"


def sentences() -> tuple[str, ...]:
    """Every sentence that somebody may be told, for the catalogues of translations."""
    fixed = (ABSENT, LOG_IN, NO_CONSENT_FOR_YOU, NOT_NOW, MISSING, NOT_COMPLETE, ENDED, TOO_NARROW)
    states = (another_grantors_state(has_answered=False), another_grantors_state(has_answered=True))
    return (*(t.sentence for t in fixed), *states, *(rule.sentence for rule in RULES.values()))
