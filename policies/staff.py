"""A staff member asks to read an item. The first rule that fails gives the answer."""

from policies.answer import Answer
from policies.barriers import beyond_consent, concerned, has_assignment, is_too_close, may_see, protected
from policies.capacity import by_name
from policies.coverage import covering
from policies.facts import Facts, Item, Person, Room
from policies.question import Question
from policies.rule import Rule
from policies.rules import covering as covers
from policies.rules import reading as rule

LOA_FOR_READING = 3


def read(question: Question, facts: Facts) -> Answer:
    """The nine steps, in the order in which safety wants them."""
    # 0 and 1: the ledger and the session.
    if not question.ledger_up:
        return rule.LEDGER.no()
    if question.loa < LOA_FOR_READING:
        return rule.SESSION.no()
    # 2: the assignment, which needs to know whom the item is about where there is an item.
    item = facts.items.get(question.item or "")
    room = facts.rooms.get(item.room) if item is not None else None
    if not has_assignment(question, facts):
        return rule.ASSIGNMENT.no()
    if item is None or room is None:
        return rule.PUBLISHED.no()
    people = concerned(item, room)
    if is_too_close(question, people, facts):
        return rule.ASSIGNMENT.no()
    # 3 to 6: the item, the room and the release.
    failed = _not_there(item, room, question, facts)
    if failed is not None:
        return failed.no()
    # 7: protected identity.
    shielded = protected(people, facts)
    if _is_shielded(shielded, item, question) or _is_unknown(people, item, question, facts):
        return rule.PROTECTED.no()
    # 8: what no consent can lift.
    secret = beyond_consent(item, facts, rule.REGISTER, rule.ABSOLUTE)
    if secret is not None:
        return secret.no()
    # 9: consent, which is not the question inside a unit.
    if item.unit == question.capacity:
        return rule.OWN_UNIT.yes(redacted=bool(shielded))
    return _by_consent(item, room, question, facts, redacted=bool(shielded))


def _not_there(item: Item, room: Room, question: Question, facts: Facts) -> Rule | None:
    """Whether the item is published, the asker in the room, and the item released to the asker's unit."""
    if item.deleted:
        return rule.PUBLISHED
    if question.meeting is not None:
        meeting = facts.meetings.get(question.meeting)
        if meeting is None or meeting.room != room.id:
            return rule.PUBLISHED
    takes_part = (question.who, question.capacity) in room.participants
    if item.unit == question.capacity:
        return None if takes_part or item.by == question.who else rule.INNER
    if not takes_part:
        return rule.PARTICIPANT
    if item.released_to is not None and question.capacity not in item.released_to:
        return rule.RELEASED
    return None


def _is_shielded(shielded: list[Person], item: Item, question: Question) -> bool:
    """Somebody protected has not listed the asker, or nobody has attested that the text tells no place."""
    if not shielded:
        return False
    if not all(may_see(question.who, person) for person in shielded):
        return True
    return not item.place_free and item.by != question.who


def _is_unknown(people: frozenset[str], item: Item, question: Question, facts: Facts) -> bool:
    """Somebody without a record, who may be protected, and whom no consent will be asked of later."""
    never_asked = people if item.unit == question.capacity else people - item.subjects
    return bool([who for who in never_asked if who not in facts.people])


def _by_consent(item: Item, room: Room, question: Question, facts: Facts, *, redacted: bool) -> Answer:
    """Every subject has a consent that lets this reader read it: the room's child first, then by name."""
    if not item.subjects or not item.categories:
        return covers.NONE.no()
    found: list[str] = []
    others = item.subjects - {room.child}
    first = [room.child] if room.child in item.subjects else []
    for subject in first + (by_name(others, facts) if len(others) > 1 else [*others]):
        consent = covering(subject, item, room, question, facts)
        if isinstance(consent, Answer):
            return consent if subject == room.child else rule.OTHER_SUBJECT.no(subject)
        found.append(consent.id)
    return rule.CONSENT.yes(*found, redacted=redacted)
