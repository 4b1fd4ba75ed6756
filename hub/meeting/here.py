"""Who is here in a sitting, and as whom each of them is asked about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hub.login.caller import Caller
from hub.meeting.tables import PresenceRow

STAFF, OWN_FAMILY, INTERPRETER, GUEST = "staff", "family", "interpreter", "guest"
BROUGHT = (INTERPRETER, GUEST)
"""Who has no login here, and whom somebody who has one answers for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """One who is here: by the login of `by`, or with them."""

    id: str
    kind: str
    by: Caller
    since: datetime

    @property
    def themself(self) -> bool:
        """Whether they are here by a login of their own."""
        return self.kind not in BROUGHT


async def here_in(meeting: str) -> tuple[Here, ...]:
    """All who are here now, in the order in which they came."""
    rows = (
        await PresenceRow.select()
        .where(PresenceRow.meeting == meeting, PresenceRow.until.is_null())
        .order_by(PresenceRow.since)
        .order_by(PresenceRow.id)
        .run()
    )
    return tuple(_here(row) for row in rows)


def _here(row: dict[str, Any]) -> Here:
    by = Caller(
        session=row["id"],
        who=row["who"],
        loa=row["loa"],
        login_at=row["login_at"],
        assignment=row["assignment"],
        unit=row["unit"],
    )
    return Here(id=row["id"], kind=row["kind"], by=by, since=row["since"])


def own_place(here: tuple[Here, ...], caller: Caller) -> Here | None:
    """Where the caller is here themself, under the assignment chosen."""
    mine = (one for one in here if one.themself and (one.by.who, one.by.unit) == (caller.who, caller.unit))
    return next(mine, None)
