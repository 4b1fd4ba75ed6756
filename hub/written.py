"""What is written down of a reading and of a refusal: ids and codes, and nothing that an asker could have put there."""

from collections.abc import Mapping, Sequence

from consent.events import ItemOpened, ItemRefused, ItemShown
from consent.words import CATEGORIES, FAMILY, Capacity, HidingGround
from hub.deciding import people_in
from hub.ids import is_id
from hub.meeting.here import Here
from hub.together import Common, Present, unit_of
from policies.answer import Answer
from policies.facts import Facts, Item
from policies.question import Question


def opening(
    question: Question, answer: Answer, facts: Facts, item: Item, version: int, names: Mapping[str, str]
) -> ItemOpened:
    """The event of letting somebody read that version of an item."""
    return ItemOpened(
        room=item.room,
        who=names[question.who],
        reader_unit=question.capacity if question.capacity in facts.units else FAMILY,
        item=item.id,
        version=version,
        item_unit=item.unit,
        categories=item.categories,
        purpose=known_purpose(question, item, facts),
        meeting=known_meeting(question, facts),
        decision=answer.decision,
        reason=answer.reason,
        consents=frozenset(answer.consents),
    )


def showing(
    one: Common,
    present: Sequence[Present],
    question: Question,
    display: str,
    version: int,
    names: Mapping[str, str],
) -> ItemShown:
    """The event of showing that version of an item on a sitting's screen; `question` is that of whose screen it is."""
    facts = present[0].facts
    answered = zip(present, one.answers, strict=True)
    return ItemShown(
        room=one.item.room,
        who=names[question.who],
        reader_unit=question.capacity,
        item=one.item.id,
        version=version,
        item_unit=one.item.unit,
        categories=one.item.categories,
        purpose=known_purpose(question, one.item, facts),
        meeting=known_meeting(question, facts),
        decision=one.decision,
        reason=one.reason,
        consents=one.consents,
        display=display,
        shown_to=tuple(" ".join((reader(p.here, names), *sorted(a.consents))) for p, a in answered),
    )


def reader(one: Here, names: Mapping[str, str]) -> str:
    """Somebody who is here, as they stand in the ledger: pseudonym, unit and kind."""
    return f"{names[one.by.who]} {unit_of(one)} {one.kind}"


def refusal(
    question: Question, answer: Answer, facts: Facts, item: Item | None, unit: str, names: Mapping[str, str]
) -> ItemRefused:
    """The event of refusing a reading; an item that does not exist has no id."""
    return ItemRefused(
        room=item.room if item is not None else None,
        who=names[question.who],
        reader_unit=unit,
        item=item.id if item is not None else None,
        meeting=known_meeting(question, facts),
        reason=answer.reason,
        detail=names.get(answer.detail, answer.detail),
    )


def known_meeting(question: Question, facts: Facts) -> str | None:
    """The meeting that the question names, where there is such a one."""
    return question.meeting if question.meeting in facts.meetings else None


def known_purpose(question: Question, item: Item, facts: Facts) -> str:
    """The purpose of a reading as the ledger may have it: a code that the room or one of its consents has.

    Whoever reads within the unit or the family may claim anything, and the ledger holds no texts.
    """
    room = facts.rooms[item.room].purpose
    codes = {room, *(c.purpose for held in facts.consents.values() for c in held)}
    return question.purpose if question.purpose in codes and question.purpose else room


PERSONS = frozenset({"subject", "subjects", "by", "guardian", "recorded_by", "capacity", "who"})
"""The fields that hold people: what a refusal says of them is a pseudonym, also of somebody unknown."""

CODES = frozenset({*CATEGORIES, *Capacity, *HidingGround, "unverified"})
"""What a refusal may name besides ids and units."""


def named(answer: Answer, facts: Facts) -> list[str]:
    """Whom the refusal names."""
    if answer.where in PERSONS and is_id(answer.detail):
        return [answer.detail]
    return people_in(answer.detail, facts)


def code(answer: Answer, facts: Facts) -> str:
    """An id or a code of ours, or else the field at fault: a form may hold anything, the ledger never a name."""
    known = is_id(answer.detail) or answer.detail in CODES or answer.detail in facts.units
    return answer.detail if known else answer.where
