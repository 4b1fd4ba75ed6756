"""What people are reminded of because time passes. Pure: which, and whom; the outbox sees to it that it is once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from consent.record import Act, Consent
from consent.words import ActKind, How
from hub.foretelling import TICK, Why, foretold, standing, stopped, told_to_family
from hub.notices.telling import grantors
from hub.sharing import State, parties, state_of
from policies.facts import Facts
from policies.times import ORAL_LASTS

EVERY = timedelta(days=90)
"""How often somebody is reminded of what they share (the Australian CDR's rule for consents that go on)."""

SPOKEN_AFTER = (timedelta(days=3), timedelta(days=10))
"""When somebody is reminded to confirm what they said; after 14 days it counts no more (gate, section 4)."""

SETTLED = timedelta(days=3)
"""How long after the newest answer anybody is reminded of it: what comes within the hour tells that one was given."""

LATE = timedelta(days=7)
"""How long after its end a consent is still told to have ended, where the hub was down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing to be told to these people: `about` is its kind, `key` which one it is of that kind."""

    about: str
    key: tuple[str, ...]
    people: frozenset[str]
    leaders: bool = False


def due(
    consent: Consent, facts: Facts, now: datetime, *, asked: datetime | None = None
) -> Iterator[Reminder]:
    """What is to be told of a consent, `asked` for then, now; whether or not it has been told before."""
    if consent.draft:
        return
    state, family = state_of(consent, facts, now), grantors(consent, facts, now)
    settled = all(now >= act.at + SETTLED for act in consent.acts)
    if state in (State.HOLDS, State.COMING) and settled:
        yield from _soon(consent, facts, now, family)
    if state is State.HOLDS and settled and (round_ := _round(consent, now)) > 0:
        yield Reminder(about="shared", key=(consent.id, str(round_)), people=family)
    if state is not State.ENDED and now < consent.ends:
        yield from _stopped(consent, facts, now, family)
        yield from _custody(consent, facts, now, family, asked or consent.starts)
        yield from (one for act in consent.acts for one in _spoken(act, consent, now, family))
    if consent.ends <= now < consent.ends + LATE and standing(consent, facts, consent.ends - TICK):
        then = {party.who for party in parties(consent, facts, consent.ends - TICK)} | {consent.subject}
        yield Reminder(about="over", key=(consent.id,), people=family & then, leaders=True)


def _soon(consent: Consent, facts: Facts, now: datetime, family: frozenset[str]) -> Iterator[Reminder]:
    """What will stop by itself within a month: the family as much as its pages say, the leader as much as theirs."""
    told = told_to_family(consent, facts, now)
    if told is not None:
        yield Reminder(about="soon", key=(consent.id, told.at.isoformat(), "family"), people=family)
    known = foretold(consent, facts, now)
    if known is not None:
        key = (consent.id, known.at.isoformat(), "leader")
        yield Reminder(about="soon", key=key, people=frozenset(), leaders=True)


def _stopped(consent: Consent, facts: Facts, now: datetime, family: frozenset[str]) -> Iterator[Reminder]:
    """What stopped by itself: the leader is told, and the family what its pages say of a birthday."""
    lately = stopped(consent, facts, now, since=now - LATE)
    if lately is not None:
        before = told_to_family(consent, facts, lately.at - TICK)
        known = before is not None and (before.at, before.why) == (lately.at, Why.BIRTHDAY)
        key = (consent.id, lately.at.isoformat(), "stopped")
        yield Reminder(about="stopped", key=key, people=family if known else frozenset(), leaders=True)


def _custody(
    consent: Consent, facts: Facts, now: datetime, family: frozenset[str], asked: datetime
) -> Iterator[Reminder]:
    """Whoever has got custody since the question was put, and has not answered it, is told that they are asked."""
    child = facts.children.get(consent.subject)
    for held in child.guardians if child is not None else ():
        answered = any(act.by == held.who and act.at >= held.since for act in consent.acts)
        if held.who in family and asked < held.since <= now and not answered:
            key = (consent.id, held.since.isoformat(), "custody")
            yield Reminder(about="asked", key=key, people=frozenset({held.who}))


def _round(consent: Consent, now: datetime) -> int:
    """How many times ninety days have passed since the first yes."""
    yes = [act.at for act in consent.acts if act.kind is ActKind.GRANT]
    return (now - max(min(yes), consent.starts)) // EVERY if yes else 0


def _spoken(act: Act, consent: Consent, now: datetime, family: frozenset[str]) -> Iterator[Reminder]:
    """A yes that staff wrote down as spoken, and that its own person has neither confirmed nor taken back."""
    spoken = act.kind is ActKind.GRANT and act.how is How.ORAL and act.confirmed is None
    words = [one for one in consent.acts if one.by == act.by and not one.partial]
    if not spoken or words[-1] is not act or act.by not in family or now >= act.at + ORAL_LASTS:
        return
    passed = [number for number, after in enumerate(SPOKEN_AFTER) if now >= act.at + after]
    if passed:
        yield Reminder(about="spoken", key=(act.id, str(passed[-1])), people=frozenset({act.by}))
