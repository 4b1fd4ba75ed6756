"""Answering a question about consent: yes, no, stop, and confirming what was spoken, by the one whose answer it is."""

from dataclasses import replace

from litestar import post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.receipt_form import Shown
from consent.record import Act, Consent
from consent.tables import ConsentRow
from consent.words import ActKind, Capacity
from hub import confirming, consents
from hub.acting import CHANGED, consent_in
from hub.alone import is_guarded
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.pages.choosing import CHECK
from hub.pages.consented import after_act, where_it_stands, whole_card
from hub.pages.forms import Form
from hub.pages.in_part import as_checked, yes_as_checked
from hub.pages.parts import NOBODY, AnyRequest, caller_of, changed_since, house_of, log_in_again, own_form
from hub.pages.shown import MARK, MARKED, answered_text, drawn
from hub.pages.stopping import what_if
from hub.people import book
from hub.sharing import capacity_of
from hub.wording import gettext as _
from hub.wording import speaking, words
from policies.answer import Reason

NOTHING: frozenset[str] = frozenset()


@post("/medgivande/{number:str}/ja", opt={"who": "room"})
async def grant(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """Say yes, to all of it, or but for the units and categories that are named."""
    form = await own_form(request)
    units, categories = form.any_codes("enhet"), form.any_codes("kategori")
    if units or categories or form.hidden("steg", CHECK):
        return await yes_as_checked(request, number, units, categories, form)
    return await _answer(request, number, ActKind.GRANT, form)


@post("/medgivande/{number:str}/nej", opt={"who": "room"})
async def decline(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """Say no."""
    form = await own_form(request)
    checked = [code for name in ("enhet", "kategori") for code in form.fields.get(name, [])]
    return await _answer(request, number, ActKind.REFUSE, form, checked=frozenset(checked))


@post("/medgivande/{number:str}/sluta", opt={"who": "room"})
async def withdraw(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """Stop sharing, all of it or the units and categories that were chosen; `visa`: only look what that stops."""
    form = await own_form(request)
    whole = form.choice("vad", ("allt", "del")) == "allt"
    units = form.any_codes("enhet")
    categories = form.any_codes("kategori")
    if not whole and not units and not categories and not form.faults:
        form.fault("enhet", words.choose_something())
    part = (NOTHING, NOTHING) if whole else (units, categories)
    if form.choice("visa", ("ja",), required=False):
        form.done()
        return await what_if(request, number, *part, chosen="allt" if whole else "del")
    return await _answer(request, number, ActKind.WITHDRAW, form, *part)


@post("/medgivande/{number:str}/bekrafta", opt={"who": "room"})
async def confirm(request: AnyRequest, number: FromPath[str]) -> Redirect | Template:
    """Confirm one's own yes, which staff wrote down as spoken."""
    house, caller = house_of(request), caller_of(request)
    form = await own_form(request)
    act = form.identifier("svar")
    form.done()
    room = await _room_of(number)
    seen = await house.facts.see(room=room, by=caller)
    consent = consent_in(seen.facts, number)
    part = capacity_of(consent, caller.who, seen.facts, seen.at) if consent is not None else None
    mine = (a for a in (consent.acts if consent is not None else ()) if (a.id, a.by) == (act, caller.who))
    outcome = await confirming.confirm(
        house,
        room=room,
        consent=number,
        act=act,
        capacity=part or Capacity.SELF,  # Who is not asked has no yes of their own here: the rules refuse it.
        by=caller,
        spoken=next(mine, None),
    )
    if outcome.answer.reason is not Reason.LOG_FAILURE and part is None:
        raise NotFoundException
    return after_act(request, outcome, f"/medgivande/{number}/klart")


async def _answer(
    request: AnyRequest,
    number: str,
    kind: ActKind,
    form: Form,
    units: frozenset[str] = NOTHING,
    categories: frozenset[str] = NOTHING,
    checked: frozenset[str] = NOTHING,
) -> Redirect | Template:
    """Put the answer to the policies, whoever gives it: a no is never refused, and every no of ours is written.

    Who has no part in the question is told that it does not exist, whatever came of it.
    """
    house, caller = house_of(request), caller_of(request)
    said = form.text("som", most=60, required=False)
    shown_in, carried = form.shown_in("sprak"), form.hidden(MARK, MARKED)
    form.done()
    room = await _room_of(number)
    seen = await house.facts.see(room=room, by=caller)
    consent = consent_in(seen.facts, number)
    _parts_must_be_known(form, consent, units | categories)
    part = capacity_of(consent, caller.who, seen.facts, seen.at) if consent is not None else None
    capacity = Capacity.SELF if said == Capacity.SELF else part or Capacity.GUARDIAN
    answer = replace(drawn(kind, caller, capacity, shown_in, consent), units=units, categories=categories)
    asked = part is not None or kind is not ActKind.GRANT
    door, made = _door(said, caller, asked=asked), lambda at: replace(answer, at=at)
    text = None
    if carried and consent is not None and part is not None:
        text = await _answered(house, consent, part, answer, seen, caller, shown_in, carried, checked)
    changed = text is None and kind is ActKind.GRANT and part is not None
    if changed and is_guarded(caller, seen.facts, seen.at):
        return log_in_again(request)  # Whether a child has said yes before is not to be found out there.
    outcome = await consents.act(
        house, room=room, consent=number, made=made, by=caller, capacity=door, shown=text, changed=changed
    )
    if outcome.answer.where == CHANGED:
        return changed_since(request)
    if outcome.answer.reason is not Reason.LOG_FAILURE and part is None:
        raise NotFoundException
    return after_act(request, outcome, where_it_stands(outcome, answer, number))


async def _answered(
    house: House,
    consent: Consent,
    part: Capacity,
    answer: Act,
    seen: Seen,
    caller: Caller,
    shown_in: str,
    carried: str,
    checked: frozenset[str],
) -> Shown | None:
    """The text that is answered, in the language of the page; nothing where it is another by now.

    `checked`: the units and categories that were said no to, one after the other, where it is a no to all of it.
    """
    card = await whole_card(house, consent, part, seen, caller)
    names = await book.unit_names()
    with speaking(shown_in or answer.language):
        if checked:
            return await as_checked(card, seen, caller, checked, carried, _("Säg nej"))
        return answered_text(card, answer, carried, names)


def _parts_must_be_known(form: Form, consent: Consent | None, named: frozenset[str]) -> None:
    """Raise the fault of a stop in part that names nothing that is, or was, a part of the consent."""
    known = consent.from_units | consent.to_units | consent.categories if consent is not None else named
    if named and not named & known:
        form.fault("enhet", words.choose_something())
        form.done()


async def _room_of(number: str) -> str:
    """The room of a consent, or none that exists."""
    rows = await ConsentRow.select(ConsentRow.room).where(ConsentRow.id == number).run()
    return str(rows[0]["room"]) if rows else NOBODY


def _door(said: str, caller: Caller, *, asked: bool) -> str | None:
    """The capacity claimed: a god man asks by the same door as a guardian, staff under their unit. Only the one whom it
    is about has a yes of their own where they are not `asked`: they always are."""
    if not asked and not caller.staff:
        return Capacity.SELF
    if said == Capacity.GOD_MAN:
        return Capacity.GUARDIAN
    return said or caller.unit


ROUTES = [grant, decline, withdraw, confirm]
