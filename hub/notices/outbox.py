"""The outbox: what waits to be told stands in the database, written with the act that it tells of.

One message tells somebody of all that waits for them: it only says that there is something, so that one is enough.
Whoever sends takes a person's rows for a while; a sender that is killed lets them go by that time's passing.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from piccolo.columns import Column

from consent.ledger.entry import Entry
from hub.ids import new_id
from hub.notices.tables import ContactRow, OutboxRow
from policies.times import STOCKHOLM

SPACED = timedelta(hours=1)
"""The least time between two messages to one person. A code is sent at once."""

TAKEN_FOR = timedelta(minutes=5)
"""How long a sender has what it took: longer than any sending, which is given up before."""

AGAIN = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440, 1440))
"""How long after each failed attempt the next one is made; after the last the message is given up."""

DAY = (time(7), time(21))
"""Between these hours people are told of things, in Europe/Stockholm."""

CODE = "code"

Values = dict[Column | str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What somebody is to be told in one message: the rows, the oldest first, and their own words, if any."""

    who: str
    rows: tuple[str, ...]
    tries: int
    sealed: bytes | None


def tells(
    people: Collection[str], about: str, at: datetime
) -> Callable[[tuple[Entry, ...]], Awaitable[None]]:
    """A write that puts it into the outbox that these people are to be told, of those who want to be."""

    async def write(_: tuple[Entry, ...]) -> None:
        for who in await reached(people):
            await put(who, about, at)

    return write


async def put(who: str, about: str, at: datetime, *, number: str = "", sealed: bytes | None = None) -> None:
    """Put one row into the outbox. A `number` that stands there already is not put again."""
    due = at if about == CODE else decent(await _not_too_soon(who, at))
    row = OutboxRow(id=number or new_id(), who=who, about=about, sealed=sealed, at=at, due=due)
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


async def take(at: datetime) -> Waiting | None:
    """What is due to be told to somebody, all that waits for them together; nobody else gets it for a while."""
    tried: set[str] = set()
    while (lead := await _lead(at, tried)) is not None:
        if await _taken([lead["id"]], at):
            rest = [] if lead["about"] == CODE else await _taken(await _others(lead, at), at)
            return Waiting(
                who=lead["who"], rows=(lead["id"], *rest), tries=lead["tries"], sealed=lead["sealed"]
            )
        tried.add(lead["id"])
    return None


def _free(at: datetime) -> Any:
    free = OutboxRow.taken.is_null() | (OutboxRow.taken < at)
    return OutboxRow.sent.is_null() & OutboxRow.given_up.is_null() & free


async def _lead(at: datetime, tried: set[str]) -> dict[str, Any] | None:
    due = OutboxRow.select().where(_free(at), OutboxRow.due <= at)
    if tried:
        due = due.where(OutboxRow.id.not_in(sorted(tried)))
    rows = await due.order_by(OutboxRow.due).order_by(OutboxRow.id).limit(1).run()
    return rows[0] if rows else None


async def _others(lead: dict[str, Any], at: datetime) -> list[str]:
    same = (OutboxRow.who == lead["who"]) & (OutboxRow.about != CODE) & (OutboxRow.id != lead["id"])
    rows = await OutboxRow.select(OutboxRow.id).where(_free(at), same).order_by(OutboxRow.at).run()
    return [row["id"] for row in rows]


async def _taken(rows: list[str], at: datetime) -> list[str]:
    """Those of these rows that nobody else was faster to take."""
    if not rows:
        return []
    mine: Values = {OutboxRow.taken: at + TAKEN_FOR}
    won = OutboxRow.update(mine).where(OutboxRow.id.is_in(rows), _free(at)).returning(OutboxRow.id)
    got = {row["id"] for row in await won.run()}
    return [row for row in rows if row in got]


async def sent(waiting: Waiting, at: datetime) -> None:
    """It was handed over: it is sent, and words of its own are kept no longer."""
    await _mark(waiting, {OutboxRow.sent: at, OutboxRow.taken: at, OutboxRow.sealed: None})


async def later(waiting: Waiting, at: datetime) -> None:
    """It could not be handed over now: it is tried again, the more seldom the longer, and in the end no more."""
    if waiting.tries >= len(AGAIN):
        await give_up(waiting, at)
        return
    due = at + AGAIN[waiting.tries]
    await _mark(waiting, {OutboxRow.due: due, OutboxRow.taken: None, OutboxRow.tries: waiting.tries + 1})


async def give_up(waiting: Waiting, at: datetime) -> None:
    """It can't be told, and is not tried again."""
    await _mark(waiting, {OutboxRow.given_up: at, OutboxRow.taken: None, OutboxRow.sealed: None})


async def _mark(waiting: Waiting, values: Values) -> None:
    await OutboxRow.update(values).where(OutboxRow.id.is_in([*waiting.rows])).run()
