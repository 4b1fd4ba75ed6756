"""What stops a consent by itself, and when, as far as that can be known. Pure: the law is asked of a later moment.

Birthdays, the end of the time, a spoken yes that nobody confirms, an assessment that grows old, a custody or a
prevention that begins or ends. The population register is supposed to be checked until then, as it is every day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from consent.record import Consent
from consent.words import How
from hub.deciding import with_register_checked
from hub.sharing import NOBODY, decides_alone, has_ended, left_of, parties, yes_of
from policies.facts import Child, Facts
from policies.grantors import objection
from policies.times import ORAL_LASTS, PREVENTION_LASTS, a_year_after, birthday

AHEAD = timedelta(days=30)
"""How long beforehand it is told."""

AGES = (12, 15, 18)
"""The birthdays on which others have to say yes."""

TICK = timedelta(microseconds=1)


class Why(StrEnum):
    """What it is that happens by itself."""

    END = "end"
    BIRTHDAY = "birthday"
    SPOKEN = "spoken"
    ASSESSMENT = "assessment"
    CUSTODY = "custody"


FIRST = tuple(Why)
"""Of what happens at one moment, the one that is told: what ends anyway is said to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """From `at` on less of the consent stands, where nobody does anything."""

    at: datetime
    why: Why


def foretold(consent: Consent, facts: Facts, now: datetime, *, ahead: timedelta = AHEAD) -> Foretold | None:
    """The first thing that makes less of a consent that stands now, if it comes soon; None where none is known."""
    holds = standing(consent, facts, now)
    for turn in _soon(_turns(consent, facts), now, ahead):
        if not holds <= standing(consent, facts, turn.at):
            return turn
    return None


def stopped(consent: Consent, facts: Facts, now: datetime, *, since: datetime) -> Foretold | None:
    """The newest of these things that has made less of a consent since then; its end is told as its end."""
    past = [Foretold(at=at, why=why) for at, why in _turns(consent, facts) if since < at <= now]
    for turn in sorted(past, key=lambda turn: (turn.at, FIRST.index(turn.why)), reverse=True):
        less = not standing(consent, facts, turn.at - TICK) <= standing(consent, facts, turn.at)
        if turn.why is not Why.END and less:
            return turn
    return None


def told_to_family(consent: Consent, facts: Facts, now: datetime, *, who: str = "") -> Foretold | None:
    """What a grantor (`who`) is told: its end, or a birthday of the one it is about; and a youth who decides alone that
    the assessment grows old, after which others are asked.

    Asked as if every other had said yes, so that it tells nothing of what anybody has said but that one.
    """
    said = tuple(act for act in consent.acts if act.by == consent.subject or act.partial)
    others = (party for party in parties(consent, facts, now) if party.who != consent.subject)
    supposed = replace(consent, acts=(*said, *(yes_of(other, consent, now) for other in others)))
    person = facts.people.get(consent.subject)
    alone = person is not None and who == person.id and decides_alone(consent, person, facts, now)
    aged = _assessed(consent, facts) if alone else []
    turns = [(consent.ends, Why.END), *_birthdays(consent, facts), *((at + TICK, why) for at, why in aged)]
    for turn in _soon(turns, now, AHEAD):
        before, after = (standing(supposed, facts, at) for at in (turn.at - TICK, turn.at))
        if turn.why is Why.END or not before <= after:
            return turn
    return None


def _soon(turns: Iterable[tuple[datetime, Why]], now: datetime, ahead: timedelta) -> list[Foretold]:
    """Those of these moments that come within that time, in their order."""
    found = [Foretold(at=at, why=why) for at, why in turns if now < at <= now + ahead]
    return sorted(found, key=lambda turn: (turn.at, FIRST.index(turn.why)))


def standing(consent: Consent, facts: Facts, at: datetime) -> frozenset[str]:
    """The categories for which the right people have said yes, at a moment before its end."""
    if has_ended(consent) or at >= consent.ends:
        return frozenset()
    supposed = with_register_checked(facts, at)
    from_units, to_units, left = left_of(consent)
    if not from_units or not to_units:
        return frozenset()
    return frozenset(c for c in left if objection(consent, frozenset({c}), supposed, at, NOBODY) is None)


def _turns(consent: Consent, facts: Facts) -> Iterator[tuple[datetime, Why]]:
    """Every moment that is known at which the answer may be another, and the one after it: limits count both ways."""
    yield consent.ends, Why.END
    for at, why in _limits(consent, facts):
        yield at, why
        yield at + TICK, why


def _limits(consent: Consent, facts: Facts) -> Iterator[tuple[datetime, Why]]:
    yield from _birthdays(consent, facts)
    yield from ((act.at + ORAL_LASTS, Why.SPOKEN) for act in consent.acts if act.how is How.ORAL)
    child = facts.children.get(consent.subject, Child(id=consent.subject))
    yield from _assessed(consent, facts)
    for held in child.guardians:
        yield held.since, Why.CUSTODY
        if held.until is not None:
            yield held.until, Why.CUSTODY
    for record in child.prevented:
        yield record.at + PREVENTION_LASTS, Why.CUSTODY
        yield a_year_after(record.at), Why.CUSTODY


def _assessed(consent: Consent, facts: Facts) -> list[tuple[datetime, Why]]:
    child = facts.children.get(consent.subject, Child(id=consent.subject))
    return [(a_year_after(one.at), Why.ASSESSMENT) for one in child.assessments]


def _birthdays(consent: Consent, facts: Facts) -> list[tuple[datetime, Why]]:
    person = facts.people.get(consent.subject)
    return [(birthday(person.born, age), Why.BIRTHDAY) for age in AGES] if person is not None else []
