"""Sessions: one browser, one person, one capacity. The cookie is known to the browser alone.

A session never changes who it is: a login, and every choice of assignment, ends the old one and begins
another under a new cookie. Its version in the ledger is 1 from its start and 2 from its end, so that no
decision made in a session can be appended after it.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

from consent.errors import Moved
from consent.events import Event, SessionEnded, SessionStarted
from consent.ledger.entry import Entry
from consent.ledger.log import Ledger
from hub.ids import new_id
from hub.login.tables import SessionRow

COOKIE = "__Host-samrum"
IDLE = timedelta(minutes=30)
"""How long a session stands without a request."""

LIMIT = timedelta(hours=10)
"""How long a session stands at all: one working day."""

SEEN_EVERY = timedelta(minutes=1)
"""How often at most `seen` is written."""

STANDS = 1
"""The version of a session from its start to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as it stands in the database. `id` is the hash of the cookie, `scope` the public name."""

    id: str = field(repr=False)
    scope: str
    who: str
    loa: int
    login_at: datetime
    created: datetime
    seen: datetime
    chosen: bool = False
    assignment: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """The session in a row of the table."""
        return cls(**row)

    def over(self, at: datetime) -> bool:
        """Whether it has been idle for too long, or has simply lasted for too long. Ends are outside."""
        return at >= self.seen + IDLE or at >= self.created + LIMIT

    def unseen(self, at: datetime) -> bool:
        """Whether it is time to write down again that it is in use."""
        return at >= self.seen + SEEN_EVERY

    @property
    def version_scope(self) -> str:
        """The scope of the session's version in the ledger."""
        return f"session:{self.scope}"


def hashed(secret: str) -> str:
    """SHA-256 in hex: what the database keeps of a secret of 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """256 random bits, in characters that a cookie or a URL may hold."""
    return secrets.token_urlsafe(32)


async def find(cookie: str) -> Session | None:
    """The session that this cookie opens, also one that is over."""
    return await find_by(hashed(cookie))


async def find_by(id_: str) -> Session | None:
    """The session with this id, also one that is over."""
    rows = await SessionRow.select().where(SessionRow.id == id_).run()
    return Session.of(rows[0]) if rows else None


async def begin(*, who: str, loa: int, login_at: datetime, at: datetime) -> str:
    """Somebody logged in and has not yet chosen in what capacity; answers the new cookie."""
    cookie = new_secret()
    session = Session(
        id=hashed(cookie), scope=new_id(), who=who, loa=loa, login_at=login_at, created=at, seen=at
    )
    await _insert(session)
    return cookie


async def choose(old: Session, *, assignment: str | None, at: datetime, ledger: Ledger) -> str:
    """Act under `assignment` (None: as family) from now on; answers the new cookie, the old one is dead.

    Raises Moved when the old session ended meanwhile.
    """
    cookie = new_secret()
    new = Session(
        id=hashed(cookie),
        scope=new_id(),
        who=old.who,
        loa=old.loa,
        login_at=old.login_at,
        created=old.created,
        seen=at,
        chosen=True,
        assignment=assignment,
    )

    async def replace(_: Sequence[Entry]) -> None:
        await delete(old)
        await _insert(new)

    events: list[Event] = [SessionStarted(who=new.who, loa=new.loa)]
    guard, bumps = {new.version_scope: 0}, [new.version_scope]
    if old.chosen:
        events.insert(0, SessionEnded(who=old.who))
        guard[old.version_scope] = STANDS
        bumps.append(old.version_scope)
    await ledger.append(events, guard=guard, bumps=bumps, along=replace)
    return cookie


async def end(session: Session, *, ledger: Ledger) -> None:
    """Log out, or cut, one session. Ending one that has ended changes nothing."""
    if not session.chosen:
        await SessionRow.delete().where(SessionRow.id == session.id).run()
        return
    try:
        await ledger.append(
            [SessionEnded(who=session.who)],
            guard={session.version_scope: STANDS},
            bumps=[session.version_scope],
            along=lambda _: delete(session),
        )
    except Moved:
        return


async def end_all(who: str, *, ledger: Ledger) -> None:
    """End every session of a person, in whatever browser."""
    for session in await all_of(who):
        await end(session, ledger=ledger)


async def all_of(who: str) -> list[Session]:
    """Every session of a person, also those that are over and those in which nothing was chosen yet."""
    return [Session.of(row) for row in await SessionRow.select().where(SessionRow.who == who).run()]


async def end_stale(*, at: datetime, ledger: Ledger) -> int:
    """End the sessions that are over without anybody having come back to them; answers how many."""
    old = (SessionRow.seen <= at - IDLE) | (SessionRow.created <= at - LIMIT)
    rows = await SessionRow.select().where(old).run()
    for row in rows:
        await end(Session.of(row), ledger=ledger)
    return len(rows)


async def touch(session: Session, *, at: datetime) -> None:
    """Note that the session is in use, at most once a minute."""
    if session.unseen(at):
        await SessionRow.update({SessionRow.seen: at}).where(SessionRow.id == session.id).run()


async def _insert(session: Session) -> None:
    fields = {name: getattr(session, name) for name in Session.__dataclass_fields__}
    await SessionRow.insert(SessionRow(**fields)).run()


async def delete(session: Session) -> None:
    """Delete the row, and fail when another was faster: then the record must not say so twice."""
    gone = await SessionRow.delete().where(SessionRow.id == session.id).returning(SessionRow.id).run()
    if not gone:
        raise Moved("The session has ended already.")
