"""Which consent an act is about, whose it is to make, and whether it stands already. Pure."""

from datetime import datetime

from consent.record import Act, Consent
from consent.words import BOARD, ActKind, Capacity, How
from hub.login.caller import Caller
from hub.sharing import has_ended, left_of
from policies.acts import counts
from policies.effects import effect_of
from policies.facts import Facts

CHANGED = "shown"
"""The fact at fault where the question has become another since the page was shown on which somebody says yes."""


def consent_in(facts: Facts, consent: str) -> Consent | None:
    """A consent of the room whose facts these are."""
    return next((c for held in facts.consents.values() for c in held if c.id == consent), None)


def claimed(capacity: Capacity) -> str:
    """The capacity that a question claims: a god man asks by the same door as a guardian."""
    return Capacity.SELF if capacity is Capacity.SELF else Capacity.GUARDIAN


def theirs_to_make(act: Act, facts: Facts, by: Caller) -> bool:
    """Whether the caller may put this act down: their own, with the e-ID they are logged in with, or as staff
    what somebody who is registered said. A no is never refused: a stranger's ends nothing and stops nobody."""
    if act.how is How.EID:
        return act.recorded_by is None and act.by == by.who and act.loa == by.loa
    known = act.by in {BOARD, by.who, *facts.people}
    return known and act.recorded_by == by.who and by.staff and act.loa is None


BOARDS_AGENCY = "socialtjanst"


def may_speak_for_the_board(act: Act, facts: Facts, by: Caller) -> bool:
    """A yes of socialnämnden's (LVU) is written down by its own staff alone: nobody else has it from the board."""
    others = act.capacity is not Capacity.BOARD or act.kind is not ActKind.GRANT
    return others or speaks_for_the_board(facts, by)


def speaks_for_the_board(facts: Facts, by: Caller) -> bool:
    """Whether somebody is of socialnämnden's own staff."""
    unit = facts.units.get(by.unit or "")
    return unit is not None and unit.agency == BOARDS_AGENCY


def stands_already(consent: Consent, act: Act, facts: Facts) -> bool:
    """Whether the newest act of this person in this consent says the same, so that nothing needs adding.

    Nor does a yes to a consent that has ended, from a page that was left open: a new one has to be asked for.
    A yes that counts no longer is no such act: it was spoken and has lapsed, or was given as a child.
    """
    mine = [a for a in consent.acts if a.by == act.by]
    if act.kind is ActKind.GRANT:
        over = has_ended(consent) or any(_is_whole_stop(a) for a in mine)
        answers = [a for a in mine if not a.partial]
        return over or (bool(answers) and _same_yes(answers[-1], act, consent, facts))
    if not mine:
        return False
    newest = mine[-1]
    same = _manner(newest) == _manner(act)
    if act.kind is ActKind.WITHDRAW:
        stopped = any(_is_whole_stop(a) for a in mine)
        return stopped or (same and _takes_no_more(act, newest, consent, facts))
    return same


def is_same_yes(consent: Consent, yes: Act, out: frozenset[str]) -> bool:
    """Whether the yes of theirs that stands is to all but `out`, as this one is: it is sent twice, or is less than what
    they took out with theirs or since."""
    given = [a.at for a in consent.acts if a.by == yes.by and a.kind is ActKind.GRANT]
    return taken_by(consent, yes.by, since=given[-1] if given else None) <= out


def taken_by(consent: Consent, who: str, since: datetime | None = None) -> frozenset[str]:
    """The units and categories that somebody has stopped themself, part by part."""
    acts = [a for a in consent.acts if a.by == who and a.partial and (since is None or a.at >= since)]
    return frozenset[str]().union(*(a.units | a.categories for a in acts))


def is_out_by_own(consent: Consent, no: Act) -> bool:
    """Whether all that a stop in part names has been stopped by the same person before, and is out."""
    left = frozenset[str]() if has_ended(consent) else frozenset[str]().union(*left_of(consent))
    named = no.units | no.categories
    return named <= taken_by(consent, no.by) and not named & left


def _takes_no_more(act: Act, newest: Act, consent: Consent, facts: Facts) -> bool:
    """Whether the same part is stopped as before, and as much of it: what a child's stop had no effect on, it may
    have now, when the child has been assessed mature since."""
    same_part = (newest.units, newest.categories) == (act.units, act.categories)
    return same_part and newest.effect == effect_of(act, consent, facts)


def _same_yes(newest: Act, act: Act, consent: Consent, facts: Facts) -> bool:
    return _manner(newest) == _manner(act) and counts(newest, consent.subject, facts, act.at, asker="")


def _is_whole_stop(act: Act) -> bool:
    return act.kind is ActKind.WITHDRAW and not act.partial


def _manner(act: Act) -> tuple[object, ...]:
    return act.kind, act.capacity, act.how, act.recorded_by
