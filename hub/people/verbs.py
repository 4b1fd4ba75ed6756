"""What staff record about a child: maturity, the child's own view, a guardian who can't answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from consent.book import SEALED, codes, column
from consent.events import AssessmentRecorded, ChildViewRecorded, GuardianPrevented
from consent.ledger.entry import Entry
from consent.words import CATEGORIES
from consent.words import Outcome as Maturity
from hub.desk import Change, Outcome, adds, ask
from hub.facts import Seen, person_scope
from hub.house import House
from hub.ids import id_for, new_id
from hub.login.caller import Caller
from hub.meeting.inside import in_room, incomplete
from hub.people.tables import AssessmentRow, ChildRow, PreventionRow
from hub.story.seal import seal_note
from policies.answer import Answer
from policies.facts import Prevention
from policies.question import Asks, Question


async def assess(
    house: House, *, number: str, room: str, matter: frozenset[str], outcome: Maturity, words: str, by: Caller
) -> Outcome:
    """Record an assessment of the room's child's maturity (mognadsbedömning); no matter named means all.

    `number` is the note's own: sent twice, it is written once.
    """

    async def change(seen: Seen) -> Change | Answer:
        if not words.strip():
            return incomplete("words")
        if not matter <= set(CATEGORIES):
            return incomplete("matter")
        child = seen.facts.rooms[room].child
        note = _unless_it_stands(number, await _assessed(child))
        if note is None:
            return Change(done=True)
        key = await house.keys.key(f"room:{room}")
        sealed, commitment = seal_note(words, key=key, note=note, room=room)
        names = await house.desk.names(room, [by.who, child])
        row = AssessmentRow(
            id=note,
            child=child,
            matter=column(matter),
            outcome=outcome.value,
            words_sealed=sealed,
            at=seen.at,
            by=by.who,
        )
        event = _assessment(room, names[by.who], names[child], row, commitment)
        return Change(events=(event,), writes=(adds(row),), moves=frozenset({person_scope(child)}))

    return await in_room(house, room=room, by=by, change=change)


def _assessment(room: str, by: str, child: str, row: AssessmentRow, commitment: str) -> AssessmentRecorded:
    return AssessmentRecorded(
        room=room,
        by=by,
        child=child,
        matter=codes(row.matter),
        outcome=row.outcome,
        commitment=commitment,
    )


async def _assessed(child: str) -> list[str]:
    """The assessments of a child, the newest first."""
    rows = AssessmentRow.select(AssessmentRow.id).where(AssessmentRow.child == child)
    return [row["id"] for row in await rows.order_by(AssessmentRow.at, ascending=False).run()]


def _unless_it_stands(note: str, stood: list[str]) -> str | None:
    """The number for this note, or None where it is the newest that stands.

    What was assessed otherwise since, and now as before again, is a new assessment.
    """
    while note in stood:
        if note == stood[0]:
            return None
        note = id_for(note)
    return note


async def record_view(house: House, *, room: str, yes: bool, by: Caller) -> Outcome:
    """Record what the child thinks, where the child has not said so in the hub.

    A recorded no stands until the child's own act: nobody records it away, and a recorded yes adds nothing to it.
    """

    async def change(seen: Seen) -> Change | Answer:
        child = seen.facts.rooms[room].child
        known = seen.facts.children.get(child)
        if known is None:
            return incomplete("child")
        if known.view is False or (known.view is yes and known.view_by == by.who):
            return Change(done=True)
        names = await house.desk.names(room, [by.who, child])

        async def write(_: tuple[Entry, ...]) -> None:
            await (
                ChildRow.update({ChildRow.view: yes, ChildRow.view_by: by.who})
                .where(ChildRow.id == child)
                .run()
            )

        event = ChildViewRecorded(room=room, by=names[by.who], child=names[child], yes=yes)
        return Change(events=(event,), writes=(write,), moves=frozenset({person_scope(child)}))

    return await in_room(house, room=room, by=by, change=change)


async def prevent(
    house: House,
    *,
    room: str,
    guardian: str,
    reason: str,
    urgent: str,
    by: Caller,
    capacity: str | None = None,
    recorder: str | None = None,
) -> Outcome:
    """Record that a guardian can't answer and why the decision can't wait (FB 6:13 second paragraph).

    `recorder` is whom the form names as the one who records it, which must be the caller.
    """
    number, acting, writes = new_id(), capacity or by.unit or "", recorder or by.who
    stated = SEALED if urgent.strip() else ""

    def draft(at: datetime) -> Prevention:
        return Prevention(guardian=guardian, reason=reason, urgent=stated, at=at, by=writes, room=room)

    async def change(seen: Seen) -> Change | Answer:
        child = seen.facts.rooms[room].child
        key = await house.keys.key(f"room:{room}")
        sealed, commitment = seal_note(urgent, key=key, note=number, room=room)
        names = await house.desk.names(room, [by.who, child, guardian])
        row = _prevention_row(draft(seen.at), number=number, child=child, sealed=sealed)
        event = _prevented(row, names, commitment)
        return Change(events=(event,), writes=(adds(row),), moves=frozenset({person_scope(child)}))

    def question(at: datetime) -> Question:
        asked = ask(Asks.RECORDS_PREVENTION, by=by, capacity=acting, at=at, room=room)
        return replace(asked, draft_prevention=draft(at))

    return await house.desk.hand_in(room=room, by=by, question=question, change=change, inside=True)


def _prevented(row: PreventionRow, names: Mapping[str, str], commitment: str) -> GuardianPrevented:
    return GuardianPrevented(
        room=row.room,
        by=names[row.by],
        child=names[row.child],
        guardian=names[row.guardian],
        reason=row.reason,
        commitment=commitment,
    )


def _prevention_row(record: Prevention, *, number: str, child: str, sealed: bytes) -> PreventionRow:
    return PreventionRow(
        id=number,
        child=child,
        room=record.room,
        guardian=record.guardian,
        reason=record.reason,
        urgent_sealed=sealed,
        at=record.at,
        by=record.by,
    )
