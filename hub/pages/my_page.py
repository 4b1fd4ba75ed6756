"""A child's own page: what happens if I tell, where I am on the way, my yes and no, who has read, whom to write to."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from litestar import get
from litestar.response import Redirect, Template

from consent.words import MeetingState
from hub.alone import is_kept
from hub.foretelling import standing
from hub.hall import View
from hub.login.caller import Caller
from hub.meeting.tables import MeetingRow, RoomRow
from hub.pages.cards import Card, cards_of
from hub.pages.frame import page
from hub.pages.insight import chosen, visible
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.pages.readings import Wanted
from hub.people import book
from hub.sharing import State, left_of
from hub.wording import words
from hub.wording.purposes import OWN_STORY
from policies.times import birthday

MY_PAGE = "/min-sida"
NEWEST = 3
AGES = ((16, "older"), (13, "teen"))
"""From which age the page speaks how; to younger children as to a child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knows:
    """What one unit has written and what it may read of others' now, of what this page may show: categories."""

    unit: str
    wrote: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)


@get(MY_PAGE, opt={"who": "family"})
async def show(request: AnyRequest) -> Redirect | Template:
    """The page; who is of age has no use for it, and goes where they decide."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    born, at = await house.directory.born(caller.who), await house.clock()
    if born is None or birthday(born, 18) <= at:
        return Redirect("/vem-far-se", status_code=303)
    seen = await visible(house, caller)
    rooms = [(room, view) for room, view in seen if view.facts.rooms[room].purpose != OWN_STORY]
    mine = [(room, view) for room, view in rooms if view.facts.rooms[room].child == caller.who]
    cards = [
        card
        for room, _ in mine
        for card in await cards_of(await house.facts.see(room=room, by=caller), caller)
    ]
    return page(
        "my_page.html",
        request,
        speaks=next((how for age, how in AGES if birthday(born, age) <= at), "child"),
        rooms=[await _way(room, view, caller, cards) for room, view in mine],
        cards=cards,
        waits=[card for card in cards if card.mine is None and card.state is State.WAITING],
        rows=(await chosen(house, rooms, Wanted(), NEWEST, caller.who))[:NEWEST],
        State=State,
    )


async def _way(room: str, view: View, caller: Caller, cards: list[Card]) -> dict[str, Any]:
    """Where a room stands on its way: what has been, what is now, what comes, who is there, and who knows what."""
    opened = await RoomRow.select(RoomRow.opened).where(RoomRow.id == room).run()
    sittings = await MeetingRow.select().where(MeetingRow.room == room).order_by(MeetingRow.at).run()
    units = await book.unit_names()
    held = view.facts.rooms[room]
    people = await book.names({who for who, _ in held.participants})
    return {
        "id": room,
        "purpose": words.purpose(held.purpose),
        "opened": opened[0]["opened"],
        "been": _in_state(sittings, MeetingState.CLOSED),
        "now": _in_state(sittings, MeetingState.OPEN),
        "coming": _in_state(sittings, MeetingState.PLANNED),
        "ends": [card.soon.at for card in cards if card.soon is not None and card.consent.room == room],
        "people": sorted((people.get(who, ""), units.get(unit, unit)) for who, unit in held.participants),
        "knows": _knows(room, view, caller, units),
    }


def _in_state(sittings: list[dict[str, Any]], state: MeetingState) -> list[datetime]:
    return [sitting["at"] for sitting in sittings if sitting["state"] == state]


def _knows(room: str, view: View, caller: Caller, units: dict[str, str]) -> list[Knows]:
    """Who knows what: what each unit wrote that is shown here, and what it may read by a consent that is shown here."""
    wrote: dict[str, set[str]] = {}
    reads: dict[str, set[str]] = {}
    for item in view.items:
        wrote.setdefault(item.unit, set()).update(item.categories)
    for consent in view.facts.consents.get((room, caller.who), ()):
        if not consent.draft and not is_kept(caller, consent, view.facts, view.at):
            for unit in left_of(consent)[1]:
                reads.setdefault(unit, set()).update(standing(consent, view.facts, view.at))
    there = {unit for _, unit in view.facts.rooms[room].participants}
    return [
        Knows(unit=units[unit], wrote=_named(wrote.get(unit, set())), reads=_named(reads.get(unit, set())))
        for unit in sorted(
            there | {unit for unit, some in reads.items() if some}, key=lambda u: units.get(u, u)
        )
        if unit in units and (wrote.get(unit) or reads.get(unit))
    ]


def _named(codes: set[str]) -> list[str]:
    return [words.category(code) for code in words.CATEGORIES if code in codes]


ROUTES = [show]
