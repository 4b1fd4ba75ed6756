"""What no question covers: a new text, or a unit new in the room. Pure.

The family is told what they are not asked. That follows from what was asked of them alone, and never from what
anybody has answered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from consent.record import Consent
from consent.words import CATEGORIES
from hub.falling_short import covers, is_open
from hub.sharing import capacity_of, parties
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
    _known: dict[object, bool] = field(default_factory=dict, repr=False)
    _theirs: dict[str, list[Consent]] = field(default_factory=dict, repr=False)

    def lacking(self, items: Iterable[Item]) -> dict[str, frozenset[str]]:
        """Categories by unit that this person would be asked about, and is not: of these texts, where they were
        released to a unit of the room; none by a unit that no question names at all."""
        units = {unit for _who, unit in self.facts.rooms[self.room].participants}
        found = {unit: NOTHING for unit in units if len(units) > 1 and self.is_new(unit)}
        kinds = {(i.unit, i.categories, i.subjects, i.released_to): i for i in items}
        for item in kinds.values():
            for unit in (item.released_to or NOTHING) & units - {item.unit}:
                if any(self._lacks(item, unit, subject) for subject in item.subjects):
                    found[unit] = found.get(unit, NOTHING) | item.categories
        return found

    def is_new(self, unit: str) -> bool:
        """Whether this person answers for the room's child, and no question of theirs names the unit."""
        subjects = {subject for room, subject in self.facts.consents if room == self.room}
        asked = (one for subject in subjects for one in self._of(subject))
        named = any(unit in one.to_units | one.from_units for one in asked)
        child = self.facts.rooms[self.room].child
        return not named and self._would_be_asked(child, frozenset(CATEGORIES))

    def _lacks(self, item: Item, unit: str, subject: str) -> bool:
        asked = any(
            covers(replace(one, acts=()), item, unit, self.facts) for one in self._of(subject)
        )  # What has been taken out was asked, and answered.
        return not asked and self._would_be_asked(subject, item.categories)

    def _of(self, subject: str) -> list[Consent]:
        """The questions about somebody that are this person's to answer, and not over."""
        if subject not in self._theirs:
            self._theirs[subject] = [
                one
                for one in self.facts.consents.get((self.room, subject), ())
                if not one.draft
                and is_open(one, self.facts, self.at)
                and capacity_of(one, self.who, self.facts, self.at) is not None
                and self.shows(one)
            ]
        return self._theirs[subject]

    def _would_be_asked(self, subject: str, categories: frozenset[str]) -> bool:
        """Whether the question that is lacking would be put to this person, and stand on their pages."""
        key = subject, categories
        if key not in self._known:
            drawn = Consent(
                id="",
                subject=subject,
                purpose=self.facts.rooms[self.room].purpose,
                room=self.room,
                from_units=NOTHING,
                to_units=NOTHING,
                categories=categories,
                starts=self.at,
                ends=a_year_after(self.at),
            )
            asked = any(party.who == self.who for party in parties(drawn, self.facts, self.at))
            self._known[key] = asked and self.shows(drawn)
        return self._known[key]
