"""The shared screen of a sitting: read only, and only what everybody who is here may read."""

from dataclasses import replace
from typing import Any

from litestar import MediaType, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from consent.words import CATEGORIES
from hub.house import House
from hub.ids import is_id, new_id
from hub.let_out import OnScreen, Screen
from hub.meeting import agenda
from hub.meeting.agenda import Point
from hub.meeting.agenda_seen import seen_of, shown_to
from hub.meeting.here import GUEST, own_place
from hub.meeting.inside import leader_of
from hub.meeting.tables import MeetingRow
from hub.pages.agenda import in_words
from hub.pages.frame import page
from hub.pages.parts import NOBODY, AnyRequest, caller_of, claim, house_of, refuse
from hub.pages.presence import rows_of
from hub.people import book
from hub.together import asked_of
from hub.wording import words


@get("/rum/{room:str}/mote/{meeting:str}/skarm", opt={"who": "staff"})
async def show(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Template:
    """Show what everybody who is here may read, now."""
    house, caller = house_of(request), caller_of(request)
    display, room, meeting = new_id(), nameable(room), nameable(meeting)
    screen = await house.gate.show(room, meeting, display=display, by=caller)
    decided = screen.decided
    if not decided.answer.allowed:
        return refuse(request, decided.answer, screen.told)
    sitting = await MeetingRow.select().where(MeetingRow.id == meeting, MeetingRow.room == room).first().run()
    if sitting is None:
        raise NotFoundException
    units = await book.unit_names()
    points = await _points(screen, room, meeting)
    return page(
        "screen.html",
        request,
        room=room,
        sitting=sitting,
        is_open=decided.is_open,
        here=own_place(decided.here, caller),
        guests=any(one.kind == GUEST for one in decided.here),
        fewer=screen.fewer,
        present=await rows_of(decided.here),
        points=in_words(points, sitting, decided.seen.at, caller, units),
        texts=await _texts(house, screen.texts, units, first=sitting["question"]),
        renews=f"/rum/{room}/mote/{meeting}/skarm/kvar?skarm={display}&marke={decided.mark(display)}",
    )


@get("/rum/{room:str}/mote/{meeting:str}/skarm/kvar", media_type=MediaType.JSON, opt={"who": "staff"})
async def still(
    request: AnyRequest,
    room: FromPath[str],
    meeting: FromPath[str],
    skarm: FromQuery[str] = "",
    marke: FromQuery[str] = "",
) -> dict[str, bool]:
    """Whether the screen may go on showing what it shows: nothing is shown by this, and nothing written down."""
    house, caller = house_of(request), caller_of(request)
    same = await house.gate.is_same(nameable(room), nameable(meeting), display=skarm, mark=marke, by=caller)
    if same is None:
        raise NotFoundException
    return {"stands": same}


def nameable(name: str) -> str:
    """An identifier as it is; what can't be one names nothing."""
    return name if is_id(name) else NOBODY


async def _points(screen: Screen, room: str, meeting: str) -> list[tuple[int, Point | None]]:
    """The minutes of each point, and the point where everybody who is here may know of it."""
    points, leader = await agenda.of_meeting(meeting), await leader_of(room)
    decided = screen.decided
    at, known = decided.seen.at, list[Point | None](points)
    for one in decided.present:
        by = one.here.by
        asked = replace(asked_of(by, at, meeting=meeting), capacity=claim(by, one.facts, room))
        theirs = seen_of(points, asked, one.facts, room=room, leader=leader)
        theirs = shown_to(theirs, by, one.facts, at, room=room, leader=leader)
        known = [point if mine is not None else None for point, mine in zip(known, theirs, strict=True)]
    if not decided.present or any(one.kind == GUEST for one in decided.here):
        known = [p if p is not None and p.topic not in CATEGORIES else None for p in known]
    return [(point.minutes, shown) for point, shown in zip(points, known, strict=True)]


async def _texts(
    house: House, texts: tuple[OnScreen, ...], units: dict[str, str], *, first: str | None
) -> list[dict[str, Any]]:
    """The texts, of which the question of the sitting comes first."""
    names = await house.directory.names({one.item.by for one in texts})
    return [
        {
            "asked": one.item.id == first,
            "words": replace(one.words, place="") if one.redacted else one.words,
            "categories": [words.category(c) for c in CATEGORIES if c in one.item.categories],
            "unit": words.unit_name(one.item.unit, units),
            "author": names.get(one.item.by, ""),
        }
        for one in sorted(texts, key=lambda one: one.item.id != first)
    ]


ROUTES: list[Any] = [show, still]
