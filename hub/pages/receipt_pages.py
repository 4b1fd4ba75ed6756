"""A receipt to read: what was answered, and the text that was on the page then; on the screen and as PDF."""

from dataclasses import dataclass
from datetime import datetime

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from consent.book import codes
from consent.receipt_form import Notice
from consent.tables import ActRow, ConsentRow
from hub.pages.frame import fresh_for, page
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.pages.pdf import pdf_of, why_not
from hub.pages.receipts import notice_of
from hub.people import book
from hub.wording import direction, words
from hub.wording import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One receipt in words."""

    id: str
    consent: str
    did: str
    how: str
    at: datetime
    subject: str
    purpose: str
    from_units: list[str]
    to_units: list[str]
    categories: list[str]
    left_out: list[str]
    starts: datetime
    ends: datetime
    notice: Notice | None
    direction: str


@get("/kvitto/{act:str}/sida", opt={"who": "family"})
async def show(request: AnyRequest, act: FromPath[str]) -> Template:
    """The receipt as a page."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    receipt = await _receipt(request, act)
    return page("receipt.html", request, receipt=receipt, paper=not why_not(), for_whom=receipt.subject)


@get("/kvitto/{act:str}/pdf", opt={"who": "family"})
async def paper(request: AnyRequest, act: FromPath[str]) -> Response[bytes] | Template:
    """The receipt as PDF, in the reader's language; where none can be made here, the page, which says so."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    receipt = await _receipt(request, act)
    if why_not():
        return page("receipt.html", request, receipt=receipt, paper=False, for_whom=receipt.subject)
    return Response(
        await pdf_of("receipt_paper.html", receipt=receipt),
        media_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="kvitto.pdf"'},
    )


async def _receipt(request: AnyRequest, number: str) -> Shown:
    """The caller's own act in words; anything else does not exist for them."""
    rows = await ActRow.select().where(ActRow.id == number).run()
    if not rows or rows[0]["by"] != caller_of(request).who or fresh_for(request) == 0:
        raise NotFoundException
    act = rows[0]
    (asked,) = await ConsentRow.select().where(ConsentRow.id == act["consent"]).run()
    names = await book.unit_names()
    notice = await notice_of(house_of(request), act)
    return Shown(
        id=act["id"],
        consent=act["consent"],
        did=_did(act["kind"], partial=bool(act["units"] or act["categories"])),
        how=", ".join((words.how(act["how"]), words.capacity(act["capacity"]))),
        at=act["at"],
        subject=(await book.names({asked["subject"]})).get(asked["subject"], ""),
        purpose=words.purpose(asked["purpose"]),
        from_units=_units(asked["from_units"], names),
        to_units=_units(asked["to_units"], names),
        categories=_categories(asked["categories"]),
        left_out=[*_units(act["units"], names), *_categories(act["categories"])],
        starts=asked["starts"],
        ends=asked["ends"],
        notice=notice,
        direction=direction(notice.language) if notice is not None else "",
    )


def _did(kind: str, *, partial: bool) -> str:
    if kind == "withdraw":
        return _("Du slutade dela en del") if partial else _("Du slutade dela")
    return _("Du sa ja") if kind == "grant" else _("Du sa nej")


def _units(column: str, names: dict[str, str]) -> list[str]:
    return sorted(names.get(unit, unit) for unit in codes(column))


def _categories(column: str) -> list[str]:
    named = codes(column)
    return [words.category(code) for code in words.CATEGORIES if code in named]


ROUTES = [show, paper]
