"""What people and units are called, remembered: a name is registered once and stays.

Whoever is not known yet is looked for again each time.
"""

from collections.abc import Collection
from datetime import date

from hub.people import book

KEPT = 100_000


class Directory:
    """Names for the screen. Nothing is decided on a name."""

    def __init__(self) -> None:
        self._people: dict[str, str] = {}
        self._units: dict[str, str] = {}
        self._born: dict[str, date | None] = {}

    async def names(self, people: Collection[str]) -> dict[str, str]:
        """What each of these people is called; nobody else is in the answer."""
        missing = {who for who in people if who not in self._people}
        if missing:
            if len(self._people) > KEPT:
                self._people.clear()
                missing = set(people)
            self._people.update(await book.names(missing))
        return {who: self._people[who] for who in people if who in self._people}

    async def born(self, who: str) -> date | None:
        """The day on which somebody was born, where that is registered: it stays the same."""
        if self._born.get(who) is None:
            if len(self._born) > KEPT:
                self._born.clear()
            self._born[who] = await book.born(who)
        return self._born[who]

    async def unit_names(self, *needed: str) -> dict[str, str]:
        """What each unit is called; those that are `needed` are among them if they are registered."""
        if any(unit not in self._units for unit in needed):
            self._units = await book.unit_names()
        return self._units
