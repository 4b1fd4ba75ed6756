"""What the page of a room shows, to staff and family each their own."""

from typing import Any

from consent.words import FAMILY, MeetingState
from hub.falling_short import falling_short
from hub.foretelling import foretold
from hub.hall import View
from hub.ids import new_id
from hub.login.caller import Caller
from hub.meeting.inside import leads
from hub.meeting.tables import MeetingRow
from hub.pages.subjects import named_to
from hub.people import book
from hub.sharing import State, left_of, state_of
from hub.story import listing
from hub.story.newcomers import newcomers
from hub.wording import words


async def picture(view: View, room: str, caller: Caller) -> dict[str, Any]:
    """What the page of a room shows."""
    units = await book.unit_names()
    led = caller.staff and await leads(room, caller)
    held = view.facts.rooms[room]
    people = await book.names({who for who, _unit in held.participants} | {held.child})
    rows = await listing.rows(view.items, units)
    sittings = await MeetingRow.select().where(MeetingRow.room == room).order_by(MeetingRow.at).run()
    return {
        "room": held,
        "child": people.get(held.child, ""),
        "purpose": words.purpose(held.purpose),
        "participants": sorted(
            (people.get(who, ""), units.get(unit, unit)) for who, unit in held.participants
        ),
        "late": await _late(view, room, caller, rows, units),
        "items": listing.views_below(rows),
        "closed": await listing.rows(view.closed, units),
        "meetings": sittings,
        "open_meeting": next((m["id"] for m in sittings if m["state"] == MeetingState.OPEN), None),
        "consents": consent_lines(view, caller, units) if led else [],
        "short": short_lines(view, caller, units) if led else [],
        "forbehall": owes_forbehall(view, room, caller),
        "leads": led,
        "new_id": new_id(),
        "State": State,
    }


async def _late(
    view: View, room: str, caller: Caller, rows: list[dict[str, Any]], units: dict[str, str]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The units that came after the caller had published something, by name, each with what it has not got of it."""
    found = await newcomers(room, view.items, who=caller.who, unit=caller.unit or FAMILY)
    named = [
        (units.get(one.unit, one.unit), [row for row in rows if row["id"] in one.items]) for one in found
    ]
    return sorted(named, key=lambda one: one[0])


def owes_forbehall(view: View, room: str, caller: Caller) -> bool:
    """Whether the caller's unit is private and they have not yet accepted the condition (OSL 12:2, 10:14)."""
    unit = view.facts.units.get(caller.unit or "")
    accepted = (caller.who, caller.unit) in view.facts.rooms[room].forbehall
    return unit is not None and unit.private and not accepted


def consent_lines(view: View, caller: Caller, units: dict[str, str]) -> list[dict[str, Any]]:
    """How far each consent has come, per unit and category, and when it stops by itself; never who said what, and
    never why."""
    lines = []
    for held in view.facts.consents.values():
        for consent in (c for c in held if not c.draft):
            left = left_of(consent)
            state = told_state(state_of(consent, view.facts, view.at))
            standing = state in (State.HOLDS, State.COMING) and named_to(view.facts, caller, consent.subject)
            lines.append(
                {
                    "soon": foretold(consent, view.facts, view.at) if standing else None,
                    "state": state,
                    "from": sorted(units.get(u, u) for u in left[0]),
                    "to": sorted(units.get(u, u) for u in left[1]),
                    "categories": [words.category(c) for c in words.CATEGORIES if c in left[2]],
                    "ends": consent.ends,
                }
            )
    return lines


def short_lines(view: View, caller: Caller, units: dict[str, str]) -> list[tuple[str, str, list[str]]]:
    """Where consent falls short: the unit, in what way, and for which categories."""
    found = falling_short(
        view.facts.items.values(), view.facts, view.at, who=caller.who, unit=caller.unit or ""
    )
    return sorted(
        (units.get(unit, unit), sentence, [words.category(c) for c in words.CATEGORIES if c in categories])
        for (unit, sentence), categories in found.items()
    )


def told_state(state: State) -> State:
    """What the room is told: that somebody has refused is nothing but a consent that is not complete."""
    return State.WAITING if state is State.REFUSED else state
