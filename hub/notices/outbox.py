"""The outbox: what waits to be told stands in the database, written with the act that it tells of.

A row says whom, and what it is asked of again before it is sent; never what it was.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, time, timedelta
from typing import Any

from piccolo.columns import Column

from consent.ledger.entry import Entry
from hub.ids import new_id
from hub.notices.tables import ContactRow, OutboxRow
from policies.times import STOCKHOLM

SPACED = timedelta(hours=1)
"""The least time between two messages to one person. A code is sent at once."""

DAY = (time(7), time(21))
"""Between these hours people are told of things, in Europe/Stockholm."""

KEPT_FOR = timedelta(days=400)
"""How long a row is kept: longer than a consent, so that nobody is reminded twice of one thing."""

CODE = "code"
LACKING = "lacking"
"""What waits for a while, so that a text can be hidden first."""

Values = dict[Column | str, Any]


def tells(
    people: Collection[str],
    about: str,
    at: datetime,
    *,
    room: str | None = None,
    consent: str | None = None,
    item: str | None = None,
    after: timedelta = timedelta(0),
) -> Callable[[tuple[Entry, ...]], Awaitable[None]]:
    """A write that puts it into the outbox that these people are to be told, of those who want to be, `after` a while
    at the earliest."""

    async def write(_: tuple[Entry, ...]) -> None:
        for who in await reached(people):
            await put(who, about, at, room=room, consent=consent, item=item, after=after)

    return write


async def put(
    who: str,
    about: str,
    at: datetime,
    *,
    number: str = "",
    room: str | None = None,
    consent: str | None = None,
    item: str | None = None,
    sealed: bytes | None = None,
    after: timedelta = timedelta(0),
) -> None:
    """Put one row into the outbox. A `number` that stands there already is not put again."""
    due = at if about == CODE else decent(max(await _not_too_soon(who, at), at + after))
    row = OutboxRow(
        id=number or new_id(),
        who=who,
        about=about,
        room=room,
        consent=consent,
        item=item,
        sealed=sealed,
        at=at,
        due=due,
    )
    await OutboxRow.insert(row).on_conflict(target=OutboxRow.id, action="DO NOTHING").run()


async def reached(people: Collection[str]) -> list[str]:
    """Those of these people who have an address that takes something."""
    if not people:
        return []
    mine = ContactRow.who.is_in(sorted(people)) & ContactRow.confirmed.is_not_null()
    rows = await ContactRow.select(ContactRow.who).where(mine, ContactRow.failed.is_null()).run()
    return sorted(row["who"] for row in rows)


async def _not_too_soon(who: str, at: datetime) -> datetime:
    """Not before an hour after the newest message that was sent or is being sent."""
    lately = (OutboxRow.sent > at - SPACED) | (OutboxRow.taken > at - SPACED)
    known = OutboxRow.select(OutboxRow.taken, OutboxRow.sent).where(
        OutboxRow.who == who, OutboxRow.about != CODE, lately
    )
    newest: list[datetime] = [
        moment for row in await known.run() for moment in row.values() if moment is not None
    ]
    return max([at, *(moment + SPACED for moment in newest)])


def decent(at: datetime) -> datetime:
    """The first moment from `at` on at which people may be told of something: not in the night."""
    local, (first, last) = at.astimezone(STOCKHOLM), DAY
    if first <= local.time() < last:
        return at
    day = local.date() if local.time() < first else local.date() + timedelta(days=1)
    return datetime.combine(day, first, STOCKHOLM).astimezone(at.tzinfo)


async def drop(who: str, about: str, *, room: str | None = None) -> None:
    """Take back what waits to be told to somebody, of one kind and of one room if named, unless it is being sent."""
    theirs = (OutboxRow.who == who) & (OutboxRow.about == about)
    theirs = theirs & (OutboxRow.room == room) if room is not None else theirs
    await OutboxRow.delete().where(theirs, OutboxRow.sent.is_null(), OutboxRow.taken.is_null()).run()


async def prune(at: datetime) -> None:
    """Forget what was told long ago: who was told, and when, is nobody's to keep."""
    await OutboxRow.delete().where(OutboxRow.at < at - KEPT_FOR).run()
