"""Every route, as everybody, with what is there and what is not: only those who may get anything at all."""

import re
from collections import Counter, defaultdict

import httpx2
import pytest
from litestar import Litestar, get

from hub.demo.town import steps, town
from hub.doors import WHO, door
from tests.hub.bad_input_sent import DECISIONS
from tests.hub.running import STRANGER, UNDECIDED
from tests.hub.sweep_table import (
    EVERYBODY,
    IN_ROOM,
    KNOCKS,
    MAY_NAME_PROTECTED,
    OPENS,
    PROTECTED,
    ROOMS,
    STAFF,
)
from tests.hub.sweep_walk import Call, Walk, may

pytestmark = pytest.mark.timeout(400)  # The whole walk is the first test's to wait for.

TOWN = town()
NUMBERS = [one.number for one in (*TOWN.families.values(), *TOWN.staff.values())]
TEXTS = {
    one.item: [one.title, *one.text.strip().splitlines()]
    for room in TOWN.rooms.values()
    for one in room.steps
    if isinstance(one, steps.Publish)
} | {name: [f"Rubrik {name}", f"Texten som är {name}."] for name in ("hidden", "deleted")}


def expected(call: Call) -> set[int]:
    """The statuses that may answer, from the declaration and the design of the gate."""
    if call.kind not in KNOCKS[call.route.who]:
        if call.kind in (STRANGER, UNDECIDED):
            return {303} if call.route.method == "GET" else {401}
        return {404}
    if may(call.kind, call.route, call.thing):
        if call.route.method == "POST" and call.route.path.endswith(FAMILY_ASKS_AS_STAFF):
            return {400, 403} if call.kind in STAFF and call.thing != "deleted" else {400, 403, 404}
        if call.route.path.endswith("/valj"):
            chooses = call.thing == "unanswered" and call.kind != "child" and call.route.method == "GET"
            return {200} if chooses else {303}  # onward, or back
        return {200, 303, 400, 401} if call.thing is None else {200} if call.route.method == "GET" else {400}
    return {403} if told_why(call) else {404}


FAMILY_ASKS_AS_STAFF = ("/fraga", "/dolj", "/svar", "/hinder")
"""Forms that the pages offer to staff alone, and whose no, when the family sends them, is the policies' own."""


def told_why(call: Call) -> bool:
    """Participants hear of a text in their room that it is not for their unit, or not theirs to hide."""
    inside = call.kind in STAFF and call.kind in ROOMS.get(IN_ROOM.get(call.thing or "", ""), ())
    if not inside or call.thing == "deleted":
        return False
    return call.route.path.endswith("/dolj") or call.kind not in OPENS[call.thing or ""]


def bodies(walked: Walk, status: int) -> list[Call]:
    return [call for call in walked.calls if call.answer.status_code == status]


def test_every_route_declares_who_may_call_it(walked: Walk) -> None:
    assert set(WHO) == set(KNOCKS)
    assert {call.kind for call in walked.calls} == set(EVERYBODY)
    assert not {call.route for call in walked.calls if call.route.who not in WHO}


async def test_a_route_without_a_declaration_is_shut_to_all() -> None:
    """Also for somebody logged in: what nobody thought about opens for nobody."""

    @get("/bortglomd")
    async def forgotten() -> str:
        return "öppet"

    app = Litestar([forgotten], guards=[door], openapi_config=None)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="https://t") as client:
        assert (await client.get("/bortglomd")).status_code == 404


