"""The auditor's page of answers that are late: the family asked why a unit read, and it has not said."""

from litestar import get
from litestar.response import Template

from hub.meeting.tables import RoomRow
from hub.pages.audit import seen
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, caller_of, house_of
from hub.people import book
from hub.story import whys
from hub.wording import words


@get("/granskning/fragor", opt={"who": "auditor"})
async def questions(request: AnyRequest) -> Template:
    """The questions why somebody read whose answer is late: which unit owes it, and since when."""
    house, caller = house_of(request), caller_of(request)
    late = await whys.overdue(await house.clock())
    await seen(house, caller, "questions", 0, 0)
    units = await book.unit_names()
    purposes = await _purposes({row["room"] for row in late})
    rows = [
        {
            "unit": units.get(row["unit"], row["unit"]),
            "about": purposes.get(row["room"], ""),
            "asked": row["asked"],
            "due": row["due"],
            "promised": row["promised"] is not None,
            "reading": row["reading"],
        }
        for row in late
    ]
    return page("audit_questions.html", request, rows=rows)


async def _purposes(rooms: set[str]) -> dict[str, str]:
    """What these rooms are for, without a word of whom they are around."""
    if not rooms:
        return {}
    found = await RoomRow.select(RoomRow.id, RoomRow.purpose).where(RoomRow.id.is_in([*rooms])).run()
    return {row["id"]: words.purpose(row["purpose"]) for row in found}


ROUTES = [questions]
