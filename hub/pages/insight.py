"""The family's "Vem har läst" and the list of what they can read themselves."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import MediaType, Response, get
from litestar.response import Template

from hub.alone import has_page, is_room_kept
from hub.hall import View
from hub.house import House
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.frame import fresh_for, page
from hub.pages.parts import AnyRequest, caller_of, claim, house_of, knows, log_in_again, too_weak
from hub.pages.pdf import why_not
from hub.pages.readings import Wanted, found_in, told_rows, wanted_in
from hub.people import book, concerns
from hub.story import listing, whys
from hub.wording import words
from hub.wording.faults import on_page
from hub.wording.purposes import OWN_STORY

ROWS, MOST = 200, 10_000
"""How many readings a page shows, and how many a file holds."""


@get("/vem-har-last", opt={"who": "family"})
async def readers(request: AnyRequest) -> Template:
    """Who has read what, when and under which consent, of the texts that the caller may know of.

    `barn`, `fran`, `till`, `nekade` and `egna` in the address choose among them.
    """
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    seen = await visible(house, caller)
    children = _children_in(seen)
    form = _filter_in(request)
    wanted = wanted_in(form, dict(children))
    rows = await chosen(house, seen, wanted, ROWS, caller)
    readable = {item.id for _room, view in seen for item in view.items}
    # That a child has asked, and what was answered to them, is shown for a while after their own login.
    asked = await whys.asked_about([row["index"] for row in rows[:ROWS]]) if fresh_for(request) != 0 else {}
    return page(
        "readers.html",
        request,
        status=400 if form.faults else 200,
        rows=[r | _asked(r, asked.get(r["index"], []), caller, readable) for r in rows[:ROWS]],
        more=len(rows) > ROWS,
        children=children,
        query=_query(form),
        own=wanted.own,
        now=await house.clock(),
        paper=not why_not(),
        sent=lambda name: (form.fields.get(name) or [""])[0],
        **on_page(form.faults),
    )


@get("/vem-har-last/fil", opt={"who": "family"})
async def as_file(request: AnyRequest) -> Response[bytes] | Template:
    """The same as JSON, to keep: what the page would show, and no limit of a page."""
    house = house_of(request)
    if too_weak(caller_of(request)):
        return log_in_again(request)
    _children, _wanted, rows = await asked_for(request, MOST)
    told = [{name: row[name] for name in IN_FILE} for row in rows[:MOST]]
    held = {"created": await house.clock(), "complete": len(rows) <= MOST, "readings": told}
    return Response(msgspec.json.encode(held), media_type=MediaType.JSON, headers=AS_FILE)


async def asked_for(request: AnyRequest, most: int) -> tuple[dict[str, str], Wanted, list[dict[str, Any]]]:
    """The children by name, what the address asks for, and those readings, one more than `most` where there are more.

    Raises `BadInput` where the address is faulty.
    """
    house, caller = house_of(request), caller_of(request)
    seen = await visible(house, caller)
    form, children = _filter_in(request), dict(_children_in(seen))
    wanted = wanted_in(form, children)
    form.done()
    return children, wanted, await chosen(house, seen, wanted, most, caller)


FILTER = ("barn", "fran", "till", "nekade", "egna")
IN_FILE = (
    *("at", "unit", "role", "screen", "child", "item", "from"),
    *("about", "purpose", "why", "consents", "refused"),
)
AS_FILE = {"Content-Disposition": 'attachment; filename="vem-har-last.json"'}


def _filter_in(request: AnyRequest) -> Form:
    """What the address chooses, read as a form is."""
    return Form({name: request.query_params.getall(name) for name in FILTER if name in request.query_params})


def _query(form: Form) -> str:
    """The filter as it stands in an address; nothing where it is faulty."""
    given = [(name, values[0]) for name, values in form.fields.items() if values[0]]
    return f"?{urlencode(given)}" if given and not form.faults else ""


def _children_in(seen: list[tuple[str, View]]) -> list[tuple[str, str]]:
    """The children around whom there are rooms: id and name."""
    found = {view.facts.rooms[room].child: view.facts.people for room, view in seen}
    return [(child, people[child].name) for child, people in found.items() if child in people]


async def chosen(
    house: House, seen: list[tuple[str, View]], wanted: Wanted, most: int, caller: Caller
) -> list[dict[str, Any]]:
    """The wanted readings in these rooms, the newest first, one more than `most` where there are more; with the child
    by name, and those consents that the caller has a page of."""
    rows: list[dict[str, Any]] = []
    for room, view in seen:
        if wanted.child in ("", view.facts.rooms[room].child):
            known = {item.id: item for item in (*view.items, *view.gone)}
            found = await found_in(house, room, known, wanted, caller.who, most=most)
            told = await told_rows(house, found, known, view.facts, room, caller.who)
            child, theirs = view.facts.people.get(view.facts.rooms[room].child), _answerable(view, caller)
            named = child.name if child is not None else ""
            rows += [r | {"child": named, "consents": sorted(theirs & {*r["consents"]})} for r in told]
    return sorted(rows, key=lambda row: row["at"], reverse=True)[: most + 1]


def _answerable(view: View, caller: Caller) -> set[str]:
    """The consents of a room that have a page of the caller's now."""
    return {
        one.id
        for held in view.facts.consents.values()
        for one in held
        if has_page(caller, one, view.facts, view.at)
    }


def _asked(
    row: dict[str, Any], asked: list[whys.Row], caller: Caller, readable: Collection[str]
) -> dict[str, Any]:
    """Whether the caller has asked or can ask why, and what was answered to anybody that they can read."""
    mine = next((one for one in asked if one["by"] == caller.who), None)
    return {
        "asks": row["asks"] if row["item"] is not None and mine is None else "",
        "due": mine["due"] if mine is not None and mine["answer"] is None else None,
        "answers": [one["answer"] for one in asked if one["answer"] in readable],
    }


async def visible(house: House, caller: Caller) -> list[tuple[str, View]]:
    """The rooms that the caller may know of, with the items that they could open now."""
    at = await house.clock()
    rooms = []
    for room in await concerns.rooms_of_family(caller.who, at=at):
        seen = await house.facts.see(room=room, by=caller)
        view = await house.gate.open_room(room, by=caller, capacity=claim(caller, seen.facts, room))
        if knows(view) and not is_room_kept(caller, room, view.facts, view.at):
            rooms.append((room, view))
    return rooms


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


ROUTES: list[Any] = [readers, as_file, mine]
