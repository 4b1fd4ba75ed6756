"""By which random id a person is known in one room's events, so that rooms can't be linked from the ledger."""

from collections.abc import Collection

from consent.words import BOARD, GUARDIANS
from hub.ids import new_id
from hub.people.tables import PseudonymRow

WORDS = frozenset({BOARD, GUARDIANS})
"""Words that stand where a person could, and name nobody."""

KEPT = 100_000


class Pseudonyms:
    """Gives and remembers pseudonyms. They never change, so what is kept is never wrong."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], str] = {}

    async def of(self, room: str | None, people: Collection[str]) -> dict[str, str]:
        """The pseudonyms of these people in this room; outside any room a person's own random id stands."""
        if room is None:
            return {person: person for person in people}
        missing = [p for p in people if (room, p) not in self._kept and p not in WORDS]
        if missing:
            await self._remember(room, missing)
        return {person: self._kept.get((room, person), person) for person in people}

    async def _remember(self, room: str, people: list[str]) -> None:
        if len(self._kept) > KEPT:
            self._kept.clear()
        rows = [PseudonymRow(id=new_id(), room=room, person=p, pair=f"{room} {p}") for p in people]
        await PseudonymRow.insert(*rows).on_conflict(target=PseudonymRow.pair, action="DO NOTHING").run()
        pairs = [f"{room} {p}" for p in people]
        for row in await PseudonymRow.select().where(PseudonymRow.pair.is_in(pairs)).run():
            self._kept[room, row["person"]] = row["id"]


async def people_behind(pseudonyms: Collection[str]) -> dict[str, str]:
    """Whose pseudonyms these are: for the auditor and for the family's own pages."""
    if not pseudonyms:
        return {}
    rows = await PseudonymRow.select().where(PseudonymRow.id.is_in(sorted(pseudonyms))).run()
    return {row["id"]: row["person"] for row in rows}
