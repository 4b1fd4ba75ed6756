"""What staff do on what others told them: maturity, a view, a guardian who can't answer, a lost telephone.

Answers stand apart.
"""

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.words import CATEGORIES
from consent.words import Outcome as Maturity
from hub.hall import View
from hub.ids import new_id
from hub.meeting.lost_phone import end_logins
from hub.pages.answers import answer
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, caller_of, claimed, house_of, on_to, own_form, refuse
from hub.pages.recordable import guardians, named_family, questions
from hub.pages.recorded import MOST_SAID, after_recording, note_of, person, recorder_of
from hub.pages.silencing import silenced
from hub.pages.subjects import head_of
from hub.people import verbs
from hub.wording import words
from hub.wording.languages import NAMES, SIMPLE


class Shut(Exception):
    """The room is not there for the one who asks."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view


async def _view(request: AnyRequest, room: str) -> View:
    """The room, which whoever records must take part in."""
    caller = caller_of(request)
    view = await house_of(request).gate.open_room(room, by=caller, capacity=caller.unit or "")
    if not view.answer.allowed:
        raise Shut(view)
    return view


def shut(request: AnyRequest, error: Exception) -> Template:
    """The page of that no."""
    assert isinstance(error, Shut)
    return refuse(request, error.view.answer, error.view.told)


@get("/rum/{room:str}/anteckna", opt={"who": "staff"}, exception_handlers={Shut: shut})
async def form(request: AnyRequest, room: FromPath[str]) -> Template:
    """The forms to record what was said."""
    view = await _view(request, room)
    return page(
        "record.html",
        request,
        room=room,
        number=new_id(),
        languages=[(tag, name) for tag, name in NAMES.items() if tag != SIMPLE],
        lines=await questions(house_of(request), room, view, caller_of(request)),
        guardians=guardians(view, room, caller_of(request)),
        family=named_family(view, room, caller_of(request)),
        silenced=await silenced(view, room, caller_of(request)),
        categories=[(c, words.category(c)) for c in CATEGORIES],
        **head_of(view.facts, room),
    )


@post("/rum/{room:str}/anteckna/mognad", opt={"who": "staff"}, exception_handlers={Shut: shut})
async def maturity(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record an assessment of the child's maturity."""
    await _view(request, room)
    sent = await own_form(request)
    outcome = sent.choice("utfall", [o.value for o in Maturity])
    matter = sent.many("kategori", CATEGORIES, required=False)
    note = sent.text("ord", most=MOST_SAID)
    number = note_of(sent, room, caller_of(request).who, outcome, *sorted(matter), note)
    sent.done()
    done = await verbs.assess(
        house_of(request),
        number=number,
        room=room,
        matter=matter,
        outcome=Maturity(outcome),
        words=note,
        by=caller_of(request),
    )
    return after_recording(request, done, room)


@post("/rum/{room:str}/anteckna/barnets-syn", opt={"who": "staff"}, exception_handlers={Shut: shut})
async def view_of_child(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record what the child thinks."""
    await _view(request, room)
    sent = await own_form(request)
    yes = sent.choice("syn", ("ja", "nej"))
    sent.done()
    done = await verbs.record_view(house_of(request), room=room, yes=yes == "ja", by=caller_of(request))
    return after_recording(request, done, room)


@post("/rum/{room:str}/anteckna/hinder", opt={"who": "room"})
async def hindrance(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record that a guardian can't answer, and why it can't wait."""
    house, caller = house_of(request), caller_of(request)
    sent = await Form.of(request)
    guardian = person(sent, "vem")
    recorder = recorder_of(sent, caller)
    claims = sent.text("som", most=60, required=False)
    reason = sent.text("skal", most=30)
    urgent = sent.text("bradska", most=MOST_SAID, required=False)
    sent.done()
    facts = (await house.facts.see(room=room, by=caller)).facts
    done = await verbs.prevent(
        house,
        room=room,
        guardian=guardian,
        reason=reason,
        urgent=urgent,
        by=caller,
        capacity=claimed(claims, caller, facts, room),
        recorder=recorder,
    )
    return after_recording(request, done, room)


@post("/rum/{room:str}/anteckna/utloggad", opt={"who": "staff"}, exception_handlers={Shut: shut})
async def lost_phone(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """End every login of somebody in the family who has lost a telephone."""
    await _view(request, room)
    sent = await own_form(request)
    who = person(sent, "vem")
    sent.done()
    done = await end_logins(house_of(request), room=room, who=who, by=caller_of(request))
    return on_to(f"/rum/{room}", "utloggad") if done.answer.allowed else after_recording(request, done, room)


ROUTES = [form, answer, maturity, view_of_child, hindrance, lost_phone]
