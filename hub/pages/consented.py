"""A consent that the caller may answer, found for every page about it."""

from dataclasses import dataclass
from typing import Any

from litestar.exceptions import NotFoundException

from consent.tables import ConsentRow
from hub import consents
from hub.facts import Seen
from hub.hall import View
from hub.pages.cards import Card, card_of
from hub.pages.parts import AnyRequest, caller_of, claim, house_of, knows
from hub.people import book
from hub.sharing import capacity_of
from hub.wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The consent, the facts it was found in, and what the caller may know of its room."""

    seen: Seen
    view: View
    card: Card


async def find(request: AnyRequest, number: str) -> Found:
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
    card = await card_of(consent, capacity, seen, caller, await book.unit_names())
    return Found(seen=seen, view=view, card=card)


def about(card: Card) -> dict[str, Any]:
    """What the head of the page says: whom the question is about, and what it is for."""
    return {"for_whom": card.subject, "why": words.purpose(card.consent.purpose)}
