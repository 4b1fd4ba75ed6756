"""Answering a question about consent: yes, no, stop, and confirming what was spoken, by the one whose answer it is."""

from dataclasses import replace
from functools import partial

from litestar import post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.receipt_form import Shown
from consent.record import Act
from consent.words import ActKind, Capacity
from hub import confirming, consents
from hub.acting import CHANGED
from hub.alone import is_guarded, is_kept
from hub.carrying import text_of
from hub.desk import Outcome
from hub.facts import Seen
from hub.login.caller import Caller
from hub.pages.answered import Page, of_another, of_old_login, page_of
from hub.pages.cards import Card
from hub.pages.choosing import CHECK
from hub.pages.consented import Part, after_act, their_part, where_it_stands
from hub.pages.forms import Form
from hub.pages.frame import fresh_for
from hub.pages.in_part import Codes, as_checked, yes_as_checked
from hub.pages.parts import AnyRequest, caller_of, changed_since, house_of, own_form, too_weak
from hub.pages.proven import must_be_proven
from hub.pages.shown import MARK, MARKED, WHOLE, answered_text, drawn
from hub.pages.stopping import what_if
from hub.people import book
from hub.problems import BadInput
from hub.wording import gettext as _
from hub.wording import words
from hub.wording.faults import Wrong
from policies.answer import Reason

NOTHING: frozenset[str] = frozenset()
CLAIMED, IDS = ".{1,60}", "[0-9a-z ]{1,2000}"


