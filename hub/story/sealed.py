"""The sealed bytes of an item: unreadable without the room's key, which the gate alone asks for."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from hub.story.tables import ItemRow, SealedTextRow

BYTES_KEPT = 32_000_000


@dataclass(frozen=True, slots=True)
class Sealed:
    """The version of an item, its sealed bytes, and when it was last corrected."""

    version: int
    sealed: bytes
    corrected: datetime | None


async def sealed_text(item: str) -> Sealed | None:
    """What is sealed of an item, or None where nothing lies there."""
    columns = (SealedTextRow.version, SealedTextRow.sealed)
    for row in await SealedTextRow.select(*columns).where(SealedTextRow.item == item).run():
        times = await ItemRow.select(ItemRow.corrected).where(ItemRow.id == item).run()
        corrected = times[0]["corrected"] if times else None
        return Sealed(row["version"], bytes(row["sealed"]), corrected)
    return None


class SealedTexts:
    """Sealed texts that were read before, each for as long as the version of its room has not moved.

    What is kept was read after that version, so it can only be newer, and then the version has moved.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[int, Sealed]] = OrderedDict()
        self._bytes = 0

    async def of(self, item: str, *, room_version: int) -> Sealed | None:
        """What is sealed of an item in a room of this version, or None where nothing lies there."""
        kept = self._kept.get(item)
        if kept is not None and kept[0] == room_version:
            return kept[1]
        found = await sealed_text(item)
        self._drop(item)
        if found is not None:
            self._kept[item] = (room_version, found)
            self._bytes += len(found.sealed)
            while self._bytes > BYTES_KEPT:
                self._drop(next(iter(self._kept)))
        return found

    def _drop(self, item: str) -> None:
        gone = self._kept.pop(item, None)
        if gone is not None:
            self._bytes -= len(gone[1].sealed)
