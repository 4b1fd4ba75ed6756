"""Coming to a sitting and leaving it: oneself, or an interpreter or a guest whom one answers for."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from consent.events import CheckedIn, CheckedOut
from consent.ledger.entry import Entry
from consent.words import FAMILY, MeetingState
from hub.desk import Change, Outcome, Write, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.here import BROUGHT, OWN_FAMILY, STAFF, Here, here_in, own_place
from hub.meeting.inside import incomplete, leads
from hub.meeting.tables import PresenceRow
from policies.answer import Answer
from policies.question import Asks

MOST = 60
"""How many can be here at once."""


async def check_in(
    house: House, *, room: str, meeting: str, presence: str, kind: str, capacity: str, by: Caller
) -> Outcome:
    """The caller is here, or somebody of a `kind` that has no login is (`BROUGHT`), whom staff answer for.

    `presence` comes with the form, so that sending it twice is once. Whoever is here already and has logged in anew
    since is here by the newer login.
    """

    async def change(seen: Seen) -> Change | Answer:
        if _is_not_open(seen, meeting):
            return incomplete("meeting")
        here = await here_in(meeting)
        mine = own_place(here, by)
        brought = kind in BROUGHT
        if any(one.id == presence for one in here) or (mine is not None and not brought and _same(mine, by)):
            return Change(done=True)
        if brought and (mine is None or not by.staff):
            return incomplete("kind")
        if len(here) >= MOST or await PresenceRow.exists().where(PresenceRow.id == presence).run():
            return incomplete("presence")
        came_as = kind if brought else STAFF if by.staff else OWN_FAMILY
        again = mine if not brought else None
        return await _arrival(house, room, meeting, _place(presence, meeting, came_as, by, seen), by, again)

    return await _as_somebody(house, room, capacity, by, change)


async def check_out(
    house: House, *, room: str, meeting: str, presence: str, capacity: str, by: Caller
) -> Outcome:
    """Whoever is here as `presence` leaves: so say they, who answers for them, or whoever leads the meeting."""

    async def change(seen: Seen) -> Change | Answer:
        if _is_not_open(seen, meeting):
            return incomplete("meeting")
        gone = next((one for one in await here_in(meeting) if one.id == presence), None)
        if gone is None:
            known = await PresenceRow.exists().where(
                PresenceRow.id == presence, PresenceRow.meeting == meeting
            )
            return Change(done=True) if known else incomplete("presence")
        if (gone.by.who, gone.by.unit) != (by.who, by.unit) and not await leads(room, by):
            return incomplete("leader")
        names = await house.desk.names(room, [by.who])
        event = CheckedOut(room=room, by=names[by.who], meeting=meeting, presence=presence)
        return Change(events=(event,), writes=(_ends(gone, seen.at),), moves=moves_room(room))

    return await _as_somebody(house, room, capacity, by, change)


def _place(presence: str, meeting: str, came_as: str, by: Caller, seen: Seen) -> PresenceRow:
    """Somebody who is here by the caller's login as it is now."""
    return PresenceRow(
        id=presence,
        meeting=meeting,
        kind=came_as,
        who=by.who,
        unit=by.unit,
        assignment=by.assignment,
        loa=by.loa,
        login_at=by.login_at,
        since=seen.at,
    )


async def _arrival(
    house: House, room: str, meeting: str, row: PresenceRow, by: Caller, again: Here | None
) -> Change:
    """Somebody comes; whoever was here by an older login leaves as that."""
    names = await house.desk.names(room, [by.who])
    unit = by.unit or FAMILY
    came = CheckedIn(
        room=room, by=names[by.who], meeting=meeting, presence=row.id, came_as=row.kind, unit=unit
    )
    if again is None:
        return Change(events=(came,), writes=(adds(row),), moves=moves_room(room))
    left = CheckedOut(room=room, by=names[by.who], meeting=meeting, presence=again.id)
    return Change(events=(left, came), writes=(_ends(again, row.since), adds(row)), moves=moves_room(room))


async def _as_somebody(
    house: House,
    room: str,
    capacity: str,
    by: Caller,
    change: Callable[[Seen], Awaitable[Change | Answer]],
) -> Outcome:
    """Whoever may know of the room, staff or family, may say that they are here."""
    return await house.desk.hand_in(
        room=room,
        by=by,
        question=lambda at: ask(Asks.VIEWS, by=by, capacity=capacity, at=at, room=room),
        change=change,
    )


def _is_not_open(seen: Seen, meeting: str) -> bool:
    held = seen.facts.meetings.get(meeting)
    return held is None or held.state is not MeetingState.OPEN


def _same(mine: Here, by: Caller) -> bool:
    return (mine.by.assignment, mine.by.loa, mine.by.login_at) == (by.assignment, by.loa, by.login_at)


def _ends(one: Here, at: datetime) -> Write:
    async def write(_: tuple[Entry, ...]) -> None:
        await PresenceRow.update({PresenceRow.until: at}).where(PresenceRow.id == one.id).run()

    return write
