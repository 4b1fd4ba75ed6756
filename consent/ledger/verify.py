"""Checking an export with nothing but the export and the ledger's public key.

Every line, every leaf hash, the tree, the checkpoints' signatures, the chain of each room, the order of time,
and that no text was opened under a consent after its end or narrowing. It needs no database, and streams.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from consent.ledger.checking import Check
from consent.ledger.checkpoint import open_checkpoint
from consent.ledger.signed_note import Verifier
from consent.ledger.verdict import Finding, Verdict

__all__ = ["Finding", "Verdict", "verify_export"]

LONGEST_LINE = 1 << 20
"""Bytes. A longer line is taken as several, none of which is an entry."""


def verify_export(
    source: str | Path | Iterable[bytes], key: str | Verifier, *, held: Sequence[str] = ()
) -> Verdict:
    """Check an export, given as a path or as its lines, against a verifier key (C2SP form).

    `held`: checkpoints that somebody kept, as signed notes. Only with one of those can it be seen that an
    export as a whole is older than what was once shown, or is another ledger by the same key.
    Raises Malformed or Forged for a key or a held checkpoint that is no such thing.
    """
    verifier = Verifier.parse(key.strip()) if isinstance(key, str) else key
    check = Check(verifier, [open_checkpoint(note, verifier) for note in held])
    if isinstance(source, str | Path):
        with Path(source).open("rb") as file:
            return check.run(_lines(file))
    return check.run(iter(source))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE):
        yield line
