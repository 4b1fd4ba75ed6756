"""The round that looks for what people are to be reminded of, and puts it into the outbox once."""

from datetime import datetime

from consent.record import Consent
from consent.tables import ConsentRow
from hub.house import House
from hub.ids import id_for
from hub.notices.notifying import leaders
from hub.notices.outbox import prune, put, reached
from hub.notices.reminders import LATE, Reminder, due
from policies.facts import Facts


async def remind(house: House) -> int:
    """Look through every room in which something is asked or shared; answers how many rooms."""
    at = await house.clock()
    columns = (ConsentRow.id, ConsentRow.room, ConsentRow.asked_at)
    rows = await ConsentRow.select(*columns).where(ConsentRow.ends > at - LATE).run()
    rooms, asked = sorted({row["room"] for row in rows}), {row["id"]: row["asked_at"] for row in rows}
    for room in rooms:
        facts = await house.facts.of_room(room)
        for held in facts.consents.values():
            for consent in held:
                for one in due(consent, facts, at, asked=asked.get(consent.id)):
                    await _put(one, consent, facts, at)
    await prune(at)
    return len(rooms)


async def _put(one: Reminder, consent: Consent, facts: Facts, at: datetime) -> None:
    """One row for each, under a number that is the same whenever and wherever this is looked for."""
    people = one.people | (
        await leaders(consent.room, {consent.subject}, facts, at) if one.leaders else frozenset()
    )
    for who in await reached(people):
        number = id_for("reminder", one.about, *one.key, who)
        await put(who, one.about, at, number=number, room=consent.room, consent=consent.id)