@post("/medgivande/{number:str}/ja", opt={"who": "room"})
async def grant(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """Say yes, to all of it, or but for the units and categories that are named."""
    form = await own_form(request)
    out = form.any_codes("enhet"), form.any_codes("kategori")
    if any(out) or form.hidden("steg", CHECK):
        return await yes_as_checked(request, number, out, form)
    return await _answer(request, number, ActKind.GRANT, form)


@post("/medgivande/{number:str}/nej", opt={"who": "room"})
async def decline(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """Say no."""
    form = await own_form(request)
    units, categories = (frozenset(form.fields.get(name, [])) for name in ("enhet", "kategori"))
    return await _answer(request, number, ActKind.REFUSE, form, checked=(units, categories))


@post("/medgivande/{number:str}/sluta", opt={"who": "room"})
async def withdraw(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """Stop sharing, all of it or the units and categories that were chosen; `visa`: only look what that stops."""
    form = await own_form(request)
    part = form.any_codes("enhet"), form.any_codes("kategori")
    # What is ticked says enough where nothing else was pressed.
    whole = (form.choice("vad", ("allt", "del"), required=not any(part)) or "del") == "allt"
    if not whole and not any(part) and not form.faults:
        form.fault("enhet", words.choose_something())
    part = (NOTHING, NOTHING) if whole else part
    if form.choice("visa", ("ja",), required=False):
        form.done()
        return await what_if(request, number, *part, chosen="allt" if whole else "del")
    if form.faults and not too_weak(caller_of(request)) and fresh_for(request) != 0:
        return await what_if(
            request, number, *part, chosen=form.hidden("vad", "allt|del"), faults=form.faults
        )
    return await _answer(request, number, ActKind.WITHDRAW, form, part)


@post("/medgivande/{number:str}/bekrafta", opt={"who": "room"})
async def confirm(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """Confirm one's own yes, which staff wrote down as spoken."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    act = form.identifier("svar")
    form.done()
    part = await their_part(request, number)
    if part.consent is not None and is_kept(caller, part.consent, part.seen.facts, part.seen.at):
        must_be_proven(request, form, number)
    mine = (a for a in (part.consent.acts if part.consent else ()) if (a.id, a.by) == (act, caller.who))
    outcome = await confirming.confirm(
        house,
        room=part.room,
        consent=number,
        act=act,
        beside=frozenset(form.hidden("aven", IDS).split()),
        capacity=part.capacity or Capacity.SELF,  # Who is not asked has no yes: the rules refuse it.
        by=caller,
        spoken=next(mine, None),
    )
    if outcome.answer.reason is not Reason.LOG_FAILURE and part.consent is None:
        raise NotFoundException
    return after_act(request, outcome, f"/medgivande/{number}/klart")


async def _answer(
    request: AnyRequest,
    number: str,
    kind: ActKind,
    form: Form,
    out: Codes = (NOTHING, NOTHING),
    checked: Codes = (NOTHING, NOTHING),
) -> Redirect | Template:
    """Put the answer to the policies, whoever gives it: a no is never refused, and every no of ours is written.

    `out`: what is stopped of it; `checked`: what was said no to, one after the other, where it is a no to all of it.
    """
    house, caller = house_of(request), caller_of(request)
    said = form.text("som", most=60, required=False) if kind is ActKind.GRANT else form.hidden("som", CLAIMED)
    shown_in = form.shown_in("sprak")
    form.done()
    part = await their_part(request, number)
    capacity = Capacity.SELF if said == Capacity.SELF else part.capacity or Capacity.GUARDIAN
    answer = replace(drawn(kind, caller, capacity, shown_in, part.consent), units=out[0], categories=out[1])
    carried = form.hidden(MARK, MARKED), form.hidden(WHOLE, MARKED)
    compare = partial(_compared, answer=answer, carried=carried, checked=checked)
    page = page_of(request, form, answer, compare, number=number)
    _parts_must_be_known(part, page, out[0] | out[1])
    asked = page if part.consent is not None else None
    await text_of(asked, answer, part.seen)
    outcome = await consents.act(
        house,
        room=part.room,
        consent=number,
        made=lambda at: replace(answer, at=at),
        by=caller,
        capacity=_door(said, caller, asked=asked is not None or page.settled),
        page=asked,
    )
    if part.consent is not None and not page.settled and of_another(page, outcome, part.seen):
        return of_old_login(request, form, part.consent, outcome, part.seen)
    asks = part.consent is not None and page.tells(part.consent, part.seen, outcome)
    return _told(request, outcome, answer, number, asked=asks)


def _told(
    request: AnyRequest, outcome: Outcome, answer: Act, number: str, *, asked: bool
) -> Redirect | Template:
    """The page that comes of it. Who has no part in the question, or may not know of it and leaves no act, is told
    that it does not exist."""
    if not asked and outcome.answer.reason is not Reason.LOG_FAILURE:
        raise NotFoundException
    if outcome.answer.where == CHANGED:
        return changed_since(request)
    return after_act(request, outcome, where_it_stands(outcome, answer, number))


async def _compared(
    card: Card, seen: Seen, caller: Caller, *, answer: Act, carried: tuple[str, str], checked: Codes
) -> Shown | None:
    """The text that is answered, in the language of the page; nothing where it is another by now."""
    question, of_all = carried
    if not question:
        return None
    if any(checked):
        return await as_checked(card, seen, caller, out=checked, carried=question, pressed=_("Säg nej"))
    return answered_text(card, answer, question, await book.unit_names(), of_all=of_all)


def _parts_must_be_known(part: Part, page: Page, named: frozenset[str]) -> None:
    """Raise the fault of a stop in part that names nothing that is, or was, a part of the consent."""
    held = part.consent
    if held is None or not named or named & (held.from_units | held.to_units | held.categories):
        return
    if not page.shows(held, part.seen) or is_guarded(page.caller, part.seen.facts, part.seen.at):
        raise NotFoundException  # It would leave no trace, and tell that there is such a question.
    raise BadInput(Wrong("enhet", words.choose_something()))


def _door(said: str, caller: Caller, *, asked: bool) -> str | None:
    """The capacity claimed: a god man asks by the same door as a guardian, staff under their unit. Only the one whom it
    is about has a yes of their own where they are not `asked`: they always are."""
    if not asked and not caller.staff:
        return Capacity.SELF
    if said == Capacity.GOD_MAN:
        return Capacity.GUARDIAN
    return said or caller.unit


ROUTES = [grant, decline, withdraw, confirm]
