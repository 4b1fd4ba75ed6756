"""Storages of each kind behind one fixture, so that every promise is tested on all of them."""

from collections.abc import AsyncIterator, Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent.database import close_database, engine_for, migrate, open_database
from consent.ledger import Ledger, MemoryStorage, Signer, Storage
from consent.ledger.piccolo_storage import PiccoloStorage

LEDGER_APP = "consent.ledger.piccolo_app"


@pytest.fixture
def signer() -> Signer:
    return Signer("samrum.example/ledger", Ed25519PrivateKey.generate())


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def storage(
    request: pytest.FixtureRequest, make_database: Callable[[str], str]
) -> AsyncIterator[Storage]:
    if request.param == "memory":
        yield MemoryStorage()
        return
    engine = engine_for(make_database(request.param))
    await open_database(engine)
    await migrate(engine, [LEDGER_APP])
    yield PiccoloStorage(engine)
    await close_database(engine)


@pytest.fixture
async def ledger(storage: Storage, signer: Signer) -> AsyncIterator[Ledger]:
    ledger = Ledger(storage, signer)
    await ledger.start()
    yield ledger
    await ledger.stop()
