"""The receipt of one's own act, signed, to take home and check without us."""

from collections.abc import Mapping
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
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.story.seal import open_shown


@get("/kvitto/{act:str}", opt={"who": "family"})
async def receipt(request: AnyRequest, act: FromPath[str]) -> Response[str] | Template:
    """The signed receipt; issued anew from the ledger each time, so that it can't be lost."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    rows = await ActRow.select().where(ActRow.id == act).run()
    if not rows or rows[0]["by"] != caller.who or fresh_for(request) == 0:
        raise NotFoundException
    return await _issued(house, rows[0]["entry"], await notice_of(house, rows[0]))


async def notice_of(house: House, act: Mapping[str, Any]) -> Notice | None:
    """The text that the page showed to whoever made the act of this row; nothing where none is kept, or its room's
    key is gone."""
    if act["shown_sealed"] is None:
        return None
    rows = await ConsentRow.select(ConsentRow.room).where(ConsentRow.id == act["consent"]).run()
    room = str(rows[0]["room"])
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
