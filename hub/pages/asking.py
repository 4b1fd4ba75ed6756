"""Staff ask for a consent: purpose, units, subjects, time; one form that the policies judge."""

from dataclasses import replace
from typing import Any

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import CATEGORIES, FAMILY
from hub import asking
from hub.acting import consent_in
from hub.ids import new_id
from hub.pages import questions
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, after, caller_of, claimed, house_of, own_form, refuse
from hub.pages.subjects import head_of, subjects_of
from hub.people import book
from hub.sharing import has_ended
from hub.wording import mending, words
from policies.told import Audience


@get("/rum/{room:str}/fraga", opt={"who": "staff"})
async def ask(request: AnyRequest, room: FromPath[str]) -> Template:
    """The form that asks; the address may say what is to be asked about, and whoever asks looks at it first."""
    chosen = {name: request.query_params.getall(name, []) for name in ("fran", "till", "kategori")}
    return await _form(request, room, Form(chosen), new_id(), 200)


@post("/rum/{room:str}/fraga", opt={"who": "room"})
async def send(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Ask. Sending it twice asks once."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    number = form.identifier("nummer")
    facts = (await house.facts.see(room=room, by=caller)).facts
    consent = questions.read(form, number, room, facts.rooms[room].purpose if room in facts.rooms else "")
    why, said = questions.why(form), form.text("som", most=60, required=False)
    now = await house.clock()
    if questions.is_whole(form, consent, why):
        questions.note_past(form, consent, now)
    if form.faults:
        questions.note_all(form, consent, why, now)
        return await _form(request, room, form, number or new_id(), 400)
    capacity = claimed(said, caller, facts, room)
    outcome = await asking.ask_for(house, consent=consent, why=why, capacity=capacity, by=caller)
    if not outcome.answer.allowed and outcome.answer.where:
        questions.note_all(form, consent, why, now, outcome.answer)
        return await _form(request, room, form, number, 400)
    if outcome.answer.allowed and not outcome.entries:
        held = consent_in(outcome.seen.facts, number)
        before = (await asking.motives(house, room, [number])).get(number)
        theirs = before is not None and (before.who, before.unit) in ((caller.who, caller.unit), ("", ""))
        other = before is not None and not (theirs and before.words in ("", why))
        if held is None or has_ended(held) or replace(held, acts=()) != consent or other:
            form.fault("", mending.saved_before())
            return await _form(request, room, form, new_id(), 409)
    return after(request, outcome, f"/rum/{room}", Audience.READER)


async def _form(request: AnyRequest, room: str, form: Form, number: str, status: int) -> Template:
    house, caller = house_of(request), caller_of(request)
    view = await house.gate.open_room(room, by=caller, capacity=caller.unit or "")
    if not view.answer.allowed:
        return refuse(request, view.answer, view.told)
    names = await book.unit_names()
    inside = sorted({unit for _who, unit in view.facts.rooms[room].participants})
    offered: list[tuple[str, str]] = [(unit, names.get(unit, unit)) for unit in inside]
    context: dict[str, Any] = {
        "room": room,
        "number": number,
        "purpose": words.purpose(view.facts.rooms[room].purpose),
        "purpose_code": view.facts.rooms[room].purpose,
        "people": await subjects_of(view.facts, room, caller),
        **head_of(view.facts, room),
        "from_units": [*offered, (FAMILY, words.family_unit())],
        "to_units": offered,
        "categories": [(c, words.category(c)) for c in CATEGORIES],
        "sent": lambda name: (form.fields.get(name) or [""])[0],
        "chosen": lambda name: form.fields.get(name, []),
        "faults": [(f.where, f.what) for f in form.faults],
        "fault": {f.where: f.what for f in form.faults},
    }
    return page("ask.html", request, status=status, **context)


ROUTES = [ask, send]
