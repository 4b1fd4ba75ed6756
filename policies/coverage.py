"""Does a consent let this reader read this item? One consent per subject; two are never added together."""

from datetime import UTC, datetime

from consent.record import Consent
from consent.words import MeetingState
from policies.answer import Answer
from policies.facts import Facts, Item, Room
from policies.grantors import objection
from policies.question import Question
from policies.rule import Rule
from policies.rules import covering as rule
from policies.times import within_a_year

_ORDER = {r.id: n for n, r in enumerate(rule.COVERING)}
_FURTHEST = len(_ORDER)
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def covering(subject: str, item: Item, room: Room, question: Question, facts: Facts) -> Consent | Answer:
    """The first consent of the subject, by identifier, that passes every check, or the best reason why none.

    The best reason is that of the consent that came furthest; between equals the one whose newest act is
    newest, then the first by identifier.
    """
    failures: list[tuple[Consent, Rule | Answer]] = []
    for consent in facts.consents.get((room.id, subject), ()):
        if consent.draft:
            continue
        failed = fails(consent, item, room, question, facts)
        if failed is None:
            return consent
        failures.append((consent, failed))
    return _best(failures, question.at) if failures else rule.NONE.no(subject)


def _best(failures: list[tuple[Consent, Rule | Answer]], at: datetime) -> Answer:
    """The reason of the consent that came furthest; of several the one whose newest act is newest."""
    reached = [_reached(failed) for _, failed in failures]
    furthest = max(reached)
    ties = [failure for failure, far in zip(failures, reached, strict=True) if far == furthest]
    consent, failed = ties[0] if len(ties) == 1 else max(ties, key=lambda tie: _newest_act(tie[0], at))
    return failed.no(consent.id) if isinstance(failed, Rule) else failed


def _reached(failed: Rule | Answer) -> int:
    """How far down the list of checks a consent came; the reasons about who said yes are equally far."""
    return _ORDER[failed.id] if isinstance(failed, Rule) else _FURTHEST


def fails(consent: Consent, item: Item, room: Room, question: Question, facts: Facts) -> Rule | Answer | None:
    """The first check that this consent fails, in the order of the checks."""
    at = question.at
    if at < consent.starts:
        return rule.NOT_YET
    if at >= consent.ends or not within_a_year(consent.starts, consent.ends):
        return rule.EXPIRED
    if consent.purpose != room.purpose or question.purpose not in (None, room.purpose):
        return rule.PURPOSE
    if consent.meeting is not None and not _in_open_meeting(consent.meeting, room, question, facts):
        return rule.MEETING
    units, categories = _taken_out(consent, at)
    if item.unit not in consent.from_units or item.unit in units:
        return rule.FROM
    reader = question.capacity
    if reader not in consent.to_units or reader in units or not _has_promised(room, question, facts):
        return rule.TO
    if not item.categories <= consent.categories or item.categories & categories:
        return rule.CATEGORY
    return objection(consent, item.categories, facts, at, question.who)


def _in_open_meeting(meeting: str, room: Room, question: Question, facts: Facts) -> bool:
    """The meeting that the consent is limited to is the one read in, and open; its state decides."""
    found = facts.meetings.get(meeting)
    return (
        question.meeting == meeting
        and found is not None
        and found.room == room.id
        and found.state is MeetingState.OPEN
    )


_NOTHING: frozenset[str] = frozenset()


def _taken_out(consent: Consent, at: datetime) -> tuple[frozenset[str], frozenset[str]]:
    """Units and categories that partial withdrawals have taken out, as fixed when they were made."""
    units = categories = _NOTHING
    for act in consent.acts:
        effect = act.effect
        if (effect.units or effect.categories) and act.at <= at:
            units |= effect.units
            categories |= effect.categories
    return units, categories


def _has_promised(room: Room, question: Question, facts: Facts) -> bool:
    """A private recipient has accepted the condition under that assignment (OSL 12:2, 10:14)."""
    unit = facts.units.get(question.capacity)
    return unit is not None and (not unit.private or (question.who, question.capacity) in room.forbehall)


def _newest_act(consent: Consent, at: datetime) -> datetime:
    """When the newest act of any kind was made; before all time where there is none."""
    return max([act.at for act in consent.acts if act.at <= at], default=_BEFORE_ALL)
