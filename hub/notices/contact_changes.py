"""Changing where one is told: an address is wanted, shown to be one's own by a code, or forgotten."""

import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from consent.errors import Moved, SamrumError
from consent.events import ContactChanged
from consent.keys.sealing import seal
from consent.ledger.entry import Entry
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.notices.contacts import code_hash, place_of, scope_of
from hub.notices.outbox import CODE, Values, drop, put
from hub.notices.post import Kind
from hub.notices.tables import ContactRow, OutboxRow
from policies.times import day_of

CODE_LASTS = timedelta(minutes=30)
TRIES = 5
"""How often a code may be typed wrong."""

CODES_A_DAY = 5
"""How many codes somebody can have sent in a day: nobody fills a stranger's telephone from here."""


class Tried(StrEnum):
    """What came of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


class TooManyCodes(SamrumError):
    """So many codes have been sent today that no more is."""


async def want(house: House, *, kind: Kind, address: str, by: Caller, at: datetime) -> None:
    """Send a code to an address. What was confirmed before stands until that code has been typed."""
    key = await house.keys.create(scope_of(by.who), at=at)
    number = f"{secrets.randbelow(10**6):06}"
    values: Values = {
        ContactRow.wanted_kind: kind.value,
        ContactRow.wanted: seal(key, address.encode(), associated=place_of("address", by.who)),
        ContactRow.code: code_hash(house, by.who, number),
        ContactRow.code_until: at + CODE_LASTS,
        ContactRow.tries: 0,
    }
    words = seal(key, number.encode(), associated=place_of(CODE, by.who))

    async def write(_: tuple[Entry, ...]) -> None:
        await _count(by.who, at)
        await ContactRow.update(values).where(ContactRow.who == by.who).run()
        await drop(by.who, CODE)  # A code that still waits to be sent opens nothing any more.
        await put(by.who, CODE, at, number=new_id(), sealed=words)

    event = ContactChanged(who=by.who, contact=kind.value, change="wanted")
    await house.ledger.append((event,), guard=by.guard, along=write)


async def _count(who: str, at: datetime) -> None:
    """Count one more code of today; raises TooManyCodes where there have been enough."""
    mine, today = ContactRow.who == who, str(day_of(at))
    blank = ContactRow.insert(ContactRow(who=who))
    await blank.on_conflict(target=ContactRow.who, action="DO NOTHING").run()
    more: Values = {ContactRow.codes: ContactRow.codes + 1}
    first: Values = {ContactRow.codes: 1, ContactRow.codes_day: today}
    again = (ContactRow.codes_day == today) & (ContactRow.codes < CODES_A_DAY)
    another = ContactRow.codes_day != today
    for values, where in ((more, again), (first, another)):
        if await ContactRow.update(values).where(mine, where).returning(ContactRow.who).run():
            return
    raise TooManyCodes("Too many codes have been asked for today.")


async def confirm(house: House, *, typed: str, by: Caller, at: datetime) -> Tried:
    """Take the address whose code this is. A code that was right stays right when it is sent again."""
    mine = ContactRow.who == by.who
    trying: Values = {ContactRow.tries: ContactRow.tries + 1}
    counted = ContactRow.update(trying).where(mine, ContactRow.code.is_not_null(), ContactRow.tries < TRIES)
    # Counted before it is looked at, so that many at once are no more than five.
    if not await counted.returning(ContactRow.who).run():
        return Tried.OVER
    row = (await ContactRow.select().where(mine).run())[0]
    if row["code"] is None or at >= row["code_until"]:
        return Tried.OVER
    if not hmac.compare_digest(row["code"], code_hash(house, by.who, typed)):
        return Tried.WRONG
    if row["wanted"] is None:
        await _stood(house, by)
        return Tried.RIGHT
    await _confirmed(house, row, by, at)
    return Tried.RIGHT


async def _confirmed(house: House, row: dict[str, Any], by: Caller, at: datetime) -> None:
    """The address that was wanted is the one; raises Moved where another was wanted meanwhile."""
    values: Values = {
        ContactRow.kind: row["wanted_kind"],
        ContactRow.sealed: row["wanted"],
        ContactRow.confirmed: at,
        ContactRow.failed: None,
        ContactRow.wanted: None,
    }
    same = (ContactRow.who == by.who) & (ContactRow.code == row["code"]) & ContactRow.wanted.is_not_null()

    async def write(_: tuple[Entry, ...]) -> None:
        if not await ContactRow.update(values).where(same).returning(ContactRow.who).run():
            raise Moved("Another address was wanted meanwhile.")

    event = ContactChanged(who=by.who, contact=row["wanted_kind"], change="confirmed")
    await house.ledger.append((event,), guard=by.guard, along=write)


async def forget(house: House, *, by: Caller) -> None:
    """Be told nowhere any more: the address is gone, and what waits to be sent there too."""
    mine = ContactRow.who == by.who
    anything = (ContactRow.kind != "") | ContactRow.wanted.is_not_null()
    if not await ContactRow.exists().where(mine, anything).run():
        await _stood(house, by)
        return

    async def write(_: tuple[Entry, ...]) -> None:
        await ContactRow.update(NOTHING).where(mine).run()
        await OutboxRow.delete().where(OutboxRow.who == by.who, OutboxRow.sent.is_null()).run()

    event = ContactChanged(who=by.who, contact="", change="forgotten")
    await house.ledger.append((event,), guard=by.guard, along=write)


async def _stood(house: House, by: Caller) -> None:
    """It is so already: that it was asked for is written down, like everything that is answered with a yes."""
    event = ContactChanged(who=by.who, contact="", change="stood")
    await house.ledger.append((event,), guard=by.guard)


NOTHING: Values = {
    ContactRow.kind: "",
    ContactRow.sealed: None,
    ContactRow.confirmed: None,
    ContactRow.failed: None,
    ContactRow.wanted_kind: "",
    ContactRow.wanted: None,
    ContactRow.code: None,
    ContactRow.code_until: None,
}
"""All that says where somebody is told. How many codes they have asked for today stays."""
