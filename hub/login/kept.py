"""Sessions that have been found before, kept for as long as no version of theirs has moved.

The row of a session never changes but for when it was last seen, and its end moves its version. So one reading
of the versions, which every request makes for the time anyway, says whether what is kept still stands.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from consent.ledger.log import Ledger
from hub.facts import staff_scope
from hub.login import session as sessions
from hub.login.caller import Caller
from hub.login.session import Session
from hub.people.tables import AssignmentRow
from policies.facts import Assignment

KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Here:
    """A session as it stands at this moment of the database's clock, and the assignment chosen in it."""

    session: Session
    assignment: Assignment | None
    at: datetime

    def caller(self) -> Caller | None:
        """Who acts in it: nobody before the choice. One whose assignment is over, the gate refuses."""
        held, under = self.session, self.assignment
        if not held.chosen or (held.assignment is not None and under is None):
            return None
        return Caller(
            session=held.scope,
            who=held.who,
            loa=held.loa,
            login_at=held.login_at,
            assignment=under.id if under else None,
            unit=under.unit if under else None,
            role=under.role if under else None,
            in_force=under is None or _in_force(under, self.at),
            asked_at=self.at,
        )


@dataclass(slots=True)
class _Kept:
    session: Session
    assignment: Assignment | None
    versions: Mapping[str, int]


class SessionBook:
    """Finds sessions. A node that keeps one may know of an older `seen` than the row: then it looks again."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    async def find(self, cookie: str) -> Here | None:
        """The session that this cookie opens, also one that is over by the clock."""
        id_ = sessions.hashed(cookie)
        kept = self._kept.get(id_)
        if kept is not None:
            moment = await self._ledger.moment(kept.versions)
            if moment.versions == kept.versions and not kept.session.over(moment.at):
                return Here(kept.session, kept.assignment, moment.at)
            self._kept.pop(id_, None)
        return await self._look(id_)

    async def touch(self, here: Here) -> None:
        """Note that the session is in use, at most once a minute."""
        if not here.session.unseen(here.at):
            return
        await sessions.touch(here.session, at=here.at)
        kept = self._kept.get(here.session.id)
        if kept is not None:
            kept.session = replace(kept.session, seen=here.at)

    async def _look(self, id_: str) -> Here | None:
        session = await sessions.find_by(id_)
        if session is None:
            return None
        if not session.chosen:
            # Its end is in no version yet: nothing of it is kept.
            return Here(session, None, (await self._ledger.moment(())).at)
        mine = session.version_scope
        moment = await self._ledger.moment({mine, staff_scope(session.who)})
        if moment.versions[mine] != sessions.STANDS:
            return None
        # Read after its version, so that it can only be newer: then the version has moved, and it is not used again.
        assignment = await _assignment(session)
        self._kept[id_] = _Kept(session, assignment, moment.versions)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return Here(session, assignment, moment.at)


async def _assignment(session: Session) -> Assignment | None:
    if session.assignment is None:
        return None
    mine = (AssignmentRow.id == session.assignment) & (AssignmentRow.who == session.who)
    for row in await AssignmentRow.select().where(mine).run():
        return Assignment(
            id=row["id"], unit=row["unit"], role=row["role"], since=row["since"], until=row["until"]
        )
    return None


def _in_force(held: Assignment, at: datetime) -> bool:
    return held.since <= at and (held.until is None or at < held.until)
