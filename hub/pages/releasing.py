"""Who reads one's own text: release it further, or take it back."""

from typing import Any

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import FAMILY
from hub.deciding import AS_SUGGESTED
from hub.house import House
from hub.ids import is_id
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.parts import NOBODY, AnyRequest, after, caller_of, house_of
from hub.pages.subjects import near
from hub.story import own, releasing, whys
from hub.wording import words
from policies.facts import Item
from policies.told import Audience

Named = list[tuple[str, str]]


@post("/uppgift/{item:str}/slapp", opt={"who": "room"})
async def release(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Release one's own text to more units, or to family members by name."""
    return await _change(request, item, releasing.release)


@post("/uppgift/{item:str}/ta-tillbaka", opt={"who": "room"})
async def take_back(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Stop releasing one's own text to these units or family members."""
    return await _change(request, item, releasing.take_back)


async def _change(request: AnyRequest, item: str, verb: Any) -> Redirect | Template:
    form = await Form.of(request)
    units, readers = form.any_codes("till"), form.any_codes("familj")
    if not units and not readers and not form.faults:
        form.fault("till", words.choose_something())
    form.done()
    house, caller, room, capacity = await own_text(request, item)
    outcome = await verb(
        house, item=item, room=room, units=units, readers=readers, capacity=capacity, by=caller
    )
    return after(request, outcome, f"/uppgift/{item}", Audience.READER)


async def own_text(request: AnyRequest, item: str, said: str | None = None) -> tuple[House, Caller, str, str]:
    """The house, who asks, the item's room and the capacity claimed. No such item lies in no room."""
    house, caller = house_of(request), caller_of(request)
    room = await house.facts.room_of(item) if is_id(item) else None
    return house, caller, room or NOBODY, said or caller.unit or AS_SUGGESTED


async def of_ones_own(house: House, caller: Caller, item: Item, units: dict[str, str]) -> dict[str, Any]:
    """What an author sees beside their text: who reads it, who could, and from whom it is hidden."""
    answer = await whys.is_answer(item.id)
    relatives = await house.directory.names(item.family_readers - {caller.who})
    return {
        "part": await own.is_part(item.id, caller.who),
        "relatives": _named(relatives),
        "released": _named({unit: units.get(unit, unit) for unit in item.released_to or ()}),
        "units": await _more_units(house, caller, item, units),
        "more_relatives": await _more_relatives(house, caller, item),
        "hidden": [] if answer else [h.who for h in item.hidden_from],
        "hideable": not answer,
    }


async def _more_units(house: House, caller: Caller, item: Item, units: dict[str, str]) -> Named:
    """The units of the room that the text is not yet released to."""
    held = (await house.facts.see(room=item.room, by=caller)).facts.rooms[item.room]
    inside = {unit for _who, unit in held.participants} - {item.unit} - (item.released_to or frozenset())
    return _named({unit: units.get(unit, unit) for unit in inside})


async def _more_relatives(house: House, caller: Caller, item: Item) -> Named:
    """Those of the family whom the author of one of the family's texts has not named yet."""
    if item.unit != FAMILY:
        return []
    relatives = await near(await own.child_of(item.room), caller, at=await house.clock())
    return [(who, name) for who, name in relatives if who not in item.family_readers]


def _named(names: dict[str, str]) -> Named:
    """Id and name, by name."""
    return sorted(names.items(), key=lambda pair: pair[1])


ROUTES: list[Any] = [release, take_back]
