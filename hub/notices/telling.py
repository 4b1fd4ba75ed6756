"""Who is told that something has happened: those whose own pages show it, and nobody else. Pure.

A message has no content, but that it comes says that something has happened; so nobody gets one of what is hidden.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from consent.record import Act, Consent
from consent.words import Capacity
from hub.deciding import with_register_checked
from hub.foretelling import standing
from hub.sharing import capacity_of, parties
from policies.decide import decide
from policies.facts import Facts
from policies.question import Asks, Question
from policies.staff import LOA_FOR_READING

Silences = Collection[tuple[str, str]]
"""Pairs of somebody and whom their answers are not told to, because staff saw that it could hurt them."""


def grantors(consent: Consent, facts: Facts, at: datetime) -> frozenset[str]:
    """Everybody in the family on whose pages this question stands."""
    asked = {party.who for party in parties(consent, facts, at)} | {consent.subject}
    return frozenset(who for who in asked if _sees(who, consent, facts, at))


def _sees(who: str, consent: Consent, facts: Facts, at: datetime) -> bool:
    """Whether somebody may answer it, and may know of its room or is the one whom it is about."""
    if who not in facts.people or consent.draft or capacity_of(consent, who, facts, at) is None:
        return False
    return who == consent.subject or may_know(who, consent.room, facts, at)


def may_know(who: str, room: str, facts: Facts, at: datetime, unit: str | None = None) -> bool:
    """Whether somebody may know of a room: family, or staff under this unit."""
    held = facts.rooms.get(room)
    if held is None:
        return False
    facts = with_register_checked(facts, at)  # Where it is old nobody would be told, and nothing make it up.
    capacity = unit or (Capacity.SELF if held.child == who else Capacity.GUARDIAN)
    asked = Question(asks=Asks.VIEWS, who=who, capacity=capacity, at=at, room=room, loa=LOA_FOR_READING)
    return decide(asked, facts).allowed


def after_question(consent: Consent, facts: Facts, at: datetime, *, by: str) -> frozenset[str]:
    """Who is told that somebody asks: those who are asked."""
    return grantors(consent, facts, at) - {by}


def after_act(
    consent: Consent, acts: Iterable[Act], facts: Facts, at: datetime, *, silences: Silences
) -> frozenset[str]:
    """Who in the family is told of these acts: on whose pages it will stand that somebody has answered.

    `consent` is as it was before; it has to stand on their pages before and after. Whoever acted is told where
    somebody else wrote it down for them. What somebody says who isn't asked stands on nobody's page.
    """
    asked = {party.who for party in parties(consent, facts, at)} | {consent.subject}
    made = [act for act in acts if act.by in asked]
    if not made:
        return frozenset()
    by = {act.by for act in made if act.recorded_by is None}
    left = replace(consent, acts=(*consent.acts, *made))
    quiet = {to for whose, to in silences for act in made if act.by == whose}
    return (grantors(consent, facts, at) & grantors(left, facts, at)) - by - quiet


def changes(before: Consent, after: Consent, facts: Facts, at: datetime) -> bool:
    """Whether another part of it stands than before: that is for whoever leads the room to know."""
    return standing(before, facts, at) != standing(after, facts, at)
