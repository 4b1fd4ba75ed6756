"""Varför? Somebody in the family asks the unit behind a reading why it read."""

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import FAMILY
from hub.deciding import AS_SUGGESTED
from hub.ids import is_id
from hub.pages.frame import page
from hub.pages.parts import (
    NOBODY,
    AnyRequest,
    after,
    as_room,
    caller_of,
    claim,
    house_of,
    on_to,
    own_form,
    refuse,
)
from hub.pages.readings import told_rows
from hub.story import why, whys
from hub.wording.mending import mend
from policies.told import Audience

READERS = "/vem-har-last"


@get("/uppgift/{item:str}/varfor/{reading:str}", opt={"who": "family"})
async def form(request: AnyRequest, item: FromPath[str], reading: FromPath[str]) -> Template | Redirect:
    """What happens if one asks, before one does; whoever has asked is led back to the reading."""
    house, caller = house_of(request), caller_of(request)
    room = await _room(request, item)
    facts = (await house.facts.see(room=room, by=caller)).facts
    view = await house.gate.open_room(as_room(room, facts), by=caller, capacity=claim(caller, facts, room))
    if not view.answer.allowed:
        return refuse(request, view.answer, view.told)
    known = {one.id: one for one in view.items}
    entry = await whys.reading_of(house, item, room, reading) if item in known else None
    reader = await whys.reader_of(entry) if entry is not None else ""
    if entry is None or not whys.can_answer(entry, reader, caller.who, view.facts, room):
        raise NotFoundException
    if any(one["by"] == caller.who for one in (await whys.asked_about([entry.index])).get(entry.index, [])):
        return Redirect(READERS, status_code=303)
    (row,) = await told_rows(house, [entry], known, view.facts, room, caller.who)
    due = why.answer_due(view.at)
    return page("why_ask.html", request, row=row, due=due, own=known[item].unit == FAMILY, back=READERS)


@post("/uppgift/{item:str}/varfor/{reading:str}", opt={"who": "family"})
async def send(request: AnyRequest, item: FromPath[str], reading: FromPath[str]) -> Redirect | Template:
    """Ask. Asked twice it is one question."""
    sent = await own_form(request)
    sent.done()
    outcome = await why.ask_why(
        house_of(request),
        item=item if is_id(item) else NOBODY,
        room=await _room(request, item),
        code=reading,
        capacity=AS_SUGGESTED,
        by=caller_of(request),
    )
    if outcome.answer.where == "many":
        sent.fault("", mend(outcome.answer.reason, "many"))
        sent.done()
    if outcome.answer.allowed:
        return on_to(READERS, "fragad")
    return after(request, outcome, READERS, Audience.STRANGER)


async def _room(request: AnyRequest, item: str) -> str:
    return (await house_of(request).facts.room_of(item) if is_id(item) else None) or NOBODY


ROUTES = [form, send]
