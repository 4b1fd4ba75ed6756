"""The family's "Vem får se vad": what is asked, what holds, what has ended."""

from dataclasses import dataclass

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.record import Act, Consent
from consent.words import ActKind
from hub.alone import is_guarded, is_kept, is_room_kept
from hub.hall import View
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.lost_phone import ended_for
from hub.pages.cards import Card, cards_of
from hub.pages.consented import about, find
from hub.pages.frame import fresh_for, page
from hub.pages.opened import readers_under
from hub.pages.parts import AnyRequest, caller_of, claim, house_of, knows, log_in_again, too_weak
from hub.pages.proven import proof_of
from hub.pages.shown import mark, no_means, question, whole
from hub.people import book, concerns
from hub.sharing import OVER, State, stopped_by
from hub.unasked import Asked
from hub.wording import words


@get("/vem-far-se", opt={"who": "family"}, name="sharing")
async def overview(request: AnyRequest) -> Template:
    """Every consent that is the caller's to answer, by room."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    at = await house.clock()
    rooms = await asked_of(house, caller)
    units = await book.unit_names()
    shown = [
        (words.purpose(one.purpose), sorted(one.cards, key=lambda card: card.state in OVER), lines)
        for one, lines in ((one, _lacking(one, caller, units)) for one in rooms.values())
        if one.cards or lines
    ]
    ended = [] if fresh_for(request) == 0 else await ended_for(caller.who, at=at)
    return page("sharing.html", request, rooms=shown, State=State, ended=ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class InRoom:
    """What somebody is asked in a room, and what they may know of it; no view where they are asked and no more."""

    purpose: str
    cards: list[Card]
    room: str = ""
    view: View | None = None


async def asked_of(house: House, caller: Caller) -> dict[str, InRoom]:
    """Every consent that is the caller's to answer, by the room that it is asked in."""
    at = await house.clock()
    rooms: dict[str, InRoom] = {}
    for room in await concerns.rooms_of_family(caller.who, at=at):
        seen = await house.facts.see(room=room, by=caller)
        view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
        if knows(view) and not is_room_kept(caller, room, view.facts, view.at):
            rooms[room] = InRoom(
                purpose=view.facts.rooms[room].purpose,
                cards=await cards_of(seen, caller),
                room=room,
                view=view,
            )
    for room, _consent in await concerns.consents_about(caller.who):
        if room not in rooms:
            seen = await house.facts.see(room=room, by=caller)
            knows(await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room)))
            mine = [c for c in await cards_of(seen, caller) if c.consent.subject == caller.who]
            rooms[room] = InRoom(purpose=mine[0].consent.purpose if mine else "", cards=mine)
    return rooms


def _lacking(one: InRoom, caller: Caller, units: dict[str, str]) -> list[tuple[str, list[str]]]:
    """What no question covers of what the caller can read there, as far as their page shows it now, by name."""
    view = one.view
    if view is None or is_guarded(caller, view.facts, view.at):
        return []  # What a child has been asked is not told now, nor then what nobody has asked.

    def shows(consent: Consent) -> bool:
        return not is_kept(caller, consent, view.facts, view.at)

    asked = Asked(who=caller.who, room=one.room, facts=view.facts, at=view.at, shows=shows)
    return sorted(
        (units.get(unit, unit), [words.category(c) for c in words.CATEGORIES if c in found])
        for unit, found in asked.lacking(view.items).items()
    )


@get("/medgivande/{number:str}", opt={"who": "family"})
async def show(request: AnyRequest, number: FromPath[str]) -> Template:
    """One consent: what it says, who is asked, and the way to yes, no and stop."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    card = (await find(request, number)).card
    return page(
        "consent.html",
        request,
        card=card,
        State=State,
        done=None,
        proof=proof_of(request, number),
        visat=mark(question(card)),
        hela=mark(whole(card)),
        no_means=no_means(card),
        **about(card),
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
        proof=proof_of(request, number),
        visat=mark(question(card)),
        hela=mark(whole(card)),
        no_means=no_means(card),
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
