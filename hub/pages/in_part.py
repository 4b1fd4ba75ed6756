"""A yes to the answers that were checked: all of it, or but for what was said no to, in one step."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from litestar.response import Redirect, Template

from consent.receipt_form import Shown
from consent.record import Act
from consent.words import ActKind, Capacity
from hub import consents
from hub.acting import CHANGED, consent_in
from hub.carrying import OUT_OF_REACH
from hub.desk import Outcome
from hub.facts import Seen
from hub.login.caller import Caller
from hub.pages.answered import Page
from hub.pages.cards import Card
from hub.pages.choosing import NO, YES, as_shown, categories_of, lines_of, shares_of, units_of
from hub.pages.consented import Found, after_act, find, of_old_login, room_of, where_it_stands
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
from hub.pages.shown import MARK, MARKED, answered, can_say_yes, drawn, version_of
from hub.partly import PARTS, say_yes
from hub.problems import BadInput
from hub.sharing import capacity_of
from hub.wording import gettext as _
from hub.wording import mending
from hub.wording.faults import Wrong
from policies.answer import Reason
from policies.told import Audience, told

Part = tuple[frozenset[str], frozenset[str]]
"""Units, and categories."""


async def yes_as_checked(request: AnyRequest, number: str, out: Part, form: Form) -> Template | Redirect:
    """Say yes, but for these units and categories, to what the page showed."""
    shown_in, carried = form.shown_in("sprak"), form.hidden(MARK, MARKED)
    form.done()
    house, caller = house_of(request), caller_of(request)
    no_alone = partial(_no_alone, request, number, out, shown_in)
    if too_weak(caller):
        return log_in_again(request, kept=await no_alone())
    found = await find(request, number, acting=True)
    yes = drawn(ActKind.GRANT, caller, found.card.capacity, shown_in, found.card.consent)
    page = Page(
        house, caller, number, shown_in or yes.language, partial(as_checked, out=out, carried=carried)
    )
    try:
        outcome = await _say(request, found, yes, out, page)
    except OUT_OF_REACH:
        if not await no_alone():
            raise
        return not_now(request)
    if page.text is None and found.card.guarded and outcome.answer.reason is not Reason.LOG_FAILURE:
        return of_old_login(request, found.card.consent, found.seen, kept=await no_alone())
    return await _answer(request, outcome, yes, number, no_alone)


async def _answer(
    request: AnyRequest, outcome: Outcome, yes: Act, number: str, no_alone: Callable[[], Awaitable[bool]]
) -> Template | Redirect:
    answer = outcome.answer
    if answer.allowed:
        return after_act(request, outcome, where_it_stands(outcome, yes, number))
    if answer.where == PARTS:
        raise BadInput(Wrong("", mending.mend(answer.reason, PARTS)))
    kept = await no_alone()
    if answer.where == CHANGED:
        return changed_since(request, kept=kept)
    if answer.reason is Reason.LOG_FAILURE and kept:
        return not_now(request)
    return refuse(request, answer, told(answer, Audience.GRANTOR), kept=kept)


async def _no_alone(request: AnyRequest, number: str, out: Part, shown_in: str) -> bool:
    """A no is never refused, also where the yes beside it is: whether there was one, and it stands."""
    house, caller, room = house_of(request), caller_of(request), await room_of(number)
    seen = await house.facts.see(room=room, by=caller)
    consent = consent_in(seen.facts, number)
    part = capacity_of(consent, caller.who, seen.facts, seen.at) if consent is not None else None
    no = drawn(ActKind.WITHDRAW, caller, part or Capacity.GUARDIAN, shown_in, consent)
    no = replace(no, units=out[0], categories=out[1])
    if not no.partial or part is None:
        return False
    made = partial(_at, no)
    return (await consents.act(house, room=room, consent=number, made=made, by=caller)).answer.allowed


def _at(act: Act, at: datetime) -> Act:
    return replace(act, at=at)


async def _say(request: AnyRequest, found: Found, yes: Act, out: Part, page: Page) -> Outcome:
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
    card: Card, seen: Seen, caller: Caller, *, out: Part, carried: str, pressed: str = ""
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
