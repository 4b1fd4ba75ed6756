"""What everybody who is here may read: each of them is asked about, and one no keeps a text from all. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from consent.words import FAMILY
from hub.alone import unless_kept
from hub.deciding import AS_SUGGESTED, as_suggested, question_of
from hub.login.caller import Caller
from hub.meeting.here import GUEST, Here
from policies.answer import ALLOW, ALLOW_REDACTED, Answer, Decision, Reason
from policies.decide import decide
from policies.facts import Facts, Item
from policies.question import Asks, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """One who is here, with the facts as they are for them."""

    here: Here
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A text that everybody may read: the answer to each of them, in their order."""

    item: Item
    answers: tuple[Answer, ...]

    @property
    def decision(self) -> Decision:
        """Without the place where it is left out for anybody."""
        return ALLOW_REDACTED if any(a.decision is ALLOW_REDACTED for a in self.answers) else ALLOW

    @property
    def reason(self) -> Reason:
        """The consent, where anybody reads under one."""
        reasons = [answer.reason for answer in self.answers]
        return Reason.CONSENT if Reason.CONSENT in reasons else reasons[0]

    @property
    def consents(self) -> frozenset[str]:
        """All consents that anybody reads it under."""
        return frozenset(consent for answer in self.answers for consent in answer.consents)


def asked_of(one: Caller, at: datetime, *, meeting: str) -> Question:
    """The question whether somebody who is here may read, in the sitting; the family as the text suggests."""
    asked = question_of(Asks.READS, one, one.unit or AS_SUGGESTED, meeting=meeting)
    return replace(asked, at=at, login_age=one.login_age(at))


def common(present: Sequence[Present], at: datetime, *, meeting: str) -> tuple[Common, ...]:
    """The texts that each of those who are here may read now, in that sitting, in their order of publishing.

    With nobody here, or with anybody of whom nothing is known, there is none. An interpreter is whoever they came with.
    """
    if not present or any(one.here.kind == GUEST for one in present):
        return ()
    found = []
    for item in sorted(present[0].facts.items):
        answers = _answers(item, present, at, meeting)
        if answers is not None:
            found.append(Common(item=present[0].facts.items[item], answers=answers))
    return tuple(found)


def _answers(item: str, present: Sequence[Present], at: datetime, meeting: str) -> tuple[Answer, ...] | None:
    """A yes to each of them; None as soon as there is one no."""
    answers: list[Answer] = []
    for one in present:
        by, facts = one.here.by, one.facts
        asked = as_suggested(replace(asked_of(by, at, meeting=meeting), item=item), facts)
        answer = unless_kept(decide(asked, facts), by, item, facts, at)
        if not answer.allowed:
            return None
        answers.append(answer)
    return tuple(answers)


def unit_of(one: Here) -> str:
    """The unit that somebody is here for; the family's where they have none."""
    return one.by.unit or FAMILY
