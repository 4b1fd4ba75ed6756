"""Before sharing is stopped: what stops for whom, who has read already, and what this does not end."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from consent.record import Act, Consent
from hub.alone import has_page
from hub.facts import Seen
from hub.foresight import Sight, anyway, if_all_say_yes, lost
from hub.login.caller import Caller
from hub.pages.carried import brought, onward
from hub.pages.consented import Found, about, find
from hub.pages.foreseen import own_door, readable, shown, taking_out
from hub.pages.frame import fresh_for, page
from hub.pages.opened import readers_under
from hub.pages.parts import AnyRequest, caller_of, house_of, log_in_again, too_weak
from hub.pages.proven import proof_of
from hub.pages.shown import mark, stopping
from hub.people import book
from hub.sharing import OVER, left_of, state_of, stopped_by
from hub.wording import words
from hub.wording.faults import Wrong, on_page
from policies.facts import Item


@get("/medgivande/{number:str}/sluta", opt={"who": "family"})
async def stop(request: AnyRequest, number: FromPath[str]) -> Template:
    """The first of the two steps to stop sharing: what stops if it is all of it, and what this does not end."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller):
        return log_in_again(request)
    found = await find(request, number)
    form = await brought(request, house, card=found.card, caller=caller)
    chosen, units = form.choice("vad", ("allt", "del"), required=False), form.any_codes("enhet")
    if not form.fields:  # Whoever comes from a unit in a meeting means that one.
        units = left_of(found.card.consent)[1] & {*request.query_params.getall("enhet", [])}
        chosen = "del" if units else ""
    return await _what_if(request, found, units, form.any_codes("kategori"), chosen)


async def what_if(
    request: AnyRequest,
    number: str,
    units: frozenset[str],
    categories: frozenset[str],
    chosen: str,
    faults: Sequence[Wrong] = (),
) -> Template | Redirect:
    """On to the page with what stops if the caller stops this part, or all of it: `chosen` is `allt` or `del`; or
    that page with what is wrong in the form, if anything is."""
    house, caller = house_of(request), caller_of(request)
    if too_weak(caller) or fresh_for(request) == 0:
        return log_in_again(request)
    found = await find(request, number)
    shown = await _what_if(request, found, units, categories, chosen, faults)
    if faults:
        return shown
    fields = [
        ("vad", chosen),
        *(("enhet", u) for u in sorted(units)),
        *(("kategori", c) for c in sorted(categories)),
    ]
    where, consent = f"/medgivande/{number}/sluta", found.card.consent
    onto = await onward(house, where, fields, consent=consent, caller=caller)
    return Redirect(onto, status_code=303) if onto is not None else shown


async def _what_if(
    request: AnyRequest,
    found: Found,
    units: frozenset[str],
    categories: frozenset[str],
    chosen: str,
    faults: Sequence[Wrong] = (),
) -> Template:
    """The page with what stops of what the caller may read."""
    house, caller = house_of(request), caller_of(request)
    consent, names = found.card.consent, await book.unit_names()
    seen, items = await readable(request, found)
    act = taking_out(found.card, caller.who, seen, units, categories)
    gone = _gone(consent, act, seen, items)
    still = anyway(gone, _others(consent, seen, caller), items, seen.facts, seen.at)
    sharing, to, about_what = left_of(consent)
    return page(
        "stop.html",
        request,
        status=400 if faults else 200,
        names={f.where: words.field(f.where) for f in faults},
        **on_page(faults),
        card=found.card,
        units=[(u, names.get(u, u)) for u in sorted(sharing | to)],
        categories=[(c, words.category(c)) for c in words.CATEGORIES if c in about_what],
        readers=await readers_under(house, found.card, caller),
        stops=_some(await shown(lost(gone, still), items)),
        still=_some(await shown(still, items)),
        stopped=stopped_by(act),
        chosen=chosen,
        picked=units | categories,
        capacity=own_door(found),
        proof=proof_of(request, consent.id),
        visat=mark(stopping(found.card)),
        **about(found.card),
    )


def _others(consent: Consent, seen: Seen, caller: Caller) -> list[Consent]:
    """The other questions about the same person that the caller has a page of, and that are not over."""
    return [
        one
        for one in seen.facts.consents.get((consent.room, consent.subject), ())
        if one.id != consent.id
        and state_of(one, seen.facts, seen.at) not in OVER
        and has_page(caller, one, seen.facts, seen.at)
    ]


def _gone(consent: Consent, act: Act, seen: Seen, items: tuple[Item, ...]) -> tuple[Sight, ...]:
    """What nobody could read any more by this consent."""
    now = if_all_say_yes(consent, items, seen.facts, seen.at)
    then = if_all_say_yes(replace(consent, acts=(*consent.acts, act)), items, seen.facts, seen.at)
    return lost(now, then)


def _some(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those units that there is some text for."""
    return [unit for unit in units if unit["whole"] or unit["without_place"]]


ROUTES = [stop]
