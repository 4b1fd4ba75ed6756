"""What stops a consent by itself is told before it does: in random worlds, and in a table of what a lawyer asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import product

import pytest

from consent.record import Act, Consent
from consent.words import ActKind, Capacity, How, Outcome
from hub.foretelling import TICK, Why, foretold, standing, told_to_family
from hub.sharing import State, state_of
from policies.facts import Assessment, Facts
from policies.times import a_year_after, day_of
from tests.hub.test_foresight_supposed import CONSENT, NOW
from tests.hub.test_foresight_supposed import world as supposed
from tests.policies.reference.worlds_things import world

YEAR = timedelta(days=400)
WORLDS = 2_000


@cache
def given() -> tuple[tuple[Consent, Facts, datetime], ...]:
    """Every consent of the random worlds in which nothing is recorded that has not happened yet."""
    return tuple(_given())


def _given() -> Iterator[tuple[Consent, Facts, datetime]]:
    for seed in range(WORLDS):
        facts, questions = world(seed)
        now = questions[0].at
        consents = [one for held in facts.consents.values() for one in held]
        recorded = [act.at for one in consents for act in one.acts]
        for child in facts.children.values():
            recorded += [one.at for one in (*child.assessments, *child.prevented)]
        if all(at <= now for at in recorded):
            yield from ((one, facts, now) for one in consents)


def test_from_then_on_it_does_not_stand_and_until_then_it_does() -> None:
    """Also a moment before: nothing is told too late, and nothing that does not come."""
    told = 0
    for consent, facts, now in given():
        holds = standing(consent, facts, now)
        found = foretold(consent, facts, now, ahead=YEAR)
        last = (found.at if found is not None else now + YEAR) - TICK
        for part in (0.1, 0.3, 0.5, 0.7, 0.9, 1.0):
            assert holds <= standing(consent, facts, now + (last - now) * part), (consent, part)
        if found is not None:
            told += 1
            assert not holds <= standing(consent, facts, found.at)
    assert told > 100


def test_what_stands_is_what_the_family_is_told_that_holds() -> None:
    """While the register is fresh, as it is where somebody can open the page."""
    states = {state_of(*one): 0 for one in given()}
    for one in given():
        state = state_of(*one)
        states[state] += 1
        assert bool(standing(*one)) or state not in (State.HOLDS, State.COMING)
        assert not standing(*one) or state not in (State.ENDED, State.OVER)
    assert states[State.HOLDS] > 100


@pytest.mark.parametrize("days", [0, 1, 30])
def test_only_what_comes_soon_is_told(days: int) -> None:
    for consent, facts, now in given():
        found = foretold(consent, facts, now, ahead=timedelta(days=days))
        assert found is None or now < found.at <= now + timedelta(days=days)


def test_a_grantor_is_told_the_same_whatever_the_others_have_said() -> None:
    """Also how it was said: whoever sees the page knows that it stands, and learns nothing from what is told."""
    told = 0
    for consent, facts, now in given():
        if person := facts.people.get(consent.subject):
            near = replace(
                person, born=day_of(now + timedelta(days=9)).replace(year=day_of(now).year - 18, day=1)
            )
            known = replace(facts, people={**facts.people, consent.subject: near})
            found = told_to_family(consent, known, now)
            told += found is not None
            for kind, how in product((ActKind.GRANT, ActKind.REFUSE), How):
                acts = tuple(
                    one if one.by == consent.subject or one.partial else replace(one, kind=kind, how=how)
                    for one in consent.acts
                )
                assert told_to_family(replace(consent, acts=acts), known, now) == found
    assert told > 20


def test_a_youth_is_told_that_they_decide_alone_no_longer() -> None:
    """A year after the assessment the parents are asked too, and read the question: that is the youth's to know."""
    given = supposed(16)
    alone = Assessment(matter=None, outcome=Outcome.DECIDES_ALONE, by="asa", at=NOW - timedelta(days=350))
    child = replace(given.children["child"], assessments=(alone,))
    facts = replace(given, children={"child": child})
    yes = Act(by="child", capacity=Capacity.SELF, kind=ActKind.GRANT, at=NOW - timedelta(days=300))
    consent = replace(CONSENT, acts=(yes,), ends=NOW + timedelta(days=90))
    found = told_to_family(consent, facts, NOW, who="child")
    assert found is not None
    assert (found.why, found.at - TICK) == (Why.ASSESSMENT, a_year_after(alone.at))
    assert told_to_family(consent, facts, NOW, who="anna") is None
