"""The end of a sitting: it closes with the day of the next one, or with why there is none, and stays closed."""

from dataclasses import dataclass, replace
from datetime import datetime

from consent.events import MeetingClosed
from consent.words import MeetingState
from hub.desk import Change, Outcome, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.inside import in_room, incomplete
from hub.meeting.sittings import moved_to, planned
from hub.meeting.tables import MeetingRow
from hub.wording.endings import ENDINGS
from policies.answer import Answer


@dataclass(frozen=True, slots=True)
class Next:
    """The sitting that is planned as this one closes: its id, which comes with the form, and when it begins."""

    meeting: str
    starts: datetime


async def next_after(room: str, meeting: str, at: datetime) -> datetime | None:
    """When the next sitting of the room begins that is planned beside this one, if any is."""
    others = (MeetingRow.room == room) & (MeetingRow.id != meeting) & (MeetingRow.at > at)
    planned_still = others & (MeetingRow.state == MeetingState.PLANNED.value)
    rows = await MeetingRow.select(MeetingRow.at).where(planned_still).order_by(MeetingRow.at).limit(1).run()
    return rows[0]["at"] if rows else None


async def close_meeting(
    house: House, *, room: str, meeting: str, by: Caller, upcoming: Next | None = None, ending: str = ""
) -> Outcome:
    """Close a sitting that is open, for good; with `upcoming` another one is planned, both or neither.

    `ending` is a code of `ENDINGS`, and is needed where none is planned.
    """

    async def change(seen: Seen) -> Change | Answer:
        held = seen.facts.meetings.get(meeting)
        if held is None or held.state is MeetingState.PLANNED:
            return incomplete("meeting" if held is None else "state")
        if held.state is MeetingState.CLOSED:
            return Change(done=True)
        other = upcoming is not None or await next_after(room, meeting, seen.at) is not None
        if not other and ending not in ENDINGS:
            return incomplete("ending")
        names = await house.desk.names(room, [by.who])
        why = "" if other else ending
        event = MeetingClosed(room=room, by=names[by.who], meeting=meeting, ending=why)
        closes = Change(
            events=(event,), writes=(moved_to(meeting, MeetingState.CLOSED),), moves=moves_room(room)
        )
        return closes if upcoming is None else await _with(upcoming, closes, house, room, by, seen)

    return await in_room(house, room=room, by=by, change=change)


async def _with(
    upcoming: Next, closes: Change, house: House, room: str, by: Caller, seen: Seen
) -> Change | Answer:
    """The same change with the next sitting before it."""
    plans = await planned(house, room, upcoming.meeting, upcoming.starts, by, seen)
    if isinstance(plans, Answer):
        return plans
    return replace(plans, events=(*plans.events, *closes.events), writes=(*plans.writes, *closes.writes))
