"""An item is saved only with what decides who may read it; some units save none here."""

from consent.words import CATEGORIES, FAMILY
from policies.answer import Answer
from policies.facts import Facts, Item, Room
from policies.question import Question
from policies.rules import saving as rule
from policies.saving.common import MOST_UNITS, closed, is_family, stranger, unknown_units
from policies.saving.hidings import refused_hiding


def publishes(question: Question, facts: Facts) -> Answer:
    """Whether this item may be published to its room."""
    no = closed(question)
    item = question.draft_item
    if no is not None or item is None:
        return no or rule.INCOMPLETE.no(where="item")
    room = facts.rooms.get(item.room)
    if room is None:
        return rule.INCOMPLETE.no(item.room, "room")
    return (
        _incomplete(item, facts)
        or _hidings(item, room, question, facts)
        or _from_closed_unit(item, facts)
        or _not_ones_own(item, question)
        or stranger(question, room.child, item.subjects, facts)
        or rule.PERMITTED.yes()
    )


def _incomplete(item: Item, facts: Facts) -> Answer | None:
    """What is missing or unknown, with the field at fault."""
    odd = item.categories - set(CATEGORIES)
    if not item.categories or odd:
        return rule.INCOMPLETE.no(min(odd, default=""), "categories")
    strangers = sorted(s for s in item.subjects if s not in facts.people)
    if not item.subjects or strangers:
        return rule.INCOMPLETE.no(strangers[0] if strangers else "", "subjects")
    units = item.released_to or frozenset()
    unknown = unknown_units(units, facts)
    released = units or (item.unit == FAMILY and item.family_readers)
    if not released or len(units) > MOST_UNITS or unknown is not None:
        return rule.INCOMPLETE.no(unknown or "", "released_to")
    # Staff release to units. Who of the family reads is for the family to say, and at times for the child alone.
    return rule.INCOMPLETE.no(where="family_readers") if item.family_readers and item.unit != FAMILY else None


def _hidings(item: Item, room: Room, question: Question, facts: Facts) -> Answer | None:
    """The first hiding in the item that may not be saved."""
    found = (refused_hiding(h, item, room, question, facts) for h in item.hidden_from)
    return next((no for no in found if no is not None), None)


def _from_closed_unit(item: Item, facts: Facts) -> Answer | None:
    """Absolute secrecy, råd- och stödsamtal, an extract from belastningsregistret, or an unknown unit."""
    unit = facts.units.get(item.unit)
    if unit is not None and unit.absolute:
        return rule.ABSOLUTE.no(item.unit, "unit")
    if unit is not None and not unit.may_publish:
        return rule.NOT_PUBLISHABLE.no(item.unit, "unit")
    if item.register is not None:
        return rule.REGISTER.no(item.register, "register")
    return rule.INCOMPLETE.no(item.unit, "unit") if unit is None and item.unit != FAMILY else None


def _not_ones_own(item: Item, question: Question) -> Answer | None:
    """One publishes in one's own name, from the unit one acts under; the family from its own."""
    if item.by != question.who:
        return rule.INCOMPLETE.no(item.by, "by")
    own = FAMILY if is_family(question) else question.capacity
    return None if item.unit == own else rule.ASSIGNMENT.no(item.unit, "unit")
