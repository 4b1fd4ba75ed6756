"""What there is to record in a room: the questions that wait for an answer, and who could be asked."""

from typing import Any

from consent.record import Consent
from consent.words import CATEGORIES, Capacity
from hub.acting import speaks_for_the_board
from hub.asking import Motive, motives
from hub.hall import View
from hub.house import House
from hub.login.caller import Caller
from hub.meeting.lost_phone import family
from hub.pages.subjects import named_to
from hub.people import book
from hub.sharing import left_of, parties
from hub.wording import words


async def questions(house: House, room: str, view: View, caller: Caller) -> list[dict[str, Any]]:
    """Every consent that has been asked for, with those whose answer counts; nobody who may not be named.

    Why it is asked is shown to the unit that wrote it, which tells the one who is asked, and to the board's own staff
    where the board is asked.
    """
    units = await book.unit_names()
    asked = [
        consent
        for held in view.facts.consents.values()
        for consent in held
        if not consent.draft and named_to(view.facts, caller, consent.subject)
    ]
    whys = await motives(house, room, [consent.id for consent in asked])
    return [_question(one, whys.get(one.id), view, caller, units) for one in asked]


def _question(
    consent: Consent, why: Motive | None, view: View, caller: Caller, units: dict[str, str]
) -> dict[str, Any]:
    people = view.facts.people
    sharing, to, categories = left_of(consent)
    asked = parties(consent, view.facts, view.at)
    own = why is not None and bool(why.unit) and why.unit == caller.unit
    boards = any(p.capacity is Capacity.BOARD for p in asked) and speaks_for_the_board(view.facts, caller)
    return {
        "id": consent.id,
        "ends": consent.ends,
        "why": why.words if why is not None and (own or boards) else "",
        "why_hidden": why is not None and not (own or boards),
        "to": sorted(units.get(unit, unit) for unit in to),
        "categories": [words.category(c) for c in CATEGORIES if c in categories],
        "units": sorted(((u, units.get(u, u)) for u in sharing | to), key=lambda unit: unit[1]),
        "codes": [(c, words.category(c)) for c in CATEGORIES if c in categories],
        "about": people[consent.subject].name if consent.subject in people else "",
        "parties": [
            (p.who, people[p.who].name if p.who in people else words.capacity(p.capacity))
            for p in asked
            if p.who not in people or named_to(view.facts, caller, p.who)
        ],
    }


def guardians(view: View, room: str, caller: Caller) -> list[tuple[str, str]]:
    """The child's guardians who may be named to the caller: id and name."""
    child = view.facts.children.get(view.facts.rooms[room].child)
    people = view.facts.people
    return [
        (g.who, people[g.who].name)
        for g in (child.guardians if child else ())
        if named_to(view.facts, caller, g.who)
    ]


def named_family(view: View, room: str, caller: Caller) -> list[tuple[str, str]]:
    """Those of the family who may be named to the caller, and whose logins can be ended: id and name."""
    people = view.facts.people
    return [(who, people[who].name) for who in family(view.facts, room, view.at, to=caller.who)]
