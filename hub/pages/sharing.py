"""The family's "Vem får se vad": what is asked, what holds, what has ended."""

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.record import Act
from consent.words import ActKind
from hub.alone import is_room_kept
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.lost_phone import ended_for
from hub.pages.cards import Card, cards_of
from hub.pages.consented import about, find
from hub.pages.frame import fresh_for, page
from hub.pages.opened import readers_under
from hub.pages.parts import AnyRequest, caller_of, claim, house_of, knows, log_in_again, too_weak
from hub.pages.shown import mark, question
from hub.people import concerns
from hub.sharing import State, stopped_by


@get("/vem-far-se", opt={"who": "family"}, name="sharing")
async def overview(request: AnyRequest) -> Template:
    """Every consent that is the caller's to answer, by room."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    at = await house.clock()
    rooms = await asked_of(house, caller)
    shown = [cards for cards in rooms.values() if cards]
    ended = [] if fresh_for(request) == 0 else await ended_for(caller.who, at=at)
    return page("sharing.html", request, rooms=shown, State=State, ended=ended)


async def asked_of(house: House, caller: Caller) -> dict[str, list[Card]]:
    """Every consent that is the caller's to answer, by the room that it is asked in."""
    at = await house.clock()
    rooms: dict[str, list[Card]] = {}
    for room in await concerns.rooms_of_family(caller.who, at=at):
        seen = await house.facts.see(room=room, by=caller)
        view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
        if knows(view) and not is_room_kept(caller, room, view.facts, view.at):
            rooms[room] = await cards_of(seen, caller)
    for room, _consent in await concerns.consents_about(caller.who):
        if room not in rooms:
            seen = await house.facts.see(room=room, by=caller)
            knows(await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room)))
            rooms[room] = [c for c in await cards_of(seen, caller) if c.consent.subject == caller.who]
    return rooms


@get("/medgivande/{number:str}", opt={"who": "family"})
async def show(request: AnyRequest, number: FromPath[str]) -> Template:
    """One consent: what it says, who is asked, and the way to yes, no and stop."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    card = (await find(request, number)).card
    return page(
        "consent.html", request, card=card, State=State, done=None, visat=mark(question(card)), **about(card)
    )


@get("/medgivande/{number:str}/klart", opt={"who": "family"})
async def done(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """After an act: it has taken effect, here is the receipt, and this is what it does not end."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    card = (await find(request, number)).card
    if card.guarded:
        return Redirect(f"/medgivande/{number}", status_code=303)
    readers = await readers_under(house_of(request), card, caller_of(request))
    return page(
        "consent.html",
        request,
        visat=mark(question(card)),
        card=card,
        State=State,
        done=card.mine,
        stopped=stopped_by(card.mine) if card.mine else None,
        left_out=next((act for act in card.consent.acts if card.mine and _with(act, card.mine)), None),
        readers=readers,
        **about(card),
    )


def _with(act: Act, yes: Act) -> bool:
    """Whether this is what was left out in the same step as the yes."""
    return act.partial and yes.kind is ActKind.GRANT and (act.by, act.at) == (yes.by, yes.at)


ROUTES = [overview, show, done]
