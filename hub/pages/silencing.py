"""Staff stop the messages of somebody's answers to another, where they could hurt, and let them go again."""

from typing import Any

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from hub.hall import View
from hub.login.caller import Caller
from hub.notices import silences
from hub.pages.parts import AnyRequest, caller_of, house_of, own_form
from hub.pages.recordable import named_family
from hub.pages.recorded import MOST_SAID, after_recording, note_of, person


@post("/rum/{room:str}/anteckna/tyst", opt={"who": "staff"})
async def silence(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Send somebody no message of what another answers."""
    caller = caller_of(request)
    sent = await own_form(request)
    whose, told = person(sent, "vems"), person(sent, "tyst")
    reason = sent.text("skalet", most=MOST_SAID)
    number = note_of(sent, room, caller.who, whose, told, reason)
    sent.done()
    done = await silences.silence(
        house_of(request), room=room, number=number, whose=whose, told=told, reason=reason, by=caller
    )
    return after_recording(request, done, room)


@post("/rum/{room:str}/anteckna/tyst/{tyst:str}/hav", opt={"who": "staff"})
async def lift(request: AnyRequest, room: FromPath[str], tyst: FromPath[str]) -> Redirect | Template:
    """Let the messages go again."""
    (await own_form(request)).done()
    done = await silences.lift(house_of(request), room=room, number=tyst, by=caller_of(request))
    return after_recording(request, done, room)


async def silenced(view: View, room: str, caller: Caller) -> list[dict[str, Any]]:
    """The silences of a room between people who may be named to the caller."""
    names = dict(named_family(view, room, caller))
    return [
        {"id": row["id"], "whose": names[row["whose"]], "told": names[row["told"]], "at": row["at"]}
        for row in await silences.standing_in(room)
        if row["whose"] in names and row["told"] in names
    ]


ROUTES = [silence, lift]
