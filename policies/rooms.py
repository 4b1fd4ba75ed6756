"""A staff member asks whether a room exists for them: the steps of a reading that concern no text."""

from policies.answer import Answer
from policies.barriers import has_assignment, is_too_close, may_see, protected
from policies.facts import Facts
from policies.question import Question
from policies.rules import reading as rule
from policies.staff import LOA_FOR_READING


def view(question: Question, facts: Facts) -> Answer:
    """A participant under this assignment, with no conflict of interest, and on a protected child's list."""
    if not question.ledger_up:
        return rule.LEDGER.no()
    if question.loa < LOA_FOR_READING:
        return rule.SESSION.no()
    if not has_assignment(question, facts):
        return rule.ASSIGNMENT.no()
    room = facts.rooms.get(question.room or "")
    if room is None:
        return rule.PUBLISHED.no()
    child = frozenset({room.child})
    if is_too_close(question, child, facts):
        return rule.ASSIGNMENT.no()
    if (question.who, question.capacity) not in room.participants:
        return rule.PARTICIPANT.no()
    # Of a child without a record nobody can tell whether it is protected.
    if room.child not in facts.people or not all(may_see(question.who, p) for p in protected(child, facts)):
        return rule.PROTECTED.no()
    return rule.OWN_UNIT.yes()
