"""A child's own page: what happens if I tell, where I am on the way, my yes and no, who has read, whom to talk to."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from litestar import get
from litestar.response import Redirect, Template

from consent.words import FAMILY, MeetingState
from hub.hall import View
from hub.meeting.tables import MeetingRow, RoomRow
from hub.pages.cards import Card
from hub.pages.frame import page
from hub.pages.insight import chosen, visible
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.pages.readings import Wanted
from hub.pages.sharing import asked_of
from hub.people import book
from hub.sharing import OVER, State, left_of
from hub.wording import words
from hub.wording.purposes import OWN_STORY
from policies.times import birthday

MY_PAGE = "/min-sida"
NEWEST = 3
AGES = ((15, "older"), (12, "teen"))
"""From which age the page speaks how (gate, section 4: the rows of who must say yes); to younger ones as to a child."""


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
    cards = {room: one.cards for room, one in (await asked_of(house, caller)).items()}
    waits = {room: [card for card in some if _waits(card)] for room, some in cards.items()}
    asked = {room for room, some in waits.items() if any(card.asked for card in some)}
    return page(
        "my_page.html",
        request,
        speaks=next((how for age, how in AGES if birthday(born, age) <= at), "child"),
        rooms=[await _way(room, view, cards.get(room, []), room in asked) for room, view in mine],
        waits=[card for some in waits.values() for card in some],
        rows=[row for row in await chosen(house, rooms, Wanted(), MOST, caller) if row["role"]][:NEWEST],
    )


MOST = 50
"""How many readings are looked through for the newest of those who work somewhere."""


def _waits(card: Card) -> bool:
    """Whether a question about the child has no answer of theirs, asked for or not; or a spoken yes to be confirmed."""
    unanswered = (card.guarded or not card.answered) and card.state is State.WAITING
    return card.state not in OVER and (card.spoken is not None or unanswered)


async def _way(room: str, view: View, cards: list[Card], waits: bool) -> dict[str, Any]:
    """Where a room stands on its way: what has been, what is now, what comes, who is there, and who may read what."""
    opened = await RoomRow.select(RoomRow.opened).where(RoomRow.id == room).run()
    sittings = await MeetingRow.select().where(MeetingRow.room == room).order_by(MeetingRow.at).run()
    units = await book.unit_names()
    held = view.facts.rooms[room]
    people = await book.names({who for who, _ in held.participants})
    return {
        "id": room,
        "purpose": words.purpose(held.purpose),
        "opened": opened[0]["opened"],
        "been": [at for at in _in_state(sittings, MeetingState.CLOSED) if at <= view.at],
        "now": _in_state(sittings, MeetingState.OPEN),
        "waits": waits,
        "coming": [at for at in _in_state(sittings, MeetingState.PLANNED) if at > view.at],
        "ends": [card.soon.at for card in cards if card.soon is not None],
        "people": sorted((people.get(who, ""), units.get(unit, unit)) for who, unit in held.participants),
        "knows": _knows(view, cards, units),
    }


def _in_state(sittings: list[dict[str, Any]], state: MeetingState) -> list[datetime]:
    return [sitting["at"] for sitting in sittings if sitting["state"] == state]


def _knows(view: View, cards: list[Card], units: dict[str, str]) -> list[Knows]:
    """Who has written what of what is shown here, and who may read it: by a consent that holds, as its card says."""
    wrote: dict[str, set[str]] = {}
    reads: dict[str, set[str]] = {}
    for item in view.items:
        wrote.setdefault(item.unit, set()).update(item.categories)
    for card in cards:
        if card.state is State.HOLDS and card.consent.meeting is None:
            _, to_units, categories = left_of(card.consent)
            for unit in to_units:
                reads.setdefault(unit, set()).update(categories)
    called = {**units, FAMILY: words.family_unit()}
    return [
        Knows(unit=called[unit], wrote=_named(wrote.get(unit, set())), reads=_named(reads.get(unit, set())))
        for unit in sorted({*wrote, *reads} & called.keys(), key=lambda unit: called[unit])
    ]


def _named(codes: set[str]) -> list[str]:
    return [words.category(code) for code in words.CATEGORIES if code in codes]


ROUTES = [show]
