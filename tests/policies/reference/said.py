"""What the second reading says, and whether an answer agrees with it."""

from dataclasses import dataclass

from tests.policies.reference.shapes import Answer


@dataclass(frozen=True)
class Said:
    """A decision; a reason where the sentences give one (empty means any); a detail where they define it.

    `at_least`: a no that may be a no for other reasons too, and a yes that may be a no.
    """

    decision: str
    reason: str = ""
    detail: str | None = None
    consents: frozenset[str] | None = None
    at_least: bool = False

    def agrees(self, answer: Answer) -> bool:
        """Whether the answer is what the sentences say, as far as they say it."""
        if self.at_least:
            return self.decision == "ALLOW" or answer.decision == "DENY"
        return (
            answer.decision.value == self.decision
            and self.reason in ("", answer.reason.value)
            and self.detail in (None, answer.detail)
            and self.consents in (None, frozenset(answer.consents))
        )


def no(reason: str, detail: str | None = None) -> Said:
    """A no with its reason."""
    return Said("DENY", reason, detail)
