"""What people do about consents: grant, refuse, withdraw, and staff recording what somebody said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from consent.receipt_form import Shown
from consent.record import Act, Consent
from consent.words import ActKind, How
from hub.acting import (
    CHANGED,
    claimed,
    consent_in,
    may_speak_for_the_board,
    stands_already,
    theirs_to_make,
)
from hub.alone import tells_receipt
from hub.carrying import carried_out
from hub.desk import Change, Outcome, ask, with_writes
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.notices import notifying
from hub.sharing import in_codes
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
    shown: Shown | None = None,
    changed: bool = False,
) -> Outcome:
    """Carry out an act about a consent: the person's own, answering what was `shown`, or what staff record of it.

    What it ends is appended with it; what stands already is not made twice. `capacity` is claimed, `spoke` named.
    Where the page showed another question (`changed`) only what stands already is taken.
    """
    number, drawn = new_id(), made(by.login_at)

    async def change(seen: Seen) -> Change | Answer:
        held = consent_in(seen.facts, consent)
        bare = replace(made(seen.at), id=number, at=seen.at, confirmed=None, again=())
        whole = _allowed(bare, held, seen.facts, by)
        if held is None or not isinstance(whole, Act):
            return Change(done=True) if isinstance(whole, Act) else whole
        if changed:
            return saving.INCOMPLETE.no(by.who, CHANGED)
        told = await notifying.of_acts(held, [whole], seen, by=by.who, receipt=tells_receipt(by, seen))
        return with_writes(await carried_out(house, held, whole, said=said, shown=shown), told)

    return await house.desk.hand_in(
        room=room,
        by=by,
        also=[] if drawn.by == by.who else [drawn.by],
        question=lambda at: replace(_question(at, made(at), consent, room, by, capacity), spoke=spoke),
        change=change,
        # A rule never refuses a no, and a recorded one ends consents: only who is of the room writes it down.
        inside=drawn.how is not How.EID,
    )


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
