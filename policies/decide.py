"""The one door: a question and its facts in, an answer with its reason out. Nothing matched means no."""

from collections.abc import Callable

from policies import family, rooms, staff
from policies.answer import Answer
from policies.facts import Facts
from policies.question import Asks, Question
from policies.saving.acts import records_act
from policies.saving.consents import records_consent
from policies.saving.grants import grants
from policies.saving.hidings import hides
from policies.saving.items import publishes
from policies.saving.preventions import records_prevention


def decide(question: Question, facts: Facts) -> Answer:
    """Answer the question by the facts alone, at the moment that the question names."""
    return _BY_VERB[question.asks](question, facts)


def _reads(question: Question, facts: Facts) -> Answer:
    """Staff read under an assignment in a unit; the family as `self` or `guardian`."""
    reader = family.read if question.capacity in family.FAMILY_CAPACITIES else staff.read
    return reader(question, facts)


def _views(question: Question, facts: Facts) -> Answer:
    """Staff see the rooms in which they take part, the family those around the child."""
    viewer = family.view if question.capacity in family.FAMILY_CAPACITIES else rooms.view
    return viewer(question, facts)


_BY_VERB: dict[Asks, Callable[[Question, Facts], Answer]] = {
    Asks.READS: _reads,
    Asks.VIEWS: _views,
    Asks.GRANTS: grants,
    Asks.PUBLISHES: publishes,
    Asks.RECORDS_CONSENT: records_consent,
    Asks.RECORDS_ACT: records_act,
    Asks.HIDES: hides,
    Asks.RECORDS_PREVENTION: records_prevention,
}
