"""The question that a sitting is to answer: a text of the room like any other, written by whoever leads it."""

from consent.events import QuestionSet
from consent.ledger.entry import Entry
from consent.words import MeetingState
from hub.desk import Write
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.inside import incomplete, leads
from hub.meeting.tables import MeetingRow
from policies.answer import Answer


async def becoming(
    house: House, *, meeting: str, item: str, room: str, seen: Seen, by: Caller
) -> tuple[QuestionSet, Write] | Answer:
    """What makes a text the question of a sitting that is not over; who does not lead the meetings sets none."""
    held = seen.facts.meetings.get(meeting)
    if held is None or held.state is MeetingState.CLOSED or not await leads(room, by):
        return incomplete("meeting")
    names = await house.desk.names(room, [by.who])

    async def write(_: tuple[Entry, ...]) -> None:
        await MeetingRow.update({MeetingRow.question: item}).where(MeetingRow.id == meeting).run()

    return QuestionSet(room=room, by=names[by.who], meeting=meeting, item=item), write
