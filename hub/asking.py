"""Staff ask for a consent, and say why in their own words, which are a part of the question.

They are for those who may answer it, who open their own page of it (`pages.consented.find`), and for the unit that
wrote them. Nobody else in the room reads them: what one unit writes another may not know without a consent. They are
sealed as every text is, and the entry of the question commits to them.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from consent.actions import asked
from consent.errors import Forged, KeyGone, Malformed
from consent.record import Consent
from consent.rows import consent_row
from consent.tables import ConsentRow
from hub.acting import consent_in
from hub.carrying import key_at_once
from hub.desk import Change, Outcome, adds, ask, moves_room
from hub.facts import Seen
from hub.house import House
from hub.login.caller import Caller
from hub.notices import notifying
from hub.people import book
from hub.shielding import as_askable
from hub.story.seal import open_note, seal_note
from hub.story.verbs import not_theirs
from hub.wording.purposes import OWN_STORY, PURPOSES
from policies.answer import Answer
from policies.question import Asks
from policies.rules import saving

MOST = 600
"""Characters: it is read on a telephone, before a question is answered."""


async def ask_for(
    house: House, *, consent: Consent, why: str, by: Caller, capacity: str | None = None
) -> Outcome:
    """Staff ask a subject for a consent. `consent.id` comes with the form: asked twice, it is asked once."""
    acting = capacity or by.unit or ""

    async def change(seen: Seen) -> Change | Answer:
        if consent_in(seen.facts, consent.id) is not None:
            return Change(done=True)
        there_for = seen.facts.rooms[consent.room].purpose
        if consent.purpose not in {*PURPOSES, there_for} or there_for == OWN_STORY:
            return saving.TOO_GENERAL.no(where="purpose")
        if not why.strip():
            return saving.INCOMPLETE.no(where="why")
        if await ConsentRow.exists().where(ConsentRow.id == consent.id).run():
            return not_theirs()
        return await _asked(house, consent, why, seen, by, acting)

    return await house.desk.hand_in(
        room=consent.room,
        by=by,
        also=[consent.subject],
        question=lambda at: replace(
            ask(Asks.RECORDS_CONSENT, by=by, capacity=acting, at=at, room=consent.room),
            draft_consent=consent,
        ),
        suppose=lambda facts: as_askable(facts, by.who, consent.room, consent.subject),
        change=change,
        inside=True,
    )


async def _asked(house: House, consent: Consent, why: str, seen: Seen, by: Caller, unit: str) -> Change:
    """The question in the ledger and in its table, with the words sealed, and those who are told of it."""
    names = await house.desk.names(consent.room, [by.who, consent.subject])
    key = await house.keys.key(f"room:{consent.room}")
    sealed, commitment = seal_note(why, key=key, note=consent.id, room=consent.room)
    row = consent_row(consent, by=by.who, at=seen.at, unit=unit, why_sealed=sealed)
    return Change(
        events=(asked(consent, by=by.who, names=names, why=commitment),),
        writes=(adds(row), await notifying.of_question(consent, seen, by=by.who)),
        moves=moves_room(consent.room),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Motive:
    """The words, empty where they can't be opened; the name of whoever wrote them; and the code of their unit."""

    words: str
    who: str
    unit: str


async def motives(
    house: House, room: str, consents: Collection[str], *, at_once: bool = False
) -> dict[str, Motive]:
    """Why each of these consents of a room is asked for, as far as anybody has said so; `at_once` waits for no key."""
    columns = (ConsentRow.id, ConsentRow.asked_by, ConsentRow.asked_unit, ConsentRow.why_sealed)
    asked = ConsentRow.select(*columns).where(ConsentRow.room == room, ConsentRow.id.is_in([*consents]))
    rows = [row for row in (await asked.run() if consents else []) if row["why_sealed"] is not None]
    if not rows:
        return {}
    key = await (key_at_once(house, room) if at_once else _key(house, room))
    names = await book.names({row["asked_by"] for row in rows})
    return {
        row["id"]: Motive(
            words=_opened(row["why_sealed"], key, row["id"], room),
            who=names.get(row["asked_by"], ""),
            unit=row["asked_unit"],
        )
        for row in rows
    }


async def _key(house: House, room: str) -> bytes | None:
    """The room's key, or none where it is gone."""
    try:
        return await house.keys.key(f"room:{room}")
    except KeyGone:
        return None


def _opened(sealed: bytes, key: bytes | None, consent: str, room: str) -> str:
    """The words; none where there is no key or they are not what was sealed: a no is taken all the same."""
    try:
        return open_note(sealed, key=key, note=consent, room=room) if key is not None else ""
    except (Forged, Malformed):
        return ""
