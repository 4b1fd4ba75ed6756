"""Sittings: planned, opened and closed from the room's page."""

from datetime import datetime, timedelta
from typing import Any

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import MeetingState
from hub.ids import new_id
from hub.meeting import closing, sittings
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, after, caller_of, house_of, own_form, refuse
from hub.pages.subjects import head_of
from hub.wording import gettext as _
from hub.wording import words
from hub.wording.endings import ENDINGS, endings
from hub.wording.faults import on_page
from policies.told import Audience

AGAIN = "igen"
"""What is chosen where another sitting is planned."""

FAR = timedelta(days=2 * 365)
"""A sitting that is planned for later than this is a slip of the pen."""


@post("/rum/{room:str}/mote", opt={"who": "staff"})
async def plan(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Plan a sitting, today or later."""
    house = house_of(request)
    form = await own_form(request)
    meeting = form.identifier("mote")
    starts = _starts(form, await house.clock())
    form.done()
    outcome = await sittings.plan_meeting(
        house, room=room, meeting=meeting, starts=starts, by=caller_of(request)
    )
    return after(request, outcome, f"/rum/{room}", Audience.READER)


@post("/rum/{room:str}/mote/{meeting:str}/oppna", opt={"who": "staff"})
async def begin(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Redirect | Template:
    """Open a sitting."""
    (await own_form(request)).done()
    outcome = await sittings.open_meeting(
        house_of(request), room=room, meeting=meeting, by=caller_of(request)
    )
    return after(request, outcome, f"/rum/{room}/mote/{meeting}", Audience.READER)


@get("/rum/{room:str}/mote/{meeting:str}/avsluta", opt={"who": "staff"})
async def ending(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Template:
    """The form that closes a sitting."""
    return await _ending(request, room, meeting, Form({}))


@post("/rum/{room:str}/mote/{meeting:str}/avsluta", opt={"who": "staff"})
async def close(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Redirect | Template:
    """Close a sitting, for good: with the day of the next one, or with why there is none."""
    house = house_of(request)
    form = await own_form(request)
    at = await house.clock()
    known = await closing.next_after(room, meeting, at) is not None
    chosen = form.choice("vidare", (AGAIN, *ENDINGS), required=not known)
    upcoming = None
    if chosen == AGAIN:
        upcoming = closing.Next(form.identifier("mote"), _starts(form, at))
    if form.faults:
        return await _ending(request, room, meeting, form)
    outcome = await closing.close_meeting(
        house, room=room, meeting=meeting, by=caller_of(request), upcoming=upcoming, ending=chosen
    )
    return after(request, outcome, f"/rum/{room}", Audience.READER)


async def _ending(request: AnyRequest, room: str, meeting: str, form: Form) -> Template:
    house, caller = house_of(request), caller_of(request)
    view = await house.gate.open_room(room, by=caller, capacity=caller.unit or "")
    if not view.answer.allowed:
        return refuse(request, view.answer, view.told)
    held = view.facts.meetings.get(meeting)
    if held is None:
        raise NotFoundException
    return page(
        "meeting_end.html",
        request,
        status=400 if form.faults else 200,
        room=room,
        meeting=meeting,
        is_open=held.state is MeetingState.OPEN,
        upcoming=await closing.next_after(room, meeting, view.at),
        ways=[(AGAIN, _("Vi ses igen")), *endings()],
        new_id=new_id(),
        sent=lambda name: (form.fields.get(name) or [""])[0],
        names={f.where: words.field(f.where) or _("Hur går ni vidare?") for f in form.faults},
        **on_page(form.faults),
        **head_of(view.facts, room),
    )


def _starts(form: Form, at: datetime) -> datetime:
    """When a sitting begins, today or later."""
    starts = form.moment("dag", "tid")
    form.not_before("dag", starts, at)
    form.not_after("dag", starts, at + FAR)
    return starts


ROUTES: list[Any] = [plan, begin, ending, close]
