"""The family's "Vem har läst" and the list of what they can read themselves."""

from collections.abc import Collection
from typing import Any

from litestar import get
from litestar.response import Template

from consent.ledger.entry import Entry
from hub.hall import View
from hub.house import House
from hub.login.caller import Caller
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, caller_of, claim, house_of, knows, log_in_again, too_weak
from hub.people import book, concerns
from hub.people.pseudonyms import people_behind
from hub.story import listing
from hub.wording import words
from hub.wording.purposes import OWN_STORY
from policies.facts import Item

ROWS, AT_ONCE = 200, 500


@get("/vem-har-last", opt={"who": "family"})
async def readers(request: AnyRequest) -> Template:
    """Who has read what, when and under which consent, of the texts that the caller may know of."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    rows: list[dict[str, Any]] = []
    for room, view in await visible(house, caller):
        known = {item.id: item for item in (*view.items, *view.gone)}
        rows += await _rows(await _openings(house, room, known), known)
    rows.sort(key=lambda row: row["at"], reverse=True)
    return page("readers.html", request, rows=rows[:ROWS], more=len(rows) > ROWS)


async def _openings(house: House, room: str, known: Collection[str]) -> list[Entry]:
    """The newest openings of these items, one more than a page shows; those of others are passed over."""
    found: list[Entry] = []
    before = None
    while len(found) <= ROWS:
        page_of = await house.ledger.find(room=room, kinds={"ItemOpened"}, before=before, limit=AT_ONCE)
        if not page_of:
            break
        found += [entry for entry in page_of if entry.body["item"] in known]
        before = page_of[-1].index
    return found[: ROWS + 1]


async def visible(house: House, caller: Caller) -> list[tuple[str, View]]:
    """The rooms that the caller may know of, with the items that they could open now."""
    at = await house.clock()
    rooms = []
    for room in await concerns.rooms_of_family(caller.who, at=at):
        seen = await house.facts.see(room=room, by=caller)
        view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
        if knows(view):
            rooms.append((room, view))
    return rooms


async def _rows(found: list[Entry], known: dict[str, Item]) -> list[dict[str, Any]]:
    people = await people_behind({str(e.body["who"]) for e in found})
    roles = await book.roles(set(people.values()))
    units = await book.unit_names()
    return [
        {
            "at": entry.at,
            "item": None if known[str(entry.body["item"])].deleted else entry.body["item"],
            "unit": units.get(str(entry.body["reader_unit"]), str(entry.body["reader_unit"])),
            "role": words.role(
                roles.get((people.get(str(entry.body["who"]), ""), str(entry.body["reader_unit"])), "")
            ),
            "from": units.get(known[str(entry.body["item"])].unit, known[str(entry.body["item"])].unit),
            "about": [
                words.category(c) for c in words.CATEGORIES if c in known[str(entry.body["item"])].categories
            ],
            "why": words.reason(str(entry.body["reason"])),
            "purpose": words.purpose(str(entry.body["purpose"])),
        }
        for entry in found
    ]


@get("/uppgifter", opt={"who": "family"})
async def mine(request: AnyRequest) -> Template:
    """What the caller can read about the child and themselves."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    units = await book.unit_names()
    rooms = []
    shown: set[str] = set()
    for room, view in await visible(house, caller):
        facts, items = view.facts, view.items
        story = facts.rooms[room].purpose == OWN_STORY
        if story and not items:
            continue  # That somebody has a story of their own is theirs to tell.
        child = facts.people.get(facts.rooms[room].child)
        rooms.append(
            {
                "id": None if story else room,
                "child": child.name if child else "",
                "purpose": words.purpose(facts.rooms[room].purpose),
                "items": listing.views_below(await listing.rows(items, units)),
            }
        )
        shown |= {item.id for item in items}
    alone = [i for i in await concerns.items_about(caller.who) if i not in shown]
    return page("mine.html", request, rooms=rooms, about_me=await _openable(house, caller, alone, units))


async def _openable(
    house: House, caller: Caller, items: list[str], units: dict[str, str]
) -> list[dict[str, Any]]:
    """Of the items about the caller alone, those that the gate would let them open."""
    found = await house.gate.list_items(items, by=caller, capacity="self")
    return await listing.rows(found, units)


ROUTES = [readers, mine]
