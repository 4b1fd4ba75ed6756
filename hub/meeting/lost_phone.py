"""A lost telephone: staff end every login of somebody in the family who asks them to.

Whoever finds the telephone then has to log in anew; that the means of login is lost too is the bank's to hear.
"""

from datetime import datetime, timedelta
from functools import partial

from consent.events import LoginsEnded, SessionEnded
from hub.desk import Change, Outcome, adds
from hub.facts import Seen
from hub.house import House
from hub.ids import new_id
from hub.login import session as sessions
from hub.login.caller import Caller
from hub.meeting.inside import in_room, incomplete
from hub.meeting.tables import LoginsEndedRow
from hub.notices.outbox import tells
from hub.people import book
from hub.shielding import may_name
from policies.answer import Answer
from policies.facts import Facts
from policies.times import in_force

TOLD_FOR = timedelta(days=30)
"""How long the person is told of it."""


def family(facts: Facts, room: str, at: datetime, *, to: str) -> list[str]:
    """The child of a room and the guardians of today who may be named to `to`, the child first."""
    child = facts.rooms[room].child
    held = facts.children.get(child)
    guardians = [g.who for g in (held.guardians if held else ()) if in_force(g.since, g.until, at)]
    return [who for who in dict.fromkeys((child, *guardians)) if may_name(facts, to, who)]


async def end_logins(house: House, *, room: str, who: str, by: Caller) -> Outcome:
    """End every session of a family member, at once; whoever takes part in the room may do it.

    Nothing can be done in any of them afterwards, as their versions have moved in the same append.
    """

    async def change(seen: Seen) -> Change | Answer:
        if who not in family(seen.facts, room, seen.at, to=by.who):
            return incomplete("who")
        held = await sessions.all_of(who)
        if not held:
            return Change(done=True)
        chosen = [session for session in held if session.chosen]
        return Change(
            events=(LoginsEnded(by=by.who, who=who), *(SessionEnded(who=who) for _ in chosen)),
            writes=(
                adds(LoginsEndedRow(id=new_id(), who=who, by=by.who, at=seen.at)),
                tells([who], "logged out", seen.at),
                *(partial(_gone, session) for session in held),
            ),
            moves=frozenset(session.version_scope for session in chosen),
        )

    return await in_room(house, room=room, by=by, change=change)


async def _gone(session: sessions.Session, _: object) -> None:
    await sessions.delete(session)


async def ended_for(who: str, *, at: datetime) -> list[tuple[datetime, str]]:
    """When staff ended somebody's logins within a month, and who of them did, the newest first."""
    mine = (LoginsEndedRow.who == who) & (LoginsEndedRow.at >= at - TOLD_FOR)
    rows = await LoginsEndedRow.select().where(mine).order_by(LoginsEndedRow.at, ascending=False).run()
    names = await book.names({row["by"] for row in rows})
    return [(row["at"], names.get(row["by"], "")) for row in rows]
