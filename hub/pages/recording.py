"""What staff write down of what others said: an answer by word or on paper, maturity, a view, a hindrance."""

from datetime import datetime

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.record import Act
from consent.words import BOARD, CATEGORIES, ActKind, Capacity, How
from consent.words import Outcome as Maturity
from hub import consents
from hub.desk import Outcome
from hub.facts import Seen
from hub.gate import View
from hub.ids import is_id
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import AnyRequest, after, belongs, caller_of, claimed, house_of, refuse
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


@post("/rum/{room:str}/anteckna/svar", opt={"who": "room"})
async def answer(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record an answer by word or on paper. A no is never too incomplete; a yes needs what was said.

    `av` is who records it as the form has it, since others may have logged in at this screen meanwhile; `roll`
    the capacity that it was said in, and `talade` who spoke.
    """
    house, caller = house_of(request), caller_of(request)
    sent = await Form.of(request)
    number = sent.text("fraga", most=60)
    who, spoke = _person(sent, "vem"), _person(sent, "talade", required=False)
    kind = ActKind(sent.choice("svar", [k.value for k in ActKind]) or ActKind.REFUSE)
    how = How(sent.choice("hur", [h.value for h in How]) or How.ORAL)
    role = sent.choice("roll", [c.value for c in Capacity], required=False)
    claims = sent.text("som", most=60, required=False)
    said = sent.text("sagt", most=MOST_SAID, required=False)
    language = sent.text("sprak", most=10, required=False) or "sv"
    interpreter = bool(sent.choice("tolk", ("ja",), required=False))
    units, categories = sent.any_codes("enhet"), sent.any_codes("kategori")
    recorder = _recorder(sent, caller)
    sent.done()
    if kind is not ActKind.GRANT:
        # However a no was put, it is taken as what was said to the one who writes it down.
        recorder, how = caller.who, How.ORAL if how is How.EID else how
    seen = await house.facts.see(room=room, by=caller, also=[who])
    capacity = Capacity(role) if role else _capacity(seen, number, who)

    def made(at: datetime) -> Act:
        return Act(
            by=who,
            capacity=capacity,
            kind=kind,
            at=at,
            how=how,
            loa=caller.loa if how is How.EID else None,
            recorded_by=recorder,
            said=said or None,
            language=language,
            interpreter=interpreter,
            units=units if kind is ActKind.WITHDRAW else frozenset(),
            categories=categories if kind is ActKind.WITHDRAW else frozenset(),
        )

    outcome = await consents.act(
        house,
        room=room,
        consent=number,
        made=made,
        by=caller,
        said=said,
        capacity=claimed(claims, caller, seen.facts, room),
        spoke=spoke or None,
    )
    return _after(request, outcome, room)


def _person(sent: Form, name: str, *, required: bool = True) -> str:
    """The id of a person, or the board's name; a name that somebody typed is nobody's id and a fault."""
    found = sent.text(name, most=60, required=required)
    if found and found != BOARD and not is_id(found):
        sent.fault(name, words.choose_something())
    return found


def _recorder(sent: Form, caller: Caller) -> str | None:
    """Who records, as the form says; the caller where it does not say, nobody where it leaves it empty."""
    return _person(sent, "av", required=False) or (None if "av" in sent.fields else caller.who)


def _capacity(seen: Seen, consent: str, who: str) -> Capacity:
    """The capacity that the person has; who has none acts as guardian, and the policies say what of it."""
    held = consents.find(seen.facts, consent)
    if who == BOARD:
        return Capacity.BOARD
    if held is not None and held.subject == who:
        return Capacity.SELF
    asked = parties(held, seen.facts, seen.at) if held is not None else ()
    return next((p.capacity for p in asked if p.who == who), Capacity.GUARDIAN)


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


@post("/rum/{room:str}/anteckna/hinder", opt={"who": "room"})
async def hindrance(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record that a guardian can't answer, and why it can't wait."""
    house, caller = house_of(request), caller_of(request)
    sent = await Form.of(request)
    guardian = _person(sent, "vem")
    recorder = _recorder(sent, caller)
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
    return _after(request, done, room)


def _after(request: AnyRequest, outcome: Outcome, room: str) -> Redirect | Template:
    """On a no: its sentence, and which field was at fault, for those who belong to the room."""
    refused: Answer = outcome.answer
    if not refused.allowed and refused.where and belongs(caller_of(request), outcome.seen.facts):
        sent = Form({})
        sent.fault(refused.where, words.reason(refused.reason))
        sent.done()
    return after(request, outcome, f"/rum/{room}", Audience.READER)


ROUTES = [form, answer, maturity, view_of_child, hindrance]
