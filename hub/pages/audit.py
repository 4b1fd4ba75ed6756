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
from hub.house import House
from hub.login.caller import Caller
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, caller_of, house_of
from hub.people import book
from hub.people.pseudonyms import people_behind
from hub.wording import words

ROWS = 50
KINDS = sorted(k.__name__ for k in events.Event.__subclasses__())
PEOPLE = ("who", "by", "child", "subject", "guardian", "person", "detail", "recorded_by")


@get("/granskning", opt={"who": "auditor"})
async def ledger(
    request: AnyRequest, fore: FromQuery[str | None] = None, sort: FromQuery[str | None] = None
) -> Template:
    """The newest rows, `fore` a row number for the next page, `sort` one kind of event only."""
    house, caller = house_of(request), caller_of(request)
    before = int(fore) if fore is not None and fore.isascii() and fore.isdigit() and len(fore) < 16 else None
    kind = sort if sort in KINDS else None
    head = await house.ledger.head()
    found = await house.ledger.find(kinds={kind} if kind else None, before=before, limit=ROWS)
    await seen(house, caller, "rows", found[-1].index if found else 0, found[0].index if found else 0)
    return page(
        "ledger.html",
        request,
        head=head,
        rows=await rows_of(found),
        kind=kind,
        kinds=[(k, words.event(k)) for k in KINDS],
        older=found[-1].index if len(found) == ROWS else None,
        vkey=str(house.checkpoints.verifier),
    )


async def seen(house: House, caller: Caller, what: str, first: int, last: int) -> None:
    """Write down what an auditor looked at, before it is shown."""
    event = LedgerRead(who=caller.who, what=what, first=first, last=last)
    await house.ledger.append([event], guard=caller.guard)


async def rows_of(found: tuple[Entry, ...]) -> list[dict[str, Any]]:
    """The rows as an auditor reads them, with the people behind the pseudonyms."""
    ids = {str(e.body[field]) for e in found for field in PEOPLE if e.body.get(field)}
    people = await people_behind(ids)
    names = await book.names(set(people.values()) | ids)
    called = {
        key: names[person] for key, person in {**{i: i for i in ids}, **people}.items() if person in names
    }
    units = await book.unit_names()
    return [_row(entry, called, units) for entry in found]


def _row(entry: Entry, called: dict[str, str], units: dict[str, str]) -> dict[str, Any]:
    who = str(entry.body.get("who") or entry.body.get("by") or "")
    reason = str(entry.body.get("reason") or "")
    unit = str(entry.body.get("reader_unit") or entry.body.get("unit") or "")
    return {
        "index": entry.index,
        "at": entry.at,
        "what": words.event(entry.kind),
        "who": called.get(who, ""),
        "unit": units.get(unit, unit),
        "reason": words.reason(reason) if reason else "",
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
        row=(await rows_of((entry,)))[0],
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
    return Response(note, media_type="text/plain; charset=utf-8", headers=_attached("kontrollpunkt.txt"))


@get("/granskning/export", opt={"who": "auditor"})
async def export(request: AnyRequest) -> Stream:
    """The whole ledger in one file that anybody with the public key can verify."""
    house, caller = house_of(request), caller_of(request)
    head = await house.ledger.head()
    await seen(house, caller, "export", 0, head.size)
    return Stream(_bytes(house), media_type="text/plain; charset=utf-8", headers=_attached("ledger.txt"))


async def _bytes(house: House) -> AsyncIterator[bytes]:
    async for line in export_lines(house.ledger):
        yield line if isinstance(line, bytes) else line.encode()


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


ROUTES = [ledger, row, checkpoint, export]
