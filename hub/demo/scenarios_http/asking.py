"""The request that each verb of a question is, as the page's own form would send it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

import httpx2

from consent.record import Act, Consent
from consent.words import FAMILY, ActKind, How
from hub.demo.scenarios_http.browser import Browser, Fields
from hub.wording.languages import SOURCE
from policies.question import Asks, Question
from policies.times import NEVER, day_of

NOWHERE = "0" * 26
"""The room, item or consent of a question that names none."""

FAMILY_CAPACITIES = ("self", "guardian")
OWN_WAYS = {ActKind.GRANT: "ja", ActKind.REFUSE: "nej", ActKind.WITHDRAW: "sluta"}


Held = Mapping[str, Consent]
"""The consents that there are, by id: staff have a room before them, and whoever answers the question's language."""


async def ask(browser: Browser, q: Question, held: Held) -> httpx2.Response:
    """Ask it."""
    return await _VERBS[q.asks](browser, q, held)


Verb = Callable[[Browser, Question, Held], Awaitable[httpx2.Response]]


async def _reads(browser: Browser, q: Question, _: Held) -> httpx2.Response:
    named = {"som": q.capacity, "mote": q.meeting, "syfte": q.purpose}
    return await browser.ask(
        f"/uppgift/{q.item or NOWHERE}", {name: value for name, value in named.items() if value is not None}
    )


async def _views(browser: Browser, q: Question, _: Held) -> httpx2.Response:
    return await browser.ask(f"/rum/{q.room or NOWHERE}", {"som": q.capacity})


async def _grants(browser: Browser, q: Question, held: Held) -> httpx2.Response:
    return await _own_act(browser, q, held, ActKind.GRANT, {"som": q.capacity})


async def _own_act(
    browser: Browser, q: Question, held: Held, kind: ActKind, fields: Fields
) -> httpx2.Response:
    """One's own answer to what the question's page showed in the question's language, where it offers that answer."""
    consent = held.get(q.consent or "")
    question = f"/medgivande/{q.consent or NOWHERE}"
    way = f"{question}/{OWN_WAYS[kind]}"
    await browser.ask(
        "/sprak", {"val": consent.language if consent is not None else SOURCE, "till": "/sprak"}
    )
    return await browser.send(way, await browser.shown(question, way) | dict(fields))


async def _publishes(browser: Browser, q: Question, _: Held) -> httpx2.Response:
    item = q.draft_item
    assert item is not None
    fields: Fields = {
        "nummer": item.id,
        "enhet": q.capacity if item.unit == FAMILY else item.unit,
        "av": item.by,
        "rubrik": "Rubrik",
        "text": "Text",
        "kategori": sorted(item.categories),
        "om": sorted(item.subjects),
        "till": sorted(item.released_to or ()),
        "familj": sorted(item.family_readers),
        "utan_plats": "ja" if item.place_free else "",
        "register": item.register or "",
    }
    return await browser.send(f"/rum/{item.room or NOWHERE}/publicera", fields)


async def _records_consent(browser: Browser, q: Question, _: Held) -> httpx2.Response:
    """The question first, then each answer that comes with it, until one is refused."""
    consent = q.draft_consent
    assert consent is not None
    response = await browser.send(f"/rum/{consent.room or NOWHERE}/fraga", _question(consent, q))
    for act in consent.acts:
        if response.status_code != 303:
            break
        response = await browser.send(f"/rum/{consent.room}/anteckna/svar", _answer(consent.id, act, q))
    return response


def _question(consent: Consent, q: Question) -> Fields:
    return {
        "nummer": consent.id,
        "som": q.capacity,
        "om": consent.subject,
        "andamal": consent.purpose,
        "fran": sorted(consent.from_units),
        "till": sorted(consent.to_units),
        "kategori": sorted(consent.categories),
        "anledning": "Vi vill hjälpas åt.",
        "utan_plats": "ja",
        "borjar": _day(consent.starts),
        "slutar": _day(consent.ends),
        "mote": consent.meeting or "",
        "sprak": consent.language,
        "tolk": "ja" if consent.interpreter else "",
    }


def _day(at: datetime) -> str:
    return "" if at == NEVER else day_of(at).isoformat()


async def _records_act(browser: Browser, q: Question, held: Held) -> httpx2.Response:
    act, consent = q.draft_act, q.consent or NOWHERE
    assert act is not None
    own = q.capacity in FAMILY_CAPACITIES and act.by == q.who and act.recorded_by is None
    if own and (act.how is How.EID or act.kind is not ActKind.GRANT):
        part = {"vad": "del" if act.partial else "allt", "enhet": sorted(act.units)}
        fields = {"som": act.capacity.value, **part, "kategori": sorted(act.categories)}
        return await _own_act(browser, q, held, act.kind, fields)
    room = held[consent].room if consent in held else NOWHERE
    return await browser.send(f"/rum/{room}/anteckna/svar", _answer(consent, act, q))


def _answer(consent: str, act: Act, q: Question) -> Fields:
    return {
        "fraga": consent,
        "vem": act.by,
        "talade": q.spoke or act.by,
        "av": act.recorded_by or "",
        "som": q.capacity,
        "roll": act.capacity.value,
        "svar": act.kind.value,
        "hur": act.how.value,
        "sagt": act.said or "",
        "sprak": act.language,
        "tolk": "ja" if act.interpreter else "",
        "enhet": sorted(act.units),
        "kategori": sorted(act.categories),
    }


async def _hides(browser: Browser, q: Question, _: Held) -> httpx2.Response:
    hiding = q.draft_hiding
    fields = {"som": q.capacity, "for": "", "grund": ""}
    if hiding is not None:
        fields |= {"for": hiding.who, "grund": hiding.ground.value, "av": hiding.by}
    return await browser.send(f"/uppgift/{q.item or NOWHERE}/dolj", fields)


async def _records_prevention(browser: Browser, q: Question, _: Held) -> httpx2.Response:
    draft = q.draft_prevention
    assert draft is not None
    named = {"vem": draft.guardian, "skal": draft.reason, "bradska": draft.urgent, "av": draft.by}
    return await browser.send(f"/rum/{q.room or NOWHERE}/anteckna/hinder", {"som": q.capacity, **named})


_VERBS: dict[Asks, Verb] = {
    Asks.READS: _reads,
    Asks.VIEWS: _views,
    Asks.GRANTS: _grants,
    Asks.PUBLISHES: _publishes,
    Asks.RECORDS_CONSENT: _records_consent,
    Asks.RECORDS_ACT: _records_act,
    Asks.HIDES: _hides,
    Asks.RECORDS_PREVENTION: _records_prevention,
}
