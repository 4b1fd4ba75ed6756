"""Questions of a hostile world about what may be saved."""

from dataclasses import replace

from consent.record import Consent
from consent.words import ActKind, HidingGround
from policies.facts import Facts, Hiding
from policies.question import Asks, Question
from tests.policies.reference import worlds_people, worlds_said, worlds_things
from tests.policies.reference.worlds import DAY, TICK, Dice

NOBODY: frozenset[str] = frozenset()
KINDS = (
    Asks.GRANTS,
    Asks.GRANTS,
    Asks.RECORDS_ACT,
    Asks.RECORDS_ACT,
    Asks.RECORDS_CONSENT,
    Asks.PUBLISHES,
    Asks.HIDES,
    Asks.RECORDS_PREVENTION,
)


def question(d: Dice, facts: Facts) -> Question:
    """Somebody saves something, mostly what they may."""
    asks = d.one(KINDS)
    by_family = asks is Asks.GRANTS or d.r.random() < 0.2
    who = d.one(("Kid", "Ann", "Bea", "Cai", "Dag", "Asker", "Nemo")) if by_family else "Asker"
    capacity = "self" if who in ("Kid", "Dag") or d.odd(0.3) else "guardian"
    consents = [c.id for cs in facts.consents.values() for c in cs] or ["C9"]
    plain = Question(
        asks=asks,
        who=who,
        capacity=capacity if by_family else "U.A",
        at=d.now,
        loa=d.one((0, 2)) if d.odd(0.2) else 3,
        ledger_up=not d.odd(0.05),
        consent=d.one(consents),
        room="R1",
    )
    return draft(d, plain)


def draft(d: Dice, q: Question) -> Question:
    """The question with what would be saved."""
    if q.asks is Asks.RECORDS_ACT:
        act = worlds_said.act(d, d.one(worlds_said.ACTORS), d.one(tuple(ActKind)))
        spoke = d.one(("Ann", "Bea")) if d.odd(0.5) else None
        return replace(q, draft_act=replace(act, at=d.now), spoke=spoke)
    if q.asks is Asks.RECORDS_CONSENT:
        return replace(q, consent=None, draft_consent=lacking(d))
    if q.asks is Asks.PUBLISHES:
        item = replace(worlds_things.item(d, "N"), unit=q.capacity, by=q.who)
        if not d.odd():
            item = replace(item, released_to=frozenset({d.one(("U.B", "U.P"))}))
        return replace(q, draft_item=replace(item, unit="FAMILY") if q.who != "Asker" else item)
    if q.asks is Asks.HIDES:
        hiding = Hiding(who=d.one(("Ann", "guardians", "Kid")), ground=d.one(tuple(HidingGround)), by=q.who)
        return replace(q, item=d.one(("I1", "I2", "I3")), draft_hiding=None if d.odd(0.3) else hiding)
    if q.asks is Asks.RECORDS_PREVENTION:
        record = worlds_people.prevention(d, "R1")
        return replace(q, draft_prevention=replace(record, at=d.now, by=q.who))
    return q


def lacking(d: Dice) -> Consent:
    """A consent that lacks something now and then, or says all, or too long."""
    c = replace(worlds_said.consent(d, "", "R1", "Kid"), acts=(), starts=d.now)
    c = replace(c, ends=d.about_a_year(1) if d.odd() else d.now + d.one((TICK, DAY, 300 * DAY)))
    if not d.odd():
        return c
    gone = d.one(("from_units", "to_units", "categories"))
    some = d.one((NOBODY, frozenset({"all"}), getattr(c, gone) | {"all"}))
    return replace(c, **d.one(({gone: some}, {"purpose": ""}, {"room": ""})))
