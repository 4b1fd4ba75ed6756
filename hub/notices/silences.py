"""Where somebody is at risk, staff see to it that another gets no message of what they answer.

It stops the message and nothing else: whoever is asked still sees on their page that somebody has answered.
"""

from typing import Any

from consent.events import NoticesResumed, NoticesSilenced
from consent.ledger.entry import Entry
from hub.desk import Change, Outcome, adds, moves_room
from hub.facts import Seen
from hub.house import House
from hub.ids import id_for
from hub.login.caller import Caller
from hub.meeting.inside import in_room, incomplete
from hub.meeting.lost_phone import family
from hub.notices.outbox import Values, drop
from hub.notices.tables import SilenceRow
from hub.story.seal import seal_note
from policies.answer import Answer


async def silence(
    house: House, *, room: str, number: str, whose: str, told: str, reason: str, by: Caller
) -> Outcome:
    """Send `told` no message of what `whose` answers. `number` comes with the form: sent twice it is written once."""

    async def taken_back(_: tuple[Entry, ...]) -> None:
        await drop(told, "answered", room=room)

    async def change(seen: Seen) -> Change | Answer:
        known = family(seen.facts, room, seen.at, to=by.who)
        if whose not in known or told not in known or whose == told:
            return incomplete("told" if whose in known else "whose")
        if not reason.strip():
            return incomplete("words")
        if any((row["whose"], row["told"]) == (whose, told) for row in await standing_in(room)):
            return Change(done=True)
        key, note = await house.keys.key(f"room:{room}"), number
        while await SilenceRow.exists().where(SilenceRow.id == note).run():
            note = id_for(note)  # The same page again, after it was lifted: it is a new one.
        sealed, commitment = seal_note(reason, key=key, note=note, room=room)
        names = await house.desk.names(room, [by.who, whose, told])
        event = NoticesSilenced(
            room=room, by=names[by.who], whose=names[whose], told=names[told], silence=note, commitment=commitment
        )  # fmt: skip
        row = SilenceRow(
            id=note, room=room, whose=whose, told=told, reason_sealed=sealed, by=by.who, at=seen.at
        )
        return Change(events=(event,), writes=(adds(row), taken_back), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)


async def lift(house: House, *, room: str, number: str, by: Caller) -> Outcome:
    """Let messages go again."""

    async def change(seen: Seen) -> Change | Answer:
        held = next((row for row in await standing_in(room) if row["id"] == number), None)
        if held is None:
            return Change(done=True)
        if not {held["whose"], held["told"]} <= {*family(seen.facts, room, seen.at, to=by.who)}:
            return incomplete("silence")
        names = await house.desk.names(room, [by.who])
        over: Values = {SilenceRow.lifted: seen.at}

        async def write(_: tuple[Entry, ...]) -> None:
            await SilenceRow.update(over).where(SilenceRow.id == number).run()

        event = NoticesResumed(room=room, by=names[by.who], silence=number)
        return Change(events=(event,), writes=(write,), moves=moves_room(room))

    return await in_room(house, room=room, by=by, change=change)


async def standing_in(room: str) -> list[dict[str, Any]]:
    """The silences of a room that stand, the oldest first."""
    mine = (SilenceRow.room == room) & SilenceRow.lifted.is_null()
    rows = SilenceRow.select(SilenceRow.id, SilenceRow.whose, SilenceRow.told, SilenceRow.at)
    return [*await rows.where(mine).order_by(SilenceRow.at).order_by(SilenceRow.id).run()]


async def pairs_in(room: str) -> frozenset[tuple[str, str]]:
    """Whose answers are not told to whom."""
    return frozenset((row["whose"], row["told"]) for row in await standing_in(room))
