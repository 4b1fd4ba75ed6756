"""How mature a child was assessed to be (mognadsbedömning). Age alone never decides (OSL 12:3)."""

from collections.abc import Iterable
from datetime import datetime

from consent.words import Outcome
from policies.capacity import child_record
from policies.facts import Assessment, Facts
from policies.times import a_year_after, birthday

WEIGHTY = (Outcome.MATURE, Outcome.DECIDES_ALONE)

# Of assessments made at one instant the one that asks the most of a consent stands.
_STRICTEST = {Outcome.NOT_MATURE: 0, Outcome.DECIDES_ALONE: 1, Outcome.MATURE: 2}


def judged(child: str, category: str, facts: Facts, at: datetime, asker: str | None = None) -> Outcome | None:
    """How the child is assessed in one category, or None where no assessment counts.

    The newest assessment of at most 12 months that covers the category decides; one that the asker made
    leaves the category unassessed. For effects nobody asks: `asker` None.
    """
    assessments = child_record(child, facts).assessments
    if not assessments:
        return None
    covering = [
        a
        for a in assessments
        if a.at <= at <= a_year_after(a.at) and (a.matter is None or category in a.matter)
    ]
    if not covering:
        return None
    newest = max(a.at for a in covering)
    last = [a for a in covering if a.at == newest]
    if any(a.by == asker for a in last):
        return None
    return max((_outcome(a, child, facts) for a in last), key=_STRICTEST.__getitem__)


def _outcome(assessment: Assessment, child: str, facts: Facts) -> Outcome:
    """What it came to; to decide alone, said of a child who was not yet 15, counts as mature."""
    person = facts.people.get(child)
    if assessment.outcome is Outcome.DECIDES_ALONE and (
        person is None or assessment.at < birthday(person.born, 15)
    ):
        return Outcome.MATURE
    return assessment.outcome


def together(outcomes: Iterable[Outcome | None]) -> Outcome | None:
    """What several categories come to; None where one of them, or nothing at all, is assessed."""
    found = {*outcomes}
    if not found or None in found:
        return None
    if found == {Outcome.DECIDES_ALONE}:
        return Outcome.DECIDES_ALONE
    return Outcome.MATURE if found & {*WEIGHTY} else Outcome.NOT_MATURE
