"""The sender: takes what is due out of the outbox and hands it over, one message after the other.

Handed over and written down can't be one step. Killed between the two, the same message is handed over once more,
under the same Message-ID, by which whoever receives it can tell; it is never lost.
"""

from datetime import datetime

import structlog

from hub.house import House
from hub.notices import contacts, message, outbox
from hub.notices.message import Message
from hub.notices.outbox import Waiting
from hub.notices.post import Kind, NotSent, Refused
from hub.notices.tables import ContactRow
from hub.people.tables import PersonRow
from hub.wording import choose, speaking

AT_ONCE = 200
"""The most messages of one round."""

log = structlog.get_logger()


async def send_due(house: House) -> int:
    """Send what is due; answers how many messages were handed over."""
    done = 0
    for _ in range(AT_ONCE):
        at = await house.clock()
        waiting = await outbox.take(at)
        if waiting is None:
            break
        done += await _send(house, waiting, at)
    return done


async def _send(house: House, waiting: Waiting, at: datetime) -> bool:
    made = await _message(house, waiting, at)
    if made is None:
        await outbox.give_up(waiting, at)
        return False
    kind, words = made
    try:
        if kind not in house.post:
            raise NotSent("there is no such way out of this house")
        await house.post[kind].send(words)
    except Refused as error:
        log.warning("notice refused", why=str(error))
        await _failed(waiting, at)
        return False
    except NotSent as error:
        log.warning("notice not sent", why=str(error), tries=waiting.tries)
        await outbox.later(waiting, at)
        return False
    await outbox.sent(waiting, at)
    return True


async def _failed(waiting: Waiting, at: datetime) -> None:
    """The address takes nothing: its owner sees it on their page, and nothing more is written for it."""
    await outbox.give_up(waiting, at)
    if waiting.sealed is None:
        await ContactRow.update({ContactRow.failed: at}).where(ContactRow.who == waiting.who).run()


async def _message(house: House, waiting: Waiting, at: datetime) -> tuple[Kind, Message] | None:
    """The message to the address that stands now: a code to the one that it is of. None where there is none."""
    known, number = await contacts.of(house, waiting.who, at), waiting.rows[0]
    to = known.confirmed if waiting.sealed is None else known.wanted
    if to is None:
        return None
    with speaking(choose(await _languages(waiting.who))):
        if waiting.sealed is None:
            page = f"{house.settings.public_url}/"
            return to.kind, message.news(to=to.address, id=number, at=at, page=page)
        words = await contacts.unsealed(house, waiting.who, waiting.sealed)
        return to.kind, message.code(to=to.address, id=number, at=at, number=words)


async def _languages(who: str) -> list[str]:
    rows = await PersonRow.select(PersonRow.languages).where(PersonRow.id == who).run()
    return rows[0]["languages"].split() if rows else []
