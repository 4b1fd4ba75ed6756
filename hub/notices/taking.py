"""Taking what is due out of the outbox, and what becomes of it.

One message tells somebody of all that waits for them: it only says that there is something, so that one is enough.
Whoever sends takes a person's rows for a while; a sender that is killed lets them go by that time's passing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from consent.database import Database
from hub.notices.outbox import CODE, LACKING, SPACED, Values, decent
from hub.notices.tables import ContactRow, OutboxRow

TAKEN_FOR = timedelta(minutes=5)
"""How long a sender has what it took: longer than any sending, which is given up before."""

AGAIN = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440, 1440))
"""How long after each failed attempt the next one is made; after the last the message is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What somebody is to be told in one message: the rows, the oldest first, and their own words, if any."""

    who: str
    rows: tuple[str, ...]
    tries: int
    sealed: bytes | None


async def take(engine: Database, at: datetime, *, but: Collection[str] = ()) -> Waiting | None:
    """What is due to be told to somebody, all that waits for them together; nobody else gets it for a while.

    Codes come first; in the night nothing else is taken. `but` are people who are left alone in this round.
    """
    passed = {*but}
    while (lead := await _lead(at, passed)) is not None:
        rows = await (_taken_one(lead, at) if lead["about"] == CODE else _taken_all(engine, lead["who"], at))
        if rows:
            oldest = min(rows, key=lambda row: (row["at"], row["id"]))
            return Waiting(
                who=lead["who"],
                rows=tuple(row["id"] for row in sorted(rows, key=lambda row: (row["at"], row["id"]))),
                tries=max(row["tries"] for row in rows),
                sealed=oldest["sealed"],
            )
        passed.add(lead["who"])
    return None


def _free(at: datetime) -> Any:
    free = OutboxRow.taken.is_null() | (OutboxRow.taken < at)
    return OutboxRow.sent.is_null() & OutboxRow.given_up.is_null() & free


async def _lead(at: datetime, passed: Collection[str]) -> dict[str, Any] | None:
    """The row whose turn it is: the codes first; by night nothing else."""
    code, other = OutboxRow.about == CODE, OutboxRow.about != CODE
    for kind in (code, other) if decent(at) == at else (code,):
        due = OutboxRow.select().where(_free(at), OutboxRow.due <= at, kind)
        if passed:
            due = due.where(OutboxRow.who.not_in(sorted(passed)))
        rows = await due.order_by(OutboxRow.due).order_by(OutboxRow.id).limit(1).run()
        if rows:
            return rows[0]
    return None


async def _taken_one(lead: dict[str, Any], at: datetime) -> list[dict[str, Any]]:
    return await _taken(OutboxRow.id == lead["id"], at)


async def _taken_all(engine: Database, who: str, at: datetime) -> list[dict[str, Any]]:
    """All that waits for somebody, unless another sender is telling them this moment or has within the hour.

    Whoever is first holds the person's own row: two senders never each take some of it.
    """
    found: list[dict[str, Any]] = []
    async with engine.transaction():
        await ContactRow.update({ContactRow.turn: at}).where(ContactRow.who == who).run()
        lately = (OutboxRow.sent > at - SPACED) | (OutboxRow.sent.is_null() & (OutboxRow.taken >= at))
        theirs = (OutboxRow.who == who) & (OutboxRow.about != CODE)
        if not await OutboxRow.exists().where(theirs, lately, OutboxRow.given_up.is_null()).run():
            ripe = (OutboxRow.about != LACKING) | (OutboxRow.due <= at)
            found = await _taken(theirs & ripe, at)
    return found


async def _taken(which: Any, at: datetime) -> list[dict[str, Any]]:
    """Those of these rows that nobody else was faster to take."""
    mine: Values = {OutboxRow.taken: at + TAKEN_FOR}
    columns = (OutboxRow.id, OutboxRow.at, OutboxRow.tries, OutboxRow.sealed)
    won = OutboxRow.update(mine).where(which, _free(at)).returning(*columns)
    return [*await won.run()]


async def sent(waiting: Waiting, at: datetime) -> None:
    """It was handed over: it is sent, and words of its own are kept no longer."""
    await _mark(waiting, {OutboxRow.sent: at, OutboxRow.taken: at, OutboxRow.sealed: None})


async def later(waiting: Waiting, at: datetime) -> bool:
    """It could not be handed over now: it is tried again, the more seldom the longer; False where no more."""
    if waiting.tries >= len(AGAIN):
        await give_up(waiting, at)
        return False
    due = decent(at + AGAIN[waiting.tries]) if waiting.sealed is None else at + AGAIN[waiting.tries]
    await _mark(waiting, {OutboxRow.due: due, OutboxRow.taken: None, OutboxRow.tries: waiting.tries + 1})
    return True


async def release(waiting: Waiting) -> None:
    """It was not tried at all: it waits as before."""
    await _mark(waiting, {OutboxRow.taken: None})


async def give_up(waiting: Waiting, at: datetime) -> None:
    """It can't be told, and is not tried again."""
    await _mark(waiting, {OutboxRow.given_up: at, OutboxRow.taken: None, OutboxRow.sealed: None})


async def _mark(waiting: Waiting, values: Values) -> None:
    await OutboxRow.update(values).where(OutboxRow.id.is_in([*waiting.rows])).run()
