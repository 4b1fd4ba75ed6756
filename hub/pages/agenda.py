"""A sitting: when it is, and its agenda, to each as far as they may take part in it; whoever leads sets it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from urllib.parse import urlencode

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import FAMILY, MeetingState
from hub.alone import is_room_kept
from hub.deciding import AS_SUGGESTED, at_moment, ids, question_of
from hub.facts import Seen
from hub.hall import View
from hub.house import House
from hub.login.caller import Caller
from hub.meeting import agenda
from hub.meeting.agenda import Point
from hub.meeting.agenda_seen import seen_of, shown_to
from hub.meeting.inside import leader_of, leads
from hub.meeting.tables import MeetingRow
from hub.pages.agenda_led import for_the_leader, lines_of, points_in
from hub.pages.cards import cards_of
from hub.pages.frame import page
from hub.pages.items import renews
from hub.pages.parts import AnyRequest, after, caller_of, claim, house_of, own_form, refuse
from hub.pages.presence import of_sitting
from hub.pages.subjects import head_of
from hub.people import book
from hub.sharing import State, left_of
from hub.wording import words
from hub.wording.faults import Wrong, on_page
from hub.wording.topics import topic, topics
from policies.question import Asks
from policies.told import Audience

MINUTE = timedelta(minutes=1)


@get("/rum/{room:str}/mote/{meeting:str}", opt={"who": "room"})
async def show(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Template:
    """One sitting."""
    return await _page(request, room, meeting)


@post("/rum/{room:str}/mote/{meeting:str}/dagordning", opt={"who": "staff"})
async def save(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Redirect | Template:
    """Set the agenda: a line without a topic is no point."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    points = points_in(form, (await house.facts.see(room=room, by=caller)).facts.units)
    if form.faults:
        return await _page(request, room, meeting, form.faults, points=points)
    outcome = await agenda.set_agenda(house, room=room, meeting=meeting, points=points, by=caller)
    return after(request, outcome, f"/rum/{room}/mote/{meeting}", Audience.READER)


async def _page(
    request: AnyRequest,
    room: str,
    meeting: str,
    faults: Sequence[Wrong] = (),
    *,
    points: tuple[Point, ...] | None = None,
) -> Template:
    house, caller = house_of(request), caller_of(request)
    seen = await house.facts.see(room=room, by=caller)
    view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
    if not view.answer.allowed:
        return refuse(request, view.answer, view.told)
    sitting = await MeetingRow.select().where(MeetingRow.id == meeting, MeetingRow.room == room).first().run()
    if sitting is None or is_room_kept(caller, room, view.facts, view.at):
        raise NotFoundException
    held, names = await agenda.of_meeting(meeting), await book.unit_names()
    led = caller.staff and await leads(room, caller)
    return page(
        "meeting.html",
        request,
        status=400 if faults else 200,
        room=room,
        sitting=sitting,
        points=in_words(
            await _known(view, seen, room, held, caller, led=led), sitting, view.at, caller, names
        ),
        lines=lines_of(points if points is not None else held) if led and _is_open(sitting) else [],
        topics=topics(),
        units=[*sorted(names.items(), key=lambda one: one[1]), (FAMILY, words.family_unit())],
        names={f.where: words.field(f.where.rstrip("0123456789")) for f in faults},
        question=await _question(house, view, sitting, caller),
        stops=[] if caller.staff else await _stops(seen, caller, names),
        **await of_sitting(room, meeting, caller, is_open=sitting["state"] == MeetingState.OPEN),
        **for_the_leader(view, room, held if led else (), caller, names),
        **on_page(faults),
        **head_of(view.facts, room),
    )


async def _question(
    house: House, view: View, sitting: dict[str, Any], caller: Caller
) -> dict[str, Any] | None:
    """What the sitting is to answer, opened for whoever may read it."""
    asked = sitting["question"]
    if asked not in ids(view.items):
        return None
    capacity = caller.unit or AS_SUGGESTED
    reading = await house.gate.open_item(asked, by=caller, capacity=capacity, meeting=sitting["id"])
    if reading.item is None or reading.words is None:
        return None
    return {
        "words": reading.words,
        "held": caller.staff and reading.item.by != caller.who,
        "renews": renews(reading, mote=sitting["id"]),
    }


async def _stops(seen: Seen, caller: Caller, names: dict[str, str]) -> list[dict[str, Any]]:
    """For the family: each unit that reads under what holds now, and the way to stop it, which is theirs to go."""
    return [
        {
            "where": f"/medgivande/{card.consent.id}/sluta?" + urlencode({"enhet": unit}),
            "unit": words.unit_name(unit, names),
            "about": [words.category(c) for c in words.CATEGORIES if c in about],
        }
        for card in await cards_of(seen, caller)
        if card.state is State.HOLDS
        for _from, to, about in [left_of(card.consent)]
        for unit in sorted(to, key=lambda one: names.get(one, one))
    ]


def _is_open(sitting: dict[str, Any]) -> bool:
    return bool(sitting["state"] != MeetingState.CLOSED)


async def _known(
    view: View, seen: Seen, room: str, points: tuple[Point, ...], caller: Caller, *, led: bool
) -> list[tuple[int, Point | None]]:
    """The minutes of each point, and the point where it is for this person; whoever leads sees all of them."""
    known: tuple[Point | None, ...] = points
    if not led:
        asked = question_of(Asks.READS, caller, claim(caller, view.facts, room))
        asked = replace(at_moment(asked, seen, caller), at=view.at)
        leader = await leader_of(room)
        known = seen_of(points, asked, view.facts, room=room, leader=leader)
        known = shown_to(known, caller, view.facts, view.at, room=room, leader=leader)
    return [(point.minutes, one) for point, one in zip(points, known, strict=True)]


def in_words(
    points: list[tuple[int, Point | None]],
    sitting: dict[str, Any],
    now: datetime,
    caller: Caller,
    names: dict[str, str],
) -> list[dict[str, Any]]:
    """The points, each with when it begins; what is not for a unit is a point without words, and what is not for
    somebody of the family is none. While the sitting is open they are counted from when it began, to its `until`."""
    told, begins = [], sitting["opened"] or sitting["at"]
    is_on = sitting["state"] == MeetingState.OPEN and caller.staff
    for minutes, point in points:
        until = begins + timedelta(minutes=minutes)
        if point is not None or caller.staff:
            told.append(
                {
                    "at": begins if caller.staff else None,
                    "until": until if is_on else None,
                    "left": ceil((until - now) / MINUTE) if is_on and begins <= now < until else 0,
                    "topic": topic(point.topic) if point is not None else "",
                    "minutes": minutes,
                    "unit": _called(point.unit, names) if point is not None else "",
                }
            )
        begins = until
    return told


def _called(unit: str, names: dict[str, str]) -> str:
    return words.unit_name(unit, names) if unit else ""


ROUTES = [show, save]
