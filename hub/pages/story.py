""" "Min berättelse": what the author has told, once, in parts of their own; and a new part."""

from typing import Any

from litestar import get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template

from consent.errors import LedgerClosed
from consent.words import CATEGORIES, FAMILY
from hub.alone import is_guarded
from hub.doors import LogInFirst
from hub.house import House
from hub.ids import new_id
from hub.login.caller import Caller
from hub.pages.beside import has_written, others
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.insight import visible
from hub.pages.parts import (
    AnyRequest,
    after,
    caller_of,
    house_of,
    knows,
    log_in_again,
    own_form,
    too_weak,
)
from hub.pages.proven import is_proven, proof_of
from hub.pages.publishing import is_saved
from hub.pages.subjects import named_in_family, near
from hub.people import book, concerns
from hub.problems import BadInput
from hub.story import listing, own
from hub.story.publishing import Draft
from hub.story.reuse import uses, uses_of
from hub.story.telling import capacity_about, may_tell, tell
from hub.story.words import MOST_PLACE, MOST_TEXT, MOST_TITLE, Words
from hub.wording import words
from hub.wording.faults import on_page
from hub.wording.mending import mend, saved_before
from policies.answer import Reason
from policies.facts import Item
from policies.told import Audience

STORY = "/min-berattelse"
FIELDS = {"categories": "kategori", "subjects": "om", "family_readers": "familj"}


@get(STORY, opt={"who": "family"})
async def mine(request: AnyRequest) -> Template:
    """The author's own parts, by child: what about, when, where shared, and how often read there."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    children = await _children(house, caller)
    around = await visible(house, caller)
    stories = [
        {
            "child": child,
            "name": name,
            **await _told(house, caller, child),
            "others": await others(around, child),
            "wrote": has_written(caller.who, around, child),
        }
        for child, name in children
    ]
    return page("story.html", request, stories=stories)


async def _children(house: House, caller: Caller) -> list[tuple[str, str]]:
    """Whom the caller may tell about now: themselves where the hub is about them, and their children."""
    found = []
    for child in await concerns.children_for(caller.who, at=await house.clock()):
        answer = (await may_tell(house, child=child, by=caller)).answer
        if answer.reason is Reason.LOG_FAILURE:
            raise LedgerClosed
        if answer.allowed:
            found.append(child)
    names = await book.names(set(found))
    return sorted(((who, names.get(who, "")) for who in found), key=lambda pair: pair[1])


async def _told(house: House, caller: Caller, child: str) -> dict[str, Any]:
    """The parts that the caller has written about a child, the newest first, and copies whose part is gone."""
    view = await house.gate.open_room(
        own.story_of(house, child, caller.who), by=caller, capacity=capacity_about(child, caller)
    )
    mine = [item for item in view.items if item.by == caller.who] if knows(view) else []
    rows = await listing.rows(mine, {})
    readers = {item.id: item.family_readers - {caller.who} for item in mine}
    names = await book.names({who for some in readers.values() for who in some})
    guarded = knows(view) and is_guarded(caller, view.facts, view.at)
    for row in rows:
        # Where it is shared no guardian reads the copy there.
        row["uses"] = [] if guarded else await uses_of(house, row["id"], caller.who)
        row["readers"] = sorted(names.get(who, "") for who in readers[row["id"]])
    # Copies of a part that is gone are read in their rooms: a child's own list of them is the child's alone.
    left = () if guarded else await own.left_behind(child, caller.who)
    return {"parts": rows, "left": await uses(house, left, 0)}


@get(f"{STORY}/skriv", opt={"who": "family"})
async def write(request: AnyRequest, barn: FromQuery[str | None] = None) -> Template:
    """The form for a new part."""
    if too_weak(caller_of(request)):
        return log_in_again(request)
    return await _form(request, Form({"barn": [barn]} if barn else {}), new_id(), 200)


@post(f"{STORY}/skriv", opt={"who": "family"})
async def send(request: AnyRequest) -> Redirect | Template:
    """Save a new part. Nobody but its author reads it until the author says so."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    form = await own_form(request)
    children = dict(await _children(house, caller))
    child = form.choice("barn", children)
    if not child:
        form.done()
    number = form.identifier("nummer")
    if not is_proven(request, form, number):
        raise LogInFirst
    draft = _draft(form, number, own.story_of(house, child, caller.who), caller)
    try:
        form.done()
    except BadInput:
        return await _form(request, form, number or new_id(), 400)
    outcome = await tell(house, draft=draft, child=child, by=caller)
    if not outcome.answer.allowed and outcome.answer.where in FIELDS:
        form.fault(FIELDS[outcome.answer.where], mend(outcome.answer.reason, outcome.answer.where))
        return await _form(request, form, number, 400)
    if outcome.answer.allowed and not outcome.entries and not await is_saved(house, draft, caller):
        form.fault("", saved_before())
        return await _form(request, form, new_id(), 409)
    return after(request, outcome, STORY, Audience.READER)


def _draft(form: Form, number: str, room: str, caller: Caller) -> Draft:
    """The part as the form has it; it is its author's, and theirs whom the author named in the family."""
    item = Item(
        id=number,
        room=room,
        unit=FAMILY,
        by=caller.who,
        categories=form.any_codes("kategori"),
        subjects=form.any_codes("om"),
        released_to=frozenset(),
        place_free=bool(form.choice("utan_plats", ("ja",), required=False)),
        family_readers=form.any_codes("familj") | {caller.who},
    )
    title, text = form.text("rubrik", most=MOST_TITLE), form.text("text", most=MOST_TEXT)
    place = form.text("plats", most=MOST_PLACE, required=False)
    for where, chosen in (("kategori", item.categories), ("om", item.subjects)):
        if not chosen and form.right(where):
            form.fault(where, mend(Reason.INCOMPLETE, {"kategori": "categories", "om": "subjects"}[where]))
    return Draft(item=item, words=Words(title=title, text=text, place=place))


async def _form(request: AnyRequest, form: Form, number: str, status: int) -> Template:
    house, caller = house_of(request), caller_of(request)
    children = await _children(house, caller)
    chosen = (form.fields.get("barn") or [""])[0]
    child = chosen if chosen in dict(children) else (children[0][0] if len(children) == 1 else "")
    people = await named_in_family(child, caller) if child else []
    relatives = await near(child, caller, at=await house.clock()) if child else []
    return page(
        "story_write.html",
        request,
        status=status,
        for_whom=dict(children).get(child, ""),
        number=number,
        proof=proof_of(request, number),
        child=child,
        children=children,
        people=people,
        relatives=relatives,
        categories=[(c, words.category(c)) for c in CATEGORIES],
        sent=lambda name: (form.fields.get(name) or [""])[0],
        chosen=lambda name: form.fields.get(name, []),
        **on_page(form.faults),
    )


ROUTES: list[Any] = [mine, write, send]
