"""Hiding an item needs an assessment that the law knows; discomfort is not enough."""

from consent.words import HidingGround
from policies.agencies import chapter
from policies.answer import Answer
from policies.facts import Facts, Hiding, Item, Room
from policies.question import Question
from policies.rules import saving as rule
from policies.saving.common import closed, is_family, stranger
from policies.times import birthday

OLD_ENOUGH = 12
HEALTH_CARE = 25


def hides(question: Question, facts: Facts) -> Answer:
    """Whether the item may be hidden from that person, on that ground."""
    no = closed(question)
    item = facts.items.get(question.item or "")
    if no is not None or item is None or item.deleted:
        return no or rule.NOT_PUBLISHED.no(question.item or "", "item")
    room = facts.rooms.get(item.room)
    if room is None:
        return rule.NOT_PUBLISHED.no(item.room, "item")
    hiding = question.draft_hiding
    if hiding is None:
        return rule.HIDING.no(where="assessment")
    return (
        refused_hiding(hiding, item, room, question, facts)
        or stranger(question, room.child, frozenset(), facts)
        or _of_another_unit(item, question)
        or rule.PERMITTED.yes()
    )


def refused_hiding(hiding: Hiding, item: Item, room: Room, question: Question, facts: Facts) -> Answer | None:
    """Why this hiding may not be saved. Staff assess: one guardian can't shut the other out."""
    if not hiding.who:
        return rule.HIDING.no(where="who")
    if is_family(question) or hiding.by not in facts.staff:
        return rule.HIDING.no(hiding.by, "by")
    child = facts.people.get(room.child)
    too_young = child is None or question.at < birthday(child.born, OLD_ENOUGH)
    if hiding.ground is HidingGround.CHILD_DECIDES and too_young:
        return rule.HIDING.no(hiding.ground, "assessment")
    elsewhere = chapter(item.unit, facts.units.get(item.unit)) != HEALTH_CARE
    if hiding.ground is HidingGround.CHILD_25_6 and elsewhere:
        return rule.HIDING.no(hiding.ground, "assessment")
    return None


def _of_another_unit(item: Item, question: Question) -> Answer | None:
    """Each unit answers for what it has written itself."""
    return None if item.unit == question.capacity else rule.ASSIGNMENT.no(item.unit, "item")
