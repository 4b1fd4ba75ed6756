"""A consent that the caller may answer, found for every page about it."""

from dataclasses import dataclass, replace
from typing import Any

from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from consent.record import Act, Consent
from consent.tables import ConsentRow, ExpiryRow
from consent.words import ActKind, Capacity
from hub.acting import consent_in
from hub.alone import is_kept
from hub.asking import Motive, motives
from hub.carrying import said_in
from hub.deciding import at_moment, question_of
from hub.desk import Outcome
from hub.facts import Seen
from hub.hall import View
from hub.house import House
from hub.login.caller import Caller
from hub.notices.telling import grantors
from hub.pages.again import marked
from hub.pages.cards import Card, card_of
from hub.pages.frame import fresh_for
from hub.pages.own_acts import removed_from, standing_act
from hub.pages.parts import NOBODY, AnyRequest, after, caller_of, claim, house_of, knows, on_to
from hub.pages.subjects import named_to
from hub.people import book
from hub.sharing import State, capacity_of, has_ended, is_young, parties, state_of
from hub.wording import words
from hub.wording.languages import SOURCE
from policies.decide import decide
from policies.question import Asks
from policies.saving.acts import not_informed
from policies.told import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The consent, the facts it was found in, and what the caller may know of its room."""

    seen: Seen
    view: View
    card: Card


STANDS = (State.HOLDS, State.COMING)


async def room_of(number: str) -> str:
    """The room of a consent, or none that exists."""
    rows = await ConsentRow.select(ConsentRow.room).where(ConsentRow.id == number).run()
    return str(rows[0]["room"]) if rows else NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A question that somebody answers: its room (or none that exists), the facts, and what the caller is asked as."""

    room: str
    seen: Seen
    consent: Consent | None
    capacity: Capacity | None


async def their_part(request: AnyRequest, number: str) -> Part:
    """The caller's part in a question, whether or not there is any."""
    caller, room = caller_of(request), await room_of(number)
    seen = await house_of(request).facts.see(room=room, by=caller)
    consent = consent_in(seen.facts, number)
    capacity = capacity_of(consent, caller.who, seen.facts, seen.at) if consent is not None else None
    return Part(room=room, seen=seen, consent=consent if capacity is not None else None, capacity=capacity)


async def find(request: AnyRequest, number: str, *, acting: bool = False) -> Found:
    """A consent that the caller may answer; anything else does not exist for them.

    What is not shown to a child whose login is old is there only for a form that was open before (`acting`).
    """
    house, caller = house_of(request), caller_of(request)
    room = await room_of(number)
    seen = await house.facts.see(room=room, by=caller)
    view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
    known, consent = knows(view), consent_in(seen.facts, number)
    if consent is None or consent.draft or not (known or consent.subject == caller.who):
        raise NotFoundException
    capacity = capacity_of(consent, caller.who, seen.facts, seen.at)
    if capacity is None or (not acting and is_kept(caller, consent, seen.facts, seen.at)):
        raise NotFoundException
    card = await whole_card(house, consent, capacity, seen, caller)
    over = await ExpiryRow.exists().where(ExpiryRow.consent == number).run()
    card = replace(card, heard=heard(card, seen, caller), expired=over)
    return Found(seen=seen, view=view, card=card)


async def whole_card(house: House, consent: Consent, capacity: Capacity, seen: Seen, caller: Caller) -> Card:
    """The question as its own page has it: what is new is marked, and why it is asked is said.

    Whoever is asked for themself, and may not know of the room, is told no more than the question's own codes.
    """
    names = await book.unit_names()
    card = marked(await card_of(consent, capacity, seen, caller, names), seen, caller, names)
    person = seen.facts.people.get(consent.subject) if consent.subject == caller.who else None
    young = person is not None and is_young(consent, person, seen.facts, seen.at)
    card = replace(card, young=young, held_anyway=_stands_against(consent, capacity, seen, caller))
    if not card.guarded:
        mine = [act for act in consent.acts if act.by == caller.who]
        ended = next((act.at for act in consent.acts if act.effect.ends and act.at < consent.ends), None)
        card = replace(card, ended=ended, removed=removed_from(consent, names), receipts=mine[::-1])
    if not _knows_of(consent.room, seen, caller):
        return card
    said = [await said_in(house, act, consent.room) for act in card.unconfirmed]
    card = replace(card, said="\n\n".join(filter(None, said)))
    whys = await motives(house, consent.room, {consent.id, card.before} - {""})
    motive = whys.get(consent.id)
    if motive is None:
        return card
    who = (await book.names({motive.who})).get(motive.who, "") if motive.who else ""
    new = bool(card.before) and (not motive.words or whys.get(card.before, Motive()).words != motive.words)
    in_swedish = not_informed(caller.who, capacity, SOURCE, consent.interpreter, seen.facts) is None
    return replace(
        card,
        motive=motive,
        asked_by=", ".join(filter(None, (who, names.get(motive.unit, motive.unit)))),
        new_motive=new,
        informed=card.informed and in_swedish,  # What staff write is Swedish, on every page.
    )


def _stands_against(consent: Consent, capacity: Capacity, seen: Seen, caller: Caller) -> bool:
    """Whether it holds, or will, and would to some part after a no of the caller's."""
    no = Act(by=caller.who, capacity=capacity, kind=ActKind.REFUSE, at=seen.at)
    after = replace(consent, acts=(*consent.acts, no))
    return all(state_of(one, seen.facts, seen.at) in STANDS for one in (consent, after))


def may_see(consent: Consent, seen: Seen, caller: Caller) -> bool:
    """Whether the question may have a page for the caller: they know of its room, or it is about themself."""
    return consent.subject == caller.who or _knows_of(consent.room, seen, caller)


def _knows_of(room: str, seen: Seen, caller: Caller) -> bool:
    """Whether the caller may know of the room, as the gate decides it when they open the page."""
    asked = question_of(Asks.VIEWS, caller, claim(caller, seen.facts, room), room=room)
    return decide(at_moment(asked, seen, caller), seen.facts).allowed


def after_act(request: AnyRequest, outcome: Outcome, where: str) -> Redirect | Template:
    """On to `where`; a child whose login is old by now to the list, which says that it came and not what it did."""
    if outcome.answer.allowed and fresh_for(request) == 0:
        return on_to("/vem-far-se", "framme")
    return after(request, outcome, where, Audience.GRANTOR)


def where_it_stands(outcome: Outcome, answer: Act, number: str) -> str:
    """The page that says it is done, where the answer stands now: a yes after the end of it all does not."""
    held = consent_in(outcome.seen.facts, number)
    mine = standing_act([act for act in held.acts if act.by == answer.by]) if held is not None else None
    over = answer.kind is ActKind.GRANT and held is not None and has_ended(held)
    stands = bool(outcome.entries) or (mine is not None and mine.kind is answer.kind and not over)
    return f"/medgivande/{number}/klart" if stands else f"/medgivande/{number}"


def heard(card: Card, seen: Seen, caller: Caller) -> list[str]:
    """Who may get a message of an answer of the caller's. Where staff have stopped it the page says the same: whoever
    has the telephone in their hand reads it too."""
    told = grantors(card.consent, seen.facts, seen.at) - {caller.who}
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