def test_everybody_gets_what_is_theirs_and_nothing_else(walked: Walk) -> None:
    wrong = [
        f"{call}, not {expected(call)}"
        for call in walked.calls
        if call.answer.status_code not in expected(call)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_stranger_is_led_to_the_login_and_back(walked: Walk) -> None:
    for call in walked.calls:
        if call.kind in (STRANGER, UNDECIDED) and call.answer.status_code == 303:
            where = call.answer.headers["location"]
            gate = "/logga-in?till=" if call.kind == STRANGER else "/uppdrag?till="
            assert where.startswith((gate, "/?", "https://")) or call.route.who in ("anyone", "logged_in"), (
                call
            )


def test_who_comes_without_a_session_stands_in_the_security_log_and_nowhere_else(walked: Walk) -> None:
    sent_away = [
        call
        for call in walked.calls
        if call.kind == STRANGER
        and call.route.who != "anyone"
        and (
            call.answer.status_code == 401 or call.answer.headers.get("location", "").startswith("/logga-in?")
        )
    ]
    assert len([line for line in walked.logs if "request.no_session" in line]) == len(sent_away) > 0


def test_what_is_not_there_for_somebody_answers_as_what_is_nowhere(walked: Walk) -> None:
    """Same bytes and headers for hidden, protected, deleted, another's, not taking part, and non-existing."""
    seen = defaultdict(set)
    for call in bodies(walked, 404):
        if call.route.method == "HEAD":
            continue
        headers = {k: v for k, v in call.answer.headers.items() if k != "content-security-policy"}
        seen[call.answer.content].add(tuple(sorted(headers.items())))
    assert len(seen) == 1
    assert len(next(iter(seen.values()))) == 1


def test_the_sweep_changes_nothing_but_the_record(walked: Walk) -> None:
    """A no is never refused, so a stranger's is written down as well; it ends and narrows nothing."""
    changed = {name for name, count in walked.after.items() if count != walked.before[name]}
    assert changed <= {"ledger_entry", "ledger_chain", "pseudonym", "login_attempt", "act"}
    kinds = Counter(entry.kind for entry in walked.entries)
    noes = kinds["ConsentRefused"] + kinds["ConsentWithdrawn"]
    assert walked.after["act"] - walked.before["act"] == noes
    assert set(kinds) <= DECISIONS | {"ConsentRefused", "ConsentWithdrawn"}


def test_every_text_that_left_stands_in_the_ledger_once(walked: Walk) -> None:
    left = [call for call in bodies(walked, 200) if call.route.path == "/uppgift/{item:str}"]
    opened = [entry for entry in walked.entries if entry.kind == "ItemOpened"]
    assert len(opened) == len(left) > 0
    assert Counter(call.thing for call in left) == Counter({k: len(v) for k, v in OPENS.items() if v})


def test_no_text_stands_anywhere_but_in_an_opening_of_its_own(walked: Walk) -> None:
    for call in walked.calls:
        told = {item for item, lines in TEXTS.items() if any(line in call.answer.text for line in lines)}
        if call.route.path == "/uppgift/{item:str}" and call.answer.status_code == 200:
            assert told == {call.thing}, call
        else:
            assert not told, call


def test_the_protected_are_named_to_their_own_list_only(walked: Walk) -> None:
    """The demo's identity provider lists everybody who can log in, and is no part of the hub."""
    for call in walked.calls:
        if call.kind not in MAY_NAME_PROTECTED and not call.route.path.startswith("/demo-idp/"):
            assert not any(name in call.answer.text for name in PROTECTED), call


def test_no_identity_number_is_in_any_answer_or_line_of_a_log(walked: Walk) -> None:
    forms = [form for n in NUMBERS for form in (n, n[2:], f"{n[:8]}-{n[8:]}", f"{n[2:8]}-{n[8:]}")]
    pattern = re.compile("|".join(forms))
    for call in walked.calls:
        said = call.answer.text + str(call.answer.headers) + str(call.answer.url)
        found = pattern.search(said)
        assert found is None or said[found.start() - 1].isalnum() or said[found.end()].isalnum(), call
    assert not [line for line in walked.logs if pattern.search(line)]


def test_no_line_of_a_log_says_who_or_what(walked: Walk) -> None:
    private = [one.name for one in (*TOWN.families.values(), *TOWN.staff.values())]
    private += [line for lines in TEXTS.values() for line in lines]
    assert walked.logs, "nothing was logged: the listener is deaf"
    assert not [line for line in walked.logs if any(word in line for word in private)]
