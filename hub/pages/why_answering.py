"""What a unit does with the family's question why it read: answer, or say when."""

from dataclasses import replace
from typing import Any

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.ledger.entry import Entry
from consent.words import FAMILY
from hub.hall import View
from hub.house import House
from hub.ids import is_id, new_id
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import NOBODY, AnyRequest, after, belongs, caller_of, house_of, own_form, refuse
from hub.pages.publishing import is_saved
from hub.pages.subjects import head_of, named_to
from hub.people import book
from hub.people.pseudonyms import people_behind
from hub.story import why, whys
from hub.story.publishing import Draft, publish
from hub.story.words import MOST_TEXT, Words
from hub.wording import words
from hub.wording.faults import on_page
from hub.wording.mending import mend, saved_before
from policies.facts import Item
from policies.times import day_of
from policies.told import Audience

TITLE = "Svar: varför vi läste"
"""The heading of every answer, which is part of the text and so in its language."""


async def waiting(house: House, view: View, room: str, caller: Caller) -> list[dict[str, Any]]:
    """The questions that wait for the caller's unit in a room, as those read them who may answer."""
    held = await whys.waiting_for(caller.unit or "", room) if caller.staff else []
    return await _told(house, held, view, caller) if held else []


async def _told(house: House, rows: list[whys.Row], view: View, caller: Caller) -> list[dict[str, Any]]:
    """Who asks about which readings; none of those that the caller may not answer."""
    entries = {row["reading"]: await house.ledger.entry(row["reading"]) for row in rows}
    readers = await people_behind({str(e.body["who"]) for e in entries.values()})
    units = await book.unit_names()
    names = await book.names({*readers.values(), *(row["by"] for row in rows)})
    told = []
    for row in rows:
        entry, source = entries[row["reading"]], view.facts.items.get(row["item"])
        reader = readers.get(str(entry.body["who"]), "")
        if source is not None and _may_answer(row, source, reader, view, caller):
            told.append(_one(row, entry, source, names.get(reader, ""), names, units, view))
    return told


def _may_answer(row: whys.Row, source: Item, reader: str, view: View, caller: Caller) -> bool:
    """Whoever may know of all whom the text is about, and of who asks; and read the text then, or can now."""
    concerned = (*whys.about(source, row["by"]), row["by"])
    sees = all(named_to(view.facts, caller, who) for who in concerned)
    return sees and (source in view.items or reader == caller.who)


def _one(
    row: whys.Row,
    entry: Entry,
    source: Item,
    reader: str,
    names: dict[str, str],
    units: dict[str, str],
    view: View,
) -> dict[str, Any]:
    unit = str(entry.body["item_unit"])
    return {
        "id": row["id"],
        "by": names.get(row["by"], ""),
        "reader": reader,
        "read": entry.at,
        "from": words.family_unit() if unit == FAMILY else units.get(unit, unit),
        "asked": row["asked"],
        "due": row["due"],
        "late": row["due"] < view.at,
        "promised": row["promised"] is not None,
        "own": source.unit == FAMILY,
    }


@get("/rum/{room:str}/varfor/{fraga:str}", opt={"who": "staff"})
async def form(request: AnyRequest, room: FromPath[str], fraga: FromPath[str]) -> Template | Redirect:
    """The form to answer; a question that has its answer leads there."""
    return await _form(request, room, fraga, Form({}), 200)


async def _form(request: AnyRequest, room: str, fraga: str, sent: Form, status: int) -> Template | Redirect:
    house, caller = house_of(request), caller_of(request)
    view = await house.gate.open_room(room, by=caller, capacity=caller.unit or "")
    if not view.answer.allowed:
        return refuse(request, view.answer, view.told)
    held = await whys.put_to(fraga, room, caller.unit or "") if is_id(fraga) else None
    asked = await _told(house, [held], view, caller) if held is not None else []
    if held is None or not asked:
        raise NotFoundException
    if held["answer"] is not None and not sent.faults:
        return Redirect(f"/uppgift/{held['answer']}", status_code=303)
    return page(
        "why_answer.html",
        request,
        status=status,
        room=room,
        number=new_id(),
        asked=asked[0],
        latest=why.last_promise(held["due"]),
        sent=lambda name: (sent.fields.get(name) or [""])[0],
        chosen=lambda name: sent.fields.get(name, []),
        **on_page(sent.faults),
        **head_of(view.facts, room),
    )


@post("/rum/{room:str}/varfor/{fraga:str}", opt={"who": "staff"})
async def send(request: AnyRequest, room: FromPath[str], fraga: FromPath[str]) -> Template | Redirect:
    """Answer: a text about the same people and subjects, for the family and for the unit itself."""
    house, caller = house_of(request), caller_of(request)
    sent = await own_form(request)
    number, text = sent.identifier("nummer"), sent.text("text", most=MOST_TEXT)
    place_free = bool(sent.choice("utan_plats", ("ja",), required=False))
    if sent.faults:
        return await _form(request, room, fraga, sent, 400)
    draft = await _draft(house, room, fraga, caller, Words(title=TITLE, text=text, place=""))
    draft = replace(draft, item=replace(draft.item, id=number, place_free=place_free))
    outcome = await publish(house, draft=draft, capacity=caller.unit or "", by=caller)
    if not outcome.answer.allowed and outcome.answer.where and belongs(caller, outcome.seen.facts):
        sent.fault("text", mend(outcome.answer.reason, outcome.answer.where))
        return await _form(request, room, fraga, sent, 400)
    if outcome.answer.allowed and not outcome.entries and not await is_saved(house, draft, caller):
        sent.fault("", saved_before())
        del sent.fields["nummer"]
        return await _form(request, room, fraga, sent, 409)
    return after(request, outcome, f"/uppgift/{number}", Audience.READER)


async def _draft(house: House, room: str, fraga: str, caller: Caller, said: Words) -> Draft:
    """The answer, about whom and what the text was that was read; about nobody where there is no question for
    the caller, and that no rule lets anybody publish."""
    unit = caller.unit or ""
    held = await whys.put_to(fraga, room, unit) if is_id(fraga) else None
    facts = (await house.facts.see(room=room, by=caller, item=held["item"] if held else None)).facts
    read = facts.items.get(held["item"]) if held else None
    about = whys.about(read, held["by"]) if held else frozenset()
    seen = all(named_to(facts, caller, who) for who in about)
    item = Item(
        id=NOBODY,
        room=room,
        unit=unit,
        by=caller.who,
        categories=read.categories if read else frozenset(),
        subjects=about if seen else frozenset(),
        released_to=frozenset({unit}),
        place_free=False,
    )
    return Draft(item=item, words=said, answers=fraga)


@post("/rum/{room:str}/varfor/{fraga:str}/senare", opt={"who": "staff"})
async def later(request: AnyRequest, room: FromPath[str], fraga: FromPath[str]) -> Template | Redirect:
    """Say when the answer comes."""
    house, caller = house_of(request), caller_of(request)
    sent = await own_form(request)
    day = day_of(sent.day("dag"))
    sent.done()
    outcome = await why.promise(house, room=room, why=fraga, day=day, by=caller)
    if not outcome.answer.allowed and outcome.answer.where and belongs(caller, outcome.seen.facts):
        sent.fault("dag", mend(outcome.answer.reason, outcome.answer.where))
        sent.done()
    return after(request, outcome, f"/rum/{room}", Audience.READER)


ROUTES = [form, send, later]
