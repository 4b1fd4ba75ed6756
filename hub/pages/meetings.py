"""Sittings: planned, opened and closed from the room's page."""

from datetime import timedelta

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import MeetingState
from hub.meeting import verbs
from hub.pages.parts import AnyRequest, after, caller_of, house_of, own_form
from policies.told import Audience

FAR = timedelta(days=2 * 365)
"""A sitting that is planned for later than this is a slip of the pen."""


@post("/rum/{room:str}/mote", opt={"who": "staff"})
async def plan(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Plan a sitting, today or later."""
    house = house_of(request)
    form = await own_form(request)
    meeting = form.identifier("mote")
    starts = form.moment("dag", "tid")
    at = await house.clock()
    form.not_before("dag", starts, at)
    form.not_after("dag", starts, at + FAR)
    form.done()
    outcome = await verbs.plan_meeting(
        house, room=room, meeting=meeting, starts=starts, by=caller_of(request)
    )
    return after(request, outcome, f"/rum/{room}", Audience.READER)


@post("/rum/{room:str}/mote/{meeting:str}/oppna", opt={"who": "staff"})
async def begin(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Redirect | Template:
    """Open a sitting."""
    return await _move(request, room, meeting, MeetingState.OPEN)


@post("/rum/{room:str}/mote/{meeting:str}/avsluta", opt={"who": "staff"})
async def close(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Redirect | Template:
    """Close a sitting, for good."""
    return await _move(request, room, meeting, MeetingState.CLOSED)


async def _move(request: AnyRequest, room: str, meeting: str, to: MeetingState) -> Redirect | Template:
    (await own_form(request)).done()
    outcome = await verbs.move_meeting(
        house_of(request), room=room, meeting=meeting, to=to, by=caller_of(request)
    )
    return after(request, outcome, f"/rum/{room}", Audience.READER)


ROUTES = [plan, begin, close]
