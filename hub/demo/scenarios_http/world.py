"""A case's facts and question with the application's ids in place of the file's names."""

from collections.abc import Iterator
from dataclasses import replace

from consent.record import Act, Consent
from hub.demo.scenarios_http.names import Names
from hub.ids import new_id
from policies.facts import Child, Facts, Item, Person, Prevention, Room, Staff
from policies.question import Question


def translated(facts: Facts, ids: Names) -> Facts:
    """The same world. Items that a file releases to every unit are released to all that there are."""
    consents = [_consent(c, ids) for held in facts.consents.values() for c in held]
    by_key: dict[tuple[str, str], tuple[Consent, ...]] = {}
    for consent in consents:
        key = (consent.room, consent.subject)
        by_key[key] = (*by_key.get(key, ()), consent)
    every = frozenset(facts.units)
    return Facts(
        units=facts.units,
        people={ids.of(key): _person(one, ids) for key, one in facts.people.items()},
        staff={ids.of(key): _staff(one, ids) for key, one in facts.staff.items()},
        children={ids.of(key): _child(one, ids) for key, one in facts.children.items()},
        rooms={ids.of(key): _room(one, ids) for key, one in facts.rooms.items()},
        meetings={
            ids.of(key): replace(one, id=ids.of(key), room=ids.of(one.room))
            for key, one in facts.meetings.items()
        },
        items={ids.of(key): _item(one, ids, every) for key, one in facts.items.items()},
        consents=by_key,
    )


def asked(question: Question, ids: Names) -> Question:
    """The same question."""
    hiding = question.draft_hiding
    return replace(
        question,
        who=ids.of(question.who),
        item=ids.maybe(question.item),
        room=ids.maybe(question.room),
        consent=ids.maybe(question.consent),
        meeting=ids.maybe(question.meeting),
        spoke=ids.maybe(question.spoke),
        draft_item=question.draft_item and _item(question.draft_item, ids, frozenset()),
        draft_consent=question.draft_consent and _consent(question.draft_consent, ids),
        draft_act=question.draft_act and next(_acts(question.draft_act, ids)),
        draft_hiding=hiding and replace(hiding, who=ids.of(hiding.who), by=ids.of(hiding.by)),
        draft_prevention=question.draft_prevention and _prevention(question.draft_prevention, ids),
    )


def _person(one: Person, ids: Names) -> Person:
    return replace(one, id=ids.of(one.id), allow_list=ids.all(one.allow_list))


def _staff(one: Staff, ids: Names) -> Staff:
    held = tuple(replace(assignment, id=new_id()) for assignment in one.assignments)
    return replace(one, id=ids.of(one.id), assignments=held, conflicts=ids.all(one.conflicts))


def _child(one: Child, ids: Names) -> Child:
    return replace(
        one,
        id=ids.of(one.id),
        guardians=tuple(replace(g, who=ids.of(g.who)) for g in one.guardians),
        prevented=tuple(_prevention(p, ids) for p in one.prevented),
        assessments=tuple(replace(a, by=ids.of(a.by)) for a in one.assessments),
        view_by=ids.maybe(one.view_by),
    )


def _prevention(one: Prevention, ids: Names) -> Prevention:
    return replace(one, guardian=ids.of(one.guardian), by=ids.of(one.by), room=ids.maybe(one.room))


def _room(one: Room, ids: Names) -> Room:
    return replace(
        one,
        id=ids.of(one.id),
        child=ids.of(one.child),
        participants=frozenset((ids.of(who), unit) for who, unit in one.participants),
        forbehall=frozenset((ids.of(who), unit) for who, unit in one.forbehall),
    )


def _consent(one: Consent, ids: Names) -> Consent:
    return replace(
        one,
        id=ids.of(one.id) or new_id(),
        subject=ids.of(one.subject),
        room=ids.of(one.room),
        meeting=ids.maybe(one.meeting),
        acts=tuple(made for act in one.acts for made in _acts(act, ids)),
    )


def _acts(one: Act, ids: Names) -> Iterator[Act]:
    """The act, and the same yes as it was said again to others of the staff: acts of their own."""
    made = replace(one, by=ids.of(one.by), again=())
    yield replace(made, id=new_id(), recorded_by=ids.maybe(one.recorded_by))
    for who, when in one.again:
        yield replace(made, id=new_id(), recorded_by=ids.of(who), at=when, confirmed=None)


def _item(one: Item, ids: Names, every: frozenset[str]) -> Item:
    return replace(
        one,
        id=ids.of(one.id) or new_id(),
        room=ids.of(one.room),
        by=ids.of(one.by),
        subjects=ids.all(one.subjects),
        released_to=every if one.released_to is None else one.released_to,
        family_readers=ids.all(one.family_readers),
        hidden_from=tuple(replace(h, who=ids.of(h.who), by=ids.of(h.by)) for h in one.hidden_from),
    )
