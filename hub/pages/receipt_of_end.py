"""The receipt that the time of a consent has run out, to read: on the screen and as PDF."""

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from consent.tables import ExpiryRow
from hub.pages.consented import find
from hub.pages.parts import AnyRequest, caller_of, log_in_again, too_weak
from hub.pages.receipt_pages import InWords, as_page, as_paper
from hub.wording import gettext as _
from hub.wording import words


@get("/kvitto/slut/{number:str}/sida", opt={"who": "family"})
async def show(request: AnyRequest, number: FromPath[str]) -> Template:
    """The receipt as a page."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    return as_page(request, await _receipt(request, number))


@get("/kvitto/slut/{number:str}/pdf", opt={"who": "family"})
async def paper(request: AnyRequest, number: FromPath[str]) -> Response[bytes] | Template:
    """The receipt as PDF, in the reader's language."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    return await as_paper(request, await _receipt(request, number))


async def _receipt(request: AnyRequest, number: str) -> InWords:
    """What ran out, with what was left of it then; for whoever may answer the question."""
    card = (await find(request, number)).card
    rows = await ExpiryRow.select(ExpiryRow.at).where(ExpiryRow.consent == number).run()
    if not rows:
        raise NotFoundException
    return InWords(
        id=number,
        address=f"/kvitto/slut/{number}",
        consent=number,
        kind="expire",
        did=_("Tiden tog slut"),
        stopped=True,
        beside=False,
        how="",
        at=rows[0]["at"],
        subject=card.subject,
        purpose=words.purpose(card.consent.purpose),
        from_units=card.from_units,
        to_units=card.to_units,
        categories=card.categories,
        left_out=[],
        starts=card.consent.starts,
        ends=card.consent.ends,
        notice=None,
        direction="",
    )


ROUTES = [show, paper]
