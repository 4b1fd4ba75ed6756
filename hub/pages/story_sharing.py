"""Sharing a part of one's own story: to a room, without writing it again; and newer words where it stands."""

from dataclasses import dataclass, replace
from typing import Any

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from hub.deciding import AS_SUGGESTED
from hub.house import House
from hub.ids import is_id, new_id
from hub.let_out import Reading
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.frame import fresh_for, page
from hub.pages.parts import (
    NOBODY,
    AnyRequest,
    after,
    caller_of,
    claim,
    house_of,
    log_in_again,
    on_to,
    own_form,
    refuse,
)
from hub.pages.publishing import is_saved
from hub.pages.story import STORY
from hub.people import book, concerns
from hub.story import own
from hub.story.publishing import Draft, publish
from hub.story.reuse import renew
from hub.wording import words
from hub.wording.faults import on_page
from hub.wording.mending import saved_before
from hub.wording.purposes import OWN_STORY
from policies.told import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A room where a part can be shared: what it is for, its units (id and name), the copy that is there."""

    room: str
    purpose: str
    units: list[tuple[str, str]]
    copy: str | None


@get(f"{STORY}/{{item:str}}/dela", opt={"who": "family"})
async def places(request: AnyRequest, item: FromPath[str]) -> Template:
    """The rooms around the child where this part can be shared."""
    house, caller = house_of(request), caller_of(request)
    if fresh_for(request) == 0:
        return log_in_again(request)
    part = await _part(house, caller, item)
    if part.item is None:
        return refuse(request, part.answer, part.told)
    found = await _places(house, caller, part)
    return page("story_share.html", request, item=item, places=found, **_shown(part))


@get(f"{STORY}/{{item:str}}/dela/{{room:str}}", opt={"who": "family"})
async def choose(request: AnyRequest, item: FromPath[str], room: FromPath[str]) -> Template:
    """The units of one of these rooms, to choose from."""
    if fresh_for(request) == 0:
        return log_in_again(request)
    part = await _part(house_of(request), caller_of(request), item)
    if part.item is None:
        return refuse(request, part.answer, part.told)
    return await _form(request, part, room, Form({}), 200)


@post(f"{STORY}/{{item:str}}/dela/{{room:str}}", opt={"who": "family"})
async def share(request: AnyRequest, item: FromPath[str], room: FromPath[str]) -> Redirect | Template:
    """Share the part to the room, released to the units that were chosen. In each room it is shared once."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    if fresh_for(request) == 0:
        return log_in_again(request)  # Whoever has a child's telephone by now would let others read.
    part = await _part(house, caller, item)
    if part.item is None or part.words is None:
        return refuse(request, part.answer, part.told)
    place = await _place(house, caller, part, room)
    number, units = form.identifier("nummer"), form.many("till", [unit for unit, _ in place.units])
    if form.faults:
        return await _form(request, part, room, form, 400)
    copy = replace(part.item, id=number, room=room, released_to=units, family_readers=frozenset())
    draft = Draft(item=copy, words=part.words, part=item, part_version=_version(part))
    facts = (await house.facts.see(room=room, by=caller)).facts
    outcome = await publish(house, draft=draft, capacity=claim(caller, facts, room), by=caller)
    if outcome.answer.allowed and not outcome.entries and not await is_saved(house, draft, caller):
        form.fault("", saved_before())
        return await _form(request, part, room, form, 409)
    return after(request, outcome, STORY, Audience.READER)


@post(f"{STORY}/{{item:str}}/uppdatera", opt={"who": "family"})
async def newer(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Put the part's words of now wherever older ones of it stand."""
    house, caller = house_of(request), caller_of(request)
    (await own_form(request)).done()
    if fresh_for(request) == 0:
        return log_in_again(request)
    part = await _part(house, caller, item)
    if part.item is None or part.words is None:
        return refuse(request, part.answer, part.told)
    everywhere = await renew(
        house,
        part=item,
        words=part.words,
        place_free=part.item.place_free,
        version=_version(part),
        by=caller,
    )
    # Where one would not go the page goes on saying that older words stand there.
    return on_to(STORY) if everywhere else Redirect(STORY, status_code=303)


async def _part(house: House, caller: Caller, item: str) -> Reading:
    """The author's own part, opened through the gate. What is no part of theirs does not exist here."""
    if not is_id(item) or not await own.is_part(item, caller.who):
        item = NOBODY
    return await house.gate.open_item(item, by=caller, capacity=AS_SUGGESTED)


def _version(part: Reading) -> int:
    """The version whose words were opened."""
    return int(str(part.entry.body["version"])) if part.entry is not None else 0


async def _places(house: House, caller: Caller, part: Reading) -> list[Place]:
    assert part.item is not None
    names = await book.unit_names()
    copies = {copy.room: copy.item for copy in await own.copies_of(part.item.id, caller.who)}
    child = await own.child_of(part.item.room)
    found = []
    for room in await concerns.rooms_of_family(caller.who, at=part.at):
        facts = (await house.facts.see(room=room, by=caller)).facts
        held = facts.rooms.get(room)
        if held is None or held.child != child or held.purpose == OWN_STORY:
            continue
        view = await house.gate.open_room(room, by=caller, capacity=claim(caller, facts, room))
        if view.answer.allowed:
            inside = sorted({unit for _who, unit in held.participants}, key=lambda u: names.get(u, u))
            units = [(unit, names.get(unit, unit)) for unit in inside]
            purpose = words.purpose(held.purpose)
            found.append(Place(room=room, purpose=purpose, units=units, copy=copies.get(room)))
    return found


async def _place(house: House, caller: Caller, part: Reading, room: str) -> Place:
    """One of these rooms; any other does not exist here."""
    found = next((place for place in await _places(house, caller, part) if place.room == room), None)
    if found is None:
        raise NotFoundException
    return found


async def _form(request: AnyRequest, part: Reading, room: str, form: Form, status: int) -> Template:
    assert part.item is not None
    return page(
        "story_share_room.html",
        request,
        status=status,
        item=part.item.id,
        number=new_id(),
        place=await _place(house_of(request), caller_of(request), part, room),
        chosen=lambda name: form.fields.get(name, []),
        **on_page(form.faults),
        **_shown(part),
    )


def _shown(part: Reading) -> dict[str, Any]:
    """What the pages show of the part."""
    assert part.item is not None
    kinds = [words.category(c) for c in words.CATEGORIES if c in part.item.categories]
    return {"text": part.words, "categories": kinds}


ROUTES: list[Any] = [places, choose, share, newer]
