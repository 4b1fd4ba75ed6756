"""A yes to the answers that were checked: all of it, or but for what was said no to, in one step."""

from dataclasses import replace

from litestar.response import Redirect, Template

from consent.receipt_form import Shown
from consent.record import Act
from consent.words import ActKind
from hub import consents
from hub.acting import CHANGED
from hub.carrying import OUT_OF_REACH
from hub.desk import Outcome
from hub.facts import Seen
from hub.login.caller import Caller
from hub.pages.cards import Card
from hub.pages.choosing import NO, YES, as_shown, categories_of, lines_of, shares_of, units_of
from hub.pages.consented import Found, after_act, find, where_it_stands
from hub.pages.forms import Form
from hub.pages.parts import AnyRequest, caller_of, changed_since, house_of, log_in_again, refuse, too_weak
from hub.pages.shown import MARK, MARKED, answered, can_say_yes, drawn, version_of
from hub.partly import PARTS, say_yes
from hub.problems import BadInput
from hub.wording import gettext as _
from hub.wording import mending, speaking
from hub.wording.faults import Wrong
from policies.answer import Reason
from policies.told import Audience, told


async def yes_as_checked(
    request: AnyRequest, number: str, units: frozenset[str], categories: frozenset[str], form: Form
) -> Template | Redirect:
    """Say yes, but for these units and categories, to what the page showed."""
    shown_in, carried = form.shown_in("sprak"), form.hidden(MARK, MARKED)
    form.done()
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    found = await find(request, number, acting=True)
    consent = found.card.consent
    yes = drawn(ActKind.GRANT, caller, found.card.capacity, shown_in, consent)
    but = replace(yes, kind=ActKind.WITHDRAW, units=units, categories=categories)

    async def no_alone() -> bool:
        """A no is never refused, also where the yes beside it is."""
        if not but.partial:
            return False
        room, made = consent.room, (lambda at: replace(but, at=at))
        return (await consents.act(house, room=room, consent=number, made=made, by=caller)).answer.allowed

    with speaking(shown_in or yes.language):
        named = units | categories
        text = await as_checked(found.card, found.seen, caller, named, carried) if carried else None
    changed = text is None
    if changed and found.card.guarded:
        return log_in_again(request, kept=await no_alone())
    try:
        outcome = await _say(request, found, yes, but, text, changed)
    except OUT_OF_REACH:
        await no_alone()
        raise
    if outcome.answer.where == CHANGED or (bool(carried) and changed and outcome.answer.where == PARTS):
        return changed_since(request, kept=await no_alone())
    if outcome.answer.where == PARTS:
        raise BadInput(Wrong("", mending.mend(outcome.answer.reason, PARTS)))
    if outcome.answer.allowed or outcome.answer.reason is Reason.LOG_FAILURE:
        return after_act(request, outcome, where_it_stands(outcome, yes, number))
    said = told(outcome.answer, Audience.GRANTOR)
    return refuse(request, outcome.answer, said, kept=await no_alone())


async def _say(
    request: AnyRequest, found: Found, yes: Act, but: Act, text: Shown | None, changed: bool
) -> Outcome:
    house, caller, consent = house_of(request), caller_of(request), found.card.consent
    if not but.partial:
        return await consents.act(
            house,
            room=consent.room,
            consent=consent.id,
            made=lambda at: replace(yes, at=at),
            by=caller,
            shown=text,
            changed=changed,
        )
    return await say_yes(
        house,
        room=consent.room,
        consent=consent.id,
        yes=lambda at: replace(yes, at=at),
        but=lambda at: replace(but, at=at),
        by=caller,
        shown=text,
        changed=changed,
    )


async def as_checked(
    card: Card, seen: Seen, caller: Caller, no: frozenset[str], carried: str, pressed: str = ""
) -> Shown | None:
    """The text of the answers that were checked, with the button that was `pressed`, which is else the yes.

    On a child's telephone it may have said nothing of why, and was then another text.
    """
    if not can_say_yes(card):
        return None
    units, categories = (
        [replace(one, answer=NO if one.code in no else YES) for one in asked]
        for asked in (await units_of(card, Form({})), categories_of(card, Form({})))
    )
    yes = _("Dela med %(units)s") % {"units": "; ".join(shares_of(card, units, categories))}
    texts = (
        answered(lines_of(one, units, categories), pressed or yes, carried=carried, version=version_of(one))
        for one in (card, as_shown(card, seen, caller))
    )
    return next(filter(None, texts), None)
