"""An answer is a value with a reason; a no is not an exception."""

from enum import StrEnum

import msgspec


class Decision(StrEnum):
    """Yes, yes without the place, or no."""

    ALLOW = "ALLOW"
    ALLOW_REDACTED = "ALLOW_REDACTED"
    DENY = "DENY"


ALLOW, ALLOW_REDACTED, DENY = Decision
"""The decisions by their own names, as the kinds of acts have them."""


class Reason(StrEnum):
    """Every reason that an answer can have, in the order in which the page of the gate names them."""

    LOG_FAILURE = "LOG_FAILURE"
    NO_SESSION = "NO_SESSION"
    NO_ASSIGNMENT = "NO_ASSIGNMENT"
    NOT_PUBLISHED = "NOT_PUBLISHED"
    INNER_SECRECY = "INNER_SECRECY"
    NOT_PARTICIPANT = "NOT_PARTICIPANT"
    NOT_RELEASED = "NOT_RELEASED"
    PROTECTED = "PROTECTED"
    REGISTER_SECRECY = "REGISTER_SECRECY"
    ABSOLUTE_SECRECY = "ABSOLUTE_SECRECY"
    OTHER_SUBJECT = "OTHER_SUBJECT"
    NO_CONSENT = "NO_CONSENT"
    NOT_YET_VALID = "NOT_YET_VALID"
    EXPIRED = "EXPIRED"
    SCOPE_PURPOSE = "SCOPE_PURPOSE"
    SCOPE_MEETING = "SCOPE_MEETING"
    SCOPE_FROM = "SCOPE_FROM"
    SCOPE_TO = "SCOPE_TO"
    SCOPE_CATEGORY = "SCOPE_CATEGORY"
    WITHDRAWN = "WITHDRAWN"
    REFUSED = "REFUSED"
    CHILD_OBJECTS = "CHILD_OBJECTS"
    GRANTOR_MISSING = "GRANTOR_MISSING"
    NOT_GUARDIAN = "NOT_GUARDIAN"
    CHILD_ASSESSMENT_MISSING = "CHILD_ASSESSMENT_MISSING"
    HIDDEN_FROM_CHILD = "HIDDEN_FROM_CHILD"
    HIDDEN_FROM_GUARDIAN = "HIDDEN_FROM_GUARDIAN"
    TOO_GENERAL = "TOO_GENERAL"
    NOT_INFORMED = "NOT_INFORMED"
    INCOMPLETE = "INCOMPLETE"
    NOT_PUBLISHABLE = "NOT_PUBLISHABLE"
    OWN_UNIT = "OWN_UNIT"
    CONSENT = "CONSENT"
    OWN_FAMILY = "OWN_FAMILY"
    PERMITTED = "PERMITTED"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the gate answers: the decision, why, by which rule, and the consents it stands on.

    `rule` is the id of the rule that gave the answer; statute and sentence follow from it.
    `detail` is an id or a word for the auditor, never shown to the asker; `consents` one id per subject.
    `where` names the field at fault, for saving.
    """

    decision: Decision
    reason: Reason
    rule: str
    detail: str = ""
    consents: tuple[str, ...] = ()
    where: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it is a yes of either kind."""
        return self.decision is not DENY
