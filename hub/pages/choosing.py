"""Deciding one thing a page: each unit, then each category, then all answers to check; nothing is chosen before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from hub.alone import is_kept
from hub.facts import Seen
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.pages.carried import brought, onward
from hub.pages.checked import parts
from hub.pages.consented import Found, about, find
from hub.pages.forms import Form
from hub.pages.frame import page
from hub.pages.parts import (
    AnyRequest,
    caller_of,
    house_of,
    log_in_again,
    own_form,
    too_weak,
)
from hub.pages.proven import must_be_proven, proof_of
from hub.pages.shown import Lines, can_say_yes, mark
from hub.people import book
from hub.sharing import OVER, left_of
from hub.wording import words
from hub.wording.faults import on_page

CHECK = "3"
"""The step where all answers are checked; any other one is the field of what it asks."""

STEP = r"[uk]\..{1,60}|3"
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
    """The step that the address carries, or the first one with nothing answered."""
    return (await _page(request, number))[0]


@post("/medgivande/{number:str}/valj", opt={"who": "family"}, status_code=200)
async def go_on(request: AnyRequest, number: FromPath[str]) -> Template | Redirect:
    """On to what `steg` names, with what has been answered so far; or to the first that has not, to be answered."""
    form = await own_form(request)
    must_be_proven(request, form, number)
    shown, found, steps = await _page(request, number, form)
    if found is None or form.faults or found.card.guarded:
        return shown
    house, caller, consent = house_of(request), caller_of(request), found.card.consent
    where = f"/medgivande/{number}/valj"
    onto = await onward(house, where, steps, consent=consent, caller=caller)
    return Redirect(onto, status_code=303) if onto is not None else shown


async def _page(
    request: AnyRequest, number: str, form: Form | None = None
) -> tuple[Template | Redirect, Found | None, list[tuple[str, str]]]:
    """The page, what was found, and the fields that lead to it: of the form that was sent, or of the address."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request), None, []
    found = await find(request, number, acting=form is not None)
    card = found.card
    if card.state in OVER or not (card.choosable and card.answerable and can_say_yes(card)):
        return Redirect(f"/medgivande/{number}", status_code=303), None, []
    card = as_shown(card, found.seen, caller)
    found = replace(found, card=card)
    if form is None:
        form = await brought(request, house, card=card, caller=caller)
    units, categories = await units_of(card, form), categories_of(card, form)
    asked = [*units, *categories]
    step = _step(form, asked)
    answered = [one for one in asked if one.answer]
    form.faults = [f for f in form.faults if f.where in ("", step)]
    steps = [("steg", step), *((one.field, one.answer) for one in answered)]
    shown = page(
        "choose.html",
        request,
        status=400 if form.faults else 200,
        card=card,
        proof=proof_of(request, number),
        asked=asked,
        now=next((n for n, one in enumerate(asked) if one.field == step), None),
        units=units,
        categories=categories,
        answered=answered,
        shares=shares_of(card, units, categories),
        visat=mark(lines_of(card, units, categories)) if step == CHECK else "",
        **on_page(form.faults),
        foreseen=await _foreseen(request, found, steps) if step == CHECK and not card.guarded else None,
        names={one.field: one.name for one in asked},
        **about(card),
    )
    return shown, found, steps


def as_shown(card: Card, seen: Seen, caller: Caller) -> Card:
    """An open tab on a child's telephone that somebody else may hold by now: it goes on, and says nothing of why."""
    return replace(card, motive=None) if is_kept(caller, card.consent, seen.facts, seen.at) else card


async def _foreseen(request: AnyRequest, found: Found, steps: list[tuple[str, str]]) -> str | None:
    """The address of what each unit would read with these answers."""
    consent, caller = found.card.consent, caller_of(request)
    where = f"/medgivande/{consent.id}/forhandsvisning"
    return await onward(house_of(request), where, steps, consent=consent, caller=caller)


def _step(form: Form, asked: list[Asked]) -> str:
    """What is asked for, once what was asked (`nu`) is answered; the first unanswered where nothing else can be."""
    fields, lacking = [one.field for one in asked], [one.field for one in asked if not one.answer]
    step, before = form.hidden("steg", STEP), form.hidden("nu", STEP)
    wrong = [field for field in fields if not form.right(field)]
    if not wrong and step in fields:
        return step
    if not wrong and before in lacking:
        form.fault(before, words.answer_it())
        return before
    return [*wrong, *lacking, CHECK][0]


async def units_of(card: Card, form: Form) -> list[Asked]:
    """Each unit, by its name, with what it would do."""
    from_units, to_units, _ = left_of(card.consent)
    names = await book.unit_names()
    asked = [
        _asked(
            form, f"u.{unit}", unit, names.get(unit, unit), words.does(unit in from_units, unit in to_units)
        )
        for unit in from_units | to_units
    ]
    return sorted(asked, key=lambda one: one.name)


def categories_of(card: Card, form: Form) -> list[Asked]:
    """Each category, by its name."""
    left = left_of(card.consent)[2]
    return [_asked(form, f"k.{c}", c, words.category(c), "") for c in words.CATEGORIES if c in left]


def lines_of(card: Card, units: list[Asked], categories: list[Asked]) -> Lines:
    """The answers as the page that checks them shows them."""
    asked = ([(one.name, one.does, one.answer) for one in some] for some in (units, categories))
    return parts(card, *asked, shares=bool(shares_of(card, units, categories)))


def _asked(form: Form, field: str, code: str, name: str, does: str) -> Asked:
    answer = form.choice(field, (YES, NO), required=False)
    return Asked(field=field, code=code, name=name, does=does, answer=answer)


def shares_of(card: Card, units: list[Asked], categories: list[Asked]) -> list[str]:
    """Whom it would be shared with, by name: nobody where what is left out leaves nothing to share."""
    from_units, to_units, _ = left_of(card.consent)
    yes: Mapping[str, str] = {one.code: one.name for one in units if one.answer == YES}
    some = any(one.answer == YES for one in categories) and any(unit in yes for unit in from_units)
    return [name for unit, name in yes.items() if unit in to_units] if some else []


ROUTES = [begin, go_on]
