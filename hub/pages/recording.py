"""What staff write down of what others said: an answer by word or on paper, maturity, a view, a hindrance."""

from datetime import datetime

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.record import Act
from consent.words import BOARD, CATEGORIES, ActKind, Capacity, How
from consent.words import Outcome as Maturity
from hub import consents
from hub.desk import Outcome
from hub.gate import View
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, after, caller_of, house_of, refuse
from hub.pages.recordable import guardians, questions
from hub.pages.subjects import head_of
from hub.people import verbs
from hub.sharing import parties
from hub.wording import words
from policies.answer import Answer
from policies.told import Audience

MOST_SAID = 2_000


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
        lines=await questions(view, caller_of(request)),
        guardians=guardians(view, room, caller_of(request)),
        categories=[(c, words.category(c)) for c in CATEGORIES],
        **head_of(view.facts, room),
    )


@post("/rum/{room:str}/anteckna/svar", opt={"who": "staff"}, exception_handlers={Shut: shut})
async def answer(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record an answer by word or on paper. A no is never too incomplete; a yes needs what was said."""
    caller = caller_of(request)
    view = await _view(request, room)
    sent = await Form.of(request)
    number = sent.text("fraga", most=60)
    consent = consents.find(view.facts, number)
    who = sent.text("vem", most=60)
    kind = sent.choice("svar", [k.value for k in ActKind])
    how = sent.choice("hur", (How.ORAL.value, How.PAPER.value))
    said = sent.text("sagt", most=MOST_SAID, required=False)
    language = sent.text("sprak", most=10, required=False) or "sv"
    interpreter = bool(sent.choice("tolk", ("ja",), required=False))
    units, categories = sent.any_codes("enhet"), sent.any_codes("kategori")
    sent.done()
    if consent is None:
        raise NotFoundException
    capacity = _capacity(view, number, who)

    def made(at: datetime) -> Act:
        return Act(
            by=who,
            capacity=capacity,
            kind=ActKind(kind),
            at=at,
            how=How(how),
            loa=None,
            recorded_by=caller.who,
            said=said or None,
            language=language,
            interpreter=interpreter,
            units=units if kind == ActKind.WITHDRAW else frozenset(),
            categories=categories if kind == ActKind.WITHDRAW else frozenset(),
        )

    outcome = await consents.act(
        house_of(request), room=room, consent=number, made=made, by=caller, said=said
    )
    return _after(request, outcome, room)


def _capacity(view: View, consent: str, who: str) -> Capacity:
    """The capacity that the person has; who has none acts as guardian, and the policies say what of it."""
    held = consents.find(view.facts, consent)
    if who == BOARD:
        return Capacity.BOARD
    if held is not None and held.subject == who:
        return Capacity.SELF
    asked = parties(held, view.facts, view.at) if held is not None else ()
    found = next((p.capacity for p in asked if p.who == who), None)
    if found is None and who not in view.facts.people:
        raise NotFoundException
    return found or Capacity.GUARDIAN


@post("/rum/{room:str}/anteckna/mognad", opt={"who": "staff"}, exception_handlers={Shut: shut})
async def maturity(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record an assessment of the child's maturity."""
    await _view(request, room)
    sent = await Form.of(request)
    outcome = sent.choice("utfall", [o.value for o in Maturity])
    matter = sent.many("kategori", CATEGORIES, required=False)
    note = sent.text("ord", most=MOST_SAID)
    sent.done()
    done = await verbs.assess(
        house_of(request),
        room=room,
        matter=matter,
        outcome=Maturity(outcome),
        words=note,
        by=caller_of(request),
    )
    return _after(request, done, room)


@post("/rum/{room:str}/anteckna/barnets-syn", opt={"who": "staff"}, exception_handlers={Shut: shut})
async def view_of_child(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record what the child thinks."""
    await _view(request, room)
    sent = await Form.of(request)
    yes = sent.choice("syn", ("ja", "nej"))
    sent.done()
    done = await verbs.record_view(house_of(request), room=room, yes=yes == "ja", by=caller_of(request))
    return _after(request, done, room)


@post("/rum/{room:str}/anteckna/hinder", opt={"who": "staff"}, exception_handlers={Shut: shut})
async def hindrance(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record that a guardian can't answer, and why it can't wait."""
    await _view(request, room)
    sent = await Form.of(request)
    guardian = sent.text("vem", most=60)
    reason = sent.text("skal", most=30)
    urgent = sent.text("bradska", most=MOST_SAID, required=False)
    sent.done()
    done = await verbs.prevent(
        house_of(request), room=room, guardian=guardian, reason=reason, urgent=urgent, by=caller_of(request)
    )
    return _after(request, done, room)


def _after(request: AnyRequest, outcome: Outcome, room: str) -> Redirect | Template:
    """On a no: its sentence, and which field was at fault."""
    refused: Answer = outcome.answer
    if not refused.allowed and refused.where:
        sent = Form({})
        sent.fault(refused.where, words.reason(refused.reason))
        sent.done()
    return after(request, outcome, f"/rum/{room}", Audience.READER)


ROUTES = [form, answer, maturity, view_of_child, hindrance]
