"""Opening the house: databases brought up to date, the ledger and the key store put together, and closing it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from consent.database import Database, bind, close_database, engine_for, migrate, open_database
from consent.keys.destroy import resume
from consent.keys.signing import SigningKeys, signing_keys
from consent.keys.store import KeyStore
from consent.ledger.log import Ledger
from consent.ledger.mending import mend_head
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.signed_note import Signer
from consent.ledger.storage import Storage
from consent.ledger.tables import TABLES as LEDGER_TABLES
from hub import wording
from hub.house import House, furnish
from hub.notices.post import Post, post_of
from hub.settings import Settings
from hub.tables import APPS, KEY_APPS, TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Fittings:
    """What whoever starts the application may bring of their own, for tests, scenarios and the tour.

    `clock` replaces the database's clock; `storage` wraps the ledger's storage; `approved` are the languages in
    which a native reader has approved the texts that a consent is asked with, None for all. `post` are the ways
    out of the house, where they are not those of the settings.
    """

    approved: frozenset[str] | None = field(default_factory=wording.approved)
    clock: Callable[[], datetime] | None = None
    storage: Callable[[Storage], Storage] | None = None
    post: Post | None = None


def signers(settings: Settings) -> tuple[Signer, Signer]:
    """The signers of checkpoints and of receipts."""
    keys: SigningKeys = signing_keys(ledger=settings.ledger_key, receipts=settings.receipt_key)
    return Signer(settings.origin, keys.ledger), Signer(f"{settings.origin}/receipts", keys.receipts)


async def bring_up_to_date(settings: Settings) -> list[str]:
    """Migrate both databases; answers what ran."""
    ran: list[str] = []
    for url, apps in ((settings.database_url, APPS), (settings.key_database_url, KEY_APPS)):
        engine = engine_for(url)
        await open_database(engine)
        try:
            ran += await migrate(engine, apps)
            if apps is APPS and (size := await mend_head(engine)) is not None:
                ran.append(f"ledger: its head was gone, and was computed again from its {size} entries")
        finally:
            await close_database(engine)
    return ran


@asynccontextmanager
async def opened(settings: Settings, fittings: Fittings | None = None) -> AsyncIterator[House]:
    """A house whose databases are open and up to date, until the end of the block."""
    fittings = fittings or Fittings()
    engine, key_engine = engine_for(settings.database_url), engine_for(settings.key_database_url)
    async with _open(engine, APPS), _open(key_engine, KEY_APPS):
        await mend_head(engine)
        bind((*TABLES, *LEDGER_TABLES), engine)
        storage: Storage = PiccoloStorage(engine)
        checkpoints, receipts = signers(settings)
        ledger = Ledger(
            fittings.storage(storage) if fittings.storage else storage, checkpoints, clock=fittings.clock
        )
        keys = KeyStore(key_engine, {kek.id: kek.key for kek in settings.keks}, settings.keks[0].id)
        await ledger.start()
        try:
            await resume(ledger, keys, at=(await ledger.moment(())).at)
            yield furnish(
                settings=settings,
                engine=engine,
                ledger=ledger,
                keys=keys,
                checkpoints=checkpoints,
                receipts=receipts,
                approved=fittings.approved,
                post=post_of(settings) if fittings.post is None else fittings.post,
            )
        finally:
            await ledger.stop()


@asynccontextmanager
async def _open(engine: Database, apps: tuple[str, ...]) -> AsyncIterator[None]:
    await open_database(engine)
    try:
        await migrate(engine, apps)
        yield
    finally:
        await close_database(engine)
