"""The sender: takes what is due out of the outbox and hands it over, one message after the other.

Handed over and written down can't be one step. Killed between the two, the same message is handed over once more,
under the same Message-ID, by which whoever receives it can tell; it is never lost. Before it goes it is asked again
whether it may be told: it may have waited for a night, or for days.
"""

from datetime import datetime

import structlog

from hub.house import House
from hub.notices import contacts, message, taking
from hub.notices.lacking import still_lacking
from hub.notices.message import Message
from hub.notices.notifying import still_theirs
from hub.notices.outbox import LACKING
from hub.notices.post import Kind, NotSent, Refused
from hub.notices.tables import OutboxRow
from hub.notices.taking import Waiting
from hub.people.tables import PersonRow
from hub.wording import choose, speaking
from hub.wording.languages import SOURCE

AT_ONCE = 200
"""The most messages of one round."""

log = structlog.get_logger()


async def send_due(house: House) -> int:
    """Send what is due; answers how many messages were handed over.

    Whatever goes wrong with one message, the others are sent; a way out that is down is left alone for this round.
    """
    done, down, passed = 0, set[Kind](), set[str]()
    for _ in range(AT_ONCE):
        at = await house.clock()
        waiting = await taking.take(house.engine, at, but=passed)
        if waiting is None:
            break
        try:
            done += await _send(house, waiting, at, down)
        except Exception as error:
            log.warning("notice not made", why=type(error).__name__)
            await taking.later(waiting, at)
        passed |= {waiting.who} if waiting.sealed is None or down else set()
    return done


async def _send(house: House, waiting: Waiting, at: datetime, down: set[Kind]) -> bool:
    made = await _message(house, waiting, at)
    if made is None:
        await taking.give_up(waiting, at)
        return False
    kind, words = made
    if kind in down:
        await taking.release(waiting)
        return False
    try:
        if kind not in house.post:
            raise NotSent("there is no such way out of this house")
        await house.post[kind].send(words)
    except Refused as error:
        log.warning("notice refused", why=str(error), tries=waiting.tries)
        if not await taking.later(waiting, at) and waiting.sealed is None:
            await contacts.failed(house, waiting.who, words.to, at)
        return False
    except NotSent as error:
        log.warning("notice not sent", why=str(error), tries=waiting.tries)
        down.add(kind)
        await taking.later(waiting, at)
        return False
    await taking.sent(waiting, at)
    return True


async def _message(house: House, waiting: Waiting, at: datetime) -> tuple[Kind, Message] | None:
    """The message to the address that stands now: a code to the one that it is of.

    None where there is no such address, and where nothing of what it was to tell stands on their pages any more.
    """
    number = waiting.rows[0]
    to = await contacts.address_of(house, waiting.who, at, wanted=waiting.sealed is not None)
    if to is None:
        return None
    with speaking(choose(await _languages(waiting.who))):
        if waiting.sealed is None:
            page = f"{house.settings.public_url}/"
            told = await _still_told(house, waiting, at)
            return (to.kind, message.news(to=to.address, id=number, at=at, page=page)) if told else None
        words = await contacts.current(house, waiting.who, waiting.sealed)
        return (to.kind, message.code(to=to.address, id=number, at=at, number=words)) if words else None


async def _still_told(house: House, waiting: Waiting, at: datetime) -> bool:
    columns = (OutboxRow.room, OutboxRow.consent, OutboxRow.item, OutboxRow.about)
    rows = await OutboxRow.select(*columns).where(OutboxRow.id.is_in([*waiting.rows])).run()
    asked = {(row["room"], row["consent"], row["item"], row["about"] == LACKING) for row in rows}
    for room, consent, item, lacks in sorted(asked, key=str):
        if room is None:
            return True
        if await (
            still_lacking(house, waiting.who, room, item, at)
            if lacks
            else still_theirs(house, waiting.who, room, consent, at)
        ):
            return True
    return False


async def _languages(who: str) -> list[str]:
    rows = await PersonRow.select(PersonRow.languages).where(PersonRow.id == who).run()
    known = rows[0]["languages"].split() if rows else []
    return [SOURCE] if SOURCE in known else known
