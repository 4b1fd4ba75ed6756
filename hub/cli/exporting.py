"""`samrum ledger export`, `samrum ledger key` and `samrum receipt key`: what others need to verify without us."""

import asyncio
import os
import sys
from argparse import Namespace
from pathlib import Path

from consent.ledger.export import export_lines
from hub.cli.conditions import databases_within_reach, settings_for
from hub.cli.exits import OK, WRONG_USE, Stop
from hub.opening import opened, signers
from hub.settings import Settings


def export(asked: Namespace) -> int:
    """Write the whole ledger to a file that did not exist; nothing is left of one that was cut off."""
    settings, target = settings_for(demo=asked.demo), asked.file
    if target.exists():
        raise Stop(
            WRONG_USE, f"{target} exists; name a new file, since an old export may be somebody's proof"
        )
    half = target.with_name(f".{target.name}.half")
    try:
        with databases_within_reach():
            size = asyncio.run(_write(settings, half))
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    print(f"{target}: {size} entries. Verify with: samrum ledger verify {target} --key FILE")
    return OK


def key(asked: Namespace) -> int:
    """Print the public key of the ledger, in the form that `ledger verify` takes."""
    checkpoints, _ = signers(settings_for(demo=asked.demo))
    print(checkpoints.verifier)
    return OK


def receipt_key(asked: Namespace) -> int:
    """Print the public key of receipts, in the form that `receipt verify` takes."""
    _, receipts = signers(settings_for(demo=asked.demo))
    print(receipts.verifier)
    return OK


async def _write(settings: Settings, half: Path) -> int:
    async with opened(settings) as house:
        head = await house.ledger.head()
        try:
            file = half.open("wb")
        except OSError as error:
            raise Stop(WRONG_USE, f"{half.parent} can't be written: {error.strerror}") from error
        with file:
            done = 0
            async for line in export_lines(house.ledger):
                file.write(line)
                done += 1
                if done % 10_000 == 0:
                    print(f"{done} lines, about {head.size} to write ...", file=sys.stderr)
            file.flush()
            os.fsync(file.fileno())
    return head.size
