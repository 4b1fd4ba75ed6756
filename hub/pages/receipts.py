"""The receipt of one's own act, signed, to take home and check without us."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from consent.errors import KeyGone
from consent.receipt import issue
from consent.receipt_form import Notice
from consent.tables import ActRow, ConsentRow, ExpiryRow
from hub.house import House
from hub.pages.consented import find
from hub.pages.frame import fresh_for
from hub.pages.parts import AnyRequest, caller_of, claim, house_of, knows, log_in_again, too_weak
from hub.pages.shown import WITHOUT_WHY
from hub.story.seal import open_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """An act of the caller's and what it was about, as rows; whether they may know whom it names, and of the room now;
    and the text that they answered, where it is kept and theirs to read."""

    act: Mapping[str, Any]
    asked: Mapping[str, Any]
    known: bool
    inside: bool
    notice: Notice | None


@get("/kvitto/{act:str}", opt={"who": "family"})
async def receipt(request: AnyRequest, act: FromPath[str]) -> Response[str] | Template:
    """The signed receipt; issued anew from the ledger each time, so that it can't be lost."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    own = await own_act(request, act)
    return await _issued(house_of(request), own.act["entry"], own.notice)


async def own_act(request: AnyRequest, number: str) -> Own:
    """An act of the caller's; anything else does not exist for them.

    A receipt is theirs for good. What names somebody in it is for those alone who may know of the room now, which is
    asked and written down before: the child may be protected by now, or a guardian be none any more.
    """
    house, caller = house_of(request), caller_of(request)
    rows = await ActRow.select().where(ActRow.id == number).run()
    if not rows or rows[0]["by"] != caller.who or fresh_for(request) == 0:
        raise NotFoundException
    (asked,) = await ConsentRow.select().where(ConsentRow.id == rows[0]["consent"]).run()
    room = str(asked["room"])
    seen = await house.facts.see(room=room, by=caller)
    view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
    inside = knows(view)
    known = inside or asked["subject"] == caller.who
    notice = await _notice(house, rows[0], room) if known else None
    if notice is not None and notice.version not in WITHOUT_WHY and not inside:
        notice = None  # Staff's words about a room that they may not know of any more.
    return Own(act=rows[0], asked=asked, known=known, inside=inside, notice=notice)


async def _notice(house: House, act: Mapping[str, Any], room: str) -> Notice | None:
    """The text that the page showed; nothing where none is kept, or its room's key is gone."""
    if act["shown_sealed"] is None:
        return None
    try:
        key = await house.keys.key(f"room:{room}")
    except KeyGone:
        return None
    return open_shown(act["shown_sealed"], key=key, act=act["id"], room=room)


@get("/kvitto/slut/{number:str}", opt={"who": "family"})
async def of_end(request: AnyRequest, number: FromPath[str]) -> Response[str] | Template:
    """The signed receipt that the time of a consent has run out, for whoever may answer it."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    await find(request, number)
    rows = await ExpiryRow.select(ExpiryRow.entry).where(ExpiryRow.consent == number).run()
    if not rows:
        raise NotFoundException
    return await _issued(house, rows[0]["entry"])


async def _issued(house: House, entry: int, notice: Notice | None = None) -> Response[str]:
    text = await issue(house.ledger, await house.ledger.entry(entry), signer=house.receipts, notice=notice)
    return Response(
        text,
        media_type="text/plain",
        headers={"Content-Disposition": 'attachment; filename="kvitto.txt"'},
    )


ROUTES = [receipt, of_end]
