"""A yes to the answers that were checked: all of it, or but for what was said no to, in one step."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from litestar.exceptions import NotFoundException
from litestar.response import Redirect, Template

from consent.receipt_form import Shown
from consent.record import Act
from consent.words import ActKind
from hub import consents
from hub.acting import CHANGED, is_out_by_own
from hub.alone import is_kept
from hub.carrying import OUT_OF_REACH
from hub.desk import Outcome
from hub.facts import Seen
from hub.login.caller import Caller
from hub.pages.answered import Page, of_another, of_old_login, page_of
from hub.pages.cards import Card
from hub.pages.choosing import NO, YES, as_shown, categories_of, lines_of, shares_of, units_of
from hub.pages.consented import Found, after_act, find, their_part, where_it_stands
from hub.pages.forms import Form
from hub.pages.parts import (
    AnyRequest,
    caller_of,
    changed_since,
    house_of,
    log_in_again,
    not_now,
    refuse,
    too_weak,
)
from hub.pages.proven import was_shown
from hub.pages.shown import MARK, MARKED, answered, can_say_yes, drawn, version_of
from hub.partly import PARTS, say_yes
from hub.problems import BadInput
from hub.sharing import in_codes, stopped_by
from hub.wording import gettext as _
from hub.wording import mending
from hub.wording.faults import Wrong
from policies.answer import Reason
from policies.effects import with_effect
from policies.told import Audience, told

Codes = tuple[frozenset[str], frozenset[str]]
"""Units, and categories."""


async def yes_as_checked(request: AnyRequest, number: str, out: Codes, form: Form) -> Template | Redirect:
    """Say yes, but for these units and categories, to what the page showed."""
    shown_in, carried = form.shown_in("sprak"), form.hidden(MARK, MARKED)
    form.done()
    caller = caller_of(request)
    no_alone = partial(_no_alone, request, number, out, form)
    if too_weak(caller):
        return log_in_again(request, kept=await no_alone())
    try:
        found = await find(request, number, acting=True)
    except NotFoundException:
        if not (kept := await no_alone()):
            raise
        return not_now(request, kept=kept)
    yes = drawn(ActKind.GRANT, caller, found.card.capacity, shown_in, found.card.consent)
    compare = partial(as_checked, out=out, carried=carried)
    page = page_of(request, form, yes, compare, number=number)
    try:
        await page(found.seen)
        outcome = await _say(request, found, yes, out, page)
    except OUT_OF_REACH:
        if not (kept := await no_alone()):
            raise
        return not_now(request, kept=kept)
    if of_another(page, outcome, found.seen):
        kept = "" if outcome.answer.allowed else await no_alone()
        return of_old_login(request, form, found.card.consent, outcome, found.seen, kept=kept)
    return await _answer(request, outcome, yes, number, no_alone)


async def _answer(
    request: AnyRequest, outcome: Outcome, yes: Act, number: str, no_alone: Callable[[], Awaitable[str]]
) -> Template | Redirect:
    answer = outcome.answer
    if answer.allowed:
        return after_act(request, outcome, where_it_stands(outcome, yes, number))
    kept = await no_alone()
    if answer.where == PARTS and not kept:
        raise BadInput(Wrong("", mending.mend(answer.reason, PARTS)))
    if answer.where in (CHANGED, PARTS):
        return changed_since(request, kept=kept)
    if answer.reason is Reason.LOG_FAILURE and kept:
        return not_now(request, kept=kept)
    return refuse(request, answer, told(answer, Audience.GRANTOR), kept=kept)


async def _no_alone(request: AnyRequest, number: str, out: Codes, form: Form) -> str:
    """A no is never refused, also where the yes beside it is: how much of it has taken effect, if there is any.

    Where a child's login is old, and the form from no page that was shown, one that stands already is not told: it
    leaves no act.
    """
    house, caller, part = house_of(request), caller_of(request), await their_part(request, number)
    consent, facts, room = part.consent, part.seen.facts, part.room
    if consent is None or part.capacity is None:
        return ""
    no = drawn(ActKind.WITHDRAW, caller, part.capacity, form.shown_in("sprak"), consent)
    no = with_effect(in_codes(replace(no, units=out[0], categories=out[1]), consent, facts), consent, facts)
    if not no.partial:
        return ""
    hidden = is_kept(caller, consent, facts, part.seen.at) and not was_shown(request, form, number)
    if is_out_by_own(consent, no):
        return "" if hidden else stopped_by(no)
    outcome = await consents.act(house, room=room, consent=number, made=partial(_at, no), by=caller)
    return stopped_by(no) if outcome.answer.allowed and (outcome.entries or not hidden) else ""


def _at(act: Act, at: datetime) -> Act:
    return replace(act, at=at)


async def _say(request: AnyRequest, found: Found, yes: Act, out: Codes, page: Page) -> Outcome:
    house, caller, consent = house_of(request), caller_of(request), found.card.consent
    but = replace(yes, kind=ActKind.WITHDRAW, units=out[0], categories=out[1])
    made = partial(_at, yes)
    if not but.partial:
        return await consents.act(
            house, room=consent.room, consent=consent.id, made=made, by=caller, page=page
        )
    return await say_yes(
        house, room=consent.room, consent=consent.id, yes=made, but=partial(_at, but), by=caller, page=page
    )


async def as_checked(
    card: Card, seen: Seen, caller: Caller, *, out: Codes, carried: str, pressed: str = ""
) -> Shown | None:
    """The text of the answers that were checked, with the button that was `pressed`, which is else the yes.

    On a child's telephone it may have said nothing of why, and was then another text.
    """
    if not can_say_yes(card):
        return None
    asked = await units_of(card, Form({})), categories_of(card, Form({}))
    if not all(named <= {one.code for one in some} for named, some in zip(out, asked, strict=True)):
        return None  # The page asked about nothing of that name.
    units, categories = (
        [replace(one, answer=NO if one.code in named else YES) for one in some]
        for named, some in zip(out, asked, strict=True)
    )
    yes = _("Dela med %(units)s") % {"units": "; ".join(shares_of(card, units, categories))}
    texts = (
        answered(lines_of(one, units, categories), pressed or yes, carried=carried, version=version_of(one))
        for one in (card, as_shown(card, seen, caller))
    )
    return next(filter(None, texts), None)
