"""Where somebody wants to be told: one address of their own, which a code sent to it has shown to be theirs."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consent.errors import Forged, KeyGone, Malformed
from consent.keys.sealing import associated_data, unseal
from hub.house import House
from hub.notices.outbox import CODE
from hub.notices.post import Kind
from hub.notices.tables import ContactRow


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
    """Where somebody is told now, for their page; nowhere where it can't be read."""
    try:
        confirmed = await address_of(house, who, at, wanted=False)
        wanted = await address_of(house, who, at, wanted=True)
    except UNREADABLE:
        return Contacts()
    return Contacts(confirmed=confirmed, wanted=wanted)


async def address_of(house: House, who: str, at: datetime, *, wanted: bool) -> Contact | None:
    """The address that is confirmed, or the one that is `wanted` and whose code is awaited; None where there is none.

    Raises KeyGone, Forged or Malformed where it can't be read.
    """
    rows = await ContactRow.select().where(ContactRow.who == who).run()
    if not rows:
        return None
    row = rows[0]
    if not wanted:
        return await _opened(house, row, "kind", "sealed") if row["confirmed"] else None
    waits = row["wanted"] is not None and at < row["code_until"]
    return await _opened(house, row, "wanted_kind", "wanted") if waits else None


UNREADABLE = (KeyGone, Forged, Malformed)
"""What comes of a key that was destroyed, that this process lacks, or that is another than it was sealed under."""


async def _opened(house: House, row: dict[str, Any], kind: str, sealed: str) -> Contact | None:
    if row[sealed] is None:
        return None
    key = await house.keys.key(scope_of(row["who"]))
    address = unseal(key, bytes(row[sealed]), associated=place_of("address", row["who"])).decode()
    return Contact(kind=Kind(row[kind]), address=address, works=row["failed"] is None)


async def current(house: House, who: str, sealed: bytes) -> str | None:
    """The code that was sealed for somebody, if it is the one that is awaited: an older one opens nothing."""
    key = await house.keys.key(scope_of(who))
    number = unseal(key, sealed, associated=place_of(CODE, who)).decode()
    awaited = (ContactRow.who == who) & (ContactRow.code == code_hash(house, who, number))
    return number if await ContactRow.exists().where(awaited).run() else None


async def failed(house: House, who: str, address: str, at: datetime) -> None:
    """This address takes nothing: its owner sees it on their page, and nothing more is written for it."""
    rows = await ContactRow.select().where(ContactRow.who == who).run()
    held = await _opened(house, rows[0], "kind", "sealed") if rows else None
    if held is not None and held.address == address:
        mine = (ContactRow.who == who) & (ContactRow.sealed == rows[0]["sealed"])
        await ContactRow.update({ContactRow.failed: at}).where(mine).run()


def code_hash(house: House, who: str, number: str) -> str:
    """Of six digits a hash without a key would tell all."""
    return hmac.new(house.settings.lookup_key, f"contact code {who} {number}".encode(), "sha256").hexdigest()
