"""A rule: an id, its statutes, the reason it gives, and one plain sentence for the person it meets."""

from dataclasses import dataclass

from policies.answer import ALLOW, ALLOW_REDACTED, DENY, Answer, Reason


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as a lawyer reads it. `laws` are keys of `policies.laws.LAWS`.

    `part` and `step` are where it stands in the list it belongs to; `reason` is None for a rule that gives no
    answer of its own but says what must hold. `sentence` is plain Swedish.
    """

    id: str
    part: str
    step: str
    reason: Reason | None
    laws: tuple[str, ...]
    sentence: str

    def no(self, detail: str = "", where: str = "") -> Answer:
        """A refusal by this rule."""
        return Answer(decision=DENY, reason=_given(self.reason), rule=self.id, detail=detail, where=where)

    def yes(self, *consents: str, redacted: bool = False) -> Answer:
        """A yes by this rule, standing on those consents, without the place where `redacted`."""
        return Answer(
            decision=ALLOW_REDACTED if redacted else ALLOW,
            reason=_given(self.reason),
            rule=self.id,
            detail=", ".join(consents),
            consents=consents,
        )


def _given(reason: Reason | None) -> Reason:
    if reason is None:
        raise ValueError("a rule without a reason gives no answers")
    return reason
