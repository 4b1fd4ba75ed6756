"""What runs out by itself is written down when it has, so that there is a receipt of it too.

Nothing depends on it: from its end on a consent opens nothing, whether or not that is written down.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from consent.errors import Moved
from consent.events import ConsentExpired
from consent.ledger.entry import Entry
from consent.record import Consent
from consent.tables import ConsentRow, ExpiryRow
from hub.desk import adds
from hub.foretelling import TICK, standing
from hub.house import House
from policies.facts import Facts

LATE = timedelta(days=30)
"""How long after its end it is still looked for, where the hub was down."""


async def expire(house: House) -> int:
    """Write down each consent that stood when its time ran out; answers how many were."""
    at = await house.clock()
    over = (ConsentRow.ends <= at) & (ConsentRow.ends > at - LATE) & ConsentRow.draft.eq(False)
    rows = await ConsentRow.select(ConsentRow.id, ConsentRow.room).where(over).run()
    ids = [row["id"] for row in rows]
    known = await ExpiryRow.select(ExpiryRow.consent).where(ExpiryRow.consent.is_in(ids)).run() if ids else []
    left = set(ids) - {row["consent"] for row in known}
    done = 0
    for room in sorted({row["room"] for row in rows if row["id"] in left}):
        facts = await house.facts.of_room(room)
        for consent in _stood(facts, left):
            done += await _written(house, consent, at)
    return done


def _stood(facts: Facts, these: set[str]) -> Iterator[Consent]:
    """Those of these consents that stood for something until their end."""
    for held in facts.consents.values():
        for consent in held:
            if consent.id in these and standing(consent, facts, consent.ends - TICK):
                yield consent


async def _written(house: House, consent: Consent, at: datetime) -> bool:
    """Write it down, once: whoever comes second finds that its version has moved."""
    scope = f"expiry:{consent.id}"

    async def write(entries: tuple[Entry, ...]) -> None:
        await adds(ExpiryRow(consent=consent.id, at=at, entry=entries[0].index))(entries)

    event = ConsentExpired(room=consent.room, consent=consent.id)
    try:
        await house.ledger.append((event,), guard={scope: 0}, bumps={scope}, along=write)
    except Moved:
        return False
    return True
