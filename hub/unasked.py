"""What no consent has been asked for: a new text, or a unit new in the room, that no question covers. Pure.

The family is told what they have not been asked. That follows from what was asked of them alone, and never from
what anybody has answered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from consent.record import Consent
from consent.words import FAMILY
from hub.sharing import capacity_of
from policies.facts import Facts, Item
from policies.times import a_year_after

NOTHING: frozenset[str] = frozenset()


def _every(_: Consent) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one person has been asked in a room: the questions on their own pages, as far as those show them now."""

    who: str
    room: str
    facts: Facts
    at: datetime
    shows: Callable[[Consent], bool] = _every

    def lacking(self, items: Iterable[Item]) -> dict[str, frozenset[str]]:
        """Categories by unit that this person would be asked about, and has not been: of these texts, where they were
        released to a unit of the room; none by a unit that no question names at all."""
        units = {unit for _who, unit in self.facts.rooms[self.room].participants}
        found = {unit: NOTHING for unit in units if len(units) > 1 and self.is_new(unit)}
        for item in items:
            for unit in (item.released_to or NOTHING) & units - {item.unit}:
                if any(self._lacks(item, unit, subject) for subject in item.subjects):
                    found[unit] = found.get(unit, NOTHING) | item.categories
        return found

    def is_new(self, unit: str) -> bool:
        """Whether this person answers for the room's child, and no question of theirs names the unit."""
        child = self.facts.rooms[self.room].child
        subjects = {subject for room, subject in self.facts.consents if room == self.room}
        asked = (one for subject in subjects for one in self._of(subject))
        named = any(unit in one.to_units | one.from_units for one in asked)
        return not named and self._would_be_asked(child, FAMILY, unit, NOTHING)

    def _lacks(self, item: Item, unit: str, subject: str) -> bool:
        covered = any(
            item.unit in one.from_units and unit in one.to_units and item.categories <= one.categories
            for one in self._of(subject)
        )
        return not covered and self._would_be_asked(subject, item.unit, unit, item.categories)

    def _of(self, subject: str) -> list[Consent]:
        """The questions about somebody that are this person's to answer and whose time is not over."""
        purpose = self.facts.rooms[self.room].purpose
        return [
            one
            for one in self.facts.consents.get((self.room, subject), ())
            if not one.draft and one.purpose == purpose and self.at < one.ends and self._is_theirs(one)
        ]

    def _would_be_asked(self, subject: str, from_unit: str, unit: str, categories: frozenset[str]) -> bool:
        """Whether the question that is lacking would stand on this person's pages."""
        return self._is_theirs(
            Consent(
                id="",
                subject=subject,
                purpose=self.facts.rooms[self.room].purpose,
                room=self.room,
                from_units=frozenset({from_unit}),
                to_units=frozenset({unit}),
                categories=categories,
                starts=self.at,
                ends=a_year_after(self.at),
            )
        )

    def _is_theirs(self, consent: Consent) -> bool:
        return capacity_of(consent, self.who, self.facts, self.at) is not None and self.shows(consent)
