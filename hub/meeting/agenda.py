"""The agenda of a sitting: points that are codes and minutes, set by whoever leads, until the sitting is over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from consent.events import AgendaSet
from consent.ledger.entry import Entry
from consent.words import FAMILY, MeetingState
from hub.desk import Change, Outcome, Write, moves_room
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting.forums import LONGEST, MOST_POINTS, Forum
from hub.meeting.inside import in_room, incomplete, leads
from hub.meeting.tables import AgendaRow
from hub.wording.topics import TOPICS
from policies.answer import Answer


@dataclass(frozen=True, slots=True)
class Point:
    """One point: `topic` is a code, `unit` leads it: empty for whoever leads the meeting, `FAMILY` for the family."""

    topic: str
    minutes: int
    unit: str = ""


async def of_meeting(meeting: str) -> tuple[Point, ...]:
    """The points of a sitting, in their order."""
    rows = await AgendaRow.select().where(AgendaRow.meeting == meeting).order_by(AgendaRow.place).run()
    return tuple(Point(row["topic"], row["minutes"], row["unit"]) for row in rows)


def usual(forum: Forum | None, units: Collection[str]) -> tuple[Point, ...]:
    """How an agenda of this forum begins; a unit that is not registered here leads no point."""
    known = {*units, FAMILY}
    return tuple(
        Point(point.topic, point.minutes, point.unit if point.unit in known else "")
        for point in (forum.agenda if forum is not None else ())
    )


async def set_agenda(
    house: House, *, room: str, meeting: str, points: Sequence[Point], by: Caller
) -> Outcome:
    """Whoever leads sets the points of a sitting that is not over, in this order, in place of those that it had.

    Nobody else: they may not see all of the points, and would take away those that they don't see.
    """

    async def change(seen: Seen) -> Change | Answer:
        if not await leads(room, by):
            return incomplete("leader")
        held = seen.facts.meetings.get(meeting)
        if held is None or held.state is MeetingState.CLOSED:
            return incomplete("meeting" if held is None else "state")
        if len(points) > MOST_POINTS or not all(_fits(point, seen.facts.units) for point in points):
            return incomplete("points")
        if tuple(points) == await of_meeting(meeting):
            return Change(done=True)
        names = await house.desk.names(room, [by.who])
        event = AgendaSet(room=room, by=names[by.who], meeting=meeting, points=coded(points))
        return Change(events=(event,), writes=(writes(meeting, points),), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)


def _fits(point: Point, units: Collection[str]) -> bool:
    known = point.unit in ("", FAMILY) or point.unit in units
    return point.topic in TOPICS and 1 <= point.minutes <= LONGEST and known


def coded(points: Iterable[Point]) -> tuple[str, ...]:
    """The points as they stand in the ledger: topic, minutes and unit, parted by spaces."""
    return tuple(f"{p.topic} {p.minutes} {p.unit}".strip() for p in points)


def writes(meeting: str, points: Sequence[Point]) -> Write:
    """Puts these points in place of those that are there."""

    async def write(_: tuple[Entry, ...]) -> None:
        await AgendaRow.delete().where(AgendaRow.meeting == meeting).run()
        rows = [
            AgendaRow(id=new_id(), meeting=meeting, place=n, topic=p.topic, minutes=p.minutes, unit=p.unit)
            for n, p in enumerate(points)
        ]
        if rows:
            await AgendaRow.insert(*rows).run()

    return write
