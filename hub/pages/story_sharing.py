"""Sharing a part of one's own story: to a room, without writing it again; and newer words where it stands."""

from dataclasses import dataclass, replace
from typing import Any

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from hub.deciding import AS_SUGGESTED
from hub.gate import Reading
from hub.house import House
from hub.ids import is_id, new_id
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, after, caller_of, claim, house_of, on_to, own_form, refuse
from hub.pages.publishing import FIELDS
from hub.pages.story import STORY
from hub.people import book, concerns
from hub.story import own, verbs
from hub.story.publishing import Draft, publish
from hub.wording import words
from hub.wording.mending import mend
from hub.wording.purposes import OWN_STORY
from policies.answer import Reason
from policies.told import Audience

NOWHERE = "0" * 26
"""Asked for where there is no such part, so that every refusal walks the same way."""


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
    part = await _part(house, caller, item)
    if part.item is None:
        return refuse(request, part.answer, part.told)
    found = await _places(house, caller, part)
    return page("story_share.html", request, item=item, places=found, **_shown(part))


@get(f"{STORY}/{{item:str}}/dela/{{room:str}}", opt={"who": "family"})
async def choose(request: AnyRequest, item: FromPath[str], room: FromPath[str]) -> Template:
    """The units of one of these rooms, to choose from."""
    return await _form(request, item, room, Form({}), new_id(), 200)


@post(f"{STORY}/{{item:str}}/dela/{{room:str}}", opt={"who": "family"})
async def share(request: AnyRequest, item: FromPath[str], room: FromPath[str]) -> Redirect | Template:
    """Share the part to the room, released to the units that were chosen. Sent twice, it is shared once."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    number, units = form.identifier("nummer"), form.any_codes("till")
    if not units and form.right("till"):
        form.fault("till", mend(Reason.INCOMPLETE, "released_to"))
    if form.faults:
        return await _form(request, item, room, form, number or new_id(), 400)
    part = await _part(house, caller, item)
    if part.item is None or part.words is None or not is_id(room):
        return refuse(request, part.answer, part.told)
    copy = replace(part.item, id=number, room=room, released_to=units, family_readers=frozenset())
    facts = (await house.facts.see(room=room, by=caller)).facts
    outcome = await publish(
        house,
        draft=Draft(item=copy, words=part.words, part=item, part_version=_version(part)),
        capacity=claim(caller, facts, room),
        by=caller,
    )
    if not outcome.answer.allowed and outcome.answer.where in FIELDS:
        form.fault("till", mend(outcome.answer.reason, outcome.answer.where))
        return await _form(request, item, room, form, number, 400)
    return after(request, outcome, STORY, Audience.READER)


@post(f"{STORY}/{{item:str}}/uppdatera", opt={"who": "family"})
async def renew(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Put the part's words of now wherever older ones of it stand."""
    house, caller = house_of(request), caller_of(request)
    (await own_form(request)).done()
    part = await _part(house, caller, item)
    if part.item is None or part.words is None:
        return refuse(request, part.answer, part.told)
    outcomes = [
        await verbs.correct(
            house,
            item=copy.item,
            room=copy.room,
            words=part.words,
            place_free=part.item.place_free,
            capacity=AS_SUGGESTED,
            by=caller,
            part_version=_version(part),
        )
        for copy in await own.copies_of(item, caller.who)
        if copy.part_version < _version(part)
    ]
    # Where one would not go the page goes on saying that older words stand there.
    if outcomes and not any(outcome.answer.allowed for outcome in outcomes):
        return after(request, outcomes[0], STORY, Audience.READER)
    return on_to(STORY)


async def _part(house: House, caller: Caller, item: str) -> Reading:
    """The author's own part, opened through the gate. What is no part of theirs does not exist here."""
    if not is_id(item) or not await own.is_part(item, caller.who):
        item = NOWHERE
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


async def _form(request: AnyRequest, item: str, room: str, form: Form, number: str, status: int) -> Template:
    house, caller = house_of(request), caller_of(request)
    part = await _part(house, caller, item)
    if part.item is None:
        return refuse(request, part.answer, part.told)
    place = next((p for p in await _places(house, caller, part) if p.room == room), None)
    if place is None:
        raise NotFoundException
    return page(
        "story_share_room.html",
        request,
        status=status,
        item=item,
        number=number,
        place=place,
        chosen=lambda name: form.fields.get(name, []),
        faults=[(f.where, f.what) for f in form.faults],
        fault={f.where: f.what for f in form.faults},
        **_shown(part),
    )


def _shown(part: Reading) -> dict[str, Any]:
    """What the pages show of the part."""
    assert part.item is not None
    kinds = [words.category(c) for c in words.CATEGORIES if c in part.item.categories]
    return {"text": part.words, "categories": kinds}


ROUTES: list[Any] = [places, choose, share, renew]
