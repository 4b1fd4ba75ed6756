"""A family member asks to read an item, or whether a room exists for them."""

from consent.words import FAMILY, GUARDIANS, Capacity, Outcome
from policies.answer import Answer
from policies.barriers import beyond_consent, concerned, may_see, protected
from policies.capacity import child_record, is_guardian, register_is_fresh
from policies.facts import Facts, Item, Room
from policies.maturity import judged, together
from policies.question import Question
from policies.rule import Rule
from policies.rules import family as rule
from policies.staff import LOA_FOR_READING
from policies.times import OWN_LOGIN_LASTS, birthday

FAMILY_CAPACITIES = frozenset({Capacity.SELF.value, Capacity.GUARDIAN.value})
YOUTH = 15


def read(question: Question, facts: Facts) -> Answer:
    """The rows in their order; the first that fails gives the answer."""
    item = facts.items.get(question.item or "")
    room = facts.rooms.get(item.room) if item is not None and not item.deleted else None
    failed = _at_the_door(question, room, item, facts)
    if failed is not None or item is None or room is None:
        return (failed or rule.PUBLISHED).no()
    failed = (
        beyond_consent(item, facts, rule.REGISTER, rule.ABSOLUTE)
        or _hidden(item, room, question, facts)
        or _not_released(item, question)
        or _about_others(item, question, facts)
    )
    return failed.no() if failed is not None else rule.OWN.yes()


def view(question: Question, facts: Facts) -> Answer:
    """Whether the room exists for this family member: the first five rows, with the room for the item."""
    room = facts.rooms.get(question.room or "")
    failed = _at_the_door(question, room, None, facts)
    return failed.no() if failed is not None else rule.OWN.yes()


def is_child(question: Question, room: Room) -> bool:
    """Whether the room's child asks as themself."""
    return question.capacity == Capacity.SELF and question.who == room.child


def guards(child: str, question: Question, facts: Facts) -> bool:
    """Whether the asker is guardian or god man of the minor now, by a register checked within 24 hours."""
    fresh = register_is_fresh(child_record(child, facts), question.at)
    return fresh and is_guardian(question.who, child, facts, question.at)


def _at_the_door(question: Question, room: Room | None, item: Item | None, facts: Facts) -> Rule | None:
    """The first five rows: ledger, session, existence, who one is, protected identity."""
    if not question.ledger_up:
        return rule.LEDGER
    if question.loa < LOA_FOR_READING:
        return rule.SESSION
    if room is None:
        return rule.PUBLISHED
    if not _has_a_door(question, room, item, facts):
        return rule.GUARDIAN
    people = concerned(item, room) if item is not None else frozenset({room.child})
    if not is_child(question, room):
        listed = all(may_see(question.who, person) for person in protected(people, facts))
        if not listed:
            return rule.PROTECTED
    # Who has no record may be protected. Subjects of others' items are asked about again in the last row.
    asked_later = item.subjects if item is not None and item.by != question.who else frozenset[str]()
    unknown = any(who not in facts.people for who in people - asked_later)
    return rule.PROTECTED if unknown else None


def _has_a_door(question: Question, room: Room, item: Item | None, facts: Facts) -> bool:
    """As oneself: the room's child, or the only subject of the item. As guardian: of the room's child."""
    who = question.who
    if who not in facts.people:
        return False
    if question.capacity == Capacity.SELF:
        return who == room.child or (item is not None and item.subjects == {who})
    return question.capacity == Capacity.GUARDIAN and guards(room.child, question, facts)


def _hidden(item: Item, room: Room, question: Question, facts: Facts) -> Rule | None:
    """What is hidden, from the child or from anybody else."""
    hidden_from = {hiding.who for hiding in item.hidden_from}
    if is_child(question, room):
        if question.who in hidden_from:
            return rule.HIDDEN_FROM_CHILD
        stale = question.login_age > OWN_LOGIN_LASTS
        return rule.FRESH_LOGIN if hidden_from and stale else None
    if not hidden_from.isdisjoint((question.who, GUARDIANS)):
        return rule.HIDDEN
    kept = _child_decides(item, room, question, facts) and not _released_by_child(item, room, question)
    return rule.HIDDEN if kept else None


def _released_by_child(item: Item, room: Room, question: Question) -> bool:
    """By name, by the child: who reads a text of the family's own is its author's choice, and only theirs."""
    return question.who in item.family_readers and (item.unit != FAMILY or item.by == room.child)


def _child_decides(item: Item, room: Room, question: Question, facts: Facts) -> bool:
    """It is about the room's child, who is 15 or more and decides alone in all its categories."""
    child = facts.people.get(room.child)
    if child is None or child.id not in item.subjects or question.at < birthday(child.born, YOUTH):
        return False
    outcomes = [judged(child.id, c, facts, question.at, question.who) for c in item.categories]
    return together(outcomes) is Outcome.DECIDES_ALONE


def _not_released(item: Item, question: Question) -> Rule | None:
    """The family's own words are their author's until released by name."""
    if item.unit != FAMILY or question.who == item.by or question.who in item.family_readers:
        return None
    return rule.RELEASED


def _about_others(item: Item, question: Question, facts: Facts) -> Rule | None:
    """Everybody whom it is about is oneself or a child whose guardian one is; the author may read anyway."""
    if question.who == item.by:
        return None
    known = all(who == question.who or guards(who, question, facts) for who in item.subjects)
    return None if item.subjects and known else rule.OTHER_SUBJECT
