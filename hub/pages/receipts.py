"""The receipt of one's own act, signed, to take home and check without us."""

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from consent.receipt import issue
from consent.tables import ActRow, ExpiryRow
from hub.house import House
from hub.pages.consented import find
from hub.pages.frame import fresh_for
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak


@get("/kvitto/{act:str}", opt={"who": "family"})
async def receipt(request: AnyRequest, act: FromPath[str]) -> Response[str] | Template:
    """The signed receipt; issued anew from the ledger each time, so that it can't be lost."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    rows = await ActRow.select(ActRow.entry, ActRow.by).where(ActRow.id == act).run()
    if not rows or rows[0]["by"] != caller.who or fresh_for(request) == 0:
        raise NotFoundException
    return await _issued(house, rows[0]["entry"])


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


async def _issued(house: House, entry: int) -> Response[str]:
    text = await issue(house.ledger, await house.ledger.entry(entry), signer=house.receipts)
    return Response(
        text,
        media_type="text/plain",
        headers={"Content-Disposition": 'attachment; filename="kvitto.txt"'},
    )


ROUTES = [receipt, of_end]
