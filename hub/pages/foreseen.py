"""Before an answer: what each unit would get to read of what the family may read themselves, text by text."""

from dataclasses import replace
from typing import Any

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.record import Act
from consent.words import ActKind, Capacity
from hub.facts import Seen
from hub.foresight import Sight, if_all_say_yes
from hub.pages.cards import Card
from hub.pages.carried import brought
from hub.pages.consented import Found, about, find
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.people import book, concerns
from hub.people.facts import staff
from hub.problems import BadInput
from hub.sharing import OVER, in_codes
from hub.story import listing
from hub.wording import words
from hub.wording.faults import Wrong
from policies.effects import with_effect
from policies.facts import Item


@get("/medgivande/{number:str}/forhandsvisning", opt={"who": "family"})
async def preview(request: AnyRequest, number: FromPath[str]) -> Template | Redirect:
    """What each unit would get to read, if everybody who is asked says yes: to all of it, or but for what has been
    answered no to so far, which the address carries."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    found = await find(request, number)
    if found.card.state in OVER:
        return Redirect(f"/medgivande/{number}", status_code=303)
    seen, items = await readable(request, found)
    form = await brought(request, house, card=found.card, caller=caller)
    but, consent = no_to(form), found.card.consent
    if but:
        units, categories = but & (consent.from_units | consent.to_units), but & consent.categories
        out = taking_out(found.card, caller.who, seen, units, categories)
        consent = replace(consent, acts=(*consent.acts, out))
    there = if_all_say_yes(consent, items, seen.facts, seen.at)
    return page(
        "preview.html",
        request,
        card=found.card,
        units=await shown(there, items),
        in_part=bool(but),
        capacity=own_door(found),
        **about(found.card),
    )


def no_to(form: Form) -> frozenset[str]:
    """The units and categories that have been answered no to, by their codes."""
    return frozenset(
        name.partition(".")[2]
        for name, said in form.fields.items()
        if said == ["nej"] and name[:2] in ("u.", "k.")
    )


async def readable(request: AnyRequest, found: Found) -> tuple[Seen, tuple[Item, ...]]:
    """The room's facts with the assignments of everybody who takes part, and the texts that the caller may read."""
    house, caller, room = house_of(request), caller_of(request), found.card.consent.room
    seen, items = found.seen, found.view.items
    if found.view.answer.allowed:
        seen = Seen(found.view.facts, seen.versions, found.view.at)
    else:
        seen = await house.facts.see_all(room=room, by=caller)
        mine = [i for i in await concerns.items_about(caller.who) if i in seen.facts.items]
        items = await house.gate.list_items(mine, by=caller, capacity=Capacity.SELF)
    inside = {who for who, _unit in seen.facts.rooms[room].participants}
    there = {who: await staff(who) for who in sorted(inside)}
    return replace(seen, facts=replace(seen.facts, staff={**seen.facts.staff, **there})), items


async def shown(there: tuple[Sight, ...], items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """Each unit by its name, with the rows of a list of texts."""
    names = await book.unit_names()
    rows = await listing.rows(items, names)
    found = [
        {
            "name": names.get(sight.unit, sight.unit),
            "whole": [row for row in rows if row["id"] in sight.whole - sight.if_others],
            "without_place": [row for row in rows if row["id"] in sight.without_place - sight.if_others],
            "if_others": [row for row in rows if row["id"] in sight.if_others],
        }
        for sight in there
    ]
    return sorted(found, key=lambda unit: str(unit["name"]))


def own_door(found: Found) -> str | None:
    """The capacity in which the texts are opened: who is not of the room opens those about themselves alone."""
    return None if found.view.answer.allowed else Capacity.SELF


def taking_out(card: Card, who: str, seen: Seen, units: frozenset[str], categories: frozenset[str]) -> Act:
    """A stop of these parts, or of all of it, as it would be made now, with its effect."""
    asked = Act(
        by=who,
        capacity=card.capacity,
        kind=ActKind.WITHDRAW,
        at=seen.at,
        units=units,
        categories=categories,
    )
    coded = in_codes(asked, card.consent, seen.facts)
    if asked.partial and not coded.partial:
        raise BadInput(Wrong("enhet", words.choose_something()))
    return with_effect(coded, card.consent, seen.facts)


ROUTES = [preview]
