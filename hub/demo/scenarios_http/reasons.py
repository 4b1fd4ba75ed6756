"""What the ledger says of a question that was asked: the decision, its true reason, and whom it names."""

from collections.abc import Sequence

import httpx2

from consent.ledger.entry import Entry
from consent.words import FAMILY
from hub.demo.scenarios_http.names import Names
from hub.house import House
from hub.people.pseudonyms import people_behind
from policies.answer import Answer, Decision, Reason
from policies.question import Asks, Question

DONE: dict[Asks, frozenset[str]] = {
    Asks.READS: frozenset({"ItemOpened"}),
    Asks.VIEWS: frozenset({"RoomViewed"}),
    Asks.GRANTS: frozenset({"ConsentGranted"}),
    Asks.PUBLISHES: frozenset({"ItemPublished"}),
    Asks.RECORDS_CONSENT: frozenset({"ConsentAsked"}),
    Asks.RECORDS_ACT: frozenset({"ConsentGranted", "ConsentRefused", "ConsentWithdrawn"}),
    Asks.HIDES: frozenset({"ItemHidden"}),
    Asks.RECORDS_PREVENTION: frozenset({"GuardianPrevented"}),
}
"""What stands in the ledger after a yes."""

REFUSED = frozenset({"ItemRefused", "RoomRefused", "SavingRefused"})


async def answer(
    house: House, q: Question, response: httpx2.Response, since: int, ids: Names
) -> Answer | str:
    """The answer by the entries from `since` on; where there is none, why not, or what came instead."""
    found = await house.ledger.entries(since, since + 1_000)
    decided = [entry for entry in found if _is_decision(entry, q)]
    if decided:
        return await _told(decided[-1], ids, q)
    if response.status_code == 503 and not found:
        return _answer(Decision.DENY, Reason.LOG_FAILURE)
    if response.status_code == 401 or response.headers.get("location", "").startswith("/logga-in"):
        # A request that carries no session is no decision: it stands in the security log alone.
        return _answer(Decision.DENY, Reason.NO_SESSION)
    return f"no decision in the ledger (HTTP {response.status_code})"


def _is_decision(entry: Entry, q: Question) -> bool:
    """A yes to what was asked, or a no; a no to something else only where it was met on the way."""
    if entry.kind in ("SavingRefused", "StoodAlready"):
        return True
    reading = q.asks in (Asks.READS, Asks.VIEWS)
    return entry.kind in DONE[q.asks] or (reading and entry.kind in REFUSED)


async def _told(entry: Entry, ids: Names, q: Question) -> Answer:
    body = entry.body
    if entry.kind in REFUSED:
        detail = _typed(q, str(body["detail"]))
        behind = await people_behind({detail})
        return _answer(Decision.DENY, Reason(str(body["reason"])), ids.back(behind.get(detail, detail)))
    if entry.kind == "ItemOpened":
        named = sorted(ids.back(str(one)) for one in _list(body["consents"]))
        return _answer(Decision(str(body["decision"])), Reason(str(body["reason"])), " ".join(named))
    if entry.kind == "RoomViewed":
        own = Reason.OWN_FAMILY if body["reader_unit"] == FAMILY else Reason.OWN_UNIT
        return _answer(Decision.ALLOW, own)
    return _answer(Decision.ALLOW, Reason.PERMITTED)


def _typed(q: Question, detail: str) -> str:
    """What was asked for in a field, where the ledger names the field alone: it keeps no word of a form."""
    for draft in (q.draft_item, q.draft_consent, q.draft_hiding, q.draft_prevention):
        value = getattr(draft, detail, None) if detail.isidentifier() else None
        if isinstance(value, str | frozenset):
            return value if isinstance(value, str) else " ".join(sorted(value))
    return detail


def _answer(decision: Decision, reason: Reason, detail: str = "") -> Answer:
    return Answer(decision=decision, reason=reason, rule="", detail=detail)


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []
