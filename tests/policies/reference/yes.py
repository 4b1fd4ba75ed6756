"""'Have the right people said yes?' None is a yes; otherwise the first reason that applies."""

from datetime import datetime

from consent.record import Consent
from consent.words import BOARD, ActKind, Capacity
from tests.policies.reference import acts, capacities, ends, maturity, prevented
from tests.policies.reference.said import Said, no
from tests.policies.reference.shapes import Facts, Item

NAY = {ActKind.REFUSE: "REFUSED", ActKind.WITHDRAW: "WITHDRAWN"}
NOBODY = "guardian"


def missing_yes(consent: Consent, item: Item, facts: Facts, now: datetime, asker: str) -> Said | None:
    """An unknown subject is a no."""
    age = capacities.years(consent.subject, facts, now)
    if age is None:
        return no("")
    if age >= 18:
        return _adult(consent, facts, now, asker)
    return Minor(consent, item, facts, now, asker, age).reason()


def _adult(consent: Consent, facts: Facts, now: datetime, asker: str) -> Said | None:
    """'adult: ended or withdrawn `WITHDRAWN`; refused `REFUSED`; an oral yes of their own that lapsed
    `EXPIRED`; otherwise nothing granted `NO_CONSENT`'."""
    stands = acts.standing(consent.subject, consent, facts, now, asker)
    if ends.first_end(consent, facts, now) or stands is ActKind.WITHDRAW:
        return no("WITHDRAWN")
    if stands is ActKind.REFUSE:
        return no("REFUSED")
    if stands is ActKind.GRANT:
        return None
    return no("EXPIRED" if acts.lapsed_yes(consent.subject, consent, facts, now, asker) else "NO_CONSENT")


class Minor:
    """One minor's consent, one item, one moment and one asker."""

    def __init__(self, c: Consent, item: Item, facts: Facts, now: datetime, asker: str, age: int) -> None:
        self.c, self.item, self.facts, self.now, self.asker, self.age = c, item, facts, now, asker, age
        self.outcome = maturity.together(c.subject, item.categories, facts, now, asker)
        self.alone = age >= 15 and self.outcome == "decides_alone"
        everyone = capacities.guardians(c.subject, facts, now)
        left_out = prevented.excused(c, facts, now, asker) if everyone else set()
        self.guardians = [g for g in everyone if g not in left_out] or [NOBODY]
        self.board = [BOARD] if capacities.care_order(c.subject, facts) else []

    def stands(self, who: str) -> ActKind | None:
        """That person's standing act; 'where there is none `guardian` is missing'."""
        if who == NOBODY and self.guardians == [NOBODY]:
            return None
        return acts.standing(who, self.c, self.facts, self.now, self.asker)

    def granted(self, who: str) -> bool:
        """Whether that person's yes stands."""
        return self.stands(who) is ActKind.GRANT

    def child_says_no(self) -> bool:
        """'the child's own standing act, yes or no; only if there is none, what staff recorded.' 'a recorded
        view can only object'."""
        own = self.stands(self.c.subject)
        if own is not None:
            return own is not ActKind.GRANT
        child = self.facts.children.get(self.c.subject)
        return child is not None and child.view is False

    def enough(self) -> bool:
        """'if the child and every required guardian has granted: enough, no other row is asked', 'besides the
        board under a care order'."""
        return all(map(self.granted, [self.c.subject, *self.guardians, *self.board]))

    def required(self) -> list[str]:
        """The rows of the table by age, guardians by name, then the board, then the child."""
        child = [self.c.subject]
        if self.alone:
            return [*self.board, *child]
        if self.age >= 15 and self.outcome != "not_mature":
            return [*self.guardians, *self.board, *child]
        if 12 <= self.age < 15 and self.outcome == "mature":
            return [*self.guardians, *self.board, *child]
        return [*self.guardians, *self.board]

    def reason(self) -> Said | None:
        """'The reason, the first that applies', rows 2 to 8."""
        ended = ends.first_end(self.c, self.facts, self.now)
        if ended is not None:
            return no("CHILD_OBJECTS" if ended.by_child else "WITHDRAWN")
        if self.child_says_no() and (self.age >= 15 or self.weighs_in_some()):
            return no("CHILD_OBJECTS")
        if not self.alone and not capacities.register_is_fresh(self.c.subject, self.facts, self.now):
            return no("GRANTOR_MISSING", "unverified")
        return (
            self.somebody_said_no() or self.only_a_stranger() or self.somebody_missing() or self.unassessed()
        )

    def weighs_in_some(self) -> bool:
        """'assessed `mature` or `decides_alone` in some category of the item'."""
        about = (self.c.subject, self.facts, self.now, self.asker)
        outcomes = {maturity.judged(about[0], c, *about[1:]) for c in self.item.categories}
        return bool(outcomes & {"mature", "decides_alone"})

    def somebody_said_no(self) -> Said | None:
        """'the first of the required guardians and god män by name, then the board, who has said no'."""
        for who in [*([] if self.alone else self.guardians), *self.board]:
            stands = self.stands(who)
            if stands in NAY:
                return no(NAY[stands])
        return None

    def only_a_stranger(self) -> Said | None:
        """'somebody granted as guardian who is not one now, and neither the child nor anybody required has
        granted'."""
        if any(map(self.granted, [self.c.subject, *self.required()])):
            return None
        given = [a for a in self.c.acts if a.kind is ActKind.GRANT and a.at <= self.now]
        for act in given:
            words = capacities.words_for(act.by, self.c.subject, self.facts, self.now)
            if act.capacity is Capacity.GUARDIAN and Capacity.GUARDIAN not in words:
                return no("NOT_GUARDIAN")
        return None

    def somebody_missing(self) -> Said | None:
        """'somebody required has not granted', with 'the first missing, guardians by name, then the board, then
        the child'."""
        missing = [who for who in self.required() if not self.granted(who)]
        if not missing:
            return None
        if self.age >= 15 and self.granted(self.c.subject) and self.outcome == "not assessed":
            return no("CHILD_ASSESSMENT_MISSING")
        first = missing[0]
        if first != NOBODY and acts.lapsed_yes(first, self.c, self.facts, self.now, self.asker):
            return no("EXPIRED")
        return no("GRANTOR_MISSING", first)

    def unassessed(self) -> Said | None:
        """'the row asks for an assessment and none counts'."""
        asks = 12 <= self.age < 15 or (self.age < 12 and self.child_says_no())
        if asks and self.outcome == "not assessed" and not self.enough():
            return no("CHILD_ASSESSMENT_MISSING")
        return None
