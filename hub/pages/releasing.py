"""Who reads one's own text: release it further, or take it back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import FAMILY, Capacity
from hub.alone import is_guarded
from hub.deciding import AS_SUGGESTED, with_register_checked
from hub.facts import Seen
from hub.house import House
from hub.ids import is_id
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.frame import fresh_for
from hub.pages.parts import NOBODY, AnyRequest, after, caller_of, house_of, log_in_again
from hub.pages.subjects import near
from hub.story import own, releasing, whys
from hub.story.reuse import uses_of
from hub.wording import words
from policies.decide import decide
from policies.facts import Facts, Item
from policies.question import Asks, Question
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
    if verb is releasing.release and fresh_for(request) == 0:
        return log_in_again(request)  # Whoever has a child's telephone by now would let themselves read.
    if not units and not readers and not form.faults:
        form.fault("till", words.choose_one())
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
    seen = await house.facts.see(room=item.room, by=caller, also=item.family_readers)
    relatives = await house.directory.names(item.family_readers - {caller.who})
    named = {who: name for who, name in relatives.items() if reads_if_named(who, item, seen.facts, seen.at)}
    released = (item.released_to or frozenset()) - {item.unit}
    part, guarded = await own.is_part(item.id, caller.who), is_guarded(caller, seen.facts, seen.at)
    inside = {unit for _who, unit in seen.facts.rooms[item.room].participants}
    return {
        "part": part,
        "uses": await uses_of(house, item.id, caller.who) if part and not guarded else [],
        "family": item.unit == FAMILY,
        "relatives": _named(relatives),
        "readers": sorted(named.values()),
        "released": _named({unit: units.get(unit, unit) for unit in released}),
        "units": _named({unit: units.get(unit, unit) for unit in inside - released - {item.unit}}),
        "more_relatives": await _more_relatives(item, seen, caller),
        "hidden": [] if answer else [h.who for h in item.hidden_from],
        "hideable": not answer,
    }


async def _more_relatives(item: Item, seen: Seen, caller: Caller) -> Named:
    """Those of the family whom the author of one of the family's texts has not named yet, and who could read it."""
    if item.unit != FAMILY:
        return []
    relatives = await near(seen.facts.rooms[item.room].child, caller, at=seen.at)
    new = [(who, name) for who, name in relatives if who not in item.family_readers]
    return [(who, name) for who, name in new if reads_if_named(who, item, seen.facts, seen.at)]


def reads_if_named(who: str, item: Item, facts: Facts, at: datetime) -> bool:
    """Whether a relative reads one of the family's texts once its author has named them: it may be about others too."""
    named = replace(item, family_readers=item.family_readers | {who})
    known = replace(with_register_checked(facts, at), items={item.id: named})
    capacity = Capacity.SELF if facts.rooms[item.room].child == who else Capacity.GUARDIAN
    return decide(Question(asks=Asks.READS, who=who, capacity=capacity, at=at, item=item.id), known).allowed


def _named(names: dict[str, str]) -> Named:
    """Id and name, by name."""
    return sorted(names.items(), key=lambda pair: pair[1])


ROUTES: list[Any] = [release, take_back]
