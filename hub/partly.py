"""A yes to some of what is asked: what is left out is taken out for good and the rest is said yes to, in one step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from consent.ledger.entry import Entry
from consent.receipt_form import Shown
from consent.record import Act, Consent
from hub.acting import (
    CHANGED,
    claimed,
    consent_in,
    is_out_by_own,
    is_same_yes,
    stands_already,
    theirs_to_make,
)
from hub.alone import tells_receipt
from hub.carrying import Page, carried_out, text_of
from hub.desk import Change, Outcome, Write, ask, with_writes
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.notices.notifying import of_acts
from hub.sharing import Stopped, has_ended, in_codes, left_of, stopped_by
from hub.story.verbs import not_theirs
from policies.answer import Answer
from policies.effects import with_effect
from policies.facts import Facts
from policies.question import Asks, Question
from policies.rules import saving

PARTS = "parts"
"""The fact at fault where somebody can't leave out alone what they would leave out."""


async def say_yes(
    house: House,
    *,
    room: str,
    consent: str,
    yes: Callable[[datetime], Act],
    but: Callable[[datetime], Act],
    by: Caller,
    page: Page,
) -> Outcome:
    """Say `yes`, but for the units and categories that the partial withdrawal `but` names: both, or neither.

    Where the page showed other answers only what stands already is taken, as where nothing is left to say yes to.
    Where `but` would not take out all that it names, nothing is saved: the yes would cover what was said no to.
    """

    async def change(seen: Seen) -> Change | Answer:
        held = consent_in(seen.facts, consent)
        made = [replace(act(seen.at), id=new_id(), at=seen.at) for act in (but, yes)]
        if held is None or not all(theirs_to_make(act, seen.facts, by) for act in made):
            return not_theirs()
        if has_ended(held):
            return Change(done=True)
        out, whole = left_out(made[0], held, seen.facts), made[1]
        if out is None:
            return saving.INCOMPLETE.no(by.who, PARTS)
        new, shown = _new(held, out, whole, seen.facts), await text_of(page, whole, seen)
        done = await _both(house, held, new, shown)
        stands = done is not None and done.done and is_same_yes(held, whole, out.units | out.categories)
        if done is None or (shown is None and not stands):
            return saving.INCOMPLETE.no(by.who, CHANGED)
        told = await of_acts(held, new or [], seen, by=by.who, receipt=tells_receipt(by, seen))
        return done if done.done else with_writes(done, told)

    def question(at: datetime) -> Question:
        act = yes(at)
        asked = ask(Asks.GRANTS, by=by, capacity=claimed(act.capacity), at=at, room=room)
        return replace(asked, consent=consent, draft_act=act)

    return await house.desk.hand_in(room=room, by=by, question=question, change=change)


def left_out(act: Act, held: Consent, facts: Facts) -> Act | None:
    """The partial withdrawal with its effect; None where it names nothing, or would not take out all that it names."""
    coded = in_codes(act, held, facts)
    made, named = with_effect(coded, held, facts), (act.units, act.categories)
    if (coded.units, coded.categories) != named:
        return None  # What was named is no unit, or no category.
    return made if coded.partial and stopped_by(made) is Stopped.ALL else None


def _new(held: Consent, out: Act, yes: Act, facts: Facts) -> list[Act] | None:
    """Those of both that do not stand already; nothing where nothing is left to say yes to."""
    if not all(left_of(replace(held, acts=(*held.acts, out)))):
        return None
    new = [] if is_out_by_own(held, out) else [out]
    after = replace(held, acts=(*held.acts, *new))
    return new if stands_already(after, yes, facts) else [*new, yes]


async def _both(house: House, held: Consent, new: list[Act] | None, shown: Shown | None) -> Change | None:
    """What they come to, one after the other in one step."""
    if new is None:
        return None
    done: list[Change] = []
    for act in new:
        done.append(await carried_out(house, held, act, shown=shown))
        held = replace(held, acts=(*held.acts, act))
    if not done:
        return Change(done=True)
    before = len(done[0].events)
    return Change(
        events=tuple(event for one in done for event in one.events),
        writes=(*done[0].writes, *(_after(before, write) for one in done[1:] for write in one.writes)),
        moves=done[0].moves,
    )


def _after(before: int, write: Write) -> Write:
    """A write of the second act, which is given its own entries alone."""

    async def later(entries: tuple[Entry, ...]) -> None:
        await write(entries[before:])

    return later
