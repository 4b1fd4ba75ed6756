"""The auditor's page of the ledger: its head, its rows, a proof of any row, a checkpoint to take home."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Stream, Template

from consent import events
from consent.errors import Forged
from consent.events import LedgerRead
from consent.ledger.entry import Entry
from consent.ledger.export import export_lines
from consent.ledger.merkle import leaf_hash
from consent.ledger.proofs import check_inclusion
from consent.ledger.storage import Head
from hub.audit.known import Known, known
from hub.audit.telling import sections
from hub.house import House
from hub.login.caller import Caller
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, caller_of, house_of
from hub.wording import words
from hub.wording.reasons import REASONS

ROWS = 50
KINDS = sorted(k.__name__ for k in events.Event.__subclasses__())
QUIET = frozenset({"RoomViewed", "LedgerRead", "SessionStarted", "SessionEnded"})
"""Kinds that say only that somebody looked or came and went: they drown what has happened, and are left out
of the list until they are asked for."""

LISTED = ("who", "by")
"""The fields of an entry whose ids the list shows as names."""

ALL = "allt"
"""What is chosen in the filter to see the quiet ones too."""


@get("/granskning", opt={"who": "auditor"})
async def ledger(
    request: AnyRequest, fore: FromQuery[str | None] = None, sort: FromQuery[str | None] = None
) -> Template:
    """The newest rows, `fore` a row number for the next page, `sort` one kind of event only, or `allt`."""
    house, caller = house_of(request), caller_of(request)
    before = int(fore) if fore is not None and fore.isascii() and fore.isdigit() and len(fore) < 16 else None
    chosen = sort if sort == ALL or sort in KINDS else ""
    head = await house.ledger.head()
    found = await house.ledger.find(kinds=kinds_of(chosen), before=before, limit=ROWS)
    await seen(house, caller, "rows", found[-1].index if found else 0, found[0].index if found else 0)
    return page(
        "ledger.html",
        request,
        head=head,
        rows=await rows_of(found, caller),
        chosen=chosen,
        all=ALL,
        kinds=[(k, words.event(k)) for k in KINDS],
        newest=before is None or before >= head.size,
        older=found[-1].index if len(found) == ROWS else None,
        vkey=str(house.checkpoints.verifier),
    )


def kinds_of(chosen: str) -> frozenset[str] | None:
    """The kinds to list: all (None), the one that is chosen, or all but the quiet ones."""
    if chosen == ALL:
        return None
    return frozenset({chosen}) if chosen else frozenset(KINDS) - QUIET


async def seen(house: House, caller: Caller, what: str, first: int, last: int) -> None:
    """Write down what an auditor looked at, before it is shown."""
    event = LedgerRead(who=caller.who, what=what, first=first, last=last)
    await house.ledger.append([event], guard=caller.guard)


async def rows_of(found: tuple[Entry, ...], caller: Caller) -> list[dict[str, Any]]:
    """The rows as an auditor lists them: who did what and in a room for what, not around whom."""
    behind = await known(found, to=caller.who, fields=LISTED)
    return [_row(entry, behind) for entry in found]


def _row(entry: Entry, behind: Known) -> dict[str, Any]:
    who = str(entry.body.get("who") or entry.body.get("by") or "")
    unit = str(entry.body.get("reader_unit") or entry.body.get("unit") or "")
    reason = str(entry.body.get("reason") or "")
    return {
        "index": entry.index,
        "at": entry.at,
        "what": words.event(entry.kind),
        "about": behind.purpose(entry.room),
        "who": behind.called(who) if who else "",
        "unit": behind.called(unit) if unit else "",
        "reason": words.reason(reason) if reason in REASONS else words.entry_code(reason),
    }


@get("/granskning/rad/{number:str}", opt={"who": "auditor"})
async def row(request: AnyRequest, number: FromPath[str]) -> Template:
    """One row in full, with the proof that it stands in the tree whose head is shown."""
    house, caller = house_of(request), caller_of(request)
    head = await house.ledger.head()
    if not (number.isascii() and number.isdigit() and len(number) < 16) or int(number) >= head.size:
        raise NotFoundException
    index = int(number)
    entry = await house.ledger.entry(index)
    await seen(house, caller, "row", index, index)
    proof = await house.ledger.inclusion(index, head.size)
    return page(
        "ledger_row.html",
        request,
        entry=entry,
        head=head,
        proof=[h.hex() for h in proof],
        holds=holds(entry, head, proof),
        leaf=entry.leaf.decode(),
        what=words.event(entry.kind),
        sections=sections(entry, await known([entry], to=caller.who)),
    )


def holds(entry: Entry, head: Head, proof: Sequence[bytes]) -> bool:
    """Whether the proof leads from the row's own bytes to the head (RFC 9162 section 2.1.3.2)."""
    try:
        check_inclusion(entry.index, head.size, leaf_hash(entry.leaf), proof, head.root)
    except Forged:
        return False
    return True


@get("/granskning/kontrollpunkt", opt={"who": "auditor"})
async def checkpoint(request: AnyRequest) -> Response[str]:
    """The head as a signed note (C2SP tlog-checkpoint), to take home."""
    house, caller = house_of(request), caller_of(request)
    head = await house.ledger.head()
    await seen(house, caller, "checkpoint", 0, head.size)
    note = await house.ledger.checkpoint()
    return Response(note, media_type="text/plain", headers=_attached("kontrollpunkt.txt"))


@get("/granskning/export", opt={"who": "auditor"})
async def export(request: AnyRequest) -> Stream:
    """The whole ledger in one file that anybody with the public key can verify."""
    house, caller = house_of(request), caller_of(request)
    head = await house.ledger.head()
    await seen(house, caller, "export", 0, head.size)
    return Stream(_bytes(house), media_type="text/plain", headers=_attached("ledger.txt"))


async def _bytes(house: House) -> AsyncIterator[bytes]:
    async for line in export_lines(house.ledger):
        yield line if isinstance(line, bytes) else line.encode()


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


ROUTES = [ledger, row, checkpoint, export]
