"""The family's "Vem får se vad": what is asked, what holds, what has ended; yes, no and stop."""

from typing import Any

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Template

from consent.tables import ConsentRow
from hub import consents
from hub.facts import Seen
from hub.pages.cards import Card, card_of, cards_of
from hub.pages.frame import page
from hub.pages.opened import readers_under
from hub.pages.parts import AnyRequest, caller_of, claim, house_of, knows, log_in_again, too_weak
from hub.people import book, concerns
from hub.sharing import State, capacity_of, left_of, stopped_by
from hub.wording import words


@get("/vem-far-se", opt={"who": "family"}, name="sharing")
async def overview(request: AnyRequest) -> Template:
    """Every consent that is the caller's to answer, by room."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    at = await house.clock()
    rooms: dict[str, list[Card]] = {}
    for room in await concerns.rooms_of_family(caller.who, at=at):
        seen = await house.facts.see(room=room, by=caller)
        view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
        if knows(view):
            rooms[room] = await cards_of(seen, caller)
    for room, _consent in await concerns.consents_about(caller.who):
        if room not in rooms:
            seen = await house.facts.see(room=room, by=caller)
            knows(await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room)))
            rooms[room] = [c for c in await cards_of(seen, caller) if c.consent.subject == caller.who]
    return page("sharing.html", request, rooms=[cards for cards in rooms.values() if cards], State=State)


async def find(request: AnyRequest, number: str) -> tuple[Seen, Card]:
    """A consent that the caller may answer; anything else does not exist for them."""
    house, caller = house_of(request), caller_of(request)
    rows = await ConsentRow.select(ConsentRow.room).where(ConsentRow.id == number).run()
    room = rows[0]["room"] if rows else number
    seen = await house.facts.see(room=room, by=caller)
    view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
    known, consent = knows(view), consents.find(seen.facts, number)
    if consent is None or consent.draft or not (known or consent.subject == caller.who):
        raise NotFoundException
    capacity = capacity_of(consent, caller.who, seen.facts, seen.at)
    if capacity is None:
        raise NotFoundException
    return seen, await card_of(consent, capacity, seen, caller, await book.unit_names())


@get("/medgivande/{number:str}", opt={"who": "family"})
async def show(request: AnyRequest, number: FromPath[str]) -> Template:
    """One consent: what it says, who is asked, and the way to yes, no and stop."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    _, card = await find(request, number)
    return page("consent.html", request, card=card, State=State, done=None, **_about(card))


@get("/medgivande/{number:str}/klart", opt={"who": "family"})
async def done(request: AnyRequest, number: FromPath[str]) -> Template:
    """After an act: it has taken effect, here is the receipt, and this is what it does not end."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    _seen, card = await find(request, number)
    readers = await readers_under(house_of(request), card, caller_of(request))
    return page(
        "consent.html",
        request,
        card=card,
        State=State,
        done=card.mine,
        stopped=stopped_by(card.mine) if card.mine else None,
        readers=readers,
        **_about(card),
    )


@get("/medgivande/{number:str}/sluta", opt={"who": "family"})
async def stop(request: AnyRequest, number: FromPath[str]) -> Template:
    """The first of the two steps to stop sharing: what stops, and what this does not end."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    _seen, card = await find(request, number)
    left = left_of(card.consent)
    names = await book.unit_names()
    units = [(u, names.get(u, u)) for u in sorted(left[0] | left[1])]
    kinds = [(c, words.category(c)) for c in words.CATEGORIES if c in left[2]]
    return page(
        "stop.html",
        request,
        card=card,
        units=units,
        categories=kinds,
        readers=await readers_under(house_of(request), card, caller_of(request)),
        **_about(card),
    )


def _about(card: Card) -> dict[str, Any]:
    """What the head of the page says: whom the question is about, and what it is for."""
    return {"for_whom": card.subject, "why": words.purpose(card.consent.purpose)}


ROUTES = [overview, show, done, stop]
