"""A spoken yes is confirmed: on a page by the one who said it, or said once more to another of the staff.

On paper it is a yes of its own, which needs no confirmation.
"""

from dataclasses import replace
from datetime import datetime

from consent.events import ActConfirmed
from consent.record import Act, Consent
from consent.tables import ConfirmationRow
from consent.words import ActKind, Capacity, How
from hub.acting import claimed, consent_in
from hub.desk import Change, Outcome, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.notices import notifying
from hub.story.seal import seal_note
from hub.story.verbs import not_theirs
from policies.acts import sound
from policies.answer import Answer
from policies.facts import Facts
from policies.question import Asks, Question


def is_spoken_yes(act: Act) -> bool:
    """Whether this is a yes that staff wrote down as spoken: nothing else is there to confirm."""
    return act.kind is ActKind.GRANT and act.how is How.ORAL


async def confirm(
    house: House,
    *,
    room: str,
    consent: str,
    act: str,
    capacity: Capacity,
    by: Caller,
    spoken: Act | None = None,
) -> Outcome:
    """The person confirms what staff recorded as spoken: theirs alone to do.

    `spoken` is that act, where it is known: it was understood as it was said then, with an interpreter or not.
    """

    async def change(seen: Seen) -> Change | Answer:
        held = consent_in(seen.facts, consent)
        said = next((a for a in held.acts if a.id == act), None) if held is not None else None
        if held is None or said is None or said.by != by.who or not is_spoken_yes(said):
            return not_theirs()
        if said.confirmed is not None:
            return Change(done=True)
        names = await house.desk.names(room, [by.who])
        event = ActConfirmed(room=room, by=names[by.who], consent=consent, act=act)
        row, told = (
            ConfirmationRow(act=act, at=seen.at),
            await notifying.of_confirming(held, said, seen, by=by.who),
        )
        return Change(events=(event,), writes=(adds(row), *told), moves=moves_room(room))

    def question(at: datetime) -> Question:
        asked = ask(Asks.GRANTS, by=by, capacity=claimed(capacity), at=at, room=room)
        return replace(asked, consent=consent, draft_act=spoken)

    return await house.desk.hand_in(room=room, by=by, question=question, change=change)


def first_said(again: Act, held: Consent, facts: Facts) -> Act | None:
    """The spoken yes that this one confirms: the person's word until now, good but for its age, said to somebody else.

    None where `again` is anything else: then it is an answer of its own.
    """
    words = [act for act in held.acts if act.by == again.by and not act.partial]
    if not words or not is_spoken_yes(again) or not is_spoken_yes(words[-1]):
        return None
    first = words[-1]
    same = (first.capacity, first.language) == (again.capacity, again.language)
    good = sound(first, held.subject, facts, again.at, asker="")
    return first if same and good and first.recorded_by != again.recorded_by else None


async def said_again(house: House, held: Consent, first: Act, again: Act, seen: Seen, *, said: str) -> Change:
    """The person said yes once more, to another of the staff: their first yes is confirmed, and lapses no more."""
    if first.confirmed is not None:
        return Change(done=True)
    room, recorder = held.room, again.recorded_by or ""
    key = await house.keys.key(f"room:{room}")
    sealed, commitment = seal_note(said, key=key, note=f"{first.id}:confirmed", room=room)
    names = await house.desk.names(room, [first.by, recorder])
    event = ActConfirmed(
        room=room,
        by=names[first.by],
        consent=held.id,
        act=first.id,
        how=again.how,
        recorded_by=names[recorder],
        commitment=commitment,
    )
    row = ConfirmationRow(act=first.id, at=seen.at, recorded_by=recorder, said_sealed=sealed)
    told = await notifying.of_confirming(held, first, seen, by=recorder)
    return Change(events=(event,), writes=(adds(row), *told), moves=moves_room(room))
