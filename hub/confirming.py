"""A spoken yes is confirmed on a page by the one who said it.

Said once more to another of the staff it is confirmed by that yes (`consent.book.said_again`); on paper it is a yes of
its own, which needs no confirmation.
"""

from dataclasses import replace
from datetime import datetime

from consent.events import ActConfirmed
from consent.record import Act
from consent.tables import ConfirmationRow
from consent.words import ActKind, Capacity, How
from hub.acting import claimed, consent_in
from hub.desk import Change, Outcome, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.notices import notifying
from hub.story.verbs import not_theirs
from policies.answer import Answer
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
    beside: frozenset[str] = frozenset(),
) -> Outcome:
    """The person confirms what staff recorded as spoken: theirs alone to do.

    `spoken` is that act, where it is known: it was understood as it was said then, with an interpreter or not.
    `beside` are others of theirs that the page knew of: what was written down since is not confirmed with them.
    """

    async def change(seen: Seen) -> Change | Answer:
        held = consent_in(seen.facts, consent)
        said = next((a for a in held.acts if a.id == act), None) if held is not None else None
        if held is None or said is None or said.by != by.who or not is_spoken_yes(said):
            return not_theirs()
        # Said to several of the staff it is confirmed as it was said to each: none of them can confirm it to themself.
        shown = [a for a in held.acts if a.id in {act, *beside} and a.by == by.who]
        waiting = [a for a in shown if is_spoken_yes(a) and a.confirmed is None]
        if not waiting:
            return Change(done=True)
        names = await house.desk.names(room, [by.who])
        events = (ActConfirmed(room=room, by=names[by.who], consent=consent, act=one.id) for one in waiting)
        rows = adds(*(ConfirmationRow(act=one.id, at=seen.at) for one in waiting))
        told = await notifying.of_confirming(held, waiting, seen)
        return Change(events=tuple(events), writes=(rows, told), moves=moves_room(room))

    def question(at: datetime) -> Question:
        asked = ask(Asks.GRANTS, by=by, capacity=claimed(capacity), at=at, room=room)
        return replace(asked, consent=consent, draft_act=spoken)

    return await house.desk.hand_in(room=room, by=by, question=question, change=change)
