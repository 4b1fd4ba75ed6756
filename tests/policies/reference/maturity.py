"""'Assessments': how each category, and several together, are judged."""

from collections.abc import Iterable
from datetime import datetime

from tests.policies.reference import clock
from tests.policies.reference.shapes import Facts


def judged(child: str, category: str, facts: Facts, at: datetime, asker: str | None) -> str:
    """'Each category is judged by the newest assessment of at most 12 months that covers it; if that one was
    made by the asker, or there is none, the category is not assessed.' Without an asker nobody's is left out.
    """
    if child not in facts.children or child not in facts.people:
        return "not assessed"
    covering = [a for a in facts.children[child].assessments if a.matter is None or category in a.matter]
    known = [a for a in covering if a.at <= at <= clock.in_12_months(a.at)]
    if not known:
        return "not assessed"
    newest = max(known, key=lambda a: a.at)
    if newest.by == asker:
        return "not assessed"
    if newest.outcome.value == "decides_alone" and clock.age(facts.people[child].born, newest.at) < 15:
        return "mature"  # '`decides_alone` made before the child was 15 counts as `mature`.'
    return newest.outcome.value


def together(child: str, categories: Iterable[str], facts: Facts, at: datetime, asker: str | None) -> str:
    """'For several categories: all `decides_alone`: `decides_alone`; one not assessed: not assessed; otherwise
    one `mature` or `decides_alone`: `mature`; otherwise `not_mature`.'"""
    each = {judged(child, category, facts, at, asker) for category in categories}
    if each == {"decides_alone"}:
        return "decides_alone"
    if "not assessed" in each or not each:
        return "not assessed"
    return "mature" if each & {"mature", "decides_alone"} else "not_mature"
