"""One text: read it, correct it, release it further, hide it, delete it."""

from typing import Any

from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from consent.words import CATEGORIES, FAMILY
from hub.deciding import AS_SUGGESTED
from hub.gate import Reading
from hub.house import House
from hub.ids import is_id
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import NOBODY, AnyRequest, after, caller_of, house_of, on_to, own_form, refuse
from hub.people import concerns
from hub.story import hiding, own, verbs, whys
from hub.story.words import MOST_PLACE, MOST_TEXT, MOST_TITLE, Words
from hub.wording import words
from policies.facts import Item
from policies.told import Audience


@get("/uppgift/{item:str}", opt={"who": "room"})
async def read(
    request: AnyRequest,
    item: FromPath[str],
    mote: FromQuery[str | None] = None,
    som: FromQuery[str | None] = None,
    syfte: FromQuery[str | None] = None,
) -> Template:
    """Read one text through the gate: `mote` the meeting it is read in, `som` the capacity claimed."""
    house, caller = house_of(request), caller_of(request)
    item = item if is_id(item) else NOBODY
    capacity = som or caller.unit or AS_SUGGESTED
    reading = await house.gate.open_item(item, by=caller, capacity=capacity, purpose=syfte, meeting=mote)
    if reading.item is None or reading.words is None:
        return refuse(request, reading.answer, reading.told)
    mine = reading.item.by == caller.who and reading.item.unit == (caller.unit or FAMILY)
    units = await house.directory.unit_names(reading.item.unit, *(reading.item.released_to or ()))
    names = await house.directory.names({reading.item.by, *reading.item.subjects})
    about = sorted(names.get(s, "") for s in reading.item.subjects)
    return page(
        "item.html",
        request,
        item=reading.item,
        text=reading.words,
        version=reading.entry.body["version"] if reading.entry is not None else "",
        told=reading.told,
        at=reading.at,
        author=names.get(reading.item.by, ""),
        unit=units.get(reading.item.unit, reading.item.unit),
        about=about,
        for_whom=", ".join(about),
        categories=[words.category(c) for c in CATEGORIES if c in reading.item.categories],
        mine=mine,
        corrected=reading.corrected,
        answerable=not caller.staff and not mine and await _answerable(reading, caller),
        redacted=reading.answer.decision == "ALLOW_REDACTED",
        **(await _of_ones_own(house, caller, reading.item, units) if mine else {}),
    )


async def _answerable(reading: Reading, caller: Caller) -> bool:
    """Whether the family member can write a view on the text: in a room of theirs that is nobody's own story."""
    assert reading.item is not None
    rooms = await concerns.rooms_of_family(caller.who, at=reading.at)
    return reading.item.room in rooms and not await own.is_part(reading.item.id, reading.item.by)


async def _of_ones_own(house: House, caller: Caller, item: Item, units: dict[str, str]) -> dict[str, Any]:
    """What an author sees beside their text: who reads it, who could, and from whom it is hidden."""
    answer = await whys.is_answer(item.id)
    relatives = await house.directory.names(item.family_readers - {caller.who})
    return {
        "part": await own.is_part(item.id, caller.who),
        "relatives": sorted(relatives.values()),
        "released": sorted(units.get(u, u) for u in item.released_to or ()),
        "units": await _more_readers(house, caller, item, units),
        "hidden": [] if answer else [h.who for h in item.hidden_from],
        "hideable": not answer,
    }


async def _more_readers(
    house: House, caller: Caller, item: Item, units: dict[str, str]
) -> list[tuple[str, str]]:
    """The units of the room that the text is not yet released to: id and name."""
    held = (await house.facts.see(room=item.room, by=caller)).facts.rooms[item.room]
    inside = {unit for _who, unit in held.participants} - {item.unit} - (item.released_to or frozenset())
    return sorted(((u, units.get(u, u)) for u in inside), key=lambda pair: pair[1])


@post("/uppgift/{item:str}/ratta", opt={"who": "room"})
async def correct(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Replace the words of one's own text."""
    form = await Form.of(request)
    new = Words(
        title=form.text("rubrik", most=MOST_TITLE),
        text=form.text("text", most=MOST_TEXT),
        place=form.text("plats", most=MOST_PLACE, required=False),
    )
    place_free = bool(form.choice("utan_plats", ("ja",), required=False))
    opened_on = form.version("version")
    form.done()
    house, caller, room, capacity = await _own(request, item)
    try:
        outcome = await verbs.correct(
            house,
            item=item,
            room=room,
            words=new,
            place_free=place_free,
            capacity=capacity,
            by=caller,
            opened_on=opened_on,
        )
    except verbs.Overtaken:
        held = await house.gate.open_item(item, by=caller, capacity=capacity)
        if held.item is None or (held.words, held.item.place_free) != (new, place_free):
            raise
        return on_to(f"/uppgift/{item}")  # The same correction, sent twice.
    return after(request, outcome, f"/uppgift/{item}", Audience.READER)


@post("/uppgift/{item:str}/slapp", opt={"who": "room"})
async def release(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Release one's own text to more units, or to family members by name."""
    form = await Form.of(request)
    units, readers = form.any_codes("till"), form.any_codes("familj")
    if not units and not readers and not form.faults:
        form.fault("till", words.choose_something())
    form.done()
    house, caller, room, capacity = await _own(request, item)
    outcome = await verbs.release(
        house, item=item, room=room, units=units, readers=readers, capacity=capacity, by=caller
    )
    return after(request, outcome, f"/uppgift/{item}", Audience.READER)


@post("/uppgift/{item:str}/dolj", opt={"who": "room"})
async def hide(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Hide a text from somebody on a recorded ground."""
    form = await own_form(request)
    who = form.text("for", most=60, required=False)
    ground = form.text("grund", most=60, required=False)
    note = form.text("varfor", most=2_000, required=False)
    said = form.text("som", most=60, required=False)
    form.done()
    house, caller, room, capacity = await _own(request, item, said)
    outcome = await hiding.hide(
        house, item=item, room=room, who=who, ground=ground, words=note, capacity=capacity, by=caller
    )
    # The family hides nothing: whoever asks for it hears nothing of a text that may be hidden from them.
    told_as = Audience.READER if caller.staff else Audience.STRANGER
    return after(request, outcome, f"/uppgift/{item}", told_as)


@post("/uppgift/{item:str}/ta-bort", opt={"who": "room"})
async def delete(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Delete one's own text."""
    house, caller, room, capacity = await _own(request, item)
    outcome = await verbs.delete(house, item=item, room=room, capacity=capacity, by=caller)
    home = "/min-berattelse" if await own.is_part(item, caller.who) else f"/rum/{room}"
    if verbs.is_deleted_by(outcome.seen.facts.items.get(item), caller):
        return on_to(home, "borta")  # Whoever sends it twice hears what they heard the first time.
    return after(request, outcome, home, Audience.READER)


async def _own(request: AnyRequest, item: str, said: str | None = None) -> tuple[House, Caller, str, str]:
    """The house, who asks, the item's room and the capacity claimed. No such item lies in no room."""
    house, caller = house_of(request), caller_of(request)
    room = await house.facts.room_of(item) if is_id(item) else None
    return house, caller, room or NOBODY, said or caller.unit or AS_SUGGESTED


ROUTES: list[Any] = [read, correct, release, hide, delete]
