"""What an act ends or narrows for good. Fixed when the act is made, and never computed away afterwards."""

from dataclasses import replace

from consent.record import NO_EFFECT, Act, Consent, Effect
from consent.words import BOARD, ActKind, Capacity, Outcome
from policies.acts import comes_after_own_withdrawal
from policies.capacity import holds, is_guardian, is_minor
from policies.facts import Facts
from policies.maturity import WEIGHTY, judged
from policies.times import birthday

_ENDS = Effect(ends=True)
_ENDS_BY_CHILD = Effect(ends=True, by_child=True)


def effect_of(act: Act, consent: Consent, facts: Facts) -> Effect:
    """What this act ends or narrows, seen at its own time; whoever asks later plays no part.

    Only a withdrawal has an effect, and only if it counts: not after a full one by the same person.
    """
    if act.kind is not ActKind.WITHDRAW or comes_after_own_withdrawal(act, consent):
        return NO_EFFECT
    full = _of_a_full_one(act, consent, facts)
    if not act.partial or full == NO_EFFECT:
        return NO_EFFECT if act.partial else full
    taken = consent.categories if full.ends else full.categories
    return Effect(units=act.units, categories=act.categories & taken)


def _of_a_full_one(act: Act, consent: Consent, facts: Facts) -> Effect:
    """What a full withdrawal by that person would have had at that time, in the capacity that they have."""
    subject = facts.people.get(consent.subject)
    if subject is None:
        return NO_EFFECT
    if act.by == consent.subject:
        if not is_minor(act.by, facts, act.at):
            return _ENDS
        if act.at >= birthday(subject.born, 15):
            return _ENDS_BY_CHILD
        return _in_part(act, consent, facts, by_child=True)
    if not is_minor(consent.subject, facts, act.at):
        return NO_EFFECT
    if act.by == BOARD and holds(BOARD, Capacity.BOARD, consent.subject, facts, act.at):
        return _ENDS
    if is_guardian(act.by, consent.subject, facts, act.at):
        return _in_part(act, consent, facts, by_child=False)
    return NO_EFFECT


def _in_part(act: Act, consent: Consent, facts: Facts, *, by_child: bool) -> Effect:
    """A child under 15 takes what it was assessed mature in; a guardian what it did not decide alone."""
    taken = set()
    for category in consent.categories:
        outcome = judged(consent.subject, category, facts, act.at)
        if (outcome in WEIGHTY) if by_child else (outcome is not Outcome.DECIDES_ALONE):
            taken.add(category)
    if not taken:
        return NO_EFFECT
    if taken == consent.categories:
        return _ENDS_BY_CHILD if by_child else _ENDS
    return Effect(categories=frozenset(taken))


def with_effect(act: Act, consent: Consent, facts: Facts) -> Act:
    """The act with what it ends or narrows filled in, seen at its own time."""
    return replace(act, effect=effect_of(act, consent, facts))


def with_effects(facts: Facts) -> Facts:
    """The same facts with every act's effect filled in, each as it was when the act was made."""
    return replace(
        facts, consents={key: tuple(refilled(c, facts) for c in cs) for key, cs in facts.consents.items()}
    )


def refilled(consent: Consent, facts: Facts) -> Consent:
    """The consent with its acts in time order, each with its effect."""
    acts = sorted(consent.acts, key=lambda act: act.at)
    return replace(consent, acts=tuple(with_effect(a, consent, facts) for a in acts))
