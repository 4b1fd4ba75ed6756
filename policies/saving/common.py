"""What every saving asks first and last: the ledger, the session, and whether the asker belongs here."""

from consent.words import FAMILY, Capacity
from policies.answer import Answer
from policies.barriers import has_assignment
from policies.capacity import is_guardian
from policies.facts import Facts
from policies.question import Question
from policies.rules import saving as rule
from policies.staff import LOA_FOR_READING

MOST_UNITS = 40
EVERYTHING = frozenset({"all", "alla", "allt", "any", "*"})
FAMILY_CAPACITIES = frozenset({Capacity.SELF.value, Capacity.GUARDIAN.value})


def closed(question: Question) -> Answer | None:
    """Nothing is saved while the ledger is down, nor by a session below LoA 3."""
    if not question.ledger_up:
        return rule.LEDGER.no()
    return rule.SESSION.no() if question.loa < LOA_FOR_READING else None


def is_family(question: Question) -> bool:
    """Whether a family member asks, rather than a staff member under an assignment."""
    return question.capacity in FAMILY_CAPACITIES


def stranger(question: Question, child: str, people: frozenset[str], facts: Facts) -> Answer | None:
    """Staff need an assignment in force. Family are the child, its guardian, or one of the people meant."""
    if not is_family(question):
        return None if has_assignment(question, facts) else rule.ASSIGNMENT.no(question.capacity, "capacity")
    who = question.who
    if question.capacity == Capacity.SELF:
        known = who in facts.people and (who == child or who in people)
    else:
        known = any(is_guardian(who, p, facts, question.at) for p in {child, *people})
    return None if known else rule.NOT_FAMILY.no(who, "capacity")


def unknown_units(units: frozenset[str], facts: Facts) -> str | None:
    """The first unit that nobody has registered, "all" among them; the family's own is always known."""
    return next((u for u in sorted(units) if u not in facts.units and u != FAMILY), None)
