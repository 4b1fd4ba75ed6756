"""Recording that a guardian is prevented (FB 6:13 second paragraph): rarely, with its reason, once a year."""

from policies.answer import Answer
from policies.capacity import child_record, is_guardian
from policies.facts import Facts
from policies.prevented import REASONS, recorded_before
from policies.question import Question
from policies.rules import saving as rule
from policies.saving.common import closed, is_family, stranger


def records_prevention(question: Question, facts: Facts) -> Answer:
    """Whether the prevention may be saved for the room that the question names."""
    no = closed(question)
    draft, room = question.draft_prevention, facts.rooms.get(question.room or "")
    if no is not None or draft is None or room is None:
        return no or rule.PREVENTION.no(where="room" if draft else "prevention")
    if not is_guardian(draft.guardian, room.child, facts, question.at):
        return rule.NOT_GUARDIAN.no(draft.guardian, "guardian")
    if not draft.urgent.strip():
        return rule.PREVENTION.no(where="urgent")
    if draft.reason not in REASONS:
        return rule.PREVENTION.no(draft.reason, "reason")
    # Whoever works here and is here as a parent is no staff: one guardian can't shut the other out.
    if is_family(question) or draft.by != question.who or draft.by not in facts.staff:
        return rule.PREVENTION.no(draft.by, "by")
    child = child_record(room.child, facts)
    if recorded_before(draft.guardian, child, room.id, question.at, or_then=True):
        return rule.PREVENTION.no(draft.guardian, "guardian")
    return stranger(question, room.child, frozenset(), facts) or rule.PERMITTED.yes()
