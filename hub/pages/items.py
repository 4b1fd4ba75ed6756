"""One text: read it, correct it, hide it, delete it. Who else reads it stands in `releasing`."""

from typing import Any
from urllib.parse import urlencode

from litestar import MediaType, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from consent.words import CATEGORIES, FAMILY
from hub.deciding import AS_SUGGESTED
from hub.ids import is_id
from hub.let_out import Reading
from hub.login.caller import Caller
from hub.pages import releasing
from hub.pages.forms import Form
from hub.pages.frame import fresh_for, page
from hub.pages.parts import (
    NOBODY,
    AnyRequest,
    after,
    caller_of,
    house_of,
    log_in_again,
    on_to,
    own_form,
    refuse,
    still_there,
)
from hub.pages.proven import must_be_proven, proof_of
from hub.pages.releasing import of_ones_own, own_text
from hub.people import concerns
from hub.story import hiding, own, verbs
from hub.story.words import MOST_PLACE, MOST_TEXT, MOST_TITLE, Words
from hub.wording import words
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
        unit=words.unit_name(reading.item.unit, units),
        about=about,
        for_whom=", ".join(about),
        categories=[words.category(c) for c in CATEGORIES if c in reading.item.categories],
        mine=mine,
        proof=proof_of(request, reading.item.id) if mine else "",
        corrected=reading.corrected,
        renews=renews(reading, mote=mote, som=som, syfte=syfte),
        answerable=not caller.staff and not mine and await _answerable(reading, caller),
        redacted=reading.answer.decision == "ALLOW_REDACTED",
        **(await of_ones_own(house, caller, reading.item, units) if mine else {}),
    )


def renews(reading: Reading, **asked: str | None) -> str:
    """Where the page asks whether the text may stay, as it was asked for."""
    assert reading.item is not None
    given = {name: value for name, value in asked.items() if value is not None}
    return f"/uppgift/{reading.item.id}/kvar?{urlencode(given | {'marke': reading.mark})}"


@get("/uppgift/{item:str}/kvar", opt={"who": "staff"})
async def still(
    request: AnyRequest,
    item: FromPath[str],
    mote: FromQuery[str | None] = None,
    som: FromQuery[str | None] = None,
    syfte: FromQuery[str | None] = None,
    marke: FromQuery[str] = "",
) -> Response[dict[str, bool]] | Template:
    """Whether a page may go on showing the text that it shows; the address says how it was read."""
    house, caller = house_of(request), caller_of(request)
    item, capacity = item if is_id(item) else NOBODY, som or caller.unit or ""
    found = await house.gate.could_read(item, by=caller, capacity=capacity, purpose=syfte, meeting=mote)
    if not found.answer.allowed:
        return refuse(request, found.answer, found.told)
    return Response({"stands": found.mark == marke}, media_type=MediaType.JSON)


async def _answerable(reading: Reading, caller: Caller) -> bool:
    """Whether the family member can write a view on the text: in a room of theirs that is nobody's own story."""
    assert reading.item is not None
    rooms = await concerns.rooms_of_family(caller.who, at=reading.at)
    return reading.item.room in rooms and not await own.is_part(reading.item.id, reading.item.by)


@post("/uppgift/{item:str}/ratta", opt={"who": "room"})
async def correct(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Replace the words of one's own text."""
    form = await Form.of(request)
    must_be_proven(request, form, item)
    new = Words(
        title=form.text("rubrik", most=MOST_TITLE),
        text=form.text("text", most=MOST_TEXT),
        place=form.text("plats", most=MOST_PLACE, required=False),
    )
    place_free = bool(form.choice("utan_plats", ("ja",), required=False))
    opened_on = form.version("version")
    form.done()
    house, caller, room, capacity = await own_text(request, item)
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
        held = await house.gate.open_item(item, by=caller, capacity=capacity, compared=True)
        if held.item is None or (held.words, held.item.place_free) != (new, place_free):
            raise
        return on_to(still_there(request, f"/uppgift/{item}"))  # The same correction, sent twice.
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
    house, caller, room, capacity = await own_text(request, item, said)
    outcome = await hiding.hide(
        house, item=item, room=room, who=who, ground=ground, words=note, capacity=capacity, by=caller
    )
    # The family hides nothing: whoever asks for it hears nothing of a text that may be hidden from them.
    told_as = Audience.READER if caller.staff else Audience.STRANGER
    return after(request, outcome, f"/uppgift/{item}", told_as)


@post("/uppgift/{item:str}/ta-bort", opt={"who": "room"})
async def delete(request: AnyRequest, item: FromPath[str]) -> Redirect | Template:
    """Delete one's own text; a child after a login of now."""
    if fresh_for(request) == 0:
        return log_in_again(request)
    house, caller, room, capacity = await own_text(request, item)
    outcome = await verbs.delete(house, item=item, room=room, capacity=capacity, by=caller)
    home = "/min-berattelse" if await own.is_part(item, caller.who) else f"/rum/{room}"
    if verbs.is_deleted_by(outcome.seen.facts.items.get(item), caller):
        return on_to(home, "borta")  # Whoever sends it twice hears what they heard the first time.
    return after(request, outcome, home, Audience.READER)


ROUTES: list[Any] = [read, still, correct, *releasing.ROUTES, hide, delete]
