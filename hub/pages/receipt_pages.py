"""A receipt to read: what was answered, and the text that was on the page then; on the screen and as PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Template

from consent.book import codes
from consent.receipt_form import Notice
from consent.tables import ActRow
from hub.carrying import said_in
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.pages.pdf import pdf_of, why_not
from hub.pages.receipts import own_act
from hub.people import book
from hub.wording import direction, words
from hub.wording import gettext as _

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class InWords:
    """One receipt in words."""

    id: str
    address: str
    """Where the signed one is; the page and the PDF lie below it."""
    consent: str
    kind: str
    did: str
    stopped: bool
    """Whether it has taken anything out or ended it all."""
    beside: bool
    """Whether this is the no of a yes in part."""
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
    recorder: str = ""
    """Who of the staff wrote it down, where somebody did; and what they wrote that was said."""
    said: str = ""
    interpreter: bool = False


@get("/kvitto/{act:str}/sida", opt={"who": "family"})
async def show(request: AnyRequest, act: FromPath[str]) -> Template:
    """The receipt as a page."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    return as_page(request, await _receipt(request, act))


@get("/kvitto/{act:str}/pdf", opt={"who": "family"})
async def paper(request: AnyRequest, act: FromPath[str]) -> Response[bytes] | Template:
    """The receipt as PDF, in the reader's language."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    return await as_paper(request, await _receipt(request, act))


def as_page(request: AnyRequest, receipt: InWords) -> Template:
    """It as a page, with the PDF where one can be made here."""
    return page("receipt.html", request, receipt=receipt, paper=not why_not(), for_whom=receipt.subject)


async def as_paper(request: AnyRequest, receipt: InWords) -> Response[bytes] | Template:
    """It as PDF; where none can be made here the page, which says so."""
    if why_not():
        return as_page(request, receipt)
    return Response(
        await pdf_of("receipt_paper.html", receipt=receipt),
        media_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="kvitto.pdf"'},
    )


async def _receipt(request: AnyRequest, number: str) -> InWords:
    """The caller's own act in words; anything else does not exist for them."""
    own = await own_act(request, number)
    act, asked, notice = own.act, own.asked, own.notice
    names = await book.unit_names()
    around = await ActRow.select().where(ActRow.consent == act["consent"], ActRow.by == act["by"]).run()
    out = act if act["kind"] == "withdraw" else _out(act, around)
    beside = any(
        one["kind"] == "grant" and one["at"] == act["at"] for one in around if act["kind"] != "grant"
    )
    recorder = act["recorded_by"] if own.inside else None
    gone = await _gone(act) if act["kind"] != "withdraw" else frozenset[str]()
    return InWords(
        id=act["id"],
        address=f"/kvitto/{act['id']}",
        consent=act["consent"],
        kind=act["kind"],
        did=_did(act, beside=beside),
        stopped=bool(act["ends"] or act["out_units"] or act["out_categories"]),
        beside=beside,
        how=", ".join((words.how(act["how"]), words.capacity(act["capacity"]))),
        at=act["at"],
        subject=(await book.names({asked["subject"]})).get(asked["subject"], "") if own.known else "",
        purpose=words.purpose(asked["purpose"]),
        from_units=_units(codes(asked["from_units"]) - gone, names),
        to_units=_units(codes(asked["to_units"]) - gone, names),
        categories=_categories(codes(asked["categories"]) - gone),
        left_out=[*_units(codes(out["units"]), names), *_categories(codes(out["categories"]))],
        starts=asked["starts"],
        ends=asked["ends"],
        notice=notice,
        direction=direction(notice.language) if notice is not None else "",
        recorder=(await book.names({recorder})).get(recorder, "") if recorder else "",
        said=await said_in(house_of(request), act["id"], str(asked["room"])) if recorder else "",
        interpreter=bool(act["recorded_by"] and act["interpreter"]),
    )


async def _gone(answer: Mapping[str, Any]) -> frozenset[str]:
    """What had been taken out of the question, by anybody, when the rest of it was answered."""
    until = (ActRow.consent == answer["consent"]) & (ActRow.at <= answer["at"])
    rows = await ActRow.select(ActRow.out_units, ActRow.out_categories).where(until).run()
    return frozenset[str]().union(*(codes(row["out_units"]) | codes(row["out_categories"]) for row in rows))


def _out(yes: Mapping[str, Any], around: list[Row]) -> Mapping[str, Any]:
    """What the same person said no to in the same step as this yes, or nothing."""
    beside = (one for one in around if one["kind"] == "withdraw" and one["at"] == yes["at"])
    return next(beside, {"units": "", "categories": ""})


def _did(act: Mapping[str, Any], *, beside: bool) -> str:
    if act["kind"] == "grant":
        return _("Du sa ja")
    if act["kind"] == "refuse":
        return _("Du sa nej")
    if beside:
        return _("Du sa nej till en del")
    if not (act["ends"] or act["out_units"] or act["out_categories"]):
        return _("Du sa att du vill sluta dela")
    return _("Du tog bort en del") if act["units"] or act["categories"] else _("Du slutade dela")


def _units(named: frozenset[str], names: dict[str, str]) -> list[str]:
    return sorted(names.get(unit, unit) for unit in named)


def _categories(named: frozenset[str]) -> list[str]:
    return [words.category(code) for code in words.CATEGORIES if code in named]


ROUTES = [show, paper]
