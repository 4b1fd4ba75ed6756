"""A consent that the caller may answer, found for every page about it."""

from dataclasses import dataclass, replace
from typing import Any

from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from consent.tables import ConsentRow
from consent.words import Capacity
from hub import consents
from hub.alone import is_kept
from hub.desk import Outcome
from hub.facts import Seen
from hub.hall import View
from hub.login.caller import Caller
from hub.notices.silences import pairs_in
from hub.notices.telling import grantors
from hub.pages.cards import Card, card_of
from hub.pages.parts import AnyRequest, after, caller_of, claim, house_of, knows, on_to
from hub.pages.subjects import named_to
from hub.people import book
from hub.sharing import capacity_of, parties
from hub.wording import words
from policies.told import Audience


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
    if capacity is None or is_kept(caller, consent, seen.facts, seen.at):
        raise NotFoundException
    card = await card_of(consent, capacity, seen, caller, await book.unit_names())
    return Found(seen=seen, view=view, card=replace(card, heard=await heard(card, seen, caller)))


def after_act(request: AnyRequest, outcome: Outcome, number: str, where: str) -> Redirect | Template:
    """On to `where`; a child to whom it is not shown now, as the login is old, to the list, which says it is saved."""
    seen, held = outcome.seen, consents.find(outcome.seen.facts, number)
    kept = held is not None and is_kept(caller_of(request), held, seen.facts, seen.at)
    if kept and outcome.answer.allowed:
        return on_to("/vem-far-se")
    return after(request, outcome, where, Audience.GRANTOR)


async def heard(card: Card, seen: Seen, caller: Caller) -> list[str]:
    """Who may get a message of an answer of the caller's. Where staff have stopped it, nothing says so."""
    quiet = {to for whose, to in await pairs_in(card.consent.room) if whose == caller.who}
    told = grantors(card.consent, seen.facts, seen.at) - {caller.who} - quiet
    asked = {party.who: party.capacity for party in parties(card.consent, seen.facts, seen.at)}
    return sorted(
        seen.facts.people[who].name
        if named_to(seen.facts, caller, who)
        else words.capacity(asked.get(who, Capacity.SELF))
        for who in told
    )


def about(card: Card) -> dict[str, Any]:
    """What the head of the page says: whom the question is about, and what it is for."""
    return {"for_whom": card.subject, "why": words.purpose(card.consent.purpose)}
