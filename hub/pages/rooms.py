"""The professional's rooms: the list, one room, opening a room, inviting."""

from datetime import datetime

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from consent.errors import Malformed
from consent.words import MeetingState
from hub.alone import is_room_kept
from hub.house import House
from hub.ids import new_id
from hub.meeting import sittings, verbs
from hub.meeting.forums import Forum
from hub.pages.agenda_led import OWN_KIND, forum_choices
from hub.pages.frame import page
from hub.pages.parts import (
    NOBODY,
    AnyRequest,
    after,
    as_room,
    caller_of,
    claimed,
    house_of,
    knows,
    log_in_again,
    on_to,
    own_form,
    refuse,
    too_weak,
)
from hub.pages.picture import picture
from hub.pages.subjects import head_of
from hub.pages.why_answering import waiting
from hub.people import book, concerns
from hub.people.numbers import parse_number
from hub.wording import gettext as _
from hub.wording import words
from policies.facts import Room
from policies.times import day_of
from policies.told import Audience, Status, told


@get("/rum", opt={"who": "staff"})
async def rooms(request: AnyRequest) -> Template:
    """The rooms in which the caller takes part under the assignment chosen."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    shown = []
    for room in await concerns.rooms_of_staff(caller.who, caller.unit or ""):
        view = await house.gate.open_room(room, by=caller, capacity=caller.unit or "")
        if knows(view):
            child = view.facts.people.get(view.facts.rooms[room].child)
            shown.append(
                {
                    "id": room,
                    "purpose": words.purpose(view.facts.rooms[room].purpose),
                    "child": child.name if child else "",
                    "open": any(m.state is MeetingState.OPEN for m in view.facts.meetings.values()),
                }
            )
    return page("rooms.html", request, rooms=shown)


@get("/rum/nytt", opt={"who": "staff"})
async def new(request: AnyRequest) -> Template:
    """The form that opens a room."""
    forums = forum_choices(house_of(request).forums.values())
    return page("room_new.html", request, number=new_id(), purposes=words.purposes(), forums=forums)


@post("/rum/nytt", opt={"who": "staff"})
async def open_new(request: AnyRequest) -> Redirect | Template:
    """Open a room around a child who is found by identity number, which is sent in the form alone."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    room = form.identifier("rum")
    forum = form.choice("mall", (*house.forums, OWN_KIND))
    purpose = form.choice("andamal", dict(words.purposes()))
    number = form.text("nummer", most=20)
    form.done()
    # A number that nobody has is asked about like any other: who looks for a child leaves a mark, and waits alike.
    child = await _child(house, number) or NOBODY
    kind = "" if forum == OWN_KIND else forum
    outcome = await verbs.open_room(house, room=room, child=child, purpose=purpose, by=caller, forum=kind)
    if outcome.answer.allowed:
        return on_to(f"/rum/{room}")
    said = told(outcome.answer, Audience.READER)
    if said.status is Status.ABSENT or outcome.answer.where == "child":
        form.fault("nummer", no_such_child())
        form.done()
    return refuse(request, outcome.answer, said)


def no_such_child() -> str:
    """The same words for a number that nobody has, an adult's, and one of a child who is hidden from the asker."""
    return _("Det finns inget barn här med det numret.")


async def _child(house: House, typed: str) -> str:
    """The id of the person with this identity number, or nothing."""
    try:
        number = parse_number(typed, today=day_of(await house.clock()))
    except Malformed:
        return ""
    known = await book.find_by_number(number, lookup_key=house.settings.lookup_key)
    return known.id if known is not None else ""


@get("/rum/{room:str}", opt={"who": "room"})
async def show(request: AnyRequest, room: FromPath[str], som: FromQuery[str | None] = None) -> Template:
    """One room, as far as the caller may know of it; `som` is the capacity claimed."""
    house, caller = house_of(request), caller_of(request)
    seen = await house.facts.see(room=room, by=caller)
    asked = as_room(room, seen.facts)
    view = await house.gate.open_room(asked, by=caller, capacity=claimed(som, caller, seen.facts, room))
    if not view.answer.allowed:
        return refuse(request, view.answer, view.told)
    if is_room_kept(caller, room, view.facts, view.at):
        raise NotFoundException
    whys = await waiting(house, view, room, caller)
    shown = await picture(view, room, caller)
    forum = await sittings.forum_of(house, room)
    usual = await _usual(forum, view.facts.rooms[room]) if shown["leads"] else []
    kind = forum.name if forum is not None else ""
    return page("room.html", request, whys=whys, kind=kind, usual=usual, **head_of(view.facts, room), **shown)


async def _usual(forum: Forum | None, room: Room) -> list[str]:
    """The units that usually come to such a meeting and are not in the room, by name."""
    names, inside = await book.unit_names(), {unit for _who, unit in room.participants}
    return sorted(names[u] for u in (forum.units if forum else ()) if u in names and u not in inside)


@get("/rum/{room:str}/bjud-in", opt={"who": "staff"})
async def invite_form(request: AnyRequest, room: FromPath[str]) -> Template:
    """Who could be invited: staff with an assignment in force who are not in the room."""
    house, caller = house_of(request), caller_of(request)
    view = await house.gate.open_room(room, by=caller, capacity=caller.unit or "")
    if not view.answer.allowed:
        return refuse(request, view.answer, view.told)
    inside = view.facts.rooms[room].participants
    offered = await offered_staff(view.at)
    free = [(key, label) for key, label in offered if tuple(key.split(":")) not in inside]
    return page("invite.html", request, room=room, offered=free, **head_of(view.facts, room))


async def offered_staff(at: datetime) -> list[tuple[str, str]]:
    """Everybody with an assignment in force, as (person:unit, name, role and unit)."""
    return await book.staff_in_force(at=at)


@post("/rum/{room:str}/bjud-in", opt={"who": "staff"})
async def invite(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Let somebody take part."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    chosen = form.choice("vem", [key for key, _label in await offered_staff(await house.clock())])
    form.done()
    who, _colon, unit = chosen.partition(":")
    outcome = await verbs.invite(house, room=room, who=who, unit=unit, by=caller)
    return after(request, outcome, f"/rum/{room}", Audience.READER)


@post("/rum/{room:str}/forbehall", opt={"who": "staff"})
async def forbehall(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Accept the condition that what is heard goes no further."""
    (await own_form(request)).done()
    outcome = await verbs.accept_forbehall(house_of(request), room=room, by=caller_of(request))
    return after(request, outcome, f"/rum/{room}", Audience.READER)


ROUTES = [rooms, new, open_new, show, invite_form, invite, forbehall]
