"""Where somebody wants to be told: one address of their own, which a code sent to it has shown to be theirs."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from consent.errors import KeyGone, SamrumError
from consent.events import ContactChanged
from consent.keys.sealing import associated_data, seal, unseal
from consent.ledger.entry import Entry
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.notices.outbox import CODE, Values, put
from hub.notices.post import Kind
from hub.notices.tables import ContactRow, OutboxRow

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An address; `works` is false where it has been refused since."""

    kind: Kind
    address: str
    works: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """The address that is confirmed, and the one whose code is awaited."""

    confirmed: Contact | None = None
    wanted: Contact | None = None


def scope_of(who: str) -> str:
    """The scope of the key under which somebody's address is sealed."""
    return f"contact:{who}"


def place_of(what: str, who: str) -> bytes:
    """The associated data of something that is sealed of somebody: it opens nowhere else."""
    return associated_data(item=what, room=who, version=0)


async def of(house: House, who: str, at: datetime) -> Contacts:
    """Where somebody is told now; nowhere where the key of it is gone."""
    rows = await ContactRow.select().where(ContactRow.who == who).run()
    if not rows:
        return Contacts()
    try:
        key = await house.keys.key(scope_of(who))
    except KeyGone:
        return Contacts()
    row, place = rows[0], place_of("address", who)

    def opened(kind: str, sealed: bytes | None, works: bool = True) -> Contact | None:
        if sealed is None:
            return None
        address = unseal(key, bytes(sealed), associated=place).decode()
        return Contact(kind=Kind(kind), address=address, works=works)

    waits = row["wanted"] is not None and at < row["code_until"]
    return Contacts(
        confirmed=opened(row["kind"], row["sealed"], row["failed"] is None) if row["confirmed"] else None,
        wanted=opened(row["wanted_kind"], row["wanted"]) if waits else None,
    )


async def unsealed(house: House, who: str, sealed: bytes) -> str:
    """The code that was sealed for somebody when they asked for it. Raises KeyGone where its key is."""
    key = await house.keys.key(scope_of(who))
    return unseal(key, sealed, associated=place_of(CODE, who)).decode()


class TooManyCodes(SamrumError):
    """So many codes have been sent today that no more is."""


async def want(house: House, *, kind: Kind, address: str, by: Caller, at: datetime) -> None:
    """Send a code to an address. What was confirmed before stands until that code has been typed."""
    mine = (OutboxRow.who == by.who) & (OutboxRow.about == CODE) & (OutboxRow.at > at - timedelta(days=1))
    if await OutboxRow.count().where(mine).run() >= CODES_A_DAY:
        raise TooManyCodes("Too many codes have been sent today.")
    key = await house.keys.create(scope_of(by.who), at=at)
    number = f"{secrets.randbelow(10**6):06}"
    place = place_of("address", by.who)
    values: Values = {
        ContactRow.wanted_kind: kind.value,
        ContactRow.wanted: seal(key, address.encode(), associated=place),
        ContactRow.code: _hash(house, by.who, number),
        ContactRow.code_until: at + CODE_LASTS,
        ContactRow.tries: 0,
    }
    words = seal(key, number.encode(), associated=place_of(CODE, by.who))

    async def write(_: tuple[Entry, ...]) -> None:
        await (
            ContactRow.insert(ContactRow(who=by.who))
            .on_conflict(target=ContactRow.who, action="DO NOTHING")
            .run()
        )
        await ContactRow.update(values).where(ContactRow.who == by.who).run()
        # A code that still waits to be sent opens nothing any more.
        await OutboxRow.delete().where(mine, OutboxRow.sent.is_null(), OutboxRow.taken.is_null()).run()
        await put(by.who, CODE, at, number=new_id(), sealed=words)

    event = ContactChanged(who=by.who, contact=kind.value, change="wanted")
    await house.ledger.append((event,), guard=by.guard, along=write)


async def confirm(house: House, *, typed: str, by: Caller, at: datetime) -> Tried:
    """Take the address whose code this is. A code that was right stays right when it is sent again."""
    rows = await ContactRow.select().where(ContactRow.who == by.who).run()
    row = rows[0] if rows else None
    if row is None or row["code"] is None or at >= row["code_until"] or row["tries"] >= TRIES:
        return Tried.OVER
    if not hmac.compare_digest(row["code"], _hash(house, by.who, typed)):
        await (
            ContactRow.update({ContactRow.tries: ContactRow.tries + 1}).where(ContactRow.who == by.who).run()
        )
        return Tried.WRONG
    if row["wanted"] is None:
        return Tried.RIGHT
    values: Values = {
        ContactRow.kind: row["wanted_kind"],
        ContactRow.sealed: row["wanted"],
        ContactRow.confirmed: at,
        ContactRow.failed: None,
        ContactRow.wanted: None,
    }
    same = (ContactRow.who == by.who) & (ContactRow.code == row["code"])

    async def write(_: tuple[Entry, ...]) -> None:
        await ContactRow.update(values).where(same).run()

    event = ContactChanged(who=by.who, contact=row["wanted_kind"], change="confirmed")
    await house.ledger.append((event,), guard=by.guard, along=write)
    return Tried.RIGHT


async def forget(house: House, *, by: Caller) -> None:
    """Be told nowhere any more: the address is gone, and what waits to be sent there too."""
    mine = ContactRow.who == by.who
    if not await ContactRow.exists().where(mine).run():
        return

    async def write(_: tuple[Entry, ...]) -> None:
        await ContactRow.delete().where(mine).run()
        await OutboxRow.delete().where(OutboxRow.who == by.who, OutboxRow.sent.is_null()).run()

    event = ContactChanged(who=by.who, contact="", change="forgotten")
    await house.ledger.append((event,), guard=by.guard, along=write)


def _hash(house: House, who: str, number: str) -> str:
    """Of six digits a hash without a key would tell all."""
    return hmac.new(house.settings.lookup_key, f"contact code {who} {number}".encode(), "sha256").hexdigest()
