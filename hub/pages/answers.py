"""Staff write down an answer that somebody gave by word or on paper."""

from dataclasses import dataclass, replace
from datetime import datetime

from litestar import post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.record import Act, Consent
from consent.words import BOARD, ActKind, Capacity, How
from hub import consents
from hub.acting import consent_in
from hub.facts import Seen
from hub.login.caller import Caller
from hub.pages.forms import Form
from hub.pages.parts import AnyRequest, caller_of, claimed, house_of
from hub.pages.recorded import MOST_SAID, after_recording, person, recorder_of
from hub.sharing import Stopped, in_codes, left_of, parties, stopped_by
from hub.wording import mending
from policies.effects import with_effect

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The form: about which question, the capacity that its sender claims, who spoke, and the act.

    The act has its capacity (`role`, empty where the form names none) and its time added later.
    """

    question: str
    claims: str
    spoke: str
    role: str
    act: Act


@post("/rum/{room:str}/anteckna/svar", opt={"who": "room"})
async def answer(request: AnyRequest, room: FromPath[str]) -> Redirect | Template:
    """Record an answer. A no is never too incomplete; a yes needs what was said, by whom, and who wrote it down."""
    house, caller = house_of(request), caller_of(request)
    form = await Form.of(request)
    sent = _read(form, caller, await house.clock())
    form.done()
    seen = await house.facts.see(room=room, by=caller, also=[sent.act.by])
    capacity = Capacity(sent.role) if sent.role else _capacity(seen, sent.question, sent.act.by)
    act = _of_a_part(replace(sent.act, capacity=capacity), consent_in(seen.facts, sent.question), seen)
    outcome = await consents.act(
        house,
        room=room,
        consent=sent.question,
        made=lambda moment: replace(act, at=moment),
        by=caller,
        said=act.said or "",
        capacity=claimed(sent.claims, caller, seen.facts, room),
        spoke=sent.spoke or None,
    )
    return after_recording(request, outcome, room)


def _read(form: Form, caller: Caller, at: datetime) -> Sent:
    """The form as it was sent, at `at`; its faults are gathered in it."""
    kind = ActKind(form.choice("svar", [k.value for k in ActKind]) or ActKind.REFUSE)
    how = How(form.choice("hur", [h.value for h in How], required=kind is ActKind.GRANT) or How.ORAL)
    recorder = recorder_of(form, caller)
    units, categories = form.any_codes("enhet"), form.any_codes("kategori")
    if (units or categories) and kind is ActKind.GRANT:
        form.fault("enhet", mending.yes_to_all())
    if kind is not ActKind.GRANT:
        # However a no was put, it is taken as what was said to the one who writes it down.
        recorder, how = caller.who, How.ORAL if how is How.EID else how
    act = Act(
        by=person(form, "vem"),
        capacity=Capacity.GUARDIAN,
        kind=kind,
        at=at,
        how=how,
        loa=caller.loa if how is How.EID else None,
        recorded_by=recorder,
        said=form.text("sagt", most=MOST_SAID, required=False) or None,
        language=form.language("sprak"),
        interpreter=bool(form.choice("tolk", ("ja",), required=False)),
        units=units,
        categories=categories,
    )
    return Sent(
        question=form.text("fraga", most=60),
        claims=form.text("som", most=60, required=False),
        spoke=person(form, "talade", required=False),
        role=form.choice("roll", [c.value for c in Capacity], required=False),
        act=act,
    )


def _of_a_part(act: Act, held: Consent | None, seen: Seen) -> Act:
    """A no to a part takes out of it what it can, as it does on the person's own page; one that takes nothing, or is a
    child's own and takes less than it names, is a no to all of it: it is heard."""
    if act.kind is not ActKind.REFUSE or held is None or not act.partial:
        return act if act.kind is not ActKind.REFUSE else replace(act, units=NOTHING, categories=NOTHING)
    coded, (sharing, to, categories) = in_codes(act, held, seen.facts), left_of(held)
    part = replace(act, units=coded.units & (sharing | to), categories=coded.categories & categories)
    taken = with_effect(replace(part, kind=ActKind.WITHDRAW), held, seen.facts)
    stopped, own = stopped_by(taken), act.by == held.subject
    if not part.partial or stopped is Stopped.NONE or (own and stopped is not Stopped.ALL):
        return replace(act, units=NOTHING, categories=NOTHING)
    return replace(part, kind=ActKind.WITHDRAW)


def _capacity(seen: Seen, consent: str, who: str) -> Capacity:
    """The capacity that the person has; who has none acts as guardian, and the policies say what of it."""
    held = consent_in(seen.facts, consent)
    if who == BOARD:
        return Capacity.BOARD
    if held is not None and held.subject == who:
        return Capacity.SELF
    asked = parties(held, seen.facts, seen.at) if held is not None else ()
    return next((p.capacity for p in asked if p.who == who), Capacity.GUARDIAN)
