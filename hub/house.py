"""The parts of a running hub, put together once and handed to every verb and page."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from consent.database import Database
from consent.keys.store import KeyStore
from consent.ledger.log import Ledger
from consent.ledger.signed_note import Signer
from hub.desk import Desk
from hub.facts import FactBook
from hub.gate import Gate
from hub.meeting import forums
from hub.meeting.forums import Forum
from hub.notices.post import Post
from hub.people.directory import Directory
from hub.people.pseudonyms import Pseudonyms
from hub.settings import Settings

Clock = Callable[[], Awaitable[datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything that a verb may need. There is one for each running application."""

    settings: Settings
    engine: Database
    ledger: Ledger
    keys: KeyStore
    checkpoints: Signer
    receipts: Signer
    facts: FactBook
    pseudonyms: Pseudonyms
    directory: Directory
    gate: Gate
    desk: Desk
    clock: Clock
    post: Post
    forums: Mapping[str, Forum]


def furnish(
    *,
    settings: Settings,
    engine: Database,
    ledger: Ledger,
    keys: KeyStore,
    checkpoints: Signer,
    receipts: Signer,
    approved: frozenset[str] | None,
    post: Post,
) -> House:
    """Put the parts together around a ledger and a key store; the clock is the ledger's, so the database's."""
    pseudonyms = Pseudonyms()
    facts = FactBook(engine, ledger, approved)

    async def clock() -> datetime:
        return (await ledger.moment(())).at

    return House(
        settings=settings,
        engine=engine,
        ledger=ledger,
        keys=keys,
        checkpoints=checkpoints,
        receipts=receipts,
        facts=facts,
        pseudonyms=pseudonyms,
        directory=Directory(),
        gate=Gate(ledger, facts, keys, pseudonyms),
        desk=Desk(ledger, facts, pseudonyms),
        clock=clock,
        post=post,
        forums=forums.load(settings.forums),
    )
