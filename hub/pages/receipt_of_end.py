"""The receipt that the time of a consent has run out, to read: on the screen and as PDF."""

from dataclasses import replace

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from consent.tables import ExpiryRow
from hub.pages.consented import find
from hub.pages.parts import AnyRequest, caller_of, log_in_again, too_weak
from hub.pages.receipt_pages import InWords, as_page, as_paper
from hub.people import book
from hub.sharing import left_of
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
    if not await ExpiryRow.exists().where(ExpiryRow.consent == number).run():
        raise NotFoundException
    before = tuple(act for act in card.consent.acts if act.at < card.consent.ends)
    sharing, to, about = left_of(replace(card.consent, acts=before))
    names = await book.unit_names()
    return InWords(
        id=number,
        address=f"/kvitto/slut/{number}",
        consent=number,
        kind="expire",
        did=_("Tiden tog slut"),
        stopped=True,
        beside=False,
        how="",
        at=card.consent.ends,
        subject=card.subject,
        purpose=words.purpose(card.consent.purpose),
        from_units=sorted(names.get(unit, unit) for unit in sharing),
        to_units=sorted(names.get(unit, unit) for unit in to),
        categories=[words.category(code) for code in words.CATEGORIES if code in about],
        left_out=[],
        starts=card.consent.starts,
        ends=card.consent.ends,
        notice=None,
        direction="",
    )


ROUTES = [show, paper]
