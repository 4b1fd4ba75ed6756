"""'What ends a consent for good', and what a partial withdrawal takes out of it."""

from dataclasses import dataclass
from datetime import datetime

from consent.record import Act, Consent
from consent.words import ActKind, Capacity
from tests.policies.reference import capacities, maturity
from tests.policies.reference.shapes import Facts


@dataclass(frozen=True)
class Taken:
    """What one act did: it ended the consent, by the child or not, or took units and categories out of it."""

    ends: bool = False
    by_child: bool = False
    units: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()


def is_partial(act: Act) -> bool:
    """'A withdrawal that names units or categories is partial.'"""
    return act.kind is ActKind.WITHDRAW and bool(act.units or act.categories)


def is_full(act: Act) -> bool:
    """A withdrawal that names no part."""
    return act.kind is ActKind.WITHDRAW and not is_partial(act)


def after_own_end(act: Act, consent: Consent) -> bool:
    """'after somebody's full withdrawal no later act of theirs in that consent counts'."""
    return any(is_full(a) and a.by == act.by and a.at < act.at for a in consent.acts)


def full_would_take(who: str, consent: Consent, facts: Facts, at: datetime) -> frozenset[str]:
    """The categories that a full withdrawal by that person takes at that time; all of them is an end.

    'A full withdrawal by the adult subject, by the child being then 15 or more, or by somebody who then held a
    capacity for the child.' 'a child under 15 takes out the categories in which the child was then assessed
    `mature` or `decides_alone`; a guardian or god man does not touch the categories in which the child was then
    assessed `decides_alone`, and takes out the others.' 'here the one who asks plays no part'.
    """
    child, written = consent.subject, consent.categories
    if child not in facts.people:
        return frozenset()
    outcome = {c: maturity.judged(child, c, facts, at, None) for c in written}
    if who == child:
        age = capacities.years(child, facts, at)
        old = age is not None and age >= 15
        return frozenset(c for c in written if old or outcome[c] in ("mature", "decides_alone"))
    if capacities.held(who, Capacity.BOARD, child, facts, at):
        return written
    if capacities.words_for(who, child, facts, at):
        return frozenset(c for c in written if outcome[c] != "decides_alone")
    return frozenset()


def taken_by(act: Act, consent: Consent, facts: Facts) -> Taken:
    """'Where that is every category of the consent as written, it ends; where it is none, it ends nothing.'

    'A partial withdrawal that has effect takes out the units that it names, and of the categories it names
    those that a full one by that person would have taken.'
    """
    if act.kind is not ActKind.WITHDRAW or after_own_end(act, consent):
        return Taken()
    full = full_would_take(act.by, consent, facts, act.at)
    if not full:
        return Taken()
    if is_partial(act):
        return Taken(units=act.units, categories=act.categories & full)
    if full != consent.categories:
        return Taken(categories=full)
    return Taken(ends=True, by_child=act.by == consent.subject and capacities.is_minor(act.by, facts, act.at))


def first_end(consent: Consent, facts: Facts, now: datetime) -> Taken | None:
    """'The first end names the reason; at the same instant the child's.'"""
    done = [(a.at, taken_by(a, consent, facts)) for a in consent.acts if a.at <= now]
    found = sorted(((at, not t.by_child, t) for at, t in done if t.ends), key=lambda row: row[:2])
    return found[0][2] if found else None


def out(consent: Consent, facts: Facts, now: datetime) -> tuple[frozenset[str], frozenset[str]]:
    """The units and the categories that are out of the consent for good."""
    done = [taken_by(a, consent, facts) for a in consent.acts if a.at <= now]
    units = frozenset(u for t in done for u in t.units)
    return units, frozenset(c for t in done for c in t.categories)
