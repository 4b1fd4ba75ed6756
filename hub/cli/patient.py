"""The databases of a hub, opened to be looked at: nothing is migrated, finished or appended."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from consent.database import Database, bind, close_database, engine_for, open_database
from consent.keys.store import KeyStore
from consent.ledger.log import Ledger
from consent.ledger.piccolo_storage import PiccoloStorage
from consent.ledger.signed_note import Signer
from consent.ledger.tables import TABLES as LEDGER_TABLES
from hub.opening import signers
from hub.settings import Settings
from hub.tables import TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Both databases and what reads them."""

    settings: Settings
    engine: Database
    key_engine: Database
    ledger: Ledger
    keys: KeyStore
    signer: Signer

    @classmethod
    @asynccontextmanager
    async def opened(cls, settings: Settings) -> AsyncIterator["Patient"]:
        """Open both until the end of the block; raises DatabaseRefused when one is not durable."""
        engine, key_engine = engine_for(settings.database_url), engine_for(settings.key_database_url)
        try:
            await open_database(engine)
            await open_database(key_engine)
            bind((*TABLES, *LEDGER_TABLES), engine)
            signer, _ = signers(settings)
            yield cls(
                settings=settings,
                engine=engine,
                key_engine=key_engine,
                ledger=Ledger(PiccoloStorage(engine), signer),
                keys=KeyStore(key_engine, {kek.id: kek.key for kek in settings.keks}, settings.keks[0].id),
                signer=signer,
            )
        finally:
            await close_database(engine)
            await close_database(key_engine)
