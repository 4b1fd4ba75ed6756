"""'Saving a consent or an item': what must be refused, and that a no never is.

The page says what is refused, and with which word; a product may refuse more, so a yes here means "not
refused by these sentences".
"""

from consent.record import Act, Consent
from consent.words import BOARD, FAMILY, ActKind, Capacity, HidingGround, How
from tests.policies.reference import acts, capacities, clock
from tests.policies.reference.said import Said, no
from tests.policies.reference.shapes import Facts, Item, Question

MAY_BE = Said("ALLOW", at_least=True)
MUST_NOT = Said("DENY", at_least=True)
CHAPTER_25 = {"BUP", "BVC", "UM", "SKOLA.EMI"}


def saves(q: Question, facts: Facts) -> Said:
    """By what is asked."""
    if not q.ledger_up:
        return no("LOG_FAILURE")
    act = q.draft_act
    if act is not None and act.kind is not ActKind.GRANT:
        return Said("ALLOW", "PERMITTED")  # 'A refusal or a withdrawal is never refused.'
    if q.loa < 3:
        return MUST_NOT
    refused = (
        (q.draft_consent is not None and too_general(q.draft_consent))
        or (q.asks == "grants" and not may_grant(q, facts))
        or (act is not None and not may_record(act, q, facts))
        or (q.draft_item is not None and not may_publish(q.draft_item, facts))
        or (q.asks == "hides" and not may_hide(q, facts))
        or (q.draft_prevention is not None and not may_prevent(q, facts))
    )
    return MUST_NOT if refused else MAY_BE


def too_general(c: Consent) -> bool:
    """'a consent without named units, categories, purpose, room or an end, or that says "all", or longer than
    12 months'."""
    named = bool(c.from_units and c.to_units and c.categories and c.purpose and c.room)
    says_all = "all" in c.from_units | c.to_units | c.categories
    return not named or says_all or c.ends > clock.in_12_months(c.starts)


def may_grant(q: Question, facts: Facts) -> bool:
    """'a grant by somebody who is not in the capacity claimed', 'whose samordningsnummer is not `confirmed`',
    'who does not understand the language it was shown in with no interpreter'."""
    found = [c for cs in facts.consents.values() for c in cs if c.id == q.consent]
    if not found or q.who not in facts.people:
        return False
    c = found[0]
    if q.capacity == "self":
        in_capacity = q.who == c.subject
    else:
        in_capacity = q.capacity == "guardian" and q.who in capacities.guardians(c.subject, facts, q.at)
    shown = Act(
        by=q.who,
        capacity=Capacity.SELF,
        kind=ActKind.GRANT,
        at=q.at,
        language=c.language,
        interpreter=c.interpreter,
    )
    return in_capacity and acts.is_confirmed_person(shown, facts) and acts.was_understood(shown, facts)


def may_record(act: Act, q: Question, facts: Facts) -> bool:
    """'an oral or paper grant without what was said or who recorded it, or recorded for another person than
    the one who spoke'; and what makes a grant refused whoever writes it down."""
    found = [c for cs in facts.consents.values() for c in cs if c.id == q.consent]
    if not found:
        return False
    whole = act.recorded_by and act.said and act.said.strip() and q.spoke in (None, act.by)
    if act.how is not How.EID and not whole:
        return False
    if act.by != BOARD and act.by not in facts.people:
        return False
    held = capacities.held(act.by, act.capacity, found[0].subject, facts, act.at)
    return held and acts.is_confirmed_person(act, facts) and acts.was_understood(act, facts)


def may_publish(item: Item, facts: Facts) -> bool:
    """'an item without category, subject or release', 'from a unit that may not', 'an extract from
    belastningsregistret'."""
    to_family = item.unit == FAMILY and item.family_readers
    if not item.categories or not item.subjects or not (item.released_to or to_family):
        return False
    if item.family_readers and item.unit != FAMILY:
        return False
    unit = facts.units.get(item.unit)
    return (
        unit is not None and unit.may_publish and not unit.absolute and item.register != "belastningsregister"
    )


def may_hide(q: Question, facts: Facts) -> bool:
    """'Hiding an item needs a recorded assessment (`betydande_men`; `child_decides` at 12 or more; `child_25_6`
    only for units under OSL chapter 25)'."""
    item = facts.items.get(q.item or "")
    if item is None or q.draft_hiding is None or item.room not in facts.rooms:
        return False
    age = capacities.years(facts.rooms[item.room].child, facts, q.at)
    if q.draft_hiding.ground is HidingGround.CHILD_DECIDES:
        return age is not None and age >= 12
    return q.draft_hiding.ground is not HidingGround.CHILD_25_6 or item.unit in CHAPTER_25


def may_prevent(q: Question, facts: Facts) -> bool:
    """'a prevention without why it cannot wait, or a second one of the same guardian within 12 months'; it is
    staff who record one."""
    draft, room = q.draft_prevention, facts.rooms.get(q.room or "")
    if (
        draft is None
        or room is None
        or room.child not in facts.children
        or q.capacity in ("self", "guardian")
    ):
        return False
    child = facts.children[room.child]
    former = [p for p in child.prevented if p.guardian == draft.guardian and p.at <= q.at]
    mine = [p for p in former if p.room in (None, q.room)]
    return bool(draft.urgent.strip()) and all(q.at >= clock.in_12_months(p.at) for p in mine)
