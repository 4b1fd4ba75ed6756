"""What must always hold, in any world that chance can think of."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from consent.record import Act, Consent
from consent.words import ActKind
from policies.answer import Decision, Reason
from policies.decide import decide
from policies.effects import with_effects
from policies.facts import Facts
from tests.policies.worlds import CATEGORIES, NOW, UNITS, question, worlds

KEY = ("R", "Alva")
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def changed(facts: Facts, change: Callable[[Consent], Consent]) -> Facts:
    return replace(facts, consents={KEY: tuple(change(c) for c in facts.consents[KEY])})


def never_opens(before: Facts, after: Facts) -> None:
    if not decide(question(), before).allowed:
        assert not decide(question(), after).allowed


@many
@given(worlds(), st.sampled_from(UNITS))
def test_less_a_unit_never_opens(facts: Facts, unit: str) -> None:
    out = changed(facts, lambda c: replace(c, from_units=c.from_units - {unit}))
    never_opens(facts, out)
    never_opens(facts, changed(facts, lambda c: replace(c, to_units=c.to_units - {unit})))


@many
@given(worlds(), st.sampled_from(CATEGORIES))
def test_less_a_category_never_opens(facts: Facts, category: str) -> None:
    never_opens(facts, changed(facts, lambda c: replace(c, categories=c.categories - {category})))


@many
@given(worlds(), st.integers(1, 40), st.booleans())
def test_less_a_day_never_opens(facts: Facts, days: int, at_the_end: bool) -> None:
    step = timedelta(days=days)

    def shorter(c: Consent) -> Consent:
        return replace(c, ends=c.ends - step) if at_the_end else replace(c, starts=c.starts + step)

    never_opens(facts, changed(facts, shorter))


@many
@given(worlds(), st.sampled_from(["Alva", "Anna", "Anders", "board"]))
def test_less_somebody_s_yes_never_opens(facts: Facts, who: str) -> None:
    def without(c: Consent) -> Consent:
        return replace(c, acts=tuple(a for a in c.acts if a.by != who or a.kind is not ActKind.GRANT))

    never_opens(facts, changed(facts, without))


@many
@given(worlds(), st.integers(1, 400))
def test_time_alone_opens_only_where_a_window_opens(facts: Facts, hours: int) -> None:
    """Every window here has opened, nothing lies ahead, and custody does not change in between."""
    later = NOW + timedelta(hours=hours)
    child = facts.children["Alva"]
    ahead = [a.at for c in facts.consents[KEY] for a in c.acts] + [a.at for a in child.assessments]
    ahead += [p.at for p in child.prevented] + [c.starts for c in facts.consents[KEY]]
    ahead += [a.confirmed for c in facts.consents[KEY] for a in c.acts if a.confirmed]
    ahead += [when for c in facts.consents[KEY] for a in c.acts for _who, when in a.again]
    assume(all(at <= NOW for at in ahead))
    fresh = replace(facts, children={"Alva": replace(child, register_checked=NOW)})
    checked = replace(facts, children={"Alva": replace(child, register_checked=later)})
    if not decide(question(), fresh).allowed:
        assert not decide(question(later), checked).allowed


@many
@given(worlds())
def test_without_any_consent_no_unit_reads_another_s(facts: Facts) -> None:
    assert not decide(question(), replace(facts, consents={})).allowed
    drafts = changed(facts, lambda c: replace(c, draft=True))
    assert decide(question(), drafts).reason is Reason.NO_CONSENT


@many
@given(worlds(), st.randoms(use_true_random=False))
def test_acts_give_the_same_answer_in_any_order(facts: Facts, chance: random.Random) -> None:
    def shuffled(c: Consent) -> Consent:
        return replace(c, acts=tuple(chance.sample(c.acts, len(c.acts))))

    told = decide(question(), facts)
    assert decide(question(), changed(facts, shuffled)) == told
    assert decide(question(), with_effects(changed(facts, shuffled))) == told


@many
@given(worlds())
def test_an_effect_is_never_computed_away(facts: Facts) -> None:
    """Whatever is assessed afterwards, what was ended stays ended."""
    child = facts.children["Alva"]
    ended = tuple(c for c in facts.consents[KEY] if any(a.effect.ends and a.at <= NOW for a in c.acts))
    facts = replace(facts, consents={KEY: ended})
    for assessments in ((), child.assessments[:1]):
        after = replace(facts, children={"Alva": replace(child, assessments=assessments)})
        assert not decide(question(), after).allowed


@many
@given(worlds())
def test_the_future_does_not_exist(facts: Facts) -> None:
    child = facts.children["Alva"]

    def past(c: Consent) -> Consent:
        return replace(c, acts=tuple(_unconfirmed(a) for a in c.acts if a.at <= NOW))

    today = replace(
        changed(facts, past),
        children={
            "Alva": replace(
                child,
                assessments=tuple(a for a in child.assessments if a.at <= NOW),
                prevented=tuple(p for p in child.prevented if p.at <= NOW),
            )
        },
    )
    assert decide(question(), today) == decide(question(), facts)


def _unconfirmed(act: Act) -> Act:
    """What is confirmed later is not confirmed yet."""
    confirmed = act.confirmed if act.confirmed is not None and act.confirmed <= NOW else None
    return replace(act, confirmed=confirmed, again=tuple(one for one in act.again if one[1] <= NOW))


@many
@given(worlds())
def test_while_the_ledger_is_down_nothing_else_is_answered(facts: Facts) -> None:
    answer = decide(replace(question(), ledger_up=False), facts)
    assert (answer.decision, answer.reason) == (Decision.DENY, Reason.LOG_FAILURE)


def test_the_worlds_hold_both_yes_and_no() -> None:
    """The properties above would be empty in worlds that only ever say no."""
    seen: set[Reason] = set()

    @settings(max_examples=600, deadline=None, database=None, derandomize=True)
    @given(worlds())
    def look(facts: Facts) -> None:
        seen.add(decide(question(), facts).reason)

    look()
    assert len(seen) >= 12
    assert Reason.CONSENT in seen
