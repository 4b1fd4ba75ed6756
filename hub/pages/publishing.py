"""The form to publish a text in a room."""

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from consent.errors import Moved
from consent.words import CATEGORIES, Capacity
from hub.alone import is_room_kept
from hub.deciding import AS_SUGGESTED
from hub.doors import LogInFirst
from hub.house import House
from hub.ids import is_id, new_id
from hub.let_out import Reading
from hub.login.caller import Caller
from hub.pages.drafted import FIELDS, author_in, draft_in, note_lacking
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, after, as_room, caller_of, claim, house_of, refuse
from hub.pages.proven import is_proven, proof_of
from hub.pages.subjects import head_of, subjects_of
from hub.pages.viewing import begun, lost, viewed
from hub.people import book
from hub.problems import BadInput
from hub.story.publishing import Draft, publish
from hub.wording import mending, words
from hub.wording.faults import on_page
from policies.answer import Reason
from policies.facts import Facts, Item
from policies.told import Audience


@get("/rum/{room:str}/publicera", opt={"who": "room"})
async def write(
    request: AnyRequest,
    room: FromPath[str],
    svar: FromQuery[str | None] = None,
    mote: FromQuery[str | None] = None,
) -> Template:
    """The form to publish a text in a room; `svar` is the text that it is the family's view on, `mote` the sitting
    whose question it is to be."""
    view = await viewed(house_of(request), caller_of(request), room, svar)
    if view is not None and view.item is None:
        return refuse(request, view.answer, view.told)
    form = begun(view)
    if mote is not None and is_id(mote) and caller_of(request).staff:
        form.fields["mote"] = [mote]
    return await _form(request, room, form, new_id(), 200, view)


@post("/rum/{room:str}/publicera", opt={"who": "room"})
async def send(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Publish a text, with what it is about, whom, and the units that it is released to."""
    house, caller = house_of(request), caller_of(request)
    form = await Form.of(request)
    if not is_proven(request, form, form.hidden("nummer", ".{1,60}")):
        raise LogInFirst  # It would tell a text that is there, by the number that is taken.
    own = not is_id((form.fields.get("av") or [""])[0]) or author_in(form, caller) == caller.who
    if form.choice("egen", ("ja",), required=False):
        form.fields.pop("svar", None)
    view = await viewed(house, caller, room, (form.fields.get("svar") or [""])[0] or None) if own else None
    if lost(view):
        form.fault("", mending.view_gone())
    try:
        number = form.identifier("nummer")
        draft = draft_in(form, room, number, caller)
        form.done()
    except BadInput:
        _of_the_caller(own)
        note_lacking(form)
        return await _form(request, room, form, number or new_id(), 404 if lost(view) else 400, view)
    capacity = _published_as(form, caller, await _facts(house, room, caller), room)
    outcome = await publish(house, draft=draft, capacity=capacity, by=caller)
    if outcome.answer.reason is not Reason.LOG_FAILURE:
        _of_the_caller(own)
    if not outcome.answer.allowed and outcome.answer.where:
        form.fault(
            FIELDS.get(outcome.answer.where, ""), mending.mend(outcome.answer.reason, outcome.answer.where)
        )
        note_lacking(form)
        return await _form(request, room, form, number, 400, view)
    if outcome.answer.allowed and not outcome.entries and not await is_saved(house, draft, caller):
        form.fault("", mending.saved_before())
        return await _form(request, room, form, new_id(), 409, view)
    onto = f"/rum/{room}/mote/{draft.question_of}" if draft.question_of else f"/uppgift/{number}"
    return after(request, outcome, onto, Audience.READER)


async def is_saved(house: House, draft: Draft, caller: Caller) -> bool:
    """Whether it is this text that stands under the number of the form, and not what was sent from it before."""
    capacity = caller.unit or AS_SUGGESTED
    held = await house.gate.open_item(draft.item.id, by=caller, capacity=capacity, compared=True)
    return held.item is not None and held.words == draft.words and _said(held.item) == _said(draft.item)


def _said(item: Item) -> tuple[object, ...]:
    """What the form says of a text beside its words."""
    return item.categories, item.subjects, item.released_to, item.family_readers, item.place_free


def _published_as(form: Form, caller: Caller, facts: Facts, room: str) -> str:
    """The unit that the form was opened under: another tab may have chosen another assignment since.

    A session under an assignment never speaks as the family, so that the policies refuse such a form.
    """
    said = (form.fields.get("enhet") or [""])[0]
    as_family = said in (Capacity.SELF, Capacity.GUARDIAN)
    return said if said and as_family != caller.staff else claim(caller, facts, room)


def _of_the_caller(own: bool) -> None:
    """What somebody else wrote is refused, which is written down, and is not shown anew as the caller's own."""
    if not own:
        raise Moved("Somebody else has logged in at this screen since the page was shown.")


async def _facts(house: House, room: str, caller: Caller) -> Facts:
    return (await house.facts.see(room=room, by=caller)).facts


async def _form(
    request: AnyRequest, room: str, form: Form, number: str, status: int, about: Reading | None = None
) -> Template:
    house, caller = house_of(request), caller_of(request)
    seen = await house.facts.see(room=room, by=caller)
    asked = as_room(room, seen.facts)
    view = await house.gate.open_room(asked, by=caller, capacity=claim(caller, seen.facts, room))
    if not view.answer.allowed:
        return refuse(request, view.answer, view.told)
    if is_room_kept(caller, room, view.facts, view.at):
        raise NotFoundException
    units = await book.unit_names()
    inside = {unit for _who, unit in view.facts.rooms[room].participants} - {caller.unit}
    return page(
        "publish.html",
        request,
        status=status,
        room=room,
        number=number,
        proof=proof_of(request, number),
        about=None if lost(about) else about,
        lost=lost(about),
        unit=claim(caller, view.facts, room),
        sent=lambda name: (form.fields.get(name) or [""])[0],
        chosen=lambda name: form.fields.get(name, []),
        **on_page(form.faults),
        categories=[(c, words.category(c)) for c in CATEGORIES],
        people=await subjects_of(view.facts, room, caller),
        **head_of(view.facts, room),
        units=sorted(((u, units.get(u, u)) for u in inside), key=lambda pair: pair[1]),
        teaching=sorted(units.get(u, u) for u in inside if _teaches(view.facts, u)) if caller.staff else [],
    )


def _teaches(facts: Facts, unit: str) -> bool:
    """Whether what the unit files stands under a school's own rules (OSL 23)."""
    held = facts.units.get(unit)
    return held is not None and held.agency in ("skola", "forskola")


ROUTES = [write, send]
