"""The family's "Vem har läst" as PDF, to keep or to hand to somebody."""

from datetime import timedelta

from litestar import Response, get
from litestar.response import Redirect, Template

from hub.pages.insight import asked_for
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.pages.pdf import pdf_of, why_not

MOST = 200
"""Readings on paper: as many as a page shows."""


@get("/vem-har-last/pdf", opt={"who": "family"})
async def as_paper(request: AnyRequest) -> Response[bytes] | Template | Redirect:
    """What the page shows, as PDF; where none can be made here, back to the page, which offers none then."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    children, wanted, rows = await asked_for(request, MOST)
    if why_not():
        return Redirect("/vem-har-last", status_code=303)
    paper = await pdf_of(
        "readers_paper.html",
        rows=rows[:MOST],
        more=len(rows) > MOST,
        made=await house_of(request).clock(),
        wanted=wanted,
        child=children.get(wanted.child, ""),
        last=wanted.before - timedelta(days=1) if wanted.before is not None else None,
    )
    return Response(
        paper,
        media_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="vem-har-last.pdf"'},
    )


ROUTES = [as_paper]
