"""The whole ledger as one file, in public forms that anybody's program can read.

    samrum-ledger-export/1 samrum.example/ledger 1
    0 38707dfd...8dea {"at":"2026-11-23T14:06:18.027239Z","body":{...},"kind":"MeetingOpened",...}
    samrum.example/ledger
    1
    mGSFOO8tk0WbwbUWRPwUgx7bO7JJtiXsS6QstEpgSac=

    — samrum.example/ledger PeeHjuoqg1ZYMo3nUSGJs8...

A header with origin and size; a line for each entry with its index, its leaf hash in hex and its leaf, in
canonical JSON; and after the entries that it covers, each checkpoint that was handed out, as its signed note.
The checkpoint over everything is the last. Lines end with one newline; there is nothing else in the file.
"""

import re
from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from consent.errors import Malformed
from consent.ledger.merkle import leaf_hash

FORMAT = "samrum-ledger-export/1"
NOTE_LINES = 5
PAGE = 1000
_HEADER = re.compile(rb"samrum-ledger-export/1 ([!-*,-~]+) (0|[1-9][0-9]{0,18})\n")
_ENTRY = re.compile(rb"(0|[1-9][0-9]{0,18}) ([0-9a-f]{64}) (\{.*\})\n")


class Exportable(Protocol):
    """What an export needs of a ledger."""

    async def checkpoint(self) -> str:
        """The committed head as a signed note."""

    async def checkpoints(self, first: int = 0, last: int = 1 << 62) -> Sequence[tuple[int, str]]:
        """Size and note of what has been handed out."""

    async def leaves(self, first: int, last: int) -> Sequence[bytes]:
        """The exact bytes of those entries."""


def header(origin: str, size: int) -> bytes:
    """The first line."""
    return f"{FORMAT} {origin} {size}\n".encode()


def parse_header(line: bytes) -> tuple[str, int]:
    """Origin and size; raises Malformed."""
    match = _HEADER.fullmatch(line)
    if match is None:
        raise Malformed(f"the first line is not `{FORMAT} <origin> <size>`")
    return match[1].decode(), int(match[2])


def entry_line(index: int, leaf: bytes) -> bytes:
    """The line of one entry."""
    return b"%d %s %s\n" % (index, leaf_hash(leaf).hex().encode(), leaf)


def parse_entry_line(line: bytes) -> tuple[int, bytes, bytes]:
    """Index, leaf hash as it is stated (hex), and leaf; raises Malformed."""
    match = _ENTRY.fullmatch(line)
    if match is None:
        raise Malformed("neither an entry (`<index> <64 hex digits> <canonical JSON>`) nor a checkpoint")
    return int(match[1]), match[2], match[3]


async def export_lines(ledger: Exportable) -> AsyncIterator[bytes]:
    """The lines of an export of everything that is committed when the first is asked for."""
    last = await ledger.checkpoint()
    origin, size_text, _ = last.split("\n", 2)
    size = int(size_text)
    yield header(origin, size)
    notes = dict(await ledger.checkpoints(0, size))
    for first in range(0, size, PAGE):
        for index, leaf in enumerate(await ledger.leaves(first, min(first + PAGE, size)), start=first):
            if index in notes:
                yield notes[index].encode()
            yield entry_line(index, leaf)
    yield last.encode()
