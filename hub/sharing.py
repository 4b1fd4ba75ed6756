"""Where a consent stands, as those who are asked may see it. Pure; the gate decides anew each time."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from consent.record import Act, Consent
from consent.words import BOARD, CATEGORIES, ActKind, Capacity, Outcome
from policies.answer import Reason
from policies.facts import Child, Facts, Person
from policies.family import YOUTH
from policies.grantors import objection
from policies.maturity import judged, together
from policies.times import birthday, in_force

ASKED_THEMSELVES = 12
"""From this age a child is always asked too. The law sets no fixed age (OSL 12:3); an answer counts at any."""


NOBODY = ""
"""Asks in nobody's name: here no reader's own assessments are left out."""

MATURE = frozenset({Outcome.MATURE, Outcome.DECIDES_ALONE})

NOES = frozenset({Reason.REFUSED, Reason.WITHDRAWN, Reason.CHILD_OBJECTS})


class State(StrEnum):
    """Where a consent stands."""

    WAITING = "waiting"
    HOLDS = "holds"
    COMING = "coming"
    REFUSED = "refused"
    ENDED = "ended"
    OVER = "over"


OVER = frozenset({State.ENDED, State.OVER})
"""Where nothing is asked any more, and nothing can be stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who is asked about a consent, and their newest act, if any."""

    who: str
    capacity: Capacity
    act: Act | None = None


def parties(consent: Consent, facts: Facts, at: datetime) -> tuple[Party, ...]:
    """Who is asked: an adult themselves; for a child the guardians, the board under a care order, the child.

    Where a youth decides alone in all of it, guardians are asked nothing and so told nothing, but for those who
    have answered before that was so.
    """
    person = facts.people.get(consent.subject)
    if person is None:
        return ()
    if birthday(person.born, 18) <= at:
        return (_party(consent, consent.subject, Capacity.SELF),)
    child = facts.children.get(consent.subject, Child(id=consent.subject))
    asked = [
        _party(consent, g.who, g.kind)
        for g in sorted(child.guardians, key=lambda g: _name(facts, g.who))
        if in_force(g.since, g.until, at)
    ]
    asked = [p for p in asked if not _has_no_say(p.who, consent, person, facts, at)]
    if child.care_order:
        asked.append(_party(consent, BOARD, Capacity.BOARD))
    himself = _party(consent, consent.subject, Capacity.SELF)
    if himself.act is not None or birthday(person.born, ASKED_THEMSELVES) <= at:
        asked.append(himself)
    return tuple(asked)


def capacity_of(consent: Consent, who: str, facts: Facts, at: datetime) -> Capacity | None:
    """In what capacity somebody may answer a consent now, or None."""
    return next((p.capacity for p in parties(consent, facts, at) if p.who == who), None) or (
        Capacity.SELF if consent.subject == who else None
    )


def yes_of(party: Party, consent: Consent, at: datetime) -> Act:
    """A yes of theirs that would count, for what is only supposed."""
    return Act(
        by=party.who,
        capacity=party.capacity,
        kind=ActKind.GRANT,
        at=at,
        language=consent.language,
        interpreter=True,
    )


def has_ended(consent: Consent) -> bool:
    """Whether somebody has ended it, for good."""
    return any(act.effect.ends for act in consent.acts)


def state_of(consent: Consent, facts: Facts, at: datetime) -> State:
    """Where the consent stands, whoever may ask for a text: it holds where it holds for some category."""
    # What has lost its last unit or category, part by part, is over as well.
    if has_ended(consent) or not all(left_of(consent)):
        return State.ENDED
    if at >= consent.ends:
        return State.OVER
    left = left_of(consent)[2]
    no = [objection(consent, frozenset({category}), facts, at, NOBODY) for category in sorted(left)]
    if None in no:
        return State.COMING if at < consent.starts else State.HOLDS
    refused = any(answer is not None and answer.reason in NOES for answer in no)
    return State.REFUSED if refused else State.WAITING


def until_its_end(consent: Consent) -> tuple[Act, ...]:
    """The acts as far as the one that ended it: what is taken out of it later was not there to be taken."""
    end = next((n for n, act in enumerate(consent.acts) if act.effect.ends), len(consent.acts))
    return consent.acts[: end + 1]


def left_of(consent: Consent) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The from-units, to-units and categories that are left after every narrowing, or were when it ended."""
    acts = until_its_end(consent)
    units = frozenset(unit for act in acts for unit in act.effect.units)
    categories = frozenset(code for act in acts for code in act.effect.categories)
    return consent.from_units - units, consent.to_units - units, consent.categories - categories


class Stopped(StrEnum):
    """How much of what somebody stopped has really stopped by their act alone."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


def stopped_by(act: Act) -> Stopped:
    """What a withdrawal came to: a child's may take only what it is mature for, a guardian's not what a youth
    decides alone."""
    taken = act.effect.units | act.effect.categories
    whole = act.effect.ends or (act.partial and act.units | act.categories <= taken)
    return Stopped.ALL if whole else Stopped.SOME if taken else Stopped.NONE


def in_codes(act: Act, consent: Consent, facts: Facts) -> Act:
    """The act with those of its units and categories that are any. What nobody knows takes nothing away, and a
    form may hold anything, while the ledger holds codes alone."""
    units = act.units & (consent.from_units | consent.to_units | facts.units.keys())
    return replace(act, units=units, categories=act.categories & (consent.categories | set(CATEGORIES)))


def _has_no_say(who: str, consent: Consent, person: Person, facts: Facts, at: datetime) -> bool:
    """Whether the child decides alone now, and did so each time this guardian did something about it, if ever."""
    times = (at, *(act.at for act in consent.acts if act.by == who))
    return all(decides_alone(consent, person, facts, then) for then in times)


def decides_alone(consent: Consent, person: Person, facts: Facts, at: datetime) -> bool:
    """Whether the child is 15 or more, and assessed to decide alone in every category that is asked for.

    Where none is left, in every one that was: what the child has stopped alone is not for others to see.
    """
    asked = left_of(consent)[2] or consent.categories
    outcomes = [judged(person.id, category, facts, at, NOBODY) for category in asked]
    return birthday(person.born, YOUTH) <= at and together(outcomes) is Outcome.DECIDES_ALONE


def is_young(consent: Consent, person: Person, facts: Facts, at: datetime) -> bool:
    """Whether the no of the one whom it is about may be decided against: under 15, where an assessment says so or may
    yet (gate, section 4)."""
    asked = left_of(consent)[2] or consent.categories
    mature = all(judged(person.id, one, facts, at, NOBODY) in MATURE for one in asked)
    return birthday(person.born, YOUTH) > at and not mature


def _party(consent: Consent, who: str, capacity: Capacity) -> Party:
    mine = [act for act in consent.acts if act.by == who and not act.partial]
    return Party(who=who, capacity=capacity, act=mine[-1] if mine else None)


def _name(facts: Facts, who: str) -> str:
    person = facts.people.get(who)
    return person.name if person is not None else who
