"""Deciding one thing at a time: each unit, then each category, then all answers to check; nothing is chosen before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.receipt_form import Shown
from consent.record import Act
from consent.words import ActKind
from hub import consents
from hub.login.caller import Caller
from hub.pages.consented import Found, about, after_act, find
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import (
    AnyRequest,
    caller_of,
    house_of,
    log_in_again,
    own_form,
    refuse,
    too_weak,
)
from hub.pages.shown import MARK, Lines, answered, changed, mark, parts
from hub.partly import PARTS, say_yes
from hub.people import book
from hub.problems import BadInput
from hub.sharing import OVER, left_of
from hub.wording import gettext as _
from hub.wording import mending, speaking, words
from hub.wording.faults import Wrong
from policies.answer import Reason
from policies.told import Audience, told

UNITS, CATEGORIES, CHECK = "1", "2", "3"
YES, NO = "ja", "nej"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing to say yes or no to: its field, its code, its name, what the unit would do, and the answer so far."""

    field: str
    code: str
    name: str
    does: str
    answer: str


@get("/medgivande/{number:str}/valj", opt={"who": "family"})
async def begin(request: AnyRequest, number: FromPath[str]) -> Template | Redirect:
    """The first page of the question, with nothing answered."""
    return await _page(request, number, Form({}))


@post("/medgivande/{number:str}/valj", opt={"who": "family"}, status_code=200)
async def go_on(request: AnyRequest, number: FromPath[str]) -> Template | Redirect:
    """The page that `steg` names, with what has been answered so far: it is kept in the form alone, since an
    address stays in the browser for whoever has it in their hand next."""
    return await _page(request, number, await own_form(request), acting=True)


async def _page(request: AnyRequest, number: str, form: Form, *, acting: bool = False) -> Template | Redirect:
    if too_weak(caller_of(request)):
        return log_in_again(request)
    found = await find(request, number, acting=acting)
    if found.card.state in OVER or not found.card.choosable or not found.card.informed:
        return Redirect(f"/medgivande/{number}", status_code=303)
    units, categories = await _units(found, form), _categories(found, form)
    step = _step(form, units, categories)
    return page(
        "choose.html",
        request,
        status=400 if form.faults else 200,
        card=found.card,
        step=step,
        units=units,
        categories=categories,
        answered=[one for one in (*units, *categories) if one.answer],
        shares=_shares(found, units, categories),
        visat=mark(_lines(units, categories)) if step == CHECK else "",
        faults=[(f.where, f.what) for f in form.faults],
        fault={f.where: f.what for f in form.faults},
        **about(found.card),
    )


def _step(form: Form, units: list[Asked], categories: list[Asked]) -> str:
    """The step that was asked for, or the first one before it where something has not been answered."""
    step = form.choice("steg", (UNITS, CATEGORIES, CHECK), required=False) or UNITS
    for this, asked in ((UNITS, units), (CATEGORIES, categories)):
        lacking = [one for one in asked if not one.answer]
        if step > this and lacking:
            for one in lacking:
                if form.right(one.field):
                    form.fault(one.field, words.answer_it())
            return this
    return step


async def yes_in_part(
    request: AnyRequest, number: str, units: frozenset[str], categories: frozenset[str], form: Form
) -> Template | Redirect:
    """Say yes but for these units and categories, in one step."""
    shown_in, carried = form.shown_in("sprak"), form.text(MARK, most=64, required=False)
    form.done()
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    found = await find(request, number, acting=True)
    consent, yes = found.card.consent, _yes(found, caller, shown_in)
    with speaking(yes.language):
        text = await _answered(found, units | categories, carried) if carried else None
        if carried and text is None:
            raise changed()
    but = replace(yes, kind=ActKind.WITHDRAW, units=units, categories=categories)
    outcome = await say_yes(
        house,
        room=consent.room,
        consent=number,
        yes=lambda at: replace(yes, at=at),
        but=lambda at: replace(but, at=at),
        by=caller,
        shown=text,
    )
    if outcome.answer.where == PARTS:
        raise BadInput(Wrong("", mending.mend(outcome.answer.reason, PARTS)))
    if outcome.answer.allowed or outcome.answer.reason is Reason.LOG_FAILURE:
        return after_act(request, outcome, f"/medgivande/{number}/klart")
    # A no is never refused, also where the yes beside it is.
    no = await consents.act(
        house, room=consent.room, consent=number, made=lambda at: replace(but, at=at), by=caller
    )
    said = told(outcome.answer, Audience.GRANTOR)
    return refuse(request, outcome.answer, said, kept=no.answer.allowed)


def _yes(found: Found, caller: Caller, shown_in: str) -> Act:
    consent = found.card.consent
    return Act(
        by=caller.who,
        capacity=found.card.capacity,
        kind=ActKind.GRANT,
        at=found.seen.at,
        loa=caller.loa,
        language=shown_in or consent.language,
        interpreter=consent.interpreter,
    )


async def _answered(found: Found, no: frozenset[str], carried: str) -> Shown | None:
    """The text of the answers that were checked, with the button that was pressed."""
    units, categories = (
        [replace(one, answer=NO if one.code in no else YES) for one in asked]
        for asked in (await _units(found, Form({})), _categories(found, Form({})))
    )
    shares = "; ".join(_shares(found, units, categories))
    return answered(_lines(units, categories), _("Dela med %(units)s") % {"units": shares}, carried=carried)


def _lines(units: list[Asked], categories: list[Asked]) -> Lines:
    return parts(*([(one.name, one.answer) for one in asked] for asked in (units, categories)))


async def _units(found: Found, form: Form) -> list[Asked]:
    """Each unit, by its name, with what it would do."""
    from_units, to_units, _ = left_of(found.card.consent)
    names = await book.unit_names()
    asked = [
        _asked(
            form, f"u.{unit}", unit, names.get(unit, unit), words.does(unit in from_units, unit in to_units)
        )
        for unit in from_units | to_units
    ]
    return sorted(asked, key=lambda one: one.name)


def _categories(found: Found, form: Form) -> list[Asked]:
    left = left_of(found.card.consent)[2]
    return [_asked(form, f"k.{c}", c, words.category(c), "") for c in words.CATEGORIES if c in left]


def _asked(form: Form, field: str, code: str, name: str, does: str) -> Asked:
    answer = form.choice(field, (YES, NO), required=False)
    return Asked(field=field, code=code, name=name, does=does, answer=answer)


def _shares(found: Found, units: list[Asked], categories: list[Asked]) -> list[str]:
    """Whom it would be shared with, by name: nobody where what is left out leaves nothing to share."""
    from_units, to_units, _ = left_of(found.card.consent)
    yes: Mapping[str, str] = {one.code: one.name for one in units if one.answer == YES}
    some = any(one.answer == YES for one in categories) and any(unit in yes for unit in from_units)
    return [name for unit, name in yes.items() if unit in to_units] if some else []


ROUTES = [begin, go_on]
