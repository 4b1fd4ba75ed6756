"""Exports to tamper with."""

import asyncio
import io
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consent.events import Event
from consent.ledger import Ledger, MemoryStorage, Signer
from consent.ledger.export import export_lines
from consent.ledger.verify import Verdict, verify_export
from tests.consent.ledger.happenings import began, changed, ended, opened

SIGNER = Signer("samrum.example/ledger", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
KEY = str(SIGNER.verifier)


async def exported(ledger: Ledger) -> list[bytes]:
    return split(b"".join([line async for line in export_lines(ledger)]))


async def filled(*batches: list[Event]) -> Ledger:
    """A ledger in memory with these batches, and a checkpoint handed out after each but the last."""
    ledger = Ledger(MemoryStorage(), SIGNER)
    await ledger.start()
    for batch in batches:
        if (await ledger.head()).size:
            await ledger.checkpoint()
        await ledger.append(batch)
    await ledger.stop()
    return ledger


@cache
def specimen() -> tuple[bytes, ...]:
    """Two rooms and entries without a room; checkpoints after 5 and 10; 13 entries in all."""

    async def make() -> list[bytes]:
        first = [began("r1"), opened("r2", "c1"), changed(), opened("r1", "c2"), ended("c1", "r2")]
        second = [began("r1"), opened("r2", "c3"), changed(), opened("r1", "c2"), changed()]
        return await exported(await filled(first, second, [began("r1"), opened("r1", "c2"), changed()]))

    return tuple(asyncio.run(make()))


def verified(lines: list[bytes] | tuple[bytes, ...], **held) -> Verdict:
    return verify_export(split(b"".join(lines)), KEY, **held)


def split(data: bytes) -> list[bytes]:
    return io.BytesIO(data).readlines()
