"""Staff ask for a consent, and say why in their own words, which are a part of the question.

They are for those who may answer it, who open their own page of it (`pages.consented.find`), and for the unit that
wrote them. Nobody else in the room reads them: what one unit writes another may not know without a consent. They are
sealed with their author and unit as every text is, and the entry of the question commits to them.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

import msgspec

from consent.actions import asked
from consent.errors import Forged, Malformed
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
            return saving.INCOMPLETE.no(where="motive")
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
    words = msgspec.json.encode(Motive(words=why, who=by.who, unit=unit)).decode()
    sealed, commitment = seal_note(words, key=key, note=consent.id, room=consent.room)
    row = consent_row(consent, by=by.who, at=seen.at, motive_sealed=sealed)
    return Change(
        events=(asked(consent, by=by.who, names=names, motive=commitment),),
        writes=(adds(row), await notifying.of_question(consent, seen, by=by.who)),
        moves=moves_room(consent.room),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Motive:
    """The words, who wrote them, and for which unit; all empty where they can't be opened."""

    words: str = ""
    who: str = ""
    unit: str = ""


async def motives(house: House, room: str, consents: Collection[str]) -> dict[str, Motive]:
    """Why each of these consents of a room is asked for, as far as anybody has said so.

    No page waits for a key: whoever can't be told why can still say no.
    """
    columns = (ConsentRow.id, ConsentRow.motive_sealed)
    asked = ConsentRow.select(*columns).where(ConsentRow.room == room, ConsentRow.id.is_in([*consents]))
    rows = [row for row in (await asked.run() if consents else []) if row["motive_sealed"] is not None]
    key = await key_at_once(house, room) if rows else None
    return {row["id"]: _opened(row["motive_sealed"], key, row["id"], room) for row in rows}


def _opened(sealed: bytes, key: bytes | None, consent: str, room: str) -> Motive:
    """The words; none where there is no key, or what lies there is not what was sealed there."""
    if key is None or not isinstance(sealed, bytes):
        return Motive()
    try:
        return msgspec.json.decode(open_note(sealed, key=key, note=consent, room=room), type=Motive)
    except (Forged, Malformed, msgspec.MsgspecError):
        return Motive()
