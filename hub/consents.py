"""What people do about consents: grant, refuse, withdraw, and staff recording what somebody said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from consent.record import Act, Consent
from consent.words import ActKind, How
from hub.acting import (
    CHANGED,
    claimed,
    consent_in,
    is_same_yes,
    may_speak_for_the_board,
    stands_already,
    theirs_to_make,
)
from hub.alone import tells_receipt
from hub.carrying import Page, carried_out, text_of
from hub.desk import Change, Outcome, ask, with_writes
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.notices import notifying
from hub.sharing import has_ended, in_codes
from hub.story.verbs import not_theirs
from policies.answer import Answer
from policies.effects import with_effect
from policies.facts import Facts
from policies.question import Asks, Question
from policies.rules import saving


async def act(
    house: House,
    *,
    room: str,
    consent: str,
    made: Callable[[datetime], Act],
    by: Caller,
    said: str = "",
    capacity: str | None = None,
    spoke: str | None = None,
    page: Page | None = None,
) -> Outcome:
    """Carry out an act about a consent: the person's own, answering a `page`, or what staff record of it.

    What it ends is appended with it; what stands already is not made twice, and is all that is taken of a yes to a page
    that showed another question. `capacity` is claimed, `spoke` named.
    """
    number, drawn = new_id(), made(by.login_at)

    async def change(seen: Seen) -> Change | Answer:
        held = consent_in(seen.facts, consent)
        bare = replace(made(seen.at), id=number, at=seen.at, confirmed=None, again=())
        whole, shown = _allowed(bare, held, seen.facts, by), await text_of(page, bare, seen)
        if held is None or isinstance(whole, Answer):
            return whole if isinstance(whole, Answer) else not_theirs()
        if page is not None and shown is None and _is_new_yes(whole, held, bare):
            return saving.INCOMPLETE.no(by.who, CHANGED)
        if isinstance(whole, Change):
            return whole
        told = await notifying.of_acts(held, [whole], seen, by=by.who, receipt=tells_receipt(by, seen))
        return with_writes(await carried_out(house, held, whole, said=said, shown=shown), told)

    return await house.desk.hand_in(
        room=room,
        by=by,
        also=[] if drawn.by == by.who else [drawn.by],
        question=lambda at: replace(_question(at, made(at), consent, room, by, capacity), spoke=spoke),
        change=change,
        inside=drawn.how is not How.EID,  # A recorded no ends consents, and no rule refuses it to a stranger.
    )


def _is_new_yes(whole: Act | Change, held: Consent, bare: Act) -> bool:
    """Whether this is a yes, and says more than the one of theirs that stands, if any does."""
    stands = isinstance(whole, Change) and (has_ended(held) or is_same_yes(held, bare, frozenset()))
    return bare.kind is ActKind.GRANT and not stands


def _allowed(bare: Act, held: Consent | None, facts: Facts, by: Caller) -> Act | Answer | Change:
    """The act with its effect; why it is not the caller's to make; or no change, where it stands already."""
    if held is None or not theirs_to_make(bare, facts, by):
        return not_theirs()
    if not may_speak_for_the_board(bare, facts, by):
        return saving.SPOKEN.no(by.who, "recorded_by")
    coded = in_codes(bare, held, facts)
    if (bare.partial and not coded.partial) or stands_already(held, coded, facts):
        return Change(done=True)
    return with_effect(coded, held, facts)


def _question(
    at: datetime, act: Act, consent: str, room: str, by: Caller, said: str | None = None
) -> Question:
    own = act.how is How.EID and act.by == by.who
    capacity = said or (claimed(act.capacity) if own else by.unit or "")
    asks = Asks.GRANTS if own and act.kind is ActKind.GRANT else Asks.RECORDS_ACT
    asking = ask(asks, by=by, capacity=capacity, at=at, room=room)
    return replace(asking, consent=consent, draft_act=act)
