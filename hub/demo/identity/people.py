"""Who can log in at the demo identity provider: made-up people, given by whoever starts it."""

from dataclasses import dataclass
from datetime import date

from hub.people.numbers import birth_date


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """A made-up person. `number` has 12 digits and is a test number, `loa` the highest level of their e-ID.

    `note` is what the page says of them, such as a role. `coordination_level` counts for a samordningsnummer.
    `levels` are those that the page offers them, as far as their e-ID reaches.
    """

    name: str
    number: str
    loa: int = 3
    note: str = ""
    coordination_level: str = "confirmed"
    levels: tuple[int, ...] = (3, 2)

    @property
    def coordination(self) -> bool:
        """Whether the number is a samordningsnummer: its day is 60 more than the day of birth."""
        return int(self.number[6:8]) > 60

    def age(self, on: date) -> int:
        """Full years on a day; a birthday on 29 February is 1 March in other years."""
        born = birth_date(self.number)
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    def found_by(self, search: str) -> bool:
        """Whether every word of the search stands in the name or the note."""
        text = f"{self.name} {self.note}".casefold()
        return all(word in text for word in search.casefold().split())
