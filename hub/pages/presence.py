"""Who is here in a sitting: coming, bringing somebody who has no login, and leaving."""

from typing import Any

from litestar import post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import FAMILY
from hub.alone import is_room_kept
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting import presence
from hub.meeting.here import BROUGHT, Here, here_in, own_place
from hub.meeting.inside import leads
from hub.pages.parts import AnyRequest, after, caller_of, claim, house_of, own_form
from hub.people import book
from hub.wording import words
from policies.told import Audience

OWN = "jag"


@post("/rum/{room:str}/mote/{meeting:str}/har", opt={"who": "room"})
async def come(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Redirect | Template:
    """Say that one is here, or that an interpreter or a guest is."""
    form = await own_form(request)
    number = form.identifier("nummer")
    kind = form.choice("vem", (OWN, *BROUGHT), required=False) or OWN
    form.done()
    house, caller = house_of(request), caller_of(request)
    outcome = await presence.check_in(
        house,
        room=room,
        meeting=meeting,
        presence=number,
        kind=kind,
        capacity=await _capacity(house, caller, room),
        by=caller,
    )
    return after(request, outcome, f"/rum/{room}/mote/{meeting}", Audience.READER)


@post("/rum/{room:str}/mote/{meeting:str}/gar", opt={"who": "room"})
async def leave(request: AnyRequest, room: FromPath[str], meeting: FromPath[str]) -> Redirect | Template:
    """Say that one leaves, or that somebody has left."""
    form = await own_form(request)
    number = form.identifier("nummer")
    form.done()
    house, caller = house_of(request), caller_of(request)
    outcome = await presence.check_out(
        house,
        room=room,
        meeting=meeting,
        presence=number,
        capacity=await _capacity(house, caller, room),
        by=caller,
    )
    return after(request, outcome, f"/rum/{room}/mote/{meeting}", Audience.READER)


async def _capacity(house: House, caller: Caller, room: str) -> str:
    """As what somebody says that they are here; a room that is nowhere for them just now is not there."""
    seen = await house.facts.see(room=room, by=caller)
    if is_room_kept(caller, room, seen.facts, seen.at):
        raise NotFoundException
    return claim(caller, seen.facts, room)


async def of_sitting(room: str, meeting: str, caller: Caller, *, is_open: bool) -> dict[str, Any]:
    """What the page of a sitting says of who is here, to staff and to whoever of the family is here themself."""
    here = await here_in(meeting) if is_open else ()
    mine = own_place(here, caller)
    shown = here if caller.staff or mine is not None else ()
    leader = caller.staff and await leads(room, caller)
    return {
        "is_open": is_open,
        "here": mine,
        "present": [
            row | {"goes": leader or (one.by.who, one.by.unit) == (caller.who, caller.unit)}
            for one, row in zip(shown, await rows_of(shown), strict=True)
        ],
        "new_id": new_id(),
    }


async def rows_of(here: tuple[Here, ...]) -> list[dict[str, str]]:
    """Who is here, by name and unit; whoever has no login, by whom they are with."""
    names, units = await book.names({one.by.who for one in here}), await book.unit_names()
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "name": names.get(one.by.who, ""),
            "unit": words.unit_name(one.by.unit or FAMILY, units),
        }
        for one in here
    ]


ROUTES: list[Any] = [come, leave]
