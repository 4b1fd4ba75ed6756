"""The family's "Vem har läst" as PDF, to keep or to hand to somebody."""

from litestar import Response, get
from litestar.response import Redirect, Template

from hub.pages.insight import children_in, chosen, filter_in, visible
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.pages.pdf import pdf_of, why_not
from hub.pages.readings import wanted_in

MOST = 200
"""Readings on paper: as many as a page shows."""


@get("/vem-har-last/pdf", opt={"who": "family"})
async def as_paper(request: AnyRequest) -> Response[bytes] | Template | Redirect:
    """What the page shows, as PDF; where none can be made here, back to the page, which offers none then."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    seen = await visible(house, caller)
    form = filter_in(request)
    wanted = wanted_in(form, dict(children_in(seen)))
    form.done()
    if why_not():
        return Redirect("/vem-har-last", status_code=303)
    rows = await chosen(house, seen, wanted, MOST, caller.who)
    paper = await pdf_of(
        "readers_paper.html",
        rows=rows[:MOST],
        more=len(rows) > MOST,
        made=await house.clock(),
        wanted=wanted,
        child=dict(children_in(seen)).get(wanted.child, ""),
        last=form.text("till", most=100, required=False),
    )
    return Response(
        paper,
        media_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="vem-har-last.pdf"'},
    )


ROUTES = [as_paper]
